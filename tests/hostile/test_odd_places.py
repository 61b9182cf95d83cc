"""The package where it is rarely put: in archives, without sources, in threads and forks."""

import compileall
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pandas as pd
import pytest
from limits import is_posix
from small_record import small, write

import cubairan_data as cid
from cubairan_data.storage.locate import installed_root
from cubairan_data.storage.names import TABLE_NAMES

PACKAGE = Path(cid.__file__).parent
ASK = """
import cubairan_data as cid, sys
assert len(cid.load("visits")) == {visits}
assert cid.validate(quick=True).valid
assert str(cid.explain("visits", cid.load("visits").visit_id[0]))
assert cid.cite("visits", style="bibtex") and len(cid.panel())
print(cid.__file__)
"""


def ask(*options: str, path: Path | None = None, **environment: str) -> str:
    """Let a fresh interpreter use the package; give where it found it."""
    visits = len(cid.load("visits"))
    paths = [str(path)] if path else [str(PACKAGE.parent)]
    program = f"import sys; sys.path[:0] = {paths!r}\n{ASK.format(visits=visits)}"
    done = subprocess.run(
        [sys.executable, *options, "-c", program],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout.strip()


def as_installed(folder: Path) -> Path:
    """Copy the package as a wheel has it: with the record inside."""
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(PACKAGE, folder / "cubairan_data", ignore=ignored)
    inside = folder / "cubairan_data" / "data"
    if not inside.exists():
        inside.mkdir()
        shutil.copy(installed_root() / "datapackage.json", inside)
        shutil.copytree(installed_root() / "seeds", inside / "seeds")
    return folder


@pytest.mark.slow
def test_it_works_from_a_zip_archive_and_leaves_nothing_behind(tmp_path: Path) -> None:
    folder, archive = as_installed(tmp_path / "folder"), tmp_path / "package.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for file in folder.rglob("*"):
            packed.write(file, file.relative_to(folder))
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    assert str(archive) in ask(path=archive, TMPDIR=str(scratch))
    assert list(scratch.iterdir()) == []


@pytest.mark.slow
def test_it_works_without_its_sources_as_in_a_frozen_program(tmp_path: Path) -> None:
    folder = as_installed(tmp_path / "folder")
    assert compileall.compile_dir(folder, quiet=2, legacy=True)
    for file in folder.rglob("*.py"):
        file.unlink()
    assert ask(path=folder).endswith("__init__.pyc")


@pytest.mark.slow
@pytest.mark.parametrize(
    "options", [["-OO"], ["-W", "error"], ["-X", "dev", "-W", "error"], ["-bb"], ["-I"]]
)
def test_it_works_under_every_option_of_the_interpreter(options: Sequence[str]) -> None:
    ask(*options)


@pytest.mark.slow
def test_without_docstrings_the_command_line_still_works() -> None:
    command = [sys.executable, "-OO", "-m", "cubairan_data", "validate", "--quick"]
    done = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "valid: no findings")


@pytest.mark.slow
def test_an_installation_without_its_record_says_so(tmp_path: Path) -> None:
    ignored = shutil.ignore_patterns("__pycache__", "data")
    shutil.copytree(PACKAGE, tmp_path / "cubairan_data", ignore=ignored)
    done = subprocess.run(
        [sys.executable, "-m", "cubairan_data", "tables"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.startswith("could not run: no datapackage.json in or beside")
    assert done.stderr.endswith("reinstall cubairan-data\n")


def test_threads_that_use_it_first_at_once_see_the_same(tmp_path: Path) -> None:
    record = cid.open(write(tmp_path, small()))
    with ThreadPoolExecutor(8) as pool:
        frames = list(pool.map(record.load, TABLE_NAMES * 8))
        reports = list(pool.map(lambda _: record.validate(quick=True), range(3)))
    for at, frame in enumerate(frames):
        pd.testing.assert_frame_equal(frame, frames[at % len(TABLE_NAMES)])
    assert all(report.valid for report in reports)


@is_posix
def test_a_forked_process_sees_the_same() -> None:
    before = len(cid.load("visits"))
    with multiprocessing.get_context("fork").Pool(2) as pool:
        assert pool.map(_visits, range(4)) == [before] * 4


def _visits(_: int) -> int:
    return len(cid.load("visits"))


def test_what_somebody_does_to_a_frame_no_other_sees() -> None:
    first = cid.load("visits")
    first.iloc[0, 0] = "spoilt"
    first.attrs["table"] = "spoilt"
    del first["date"]
    second = cid.load("visits")
    assert second.iloc[0, 0] != "spoilt"
    assert second.attrs["table"] == "visits"
    assert "date" in second.columns


# Says "started" by the first call of `main`: what comes before it is not the command line's.
STARTING = """
import signal, sys
from cubairan_data import __main__ as command

usual = signal.getsignal

def first_call(number):
    signal.getsignal = usual
    print("started", flush=True)
    return usual(number)

signal.getsignal = first_call
sys.argv = ["cubairan-data", "validate", "--quick"]
command.main()
"""


@is_posix
@pytest.mark.slow
@pytest.mark.parametrize("delay", [0.0, 0.02, 0.05, 0.1, 0.2, 0.4, 0.8, 1.2, 1.6])
def test_whenever_it_is_interrupted_there_is_no_trace(delay: float) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", STARTING], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline() == b"started\n"
        time.sleep(delay)
        process.send_signal(signal.SIGINT)
        errors = process.stderr.read()
        code = process.wait()
    assert b"Traceback" not in errors
    assert code in (0, 2, 130, -signal.SIGINT)


FOLDERS = [
    "with blank",
    "a%0Ab",
    "a\nb",
    "[x]*?",
    "-quick",
    "سفرها",
    "a:b,c",
    "\x1b[2J",
    "http:",
    "a'\"b",
]


@is_posix
@pytest.mark.slow
@pytest.mark.parametrize("name", FOLDERS)
def test_folders_may_have_any_name(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    write(folder, small())
    assert cid.validate(folder).valid
    assert cid.format(folder) == []
    command = [sys.executable, "-m", "cubairan_data", "validate", "--quick", "--", name]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 2
    assert "\x1b" not in done.stdout
