"""Computations at once, where the system can."""

import os
import pickle
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn, TypeVar

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
        tasks: at most 256 functions; what they return is pickled. One that fails in a copy is
            called here once more, and raises what it raises.

    Returns:
        What they return, in their order.

    Example:
        >>> at_once([lambda: 1 + 1, lambda: 2 + 2])
        [2, 4]
    """
    queue, entrance = os.pipe()
    os.write(entrance, bytes(range(len(tasks))))
    os.close(entrance)
    helpers: dict[int, int] = {}
    try:
        for _ in range(min(_cores(), _MOST) - 1):
            answer, sender = os.pipe()
            child = os.fork()
            if child == 0:
                _answer(queue, tasks, sender)
            os.close(sender)
            helpers[child] = answer
        done = _done(queue, tasks)
        while helpers:
            child, answer = helpers.popitem()
            done |= _answered(child, answer)
    finally:
        os.close(queue)
        for child in helpers:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
    return [done[place] if place in done else task() for place, task in enumerate(tasks)]


def _cores() -> int:
    """Count the cores that may be used: one where the process cannot be copied safely.

    On other systems libraries of the system do not survive a copy; nor does what a thread, also
    one that is not of Python, has locked.
    """
    if sys.platform == "linux" and _THREADS.is_dir() and len(list(_THREADS.iterdir())) == 1:
        return len(os.sched_getaffinity(0))
    return 1


def _done(queue: int, tasks: Sequence[Task[Result]]) -> dict[int, Result]:
    """Take one task after the other from the queue, until none is left."""
    done = {}
    while place := os.read(queue, 1):
        done[place[0]] = tasks[place[0]]()
    return done


def _answer(queue: int, tasks: Sequence[Task[Result]], sender: int) -> NoReturn:
    """Send what the tasks return, and end, without what is done when Python ends."""
    try:
        # Who interrupts the command interrupts all; one of them says so.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        with os.fdopen(sender, "wb") as pipe:
            pickle.dump(_done(queue, tasks), pipe)
    finally:
        os._exit(0)


def _answered(child: int, answer: int) -> dict[int, Result]:
    with os.fdopen(answer, "rb") as pipe:
        sent = pipe.read()
    os.waitpid(child, 0)
    try:
        done: dict[int, Result] = pickle.loads(sent)
    except (EOFError, pickle.UnpicklingError):
        return {}
    return done
