"""Formatting: the canonical form is reached in one step, for all files or none."""

import os
import random
import subprocess
import sys
import threading
from collections.abc import Iterable
from pathlib import Path

import pytest
from broken_files import BROKEN
from command_line import run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_record import cells, edit, edited_descriptor, raw, small, snapshot, write

import cubairan_data as cid
from cubairan_data.storage import canonical, locking
from cubairan_data.storage import format as formatting
from cubairan_data.storage.locking import LOCK, locked
from cubairan_data.storage.raw import Cells
from cubairan_data.storage.replacing import fingerprint, replace_all, undo_killed
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


@pytest.mark.parametrize("kind", sorted(BROKEN.keys() - {*MENDED, "lone carriage returns"}))
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


DIRTY = ("countries", "publishers", "visits", "officials")


def failing(
    monkeypatch: pytest.MonkeyPatch, number: int, *later: int, error: type = OSError
) -> None:
    """Let the nth replacement fail, and those of these later numbers."""
    replace, count = Path.replace, iter(range(1, 1000))

    def fails(self: Path, target: Path) -> Path:
        if next(count) in (number, *later):
            raise error("not permitted")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", fails)


@pytest.mark.parametrize("number", range(1, len(DIRTY) + 1))
def test_where_a_file_cannot_be_replaced_those_before_it_are_put_back(
    package: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    with_windows_lines(package, *DIRTY)
    before = snapshot(package)
    failing(monkeypatch, number)
    put_back = "; what was replaced before is put back" if number > 1 else ""
    message = f"^nothing was written: cannot write: not permitted{put_back}$"
    with pytest.raises(cid.CannotRunError, match=message):
        cid.format(package)
    assert snapshot(package) == before
    assert len(cid.format(package)) == len(DIRTY)


def test_an_interruption_puts_everything_back_and_remains_one(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_windows_lines(package, *DIRTY)
    before = snapshot(package)
    failing(monkeypatch, 3, error=KeyboardInterrupt)
    with pytest.raises(KeyboardInterrupt):
        cid.format(package)
    assert snapshot(package) == before


def test_what_cannot_be_put_back_is_kept_and_named_until_somebody_has_compared_it(
    package: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with_windows_lines(package, *DIRTY)
    before = raw(package, "visits").read_bytes()
    with monkeypatch.context() as patched:
        failing(patched, 2, 3)
        with pytest.raises(cid.CannotRunError, match=r"cannot be put back: .*visits\.csv held is"):
            cid.format(package)
    (kept,) = raw(package, "visits").parent.glob(".*")
    assert kept.read_bytes() == before
    cid.format(package)
    assert kept.exists()
    assert f"{kept} is what visits.csv held" in caplog.text
    raw(package, "visits").write_bytes(before)
    cid.format(package)
    assert f"removed {kept}" in caplog.text
    assert not kept.exists()


def test_a_new_file_is_removed_again_where_a_later_one_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = tmp_path / "old", tmp_path / "sub" / "new"
    old.write_bytes(b"1")
    contents = {new: b"2", old: b"2"}
    seen = {new: None, old: fingerprint(b"1")}
    with monkeypatch.context() as patched:
        failing(patched, 2)
        with pytest.raises(cid.CannotRunError, match="is put back"):
            replace_all(tmp_path, contents, seen)
    assert snapshot(tmp_path) == {str(old): b"1"}
    with monkeypatch.context() as patched:
        failing(patched, 2)
        patched.setattr(Path, "unlink", lambda *_, **__: old.rmdir())
        with pytest.raises(cid.CannotRunError, match=r"cannot be put back: .*new is new"):
            replace_all(tmp_path, contents, seen)


def test_a_link_to_a_table_is_followed(package: Path) -> None:
    file = raw(package, "countries")
    wanted = file.read_bytes()
    target = package / "elsewhere" / "countries.csv"
    target.parent.mkdir()
    target.write_bytes(wanted.replace(b"\n", b"\r\n"))
    file.unlink()
    file.symlink_to(target)
    assert cid.format(package) == ["seeds/actors/countries.csv"]
    assert file.is_symlink()
    assert target.read_bytes() == wanted
    assert list(target.parent.iterdir()) == [target]


def test_what_a_killed_run_left_is_removed_with_a_word(
    package: Path, caplog: pytest.LogCaptureFixture
) -> None:
    before = snapshot(package)
    left = raw(package, "visits").with_name(".visits.csv.k3_x9a0b.part")
    own = left.with_name(".mine.part")
    left.touch()
    own.touch()
    assert cid.format(package, check=True) == []
    assert left.exists()
    assert cid.format(package) == []
    assert f"removed {left}, left over from a run that was killed" in caplog.text
    assert snapshot(package) == {**before, str(own): b""}


@pytest.mark.parametrize("is_dirty", [True, False])
def test_a_table_edited_while_formatting_is_left_as_it_is(
    package: Path, monkeypatch: pytest.MonkeyPatch, is_dirty: bool
) -> None:
    """No other table is rewritten either: what was checked is no longer what is there."""
    if is_dirty:
        with_windows_lines(package, "publishers")
    before = snapshot(package)
    edited = raw(package, "coverage").read_bytes() + b"\n"

    def write_then_edit(schema: Schema, rows: Iterable[Cells]) -> str:
        raw(package, "coverage").write_bytes(edited)
        return canonical.sorted_text(schema, rows)

    monkeypatch.setattr(formatting, "sorted_text", write_then_edit)
    message = r"changed while this ran: seeds/evidence/coverage\.csv; run it again"
    with pytest.raises(cid.CannotRunError, match=message):
        cid.format(package)
    assert snapshot(package) == {**before, str(raw(package, "coverage")): edited}


def test_one_process_at_a_time_replaces_files(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_windows_lines(package, *DIRTY)
    before = snapshot(package)
    monkeypatch.setattr(locking, "_PATIENCE", 0.1)
    with locked(package):
        with pytest.raises(cid.CannotRunError, match="another process has been writing to"):
            cid.format(package)
        assert snapshot(package) == {**before, str(package / LOCK): b""}
    assert snapshot(package) == before


def test_a_process_waits_for_another_to_replace_its_files(package: Path) -> None:
    with_windows_lines(package, *DIRTY)
    found: list[str] = []
    waiting = threading.Thread(target=lambda: found.extend(cid.format(package)))
    with locked(package):
        waiting.start()
        waiting.join(0.5)
        assert found == []
    waiting.join()
    assert len(found) == len(DIRTY)


@pytest.mark.skipif(sys.platform == "win32", reason="there the system removes it")
def test_the_lock_of_a_killed_process_is_free(package: Path) -> None:
    (package / LOCK).touch()
    with_windows_lines(package, *DIRTY)
    assert len(cid.format(package)) == len(DIRTY)
    assert not (package / LOCK).exists()


KILLED = """
import os, signal, sys
from pathlib import Path
import cubairan_data as cid
from cubairan_data.storage import replacing

moment = iter(range(1, 10**6))
def dying(function):
    def before(*arguments, **named):
        if next(moment) == int(sys.argv[2]):
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*arguments, **named)
    return before
for place, names in (
    (os, ("replace", "unlink", "close", "fsync", "chmod", "rename")),
    (Path, ("replace", "rename", "unlink", "open", "read_bytes", "chmod")),
    (replacing, ("fingerprint", "_prepare", "_compare", "_put_in_place", "_remove")),
    (replacing.shutil, ("copyfile", "copymode")),
):
    for name in names:
        setattr(place, name, dying(getattr(place, name)))
cid.format(sys.argv[1])
print("done")
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no such signal there")
def test_a_process_killed_at_any_moment_leaves_all_old_or_all_new_in_the_end(
    package: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Killed before every third step that touches a file, until there is none."""
    wanted = snapshot(package)
    with_windows_lines(package, *DIRTY)
    dirty = snapshot(package)
    moments, put_back, is_done = 1, 0, False
    while not is_done:
        moments += 3
        for name, content in dirty.items():
            Path(name).write_bytes(content)
        command = [sys.executable, "-c", KILLED, str(package), str(moments)]
        done = subprocess.run(command, capture_output=True, check=False)
        is_done = done.stdout == b"done\n"
        for name, content in dirty.items():
            assert Path(name).read_bytes() in (content, wanted[name])
        # The next run finds the traces of the one killed, says so, and leaves none.
        caplog.clear()
        cid.format(package)
        put_back += "put back" in caplog.text
        assert snapshot(package) == wanted, (moments, caplog.text)
    assert moments > 3 * 50
    assert put_back


def test_what_a_run_killed_halfway_had_replaced_is_put_back_unless_somebody_changed_it(
    package: Path, caplog: pytest.LogCaptureFixture
) -> None:
    before = snapshot(package)
    new, old = b"new", b"old"
    replaced, edited = raw(package, "countries"), raw(package, "publishers")
    mark = fingerprint(new)[:16]
    for file, content in ((replaced, new), (edited, b"edited")):
        file.with_name(f".{file.name}.{mark}.abcdefgh.before").write_bytes(old)
        file.write_bytes(content)
    waiting = raw(package, "visits").with_name(".visits.csv.abcdefgh.part")
    waiting.write_bytes(new)
    assert undo_killed(package, [replaced, edited, raw(package, "visits")])
    assert replaced.read_bytes() == old
    assert edited.read_bytes() == b"edited"
    assert f"put back {replaced.name}" in caplog.text
    kept = edited.with_name(f".{edited.name}.{mark}.abcdefgh.before")
    assert f"{kept} is what publishers.csv held" in caplog.text
    assert kept.read_bytes() == old
    assert not waiting.exists()
    assert snapshot(package).keys() == {*before, str(kept)}


def test_where_all_was_replaced_nothing_is_put_back(package: Path) -> None:
    file = raw(package, "countries")
    content = file.read_bytes()
    mark = fingerprint(content)[:16]
    left = file.with_name(f".{file.name}.{mark}.abcdefgh.before")
    left.write_bytes(b"old")
    assert not undo_killed(package, [file])
    assert file.read_bytes() == content
    assert not left.exists()


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
