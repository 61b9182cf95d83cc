"""One writer a folder: a lock that the system releases when its process ends, killed or not."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from cubairan_data.errors import CannotRunError

LOCK = ".cubairan-data.lock"
# Files are locked only while they are replaced, so a longer wait means that something hangs.
_PATIENCE, _PAUSE = 10.0, 0.02


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep other writers out of a folder.

    Args:
        folder: the folder, in which the lock is a file for as long as it is held.

    Raises:
        CannotRunError: another process does not release it, or it cannot be made.
    """
    path, end = folder / LOCK, time.monotonic() + _PATIENCE
    while (handle := _taken(path)) is None:
        if time.monotonic() > end:
            message = f"another process has been writing to {folder} for {_PATIENCE:.0f} seconds"
            raise CannotRunError(
                f"nothing was written: {message}; run it again when that has ended"
            )
        time.sleep(_PAUSE)
    try:
        yield
    finally:
        # Removed while it is held: whoever opened it before finds that it is not at its path.
        with suppress(OSError):
            path.unlink()
        os.close(handle)


if sys.platform == "win32":

    def _taken(path: Path) -> int | None:
        """Create the lock, or give None where it is there; Windows removes it when it is closed."""
        try:
            return os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_TEMPORARY)
        except (FileExistsError, PermissionError):
            return None
        except OSError as error:
            raise CannotRunError(f"nothing was written: cannot write: {error}") from error

else:
    import fcntl

    def _taken(path: Path) -> int | None:
        """Lock the file, or give None where another process has; a file left over is free."""
        try:
            handle = os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise CannotRunError(f"nothing was written: cannot write: {error}") from error
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.path.samestat(os.fstat(handle), path.stat()):
                return handle
        except (BlockingIOError, FileNotFoundError):
            pass
        except OSError as error:
            os.close(handle)
            raise CannotRunError(f"nothing was written: cannot lock {path}: {error}") from error
        os.close(handle)
        return None
