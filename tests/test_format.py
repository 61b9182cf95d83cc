"""Formatting: the canonical form is reached in one step, for all files or none."""

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import pytest
from broken_files import BROKEN
from command_line import run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_record import cells, edit, edited_descriptor, raw, small, snapshot, write

import cubairan_data as cid
from cubairan_data.storage import canonical
from cubairan_data.storage import format as formatting
from cubairan_data.storage.raw import Cells
from cubairan_data.storage.schema import Schema

# Broken as it is for validation, formatting mends it.
MENDED = ("byte order mark", "mixed newlines")


def with_windows_lines(package: Path, *tables: str) -> None:
    for table in tables:
        file = raw(package, table)
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))


def test_canonical_files_are_left_alone(package: Path) -> None:
    before = snapshot(package)
    assert cid.format(package) == []
    assert snapshot(package) == before


def test_bounds_are_filled_and_rows_sorted(tmp_path: Path) -> None:
    rows = small()
    rows["countries"].reverse()
    package = write(tmp_path, rows, unsorted="countries", fill=False)
    changed = cid.format(package)
    assert "seeds/actors/countries.csv" in changed
    assert [row["country_id"] for row in cells(package, "countries")] == ["CUB", "IRN"]
    (visit,) = cells(package, "visits")
    assert (visit["date_earliest"], visit["date_latest"]) == ("2001-05-07", "2001-05-10")
    assert cid.validate(package, quick=True).valid


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    package = write(tmp_path, small(), fill=False)
    assert cid.format(package)
    assert cid.format(package) == []


def test_line_ends_quotes_blanks_byte_order_mark_and_unicode_form_are_mended(
    package: Path,
) -> None:
    file = raw(package, "countries")
    wanted = file.read_bytes()
    messy = "\ufeff" + file.read_text("utf-8").replace("Cuba", '" Cuba "').replace("\n", "\r\n")
    file.write_bytes(messy.encode())
    assert cid.format(package) == ["seeds/actors/countries.csv"]
    assert file.read_bytes() == wanted


def test_check_only_lists_what_would_change(package: Path) -> None:
    with_windows_lines(package, "countries")
    before = snapshot(package)
    assert cid.format(package, check=True) == ["seeds/actors/countries.csv"]
    assert snapshot(package) == before


@pytest.mark.parametrize(
    ("table", "old", "new"),
    [
        ("visits", "2001-05-07/2001-05-10", "2001-02-30"),
        ("countries", "CUB,CU,Cuba,40,40", "CUB,CU,Cuba"),
        ("countries", "country_id", "id"),
        ("countries", "Cuba", '"Cuba'),
    ],
)
def test_what_cannot_be_parsed_is_refused_and_nothing_changes(
    package: Path, table: str, old: str, new: str
) -> None:
    with_windows_lines(package, "publishers")
    edit(package, table, old, new)
    before = snapshot(package)
    with pytest.raises(cid.CannotRunError, match="nothing was changed"):
        cid.format(package)
    assert snapshot(package) == before


@pytest.mark.parametrize("kind", BROKEN.keys() - {*MENDED, "lone carriage returns"})
def test_a_broken_table_is_refused_and_left_alone(package: Path, kind: str) -> None:
    raw(package, "countries").write_bytes(BROKEN[kind][0])
    before = snapshot(package)
    run("format", package, code=2)
    assert snapshot(package) == before


def test_an_unsound_descriptor_is_refused(package: Path) -> None:
    with edited_descriptor(package) as descriptor:
        descriptor["resources"][0]["path"] = "../outside.csv"
    with pytest.raises(cid.CannotRunError, match="nothing was changed"):
        cid.format(package)


def test_a_failure_while_writing_leaves_every_file_whole(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All new files are complete beside the old ones before the first is put in place."""
    with_windows_lines(package, "countries", "publishers")
    before = snapshot(package)
    calls = iter([None, OSError(28, "No space left on device")])

    def fsync(handle: int) -> None:
        if (failure := next(calls)) is not None:
            raise failure

    monkeypatch.setattr("os.fsync", fsync)
    with pytest.raises(cid.CannotRunError, match="No space left"):
        cid.format(package)
    assert snapshot(package) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_could_not_run(package: Path) -> None:
    with_windows_lines(package, "countries")
    folder = raw(package, "countries").parent
    folder.chmod(0o555)
    try:
        run("format", package, code=2)
    finally:
        folder.chmod(0o755)


def test_a_file_that_vanishes_while_formatting_is_an_error(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write_then_lose(schema: Schema, rows: Iterable[Cells]) -> str:
        raw(package, "coverage").unlink(missing_ok=True)
        return canonical.sorted_text(schema, rows)

    # Every table is read by then, and the files are compared with the new texts only later.
    monkeypatch.setattr(formatting, "sorted_text", write_then_lose)
    run("format", package, code=2)


@pytest.mark.slow
def test_a_process_killed_while_formatting_leaves_whole_files(package: Path) -> None:
    """Whenever it is killed, each file is either the old one or the new one."""
    old, new = {}, {}
    for table in ("countries", "publishers", "visits", "officials"):
        file = raw(package, table)
        new[file] = file.read_bytes()
        old[file] = file.read_bytes().replace(b"\n", b"\r\n")
    for delay in (0.0, 0.2, 0.4, 0.6, 0.8):
        for file, content in old.items():
            file.write_bytes(content)
        process = subprocess.Popen(
            [sys.executable, "-c", f"import cubairan_data as c; c.format({str(package)!r})"]
        )
        time.sleep(delay)
        process.kill()
        process.wait()
        for file in old:
            assert file.read_bytes() in (old[file], new[file])


@given(st.randoms())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
def test_any_order_of_rows_is_brought_to_the_same_file(
    tmp_path: Path, shuffler: random.Random
) -> None:
    wanted = snapshot(write(tmp_path, small()))
    rows = small()
    shuffler.shuffle(rows["evidence"])
    write(tmp_path, rows, unsorted="evidence")
    cid.format(tmp_path)
    assert snapshot(tmp_path) == wanted
