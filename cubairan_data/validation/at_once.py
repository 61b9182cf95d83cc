"""Computations at once, where the system can."""

import os
import pickle
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn, TypeVar

Result = TypeVar("Result")
Task = Callable[[], Result]

_THREADS = Path("/proc/self/task")
# Beyond that, processes cost more than they spare.
_MOST = 4


def at_once(tasks: Sequence[Task[Result]]) -> list[Result]:
    """Compute several things, in as many processes as there are cores for it, four at most.

    Each process is a copy of this one, and takes the next task as soon as it is through with one,
    so that what takes longest had better come first.

    Args:
        tasks: at most 256 functions, of which the first is called here, so that it may leave
            things behind for a while; what the others return is pickled. One that fails in a copy
            is called here once more, and raises what it raises.

    Returns:
        What they return, in their order.

    Example:
        >>> at_once([lambda: 1 + 1, lambda: 2 + 2])
        [2, 4]
    """
    wanted = min(_cores(), _MOST, len(tasks)) - 1
    queue = _queue(len(tasks)) if wanted > 0 else None
    if queue is None:
        return [task() for task in tasks]
    copies: list[_Copy] = []
    try:
        while len(copies) < wanted and (copy := _copied(queue, tasks, copies)):
            copies.append(copy)
        done = {0: tasks[0](), **_done(queue, tasks)}
        for copy in copies:
            done |= copy.received()
    finally:
        os.close(queue)
        for copy in copies:
            copy.end()
    return [done[place] if place in done else task() for place, task in enumerate(tasks)]


class _Copy:
    """A copy of this process, and the pipe by which it answers."""

    def __init__(self, pid: int, answer: int) -> None:
        self.pid, self.answer, self.is_open = pid, answer, True

    def received(self) -> dict[int, Any]:
        """Wait for what it has computed; nothing, if it failed."""
        with os.fdopen(self.answer, "rb", closefd=False) as pipe:
            sent = pipe.read()
        try:
            done: dict[int, Any] = pickle.loads(sent)
        except (EOFError, pickle.UnpicklingError):
            return {}
        return done

    def end(self) -> None:
        """Stop it if it still runs, and leave nothing of it."""
        if self.is_open:
            self.is_open = False
            os.close(self.answer)
        # Whoever ignores SIGCHLD, or waits for every child, has seen its end already.
        with suppress(ChildProcessError):
            if os.waitpid(self.pid, os.WNOHANG) == (0, 0):
                os.kill(self.pid, signal.SIGKILL)
                os.waitpid(self.pid, 0)


def _cores() -> int:
    """Count the cores that may be used: one where the process cannot be copied safely.

    On other systems libraries of the system do not survive a copy; nor does what a thread, also
    one that is not of Python, has locked.
    """
    if sys.platform == "linux" and _THREADS.is_dir() and len(list(_THREADS.iterdir())) == 1:
        return len(os.sched_getaffinity(0))
    return 1


def _queue(length: int) -> int | None:
    """Give a pipe from which each task but the first can be taken once; None if there is none."""
    try:
        queue, entrance = os.pipe()
    except OSError:
        return None
    os.write(entrance, bytes(range(1, length)))
    os.close(entrance)
    return queue


def _copied(queue: int, tasks: Sequence[Task[Any]], others: Sequence[_Copy]) -> _Copy | None:
    """Copy this process; None where the system has no room for another."""
    try:
        answer, sender = os.pipe()
    except OSError:
        return None
    parent = os.getpid()
    # A handler of the caller must not run in the copy, not even in its first moment.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    try:
        pid = os.fork()
        if pid == 0:
            _answer(queue, tasks, sender, [answer, *(each.answer for each in others)], parent)
    except OSError:
        os.close(answer)
        return None
    finally:
        os.close(sender)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return _Copy(pid, answer)


def _done(
    queue: int, tasks: Sequence[Task[Result]], is_asked: Callable[[], bool] = lambda: True
) -> dict[int, Result]:
    """Take one task after the other from the queue, until none is left, or nobody asks."""
    done = {}
    while is_asked() and (place := os.read(queue, 1)):
        done[place[0]] = tasks[place[0]]()
    return done


def _answer(
    queue: int, tasks: Sequence[Task[Any]], sender: int, unused: list[int], parent: int
) -> NoReturn:
    """Send what the tasks return, and end, without what is done when Python ends."""
    try:
        for number in signal.valid_signals():
            if callable(signal.getsignal(number)):
                signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_SETMASK, ())
        # As long as it could be read here, nobody would notice that the parent is gone.
        for each in unused:
            with suppress(OSError):
                os.close(each)
        with os.fdopen(sender, "wb") as pipe:
            pickle.dump(_done(queue, tasks, lambda: os.getppid() == parent), pipe)
    finally:
        os._exit(0)
