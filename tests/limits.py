"""What holds while a test meets hostile input: it comes to an end, and within bounds."""

import faulthandler
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import pytest

# Far beyond what any of them takes on the slowest machine, and far below for ever.
_PATIENCE = 60

is_posix = pytest.mark.skipif(sys.platform == "win32", reason="no such files here")


class NeverEndsError(BaseException):
    """Not an Exception, so that nothing that is tested catches it."""


@contextmanager
def ends() -> Iterator[None]:
    """Fail a test that does not come to an end."""

    def stop(_: int, __: FrameType | None) -> None:
        raise NeverEndsError(f"no end in {_PATIENCE} seconds")

    if sys.platform == "win32":
        faulthandler.dump_traceback_later(_PATIENCE, exit=True)
        yield
        faulthandler.cancel_dump_traceback_later()
        return
    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(_PATIENCE)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
