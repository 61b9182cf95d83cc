"""The folder of the site: written beside the old one, which it replaces when it is whole."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup

from cubairan_data.errors import CannotRunError
from site_builder.addresses import checked

_HEAD, _STATUS = "<!--edition-->", "<!--status-->"
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

    Raises:
        CannotRunError: the target is no folder of a site, or cannot be written.
    """
    if target.exists() and not (target.is_dir() and _is_site(target)):
        raise CannotRunError(
            f"{target} is there already, and is no site; remove it or name another"
        )
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}.") as beside:
            new = Path(beside) / "new"
            new.mkdir()
            yield new
            if target.exists():
                target.rename(Path(beside) / "before")
            new.rename(target)
    except OSError as error:
        raise CannotRunError(f"cannot write {target}: {error}") from error


def _is_site(folder: Path) -> bool:
    return not any(folder.iterdir()) or (folder / "index.json").is_file()


def copy_folder(source: Path, target: Path) -> None:
    """Copy a folder of files into the site."""
    shutil.copytree(source, target, dirs_exist_ok=True)
