"""The folder of the site: written beside the old one, which it replaces when it is whole."""

import gzip
import os
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup

from cubairan_data.errors import CannotRunError
from cubairan_data.escaping import plain
from site_builder.addresses import checked

_HEAD, _STATUS = "<!--edition-->", "<!--status-->"
FILES = ".site-files.gz"
"""The list of the files of a site, by which the next build knows them."""
TO_LATEST = Markup("<!--latest-->")
"""What stands in a page before addresses that lead to the latest edition."""


class Edition(NamedTuple):
    """What a page says of its edition: in the head, at the foot, and the way to the latest."""

    head: str
    status: str
    to_latest: str


@dataclass
class Output:
    """Where the files of the site go, and where a copy of each is archived."""

    root: Path
    archive: str = ""
    sizes: dict[str, int] = field(default_factory=dict)
    sums: dict[str, str] = field(default_factory=dict)
    _known: set[Path] = field(default_factory=set)

    def write(self, path: str, content: str | bytes) -> None:
        """Write a file, and its copy in the archive."""
        data = content.encode("utf-8") if isinstance(content, str) else content
        self._put(path, data)
        if self.archive:
            self._put(self.archive + path, data)

    def page(self, path: str, text: str, latest: Edition, archived: Edition | None) -> None:
        """Write a page, which says that it is the latest, and a copy that says it is archived."""
        self._put(path, _told(text, latest))
        if self.archive and archived:
            self._put(self.archive + path, _told(text, archived))

    def latest(self, path: str, content: str | bytes) -> None:
        """Write a file that has no archived copy."""
        self._put(path, content.encode("utf-8") if isinstance(content, str) else content)

    def _put(self, path: str, data: bytes) -> None:
        file = self.root / checked(path)
        if file.parent not in self._known:
            file.parent.mkdir(parents=True, exist_ok=True)
            self._known.add(file.parent)
        file.write_bytes(data)
        self.sizes[path] = len(data)

    def note_sum(self, path: str) -> None:
        """Keep the checksum of a file that the index lists."""
        self.sums[path] = sha256((self.root / path).read_bytes()).hexdigest()


def _told(text: str, edition: Edition) -> bytes:
    told = text.replace(_HEAD, edition.head, 1).replace(_STATUS, edition.status, 1)
    return told.replace(str(TO_LATEST), edition.to_latest).encode("utf-8")


@contextmanager
def replaced(target: Path) -> Iterator[Path]:
    """Give a new folder, and put it in place of the target when all is written.

    A list of its files is kept in it, so that the next build removes nothing that no build wrote.

    Raises:
        CannotRunError: the target holds what is of no site, or cannot be written.
    """
    _check_own(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}.") as beside:
            new = Path(beside) / "new"
            new.mkdir()
            yield new
            (new / FILES).write_bytes(_packed(sorted(_files(new))))
            # Building takes a while, in which somebody may have put something there.
            _check_own(target)
            _exchange(new, target, Path(beside) / "before")
    except OSError as error:
        raise CannotRunError(f"cannot write {target}: {error}") from error


def _exchange(new: Path, target: Path, before: Path) -> None:
    if target.exists():
        target.rename(before)
    try:
        new.rename(target)
    except BaseException:
        if before.exists():
            before.rename(target)
        raise


def _check_own(target: Path) -> None:
    """Refuse a target that is there and holds what this builder did not write."""
    if not target.exists() and not target.is_symlink():
        return
    if not target.is_dir() or target.is_symlink():
        raise CannotRunError(f"{target} is there already, and is no folder; name another")
    foreign = sorted(_files(target) - _unpacked(target / FILES) - {FILES})
    if foreign:
        raise CannotRunError(
            f"{target} is there already, and holds {plain(foreign[0])}, which is of no site that "
            "was built here; remove it or name another folder"
        )


def _files(folder: Path) -> set[str]:
    """Name all files below a folder, and the folders that are empty."""
    found = set()
    for name, folders, files in os.walk(folder):
        own = Path(name).relative_to(folder)
        links = [each for each in folders if (Path(name) / each).is_symlink()]
        found |= {(own / each).as_posix() for each in (*files, *links)}
        if not folders and not files and name != str(folder):
            found.add(f"{own.as_posix()}/")
    return found


def _packed(names: list[str]) -> bytes:
    return gzip.compress("\n".join(names).encode("utf-8", "surrogateescape"), mtime=0)


def _unpacked(file: Path) -> set[str]:
    try:
        text = gzip.decompress(file.read_bytes())
    except (OSError, EOFError, zlib.error):
        return set()
    return set(text.decode("utf-8", "surrogateescape").split("\n"))
