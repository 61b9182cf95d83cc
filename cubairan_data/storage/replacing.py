"""Replacing files: all or none, and only where nobody has changed them meanwhile."""

import glob
import hashlib
import logging
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from cubairan_data.errors import CannotRunError
from cubairan_data.escaping import plain
from cubairan_data.storage.locking import locked

_MODE_OF_NEW = 0o644
# What stands beside a file while it is replaced: its new content and its old one.
NEW, OLD = ".part", ".before"
_RANDOM = "?" * 8

_log = logging.getLogger(__name__)


@dataclass
class _File:
    """A file to be replaced, with its new content and, if it is there, its old one beside it."""

    path: Path
    new: Path
    old: Path | None = None

    @property
    def is_replaced(self) -> bool:
        return not self.new.exists()


def fingerprint(content: bytes) -> str:
    """Give what tells one content of a file from another."""
    return hashlib.sha256(content).hexdigest()


def replace_all(
    folder: Path, contents: Mapping[Path, bytes], seen: Mapping[Path, str | None]
) -> None:
    """Replace files, all or none.

    Old and new contents are complete beside the files before the first is replaced, so that to put
    one in place, or back, is to rename it. A link is followed. What a killed run left beside the
    files is removed first.

    Args:
        folder: the folder in which nobody else may write meanwhile.
        contents: the new contents by file.
        seen: the fingerprints of the files from which they were computed, None for a file that was
            not there. Those of the files to be replaced must be among them.

    Raises:
        CannotRunError: a file cannot be written, or is no longer as it was seen.
    """
    if not contents and not _left_over(seen):
        _compare(folder, seen)
        return
    files: list[_File] = []
    with locked(folder):
        try:
            _clear(_left_over({**seen, **contents}))
            for path, content in {path.resolve(): text for path, text in contents.items()}.items():
                _prepare(path, content, files)
            _compare(folder, seen)
            _put_in_place(files)
        except OSError as error:
            raise CannotRunError(f"nothing was written: cannot write: {error}") from error
        finally:
            _remove(file for each in files for file in (each.new, each.old) if file)


def _prepare(path: Path, content: bytes, files: list[_File]) -> None:
    """Write the new content and the old one beside a file."""
    is_there = path.exists()
    path.parent.mkdir(parents=True, exist_ok=True)
    file = _File(path, _beside(path, NEW))
    files.append(file)
    with file.new.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    if is_there:
        file.old = _beside(path, OLD)
        shutil.copyfile(path, file.old)
        for beside in (file.new, file.old):
            shutil.copymode(path, beside)
    else:
        file.new.chmod(_MODE_OF_NEW)


def _beside(path: Path, suffix: str) -> Path:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=suffix)
    os.close(handle)
    return Path(name)


def _compare(folder: Path, seen: Mapping[Path, str | None]) -> None:
    """Refuse to go on where a file is not as it was seen."""
    for path, before in seen.items():
        try:
            now = fingerprint(path.read_bytes())
        except FileNotFoundError:
            now = None
        except OSError as error:
            raise CannotRunError(f"nothing was written: cannot read: {error}") from error
        if now != before:
            changed = path.relative_to(folder).as_posix()
            message = f"changed while this ran: {changed}; run it again"
            raise CannotRunError(f"nothing was written: {message}")


def _put_in_place(files: Iterable[_File]) -> None:
    """Rename the new contents; where one cannot be, or is interrupted, put the old ones back."""
    try:
        for file in files:
            file.new.replace(file.path)
    except BaseException as error:
        replaced = [file for file in files if file.is_replaced]
        lost = [file for file in reversed(replaced) if not _is_put_back(file)]
        if lost:
            reason = str(error) or "interrupted"
            message = f"cannot write: {reason}; what was replaced before cannot be put back"
            raise CannotRunError(f"{message}: {', '.join(map(_kept, lost))}") from error
        if isinstance(error, OSError):
            back = "; what was replaced before is put back" if replaced else ""
            raise CannotRunError(f"nothing was written: cannot write: {error}{back}") from error
        raise


def _is_put_back(file: _File) -> bool:
    try:
        if file.old is None:
            file.path.unlink(missing_ok=True)
        else:
            file.old.replace(file.path)
    except OSError:
        return False
    return True


def _kept(file: _File) -> str:
    """Say what became of a file that cannot be put back, and keep its old content."""
    if file.old is None:
        return f"{file.path} is new"
    kept, file.old = file.old, None
    return f"what {file.path} held is in {kept.name} beside it"


def _remove(files: Iterable[Path]) -> None:
    """Remove what stood beside files; that one remains is no reason to call the run a failure."""
    for file in files:
        with suppress(OSError):
            file.unlink()


def _left_over(paths: Iterable[Path]) -> list[tuple[Path, Path]]:
    """Find what a killed run left beside files, each with the file to which it belongs."""
    return [
        (left, path)
        for path in dict.fromkeys(path.resolve() for path in paths)
        for suffix in (NEW, OLD)
        for left in sorted(path.parent.glob(f".{glob.escape(path.name)}.{_RANDOM}{suffix}"))
    ]


def _clear(left_over: Iterable[tuple[Path, Path]]) -> None:
    """Remove what was left over, except an old content that is no longer in its file."""
    for left, path in left_over:
        if left.suffix == OLD and not (path.exists() and left.read_bytes() == path.read_bytes()):
            message = "%s is what %s held before a run that was killed; compare them and remove it"
            _log.warning(message, plain(str(left)), plain(path.name))
        else:
            left.unlink(missing_ok=True)
            _log.warning("removed %s, left over from a run that was killed", plain(str(left)))
