"""Styles and scripts of the site, and the two libraries that npm brings by the lock file."""

import shutil
import subprocess
from pathlib import Path

from cubairan_data.errors import CannotRunError

SITE = Path(__file__).resolve().parents[1]
STATIC = SITE / "static"
MODULES = SITE / "node_modules"
# What is copied of each library: its file, and the name under which the pages load it.
_LIBRARIES = {
    "minisearch/dist/umd/index.js": "minisearch.js",
    "minisearch/LICENSE.txt": "minisearch.LICENSE.txt",
    "vis-timeline/standalone/umd/vis-timeline-graph2d.min.js": "vis-timeline.js",
    "vis-timeline/styles/vis-timeline-graph2d.min.css": "vis-timeline.css",
    "vis-timeline/LICENSE.MIT.md": "vis-timeline.LICENSE.txt",
}


def own_files() -> dict[str, bytes]:
    """Give the styles and scripts of the site."""
    return {file.name: file.read_bytes() for file in sorted(STATIC.iterdir()) if file.is_file()}


def libraries() -> dict[str, bytes] | None:
    """Give the files of the libraries; None, with a word why, where npm is not there.

    Raises:
        CannotRunError: npm could not install what the lock file names.
    """
    if not _are_there():
        npm = shutil.which("npm")
        if npm is None:
            return None
        command = [
            npm,
            "ci",
            "--omit=dev",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--silent",
        ]
        done = subprocess.run(command, cwd=SITE, capture_output=True, text=True, check=False)
        if done.returncode or not _are_there():
            last = done.stderr.strip().splitlines()[-1:] or ["no message"]
            raise CannotRunError(f"npm could not install the libraries of the site: {last[0]}")
    return {
        name: (MODULES / path).read_bytes()
        for path, name in _LIBRARIES.items()
        if (MODULES / path).is_file()
    }


def _are_there() -> bool:
    return all((MODULES / path).is_file() for path in _LIBRARIES if "LICENSE" not in path)
