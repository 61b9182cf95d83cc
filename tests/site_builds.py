"""Sites for tests: what is needed to build one, the folder, and what its pages hold."""

import shutil
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

ROOT = Path(__file__).resolve().parents[1]
SITE = ROOT / "site"


def needed() -> None:
    """Skip where a site cannot be built."""
    if not SITE.is_dir():
        pytest.skip("runs in a checkout only")
    pytest.importorskip("jinja2", reason="needs the extra site")


def with_libraries() -> None:
    """Let npm bring what the scripts of the pages need, by one process at a time."""
    from site_builder import site_assets

    lock = ROOT / "build" / ".npm"
    lock.parent.mkdir(exist_ok=True)
    for _ in range(600):
        try:
            lock.mkdir()
            break
        except FileExistsError:
            time.sleep(0.2)
    try:
        if site_assets.libraries() is None:
            pytest.skip("npm is not on this machine, so the pages have no search and no timeline")
    finally:
        lock.rmdir()


@dataclass
class Read(HTMLParser):
    """The links, identifiers and attributes of a page."""

    links: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    attributes: list[tuple[str, str, str]] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    _in_script: bool = False

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.attributes += [(tag, name, value) for name, value in given.items()]
        self.links += [given[name] for name in ("href", "src", "srcset", "action") if name in given]
        self.ids |= {given["id"]} if "id" in given else set()
        self._in_script = tag == "script" and "src" not in given
        if self._in_script:
            self.scripts.append(given.get("type", ""))

    @classmethod
    def of(cls, file: Path) -> "Read":
        """Read a page."""
        page = cls()
        page.feed(file.read_text("utf-8"))
        return page


def pages(folder: Path) -> Iterator[Path]:
    """Give the pages of a site, those of the docs of the package left out."""
    for file in sorted(folder.rglob("*.html")):
        if "docs" not in file.relative_to(folder).parts:
            yield file


def broken_links(folder: Path) -> list[str]:
    """Give every link within a site that leads nowhere, or to no place on its page."""
    read = {file.resolve(): Read.of(file) for file in pages(folder) if file.name != "404.html"}
    broken = []
    for file, page in read.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
            target = target / "index.html" if target.is_dir() else target
            has_place = not parts.fragment or parts.fragment in read[target].ids
            if not (target.is_file() and has_place):
                broken.append(f"{file.relative_to(folder.resolve())}: {link}")
    return broken


def chromium() -> tuple[str, str]:
    """Find the browser and its driver; skip where there are none."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    driver = shutil.which("chromedriver")
    if not (browser and driver) or sys.platform == "win32":
        pytest.skip("chromium and chromedriver are not on this machine")
    return browser, driver
