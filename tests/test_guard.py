"""Exit codes that can be relied on: 1 is findings that were printed, all that fails is 2."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from small_record import edit
from typer.testing import CliRunner

import cubairan_data as cid
from cubairan_data.cli.guard import DEBUG, WHERE
from cubairan_data.cli.main import app

COMMAND = [sys.executable, "-m", "cubairan_data"]
# Printed by rich, by print, by Typer, and nothing but an error.
COMMANDS = ("tables", "show visits --format csv", "--help", "show --help", "explain visits nobody")
FULL = Path("/dev/full")
has_full_device = pytest.mark.skipif(not FULL.exists(), reason="no full device here")
is_posix = pytest.mark.skipif(sys.platform == "win32", reason="no such pipes here")


@pytest.fixture
def broken_pipe() -> Iterator[int]:
    """A pipe whose reader has left."""
    reading, writing = os.pipe()
    os.close(reading)
    yield writing
    os.close(writing)


@has_full_device
@pytest.mark.parametrize("command", COMMANDS)
def test_output_on_a_full_device_could_not_run(command: str) -> None:
    with FULL.open("w") as full:
        done = subprocess.run(
            [*COMMAND, *command.split()], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 2
    assert done.stderr.startswith(b"could not run: ")
    assert done.stderr.count(b"\n") == 1


@is_posix
@pytest.mark.parametrize("command", COMMANDS[:-1])
def test_a_reader_who_leaves_ends_it_silently(broken_pipe: int, command: str) -> None:
    done = subprocess.run(
        [*COMMAND, *command.split()], stdout=broken_pipe, stderr=subprocess.PIPE, check=False
    )
    assert (done.returncode, done.stderr) == (2, b"")


@is_posix
def test_an_error_that_nobody_reads_could_not_run_either(broken_pipe: int) -> None:
    command = [*COMMAND, *COMMANDS[-1].split()]
    done = subprocess.run(command, stdout=broken_pipe, stderr=broken_pipe, check=False)
    assert done.returncode == 2


@has_full_device
def test_findings_that_cannot_be_printed_are_no_findings(package: Path, broken_pipe: int) -> None:
    edit(package, "visits", ",official,", ",offical,")
    command = [*COMMAND, "validate", str(package), "--quick"]
    with FULL.open("w") as full:
        codes = [
            subprocess.run(
                command, stdout=output, stderr=subprocess.DEVNULL, check=False
            ).returncode
            for output in (subprocess.DEVNULL, broken_pipe, full)
        ]
    assert codes == [1, 2, 2]


@is_posix
def test_a_closed_output_could_not_run() -> None:
    command = f"{sys.executable} -m cubairan_data tables >&-"
    done = subprocess.run(command, shell=True, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (2, b"could not run: standard output is closed\n")


@is_posix
def test_a_stream_that_cannot_be_written_is_given_up(
    broken_pipe: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise Python would try once more at its end, complain, and exit with 120."""
    with os.fdopen(os.dup(broken_pipe), "w", encoding="utf-8") as stream:
        monkeypatch.setattr("sys.stdout", stream)
        with pytest.raises(SystemExit) as ended:
            app(["codebook", "visits", "--format", "csv"])
        assert ended.value.code == 2
        stream.write("into nothing")


LATIN = {"PYTHONIOENCODING": "latin-1"}
ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@pytest.mark.parametrize("locale", [LATIN, ASCII])
@pytest.mark.parametrize("output_format", ["table", "csv"])
def test_output_is_utf8_whatever_the_locale(locale: dict[str, str], output_format: str) -> None:
    command = [*COMMAND, "show", "officials", "--format", output_format]
    done = subprocess.run(command, env={**os.environ, **locale}, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    names = cid.load("officials")["name_original"].dropna()
    assert all(name in done.stdout.decode("utf-8") for name in names)


@pytest.mark.parametrize("locale", [LATIN, ASCII])
def test_an_error_is_utf8_too(locale: dict[str, str]) -> None:
    done = subprocess.run(
        [*COMMAND, "check", "نام.csv", "--as", "visits"],
        env={**os.environ, **locale, "PYTHONUTF8": "1"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert "could not run: cannot read نام.csv" in done.stderr.decode("utf-8")


@is_posix
def test_what_no_encoding_has_is_escaped() -> None:
    command = [*COMMAND, "check", os.fsdecode(b"\xff.csv"), "--as", "visits"]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 2
    assert rb"cannot read \udcff.csv" in done.stderr


@pytest.fixture
def unforeseen(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise ZeroDivisionError("by\nnought")

    monkeypatch.setattr(cid, "tables", fails)
    monkeypatch.delenv(DEBUG, raising=False)


@pytest.mark.usefixtures("unforeseen")
def test_an_error_that_nobody_foresaw_is_one_sentence() -> None:
    result = CliRunner().invoke(app, ["tables"])
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr == f"could not run: ZeroDivisionError: by nought {WHERE}\n"


@pytest.mark.usefixtures("unforeseen")
@pytest.mark.parametrize(
    ("arguments", "value", "is_shown"),
    [
        (["--debug", "tables"], "", True),
        (["tables"], "1", True),
        (["tables"], "0", False),
        (["--debug", "explain", "visits", "nobody"], "", True),
        (["explain", "visits", "nobody"], "", False),
    ],
)
def test_the_trace_is_shown_where_somebody_asks(
    arguments: list[str], value: str, is_shown: bool
) -> None:
    result = CliRunner().invoke(app, arguments, env={DEBUG: value})
    assert result.exit_code == 2
    assert ("Traceback" in result.stderr) == is_shown
    assert result.stderr.rstrip().rpartition("\n")[2].startswith("could not run: ")
