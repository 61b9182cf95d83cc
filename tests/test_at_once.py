"""Computations at once: the same results as one after the other, and nothing is left running."""

import os
import signal
import subprocess
import sys
import time
from functools import partial

import pytest

from cubairan_data.validation.at_once import at_once

COPIES = sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1
IMPORTS = "import os, signal, time\nfrom cubairan_data.validation.at_once import at_once\n"
only_with_copies = pytest.mark.skipif(not COPIES, reason="needs Linux and two cores")


def alone(script: str) -> "subprocess.CompletedProcess[str]":
    """Run a script in a process of one thread, as the command line is; a test runner has more."""
    command = [sys.executable, "-c", IMPORTS + script]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


def test_results_come_in_the_order_of_the_tasks() -> None:
    assert at_once([partial(pow, number, 2) for number in range(9)]) == [
        number**2 for number in range(9)
    ]


def test_there_may_be_no_task() -> None:
    assert at_once([]) == []


@only_with_copies
def test_a_process_of_one_thread_shares_its_tasks_with_copies_of_it() -> None:
    ran = alone(
        "def who():\n    time.sleep(0.2)\n    return os.getpid()\n"
        "pids = at_once([who] * 6)\n"
        "print(len(set(pids)) > 1, os.getpid() in pids)"
    )
    assert ran.stdout.split() == ["True", "True"], ran.stderr


@only_with_copies
def test_a_process_of_several_threads_is_not_copied() -> None:
    ran = alone(
        "import threading\n"
        "threading.Thread(target=time.sleep, args=(5,), daemon=True).start()\n"
        "print(set(at_once([os.getpid] * 6)) == {os.getpid()})"
    )
    assert ran.stdout.split() == ["True"], ran.stderr


@pytest.mark.parametrize("place", [0, 1, 5])
def test_what_fails_raises_its_own_error(place: int) -> None:
    ran = alone(
        f"tasks = [int] * 6\ntasks[{place}] = lambda: int('seven')\n"
        "try:\n    at_once(tasks)\nexcept ValueError as error:\n    print(error)"
    )
    assert ran.stdout.startswith("invalid literal for int()"), ran.stderr
    assert not ran.stderr


@only_with_copies
def test_the_tasks_of_a_copy_that_is_killed_are_done_all_the_same() -> None:
    ran = alone(
        "here = os.getpid()\n"
        "def task():\n"
        "    time.sleep(0.1)\n"
        "    if os.getpid() != here:\n        os.kill(os.getpid(), signal.SIGKILL)\n"
        "    return 7\n"
        "print(at_once([task] * 5))"
    )
    assert ran.stdout.strip() == "[7, 7, 7, 7, 7]", ran.stderr


@only_with_copies
def test_what_is_interrupted_leaves_no_copy_behind() -> None:
    ran = alone(
        "here = os.getpid()\n"
        "def task():\n"
        "    if os.getpid() == here:\n        raise KeyboardInterrupt\n"
        "    time.sleep(30)\n"
        "try:\n    at_once([task] * 6)\n"
        "except KeyboardInterrupt:\n"
        "    try:\n        os.waitpid(-1, os.WNOHANG)\n"
        "    except ChildProcessError:\n        print('none')"
    )
    assert ran.stdout.strip() == "none", ran.stderr


WAITING = (
    "here = os.getpid()\n"
    "def task():\n"
    "    if os.getpid() != here:\n        print(os.getpid(), flush=True)\n"
    "    time.sleep({here} if os.getpid() == here else {there})\n"
    "    return 'x' * 10**6\n"
)


def ended(pid: int) -> bool:
    for _ in range(50):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


@only_with_copies
@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGKILL])
def test_a_copy_ends_when_its_parent_is_killed(end: signal.Signals) -> None:
    """It must not wait for ever to hand over what nobody reads."""
    script = WAITING.format(here=30, there=0.5) + "at_once([task] * 4)"
    command = [sys.executable, "-c", IMPORTS + script]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        parent.send_signal(end)
        # Neither does it keep open what the parent wrote to.
        parent.communicate(timeout=20)
    assert ended(child)


@only_with_copies
def test_who_is_interrupted_while_waiting_leaves_no_copy_behind() -> None:
    script = WAITING.format(here=0.5, there=30) + (
        "signal.signal(signal.SIGALRM, signal.default_int_handler)\n"
        "signal.setitimer(signal.ITIMER_REAL, 1)\n"
        "try:\n    at_once([task] * 2)\nexcept KeyboardInterrupt:\n    print('interrupted')"
    )
    child, said = alone(script).stdout.split()
    assert said == "interrupted"
    assert ended(int(child))


@only_with_copies
@pytest.mark.parametrize(
    "handler",
    ["signal.SIG_IGN", "lambda *_: os.waitpid(-1, os.WNOHANG)"],
    ids=["ignored", "waited"],
)
def test_the_caller_may_deal_with_the_end_of_children(handler: str) -> None:
    ran = alone(
        f"signal.signal(signal.SIGCHLD, {handler})\n"
        "print(at_once([lambda: 1, lambda: 2, lambda: 3]))"
    )
    assert ran.stdout.strip() == "[1, 2, 3]", ran.stderr


@only_with_copies
def test_a_handler_of_the_caller_does_not_run_in_a_copy() -> None:
    script = WAITING.format(here=2, there=1) + (
        "signal.signal(signal.SIGTERM, lambda *_: print('handled', flush=True))\n"
        "def stop():\n    time.sleep(0.3)\n    os.killpg(0, signal.SIGTERM)\n    return task()\n"
        "os.setpgid(0, 0)\n"
        "at_once([stop, task])"
    )
    assert alone(script).stdout.split().count("handled") == 1


@only_with_copies
@pytest.mark.parametrize("refused", ["fork", "pipe"])
def test_where_the_system_refuses_a_copy_all_is_done_here(refused: str) -> None:
    ran = alone(
        f"def refuse():\n    raise BlockingIOError(11, 'no room')\nos.{refused} = refuse\n"
        "print(set(at_once([os.getpid] * 6)) == {os.getpid()}, len(os.listdir('/proc/self/fd')))"
    )
    same, descriptors = ran.stdout.split()
    assert same == "True", ran.stderr
    assert int(descriptors) == int(alone("print(len(os.listdir('/proc/self/fd')))").stdout)


@only_with_copies
def test_no_descriptor_is_left_open_by_what_fails() -> None:
    ran = alone(
        "def count():\n    return len(os.listdir('/proc/self/fd'))\n"
        "before = count()\n"
        "for _ in range(5):\n"
        "    try:\n        at_once([lambda: 1 / 0, int, int])\n"
        "    except ZeroDivisionError:\n        pass\n"
        "print(count() - before)"
    )
    assert ran.stdout.strip() == "0", ran.stderr
