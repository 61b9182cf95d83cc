"""Refuse a release whose version, tag, changelog, address and files do not agree.

Run as ``python .ci/release_check.py [--tag vX.Y.Z] [--dist FOLDER]``; exit code 1, a line a fault.
"""

import argparse
import re
import sys
import zipfile
from collections.abc import Iterator
from email.parser import HeaderParser
from pathlib import Path
from urllib.parse import urlsplit

from cubairan_data import dataset

ROOT = Path(__file__).resolve().parents[1]
RESERVED = ("example.org", "example.com", "example.net")


def address_faults(homepage: str) -> Iterator[str]:
    """Faults of the project's address: it must be public, and no placeholder."""
    host = urlsplit(homepage).hostname or ""
    if urlsplit(homepage).scheme != "https" or "." not in host:
        yield f"dataset.HOMEPAGE is not an https address: {homepage}"
    if any(host == name or host.endswith(f".{name}") for name in RESERVED):
        yield f"dataset.HOMEPAGE is still the placeholder: {homepage}"


def changelog_faults(changelog: str, version: str, released: str) -> Iterator[str]:
    """Faults of the changelog: its first section is this version, and bears its date."""
    heading = f"## {version} ({released})"
    first = re.search(r"^## .*$", changelog, re.MULTILINE)
    if first is None or first.group() != heading:
        yield f"CHANGELOG.md: the first section is not headed {heading!r}"


def tag_faults(tag: str, version: str) -> Iterator[str]:
    """Faults of the tag: it names the version."""
    if tag != f"v{version}":
        yield f"the tag {tag} does not name the version {version}"


def wheel_faults(wheel: Path, version: str, homepage: str) -> Iterator[str]:
    """Faults of a built wheel: its metadata state this version and the project's addresses."""
    with zipfile.ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        metadata = HeaderParser().parsestr(archive.read(name).decode("utf-8"))
    if metadata["Version"] != version:
        yield f"{wheel.name}: version {metadata['Version']}, not {version}"
    urls = [str(url).partition(", ")[2] for url in metadata.get_all("Project-URL", [])]
    if not urls:
        yield f"{wheel.name}: no address of the project"
    for url in urls:
        if url != homepage and not url.startswith(f"{homepage}/"):
            yield f"{wheel.name}: {url} does not derive from dataset.HOMEPAGE"


def dist_faults(folder: Path, version: str, homepage: str) -> Iterator[str]:
    """Faults of a folder of built files: one wheel and one source distribution, of this version."""
    wheels, sources = sorted(folder.glob("*.whl")), sorted(folder.glob("*.tar.gz"))
    if len(wheels) != 1 or len(sources) != 1:
        counts = f"{len(wheels)} wheels and {len(sources)} source distributions"
        yield f"{folder}: {counts}, not one each"
    for wheel in wheels:
        yield from wheel_faults(wheel, version, homepage)
    for source in sources:
        if not source.name.endswith(f"-{version}.tar.gz"):
            yield f"{source.name}: not of version {version}"


def main(arguments: list[str]) -> int:
    """Print every fault; give the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tag", help="the tag of the release")
    parser.add_argument("--dist", type=Path, help="the folder of built files, where there is one")
    options = parser.parse_args(arguments)
    faults = [
        *address_faults(dataset.HOMEPAGE),
        *changelog_faults(
            (ROOT / "CHANGELOG.md").read_text("utf-8"), dataset.VERSION, dataset.RELEASED
        ),
    ]
    if options.tag:
        faults += tag_faults(options.tag, dataset.VERSION)
    if options.dist and options.dist.is_dir():
        faults += dist_faults(options.dist, dataset.VERSION, dataset.HOMEPAGE)
    for fault in faults:
        print(f"not ready: {fault}")
    if not faults:
        print(f"ready: {dataset.NAME} {dataset.VERSION}")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
