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
from cubairan_data.storage.locking import LOCK, locked

_MODE_OF_NEW = 0o644
# What stands beside a file while it is replaced: its new content and its old one.
NEW, OLD = ".part", ".before"
_RANDOM = "?" * 8
# Of the name of an old content: the beginning of the fingerprint of the new one.
_MARK = 16

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
        CannotRunError: a file cannot be written, or has changed since it was read.
    """
    if not contents and not _left_over(seen):
        _compare(folder, seen)
        return
    files: list[_File] = []
    with locked(folder):
        try:
            if _undone({**seen, **contents}):
                raise CannotRunError("nothing was written: run it again, after what is undone now")
            for path, content in {path.resolve(): text for path, text in contents.items()}.items():
                _prepare(path, content, files)
            _compare(folder, seen)
            _put_in_place(files)
        except OSError as error:
            raise CannotRunError(f"nothing was written: cannot write: {error}") from error
        finally:
            _remove(file for each in files for file in (each.new, each.old) if file)


def _prepare(path: Path, content: bytes, files: list[_File]) -> None:
    """Write the new content and the old one, under the mark of the new, beside a file."""
    is_there = path.exists()
    path.parent.mkdir(parents=True, exist_ok=True)
    file = _File(path, _beside(path, NEW))
    files.append(file)
    with file.new.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    if is_there:
        # Complete before it has its name, so that whatever has the name is whole.
        file.old = _beside(path, NEW)
        shutil.copyfile(path, file.old)
        file.old = file.old.rename(_name_of_old(path, file.old, fingerprint(content)))
        for beside in (file.new, file.old):
            shutil.copymode(path, beside)
    else:
        file.new.chmod(_MODE_OF_NEW)


def _name_of_old(path: Path, copy: Path, new: str) -> Path:
    """Give the name under which an old content waits, by the fingerprint of the new one."""
    random = copy.name.removesuffix(NEW)[-len(_RANDOM) :]
    return path.with_name(f".{path.name}.{new[:_MARK]}.{random}{OLD}")


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
    # Under the mark of no content, it stays until somebody has compared it.
    with suppress(OSError):
        kept = kept.rename(kept.with_name(kept.name.replace(_mark(kept), "0" * _MARK)))
    return f"what {file.path} held is in {kept.name} beside it"


def _remove(files: Iterable[Path]) -> None:
    """Remove what stood beside files; that one remains is no reason to call the run a failure."""
    for file in files:
        with suppress(OSError):
            file.unlink()


def undo_killed(folder: Path, paths: Iterable[Path]) -> bool:
    """Undo what a run that was killed halfway did to files, and remove what it left beside them.

    Args:
        folder: the folder in which nobody else may write meanwhile.
        paths: the files.

    Returns:
        Whether the content of a file was put back. Each step is told as a warning.

    Raises:
        CannotRunError: the folder cannot be written.
    """
    files = list(paths)
    if not _left_over(files) and not (folder / LOCK).exists():
        return False
    with locked(folder):
        try:
            return _undone(files)
        except OSError as error:
            raise CannotRunError(f"nothing was written: cannot write: {error}") from error


def _left_over(paths: Iterable[Path]) -> list[tuple[Path, Path]]:
    """Find what a killed run left beside files, each with the file to which it belongs."""
    beside = {NEW: _RANDOM, OLD: f"{'[0-9a-f]' * _MARK}.{_RANDOM}"}
    return [
        (left, path)
        for path in dict.fromkeys(map(_real, paths))
        for suffix, middle in beside.items()
        for left in sorted(path.parent.glob(f".{glob.escape(path.name)}.{middle}{suffix}"))
    ]


def _real(path: Path) -> Path:
    """Follow links; those in a circle lead nowhere, and whoever reads the file says so."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path


def _undone(paths: Iterable[Path]) -> bool:
    """Put back what was replaced where something was still to be replaced; remove the rest."""
    left_over = _left_over(paths)
    is_halfway = any(left.suffix == NEW for left, _ in left_over)
    is_put_back = False
    for left, path in left_over:
        name = plain(str(left))
        if left.suffix == OLD and not _is_superfluous(left, path):
            if is_halfway and _has_new_content(left, path):
                left.replace(path)
                is_put_back = True
                message = "put back %s, which a run that was killed had replaced"
                _log.warning(message, plain(path.name))
                continue
            if not _has_new_content(left, path):
                message = "%s is what %s held before a run that was killed; compare and remove it"
                _log.warning(message, name, plain(path.name))
                continue
        left.unlink(missing_ok=True)
        _log.warning("removed %s, left over from a run that was killed", name)
    return is_put_back


def _is_superfluous(left: Path, path: Path) -> bool:
    """Whether an old content is still in its file."""
    return path.exists() and left.read_bytes() == path.read_bytes()


def _has_new_content(left: Path, path: Path) -> bool:
    """Whether a file holds what the killed run put there, and nobody changed since."""
    return path.exists() and fingerprint(path.read_bytes())[:_MARK] == _mark(left)


def _mark(left: Path) -> str:
    return left.name.removesuffix(OLD).split(".")[-2]
