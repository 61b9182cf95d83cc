"""The documentation of the package, by mkdocs-material, below the site."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from cubairan_data import dataset
from cubairan_data.errors import CannotRunError
from site_builder.site_assets import SITE

ROOT = SITE.parent
_PAGES = (
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "RELEASING.md",
    "SECURITY.md",
    "CODE_OF_CONDUCT.md",
)


def docs_are_possible() -> bool:
    """Whether the library that makes the pages is installed."""
    return find_spec("material") is not None


def build_docs(target: Path, say: Callable[[str], None]) -> None:
    """Build the documentation; say why not where it cannot be built.

    Raises:
        CannotRunError: mkdocs ends with an error.
    """
    if not docs_are_possible():
        say('mkdocs-material is missing: no docs; pip install "cubairan-data[site]"')
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pages = folder / "pages"
        shutil.copytree(ROOT / "docs", pages / "docs")
        for page in _PAGES:
            shutil.copy(ROOT / page, pages / page)
        shutil.copy(SITE / "mkdocs.yml", folder / "mkdocs.yml")
        done = subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(target)],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        raise CannotRunError(
            f"mkdocs could not build the docs of {dataset.NAME}: {done.stderr[-300:]}"
        )
