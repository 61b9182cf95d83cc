"""Files are looked at before they are opened: a regular one of bearable size, or none at all.

A pipe would never end, a device never be full, and a file may be replaced between two looks: so
what is opened is looked at once more, and nothing waits for a writer.
"""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

MEGABYTE = 2**20
LARGEST_DESCRIPTOR = 16 * MEGABYTE
LARGEST_TABLE = 512 * MEGABYTE
# Read line by line, so that its size costs time, not memory.
LARGEST_OWN_TABLE = 4096 * MEGABYTE
LARGEST_WORKBOOK = 128 * MEGABYTE

_KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NOCTTY", 0)
)


@contextmanager
def opened(path: Path, largest: int) -> Iterator[BinaryIO]:
    """Open a regular file of bearable size for reading.

    Args:
        path: the file; links are followed.
        largest: how many bytes it may have.

    Raises:
        OSError: it cannot be opened, is not a regular file, or is larger; ``strerror`` says which.
    """
    try:
        _look_at(path.stat(), largest)
        handle = os.open(path, _FLAGS)
    except ValueError as error:  # a NUL, or half of a surrogate pair, in the path
        raise OSError(errno.EINVAL, f"no file can have this path: {error}") from error
    try:
        _look_at(os.fstat(handle), largest)
    except OSError:
        os.close(handle)
        raise
    with os.fdopen(handle, "rb") as stream:
        yield stream


def read_bytes(path: Path, largest: int) -> bytes:
    """Read a regular file of bearable size; raises OSError as `opened` does."""
    with opened(path, largest) as stream:
        content = stream.read(largest + 1)
    if len(content) > largest:
        raise _too_large(f"more than {largest:,}", largest)
    return content


def _look_at(status: os.stat_result, largest: int) -> None:
    if not stat.S_ISREG(status.st_mode):
        kind = _KINDS.get(stat.S_IFMT(status.st_mode), "something else")
        raise OSError(errno.EINVAL, f"it is {kind}; allowed: a file")
    if status.st_size > largest:
        raise _too_large(f"{status.st_size:,}", largest)


def _too_large(size: str, largest: int) -> OSError:
    return OSError(errno.EFBIG, f"it has {size} bytes; allowed: {largest:,} at most")
