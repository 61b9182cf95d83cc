"""Computations at once: the same results as one after the other, and nothing is left running."""

import os
import subprocess
import sys
from functools import partial

import pytest

from cubairan_data.validation.at_once import at_once

COPIES = sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1
only_with_copies = pytest.mark.skipif(not COPIES, reason="needs Linux and two cores")


def alone(script: str) -> "subprocess.CompletedProcess[str]":
    """Run a script in a process of one thread, as the command line is; a test runner has more."""
    imports = "import os, signal, time\nfrom cubairan_data.validation.at_once import at_once\n"
    command = [sys.executable, "-c", imports + script]
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
