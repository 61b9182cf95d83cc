"""Take the pictures of docs/site.md from a built site: ``python -m tools.screenshots [SITE]``.

Needs Chromium. What is on the pictures changes with the record, so they are taken for a release.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.generate.checkout import ROOT

FOLDER = ROOT / "docs" / "pictures"
# Name of the picture: page, width and height of the window.
PICTURES = {
    "site-visit.png": ("visits/2023-06-raisi-havana/index.html", 1000, 1050),
    "site-list.fa.png": ("fa/visits/index.html", 1000, 800),
}


def main(site: Path) -> int:
    """Take every picture; give the exit code."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None or not (site / "index.json").is_file():
        missing = "chromium is missing" if browser is None else f"{site} is no site; run: make site"
        print(f"no pictures: {missing}", file=sys.stderr)
        return 2
    for name, (page, width, height) in PICTURES.items():
        with tempfile.TemporaryDirectory() as profile:
            subprocess.run(
                [
                    browser,
                    "--headless=new",
                    "--no-sandbox",
                    "--hide-scrollbars",
                    f"--user-data-dir={profile}",
                    f"--window-size={width},{height}",
                    "--virtual-time-budget=5000",
                    f"--screenshot={FOLDER / name}",
                    (site.resolve() / page).as_uri(),
                ],
                check=True,
                capture_output=True,
            )
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "site"))
