"""What holds while a test meets hostile input: it comes to an end, and within bounds."""

import faulthandler
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import pytest

# Far beyond what any of them takes, and far below for ever: seconds of computing, however busy the
# machine is, and seconds in all for what waits and does not compute.
_WORK, _PATIENCE = 30, 600

is_posix = pytest.mark.skipif(sys.platform == "win32", reason="no such files here")


class NeverEndsError(BaseException):
    """Not an Exception, so that nothing that is tested catches it."""


@contextmanager
def ends() -> Iterator[None]:
    """Fail a test that does not come to an end."""

    def stop(number: int, _: FrameType | None) -> None:
        took = (
            f"{_WORK} seconds of computing" if number == signal.SIGPROF else f"{_PATIENCE} seconds"
        )
        raise NeverEndsError(f"no end in {took}")

    if sys.platform == "win32":
        faulthandler.dump_traceback_later(_PATIENCE, exit=True)
        yield
        faulthandler.cancel_dump_traceback_later()
        return
    before = {number: signal.signal(number, stop) for number in (signal.SIGALRM, signal.SIGPROF)}
    signal.alarm(_PATIENCE)
    signal.setitimer(signal.ITIMER_PROF, _WORK)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.setitimer(signal.ITIMER_PROF, 0)
        for number, handler in before.items():
            signal.signal(number, handler)
