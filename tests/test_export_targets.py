"""Where an export may go: what it replaces, what it never does, and what an archive holds."""

import sqlite3
import zipfile
from pathlib import Path

import pytest
from small_record import small, snapshot, write
from typer.testing import CliRunner

import cubairan_data as cid
from cubairan_data.cli.main import app
from cubairan_data.exports import exporting
from cubairan_data.exports.contents import Contents
from cubairan_data.exports.exporting import FORMS


@pytest.fixture
def record(tmp_path: Path) -> cid.Record:
    return cid.open(write(tmp_path / "record.csv", small()))


@pytest.mark.parametrize("inside", ["", "seeds", "seeds/record/visits.csv", "datapackage.json"])
def test_the_record_itself_is_never_replaced(
    record: cid.Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inside: str
) -> None:
    monkeypatch.setitem(FORMS, "seeds", FORMS[".csv"])
    monkeypatch.setitem(FORMS, ".json", FORMS[".csv"])
    before = snapshot(record.root)
    with pytest.raises(cid.CannotRunError, match="holds the record that is exported"):
        record.export(record.root / inside, force=True)
    assert snapshot(record.root) == before


def test_the_record_is_not_replaced_through_a_link(record: cid.Record, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(record.root / "seeds" / "record")
    with pytest.raises(cid.CannotRunError, match="holds the record"):
        record.export(tmp_path / "link" / "visits.csv", tables="visits", force=True)


def test_an_export_may_lie_beside_the_tables(record: cid.Record) -> None:
    (file,) = record.export(record.root / "visits.csv", tables="visits")
    assert record.export(file, tables="visits", force=True) == [file]


def test_a_link_is_replaced_and_what_it_leads_to_is_kept(
    record: cid.Record, tmp_path: Path
) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("mine")
    (tmp_path / "mine.csv").write_text("mine")
    (tmp_path / "folder.csv").symlink_to(tmp_path / "mine")
    (tmp_path / "file.csv").symlink_to(tmp_path / "mine.csv")
    record.export(tmp_path / "folder.csv", force=True)
    record.export(tmp_path / "file.csv", tables="visits", force=True)
    assert (tmp_path / "folder.csv" / "visits.csv").is_file()
    assert (tmp_path / "file.csv").read_text("utf-8").startswith("visit_id,")
    assert (tmp_path / "mine" / "thesis.txt").read_text() == "mine"
    assert (tmp_path / "mine.csv").read_text() == "mine"


def test_a_folder_takes_the_place_of_a_file_but_no_file_that_of_a_folder(
    record: cid.Record, tmp_path: Path
) -> None:
    target = tmp_path / "x.csv"
    target.write_text("mine")
    record.export(target, force=True)
    assert (target / "visits.csv").is_file()
    with pytest.raises(cid.CannotRunError, match="is a folder, which no file replaces"):
        record.export(target, tables="visits", force=True)
    assert (target / "visits.csv").is_file()


def test_the_number_of_tables_asked_for_decides_between_file_and_folder(
    record: cid.Record, tmp_path: Path
) -> None:
    (twice,) = record.export(tmp_path / "twice.csv", tables=["visits", "visits"])
    (with_empty,) = record.export(tmp_path / "with.csv", tables=["visits", "sessions"])
    assert twice.is_file()
    assert [file.name for file in with_empty.iterdir()] == ["visits.csv"]


@pytest.mark.parametrize("suffix", FORMS)
def test_tables_without_rows_alone_are_refused(
    record: cid.Record, tmp_path: Path, suffix: str
) -> None:
    library = FORMS[suffix].library
    if library:
        pytest.importorskip(library)
    with pytest.raises(cid.CannotRunError, match="nothing to export: sessions has no rows"):
        record.export(tmp_path / f"x{suffix}", tables="sessions")
    assert [file.name for file in tmp_path.iterdir()] == ["record.csv"]


def test_a_table_named_twice_is_written_once(record: cid.Record, tmp_path: Path) -> None:
    (file, _) = record.export(tmp_path / "x.sqlite", tables=["visits", "visits"])
    database = sqlite3.connect(file)
    assert database.execute("SELECT count(*) FROM visits").fetchone() == (1,)
    database.close()


def test_a_name_in_capitals_is_that_of_the_file_in_the_archive(
    record: cid.Record, tmp_path: Path
) -> None:
    (archive,) = record.export(tmp_path / "VISITS.CSV.ZIP", tables="visits")
    assert zipfile.ZipFile(archive).namelist() == ["VISITS.CSV"]


@pytest.mark.parametrize("name", ["record.sqlite.zip", "RECORD.SQLITE.ZIP"])
def test_the_archive_of_a_database_holds_its_metadata(
    record: cid.Record, tmp_path: Path, name: str
) -> None:
    written = record.export(tmp_path / name)
    assert written == [tmp_path / name]
    stem = name.partition(".")[0]
    inside = zipfile.ZipFile(tmp_path / name)
    assert set(inside.namelist()) == {name[:-4], f"{stem}-metadata.json"}
    assert f'"{stem}"' in inside.read(f"{stem}-metadata.json").decode("utf-8")


@pytest.mark.parametrize("name", ["with blank.csv", "ñ کوبا.csv", "n" * 250 + ".csv", "'\".csv"])
def test_unusual_names_are_names(record: cid.Record, tmp_path: Path, name: str) -> None:
    (file,) = record.export(tmp_path / name, tables="visits")
    assert file.read_text("utf-8").startswith("visit_id,")


@pytest.mark.parametrize(
    ("name", "message"), [("n" * 300 + ".csv", "cannot write n*"), ("a\0.csv", "is not a path")]
)
def test_impossible_names_are_refused(
    record: cid.Record, tmp_path: Path, name: str, message: str
) -> None:
    with pytest.raises(cid.CannotRunError, match=message):
        record.export(f"{tmp_path}/{name}", tables="visits")


def test_an_error_of_a_library_is_told_like_that_of_the_system(
    record: cid.Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(contents: Contents, path: Path) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setitem(FORMS, ".sqlite", exporting.Form("SQLite database", whole=fails))
    with pytest.raises(cid.CannotRunError, match=r"cannot write .*database or disk is full"):
        record.export(tmp_path / "x.sqlite")


def test_a_fault_of_our_own_is_no_error_of_a_library(
    record: cid.Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(contents: Contents, path: Path) -> None:
        raise KeyError("x")

    monkeypatch.setitem(FORMS, ".sqlite", exporting.Form("SQLite database", whole=fails))
    with pytest.raises(KeyError):
        record.export(tmp_path / "x.sqlite")


@pytest.mark.parametrize(
    ("tables", "left_out"), [(["visits", "sessions"], "sessions\n"), (["visits"], "")]
)
def test_the_command_says_what_it_left_out(
    record: cid.Record, tmp_path: Path, tables: list[str], left_out: str
) -> None:
    options = [word for table in tables for word in ("--table", table)]
    result = CliRunner().invoke(
        app, ["export", str(tmp_path / "v.csv"), "--folder", str(record.root), *options]
    )
    assert result.exit_code == 0, result.output
    assert result.stdout == f"wrote {tmp_path / 'v.csv'}\n"
    assert result.stderr.endswith(f"left out for want of rows: {left_out}" if left_out else "")
    assert ("left out" in result.stderr) == bool(left_out)
