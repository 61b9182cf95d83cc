"""From a path to an export: which form, what is refused, and that nothing half-written stays."""

import sqlite3
import tomllib
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from limits import is_posix
from small_record import small, write
from typer.testing import CliRunner

import cubairan_data as cid
from cubairan_data.cli.main import app
from cubairan_data.exports import exporting
from cubairan_data.exports.contents import Contents
from cubairan_data.exports.exporting import FORMS, suffix_of


@pytest.fixture
def record(tmp_path: Path) -> cid.Record:
    folder = tmp_path / "record"
    folder.mkdir()
    return cid.open(write(folder, small()))


@pytest.mark.parametrize("suffix", FORMS)
def test_every_form_is_written_and_nothing_else_is_left(
    record: cid.Record, tmp_path: Path, suffix: str
) -> None:
    form = FORMS[suffix]
    if form.library:
        pytest.importorskip(form.library, reason=f"{form.title} needs {form.library}")
    out = tmp_path / "out"
    out.mkdir()
    written = record.export(out / f"small{suffix}")
    assert sorted(out.iterdir()) == sorted(written)
    assert written[0].name == f"small{suffix}"


def test_one_table_is_a_file_and_several_are_a_folder(record: cid.Record, tmp_path: Path) -> None:
    (one,) = record.export(tmp_path / "visits.csv", tables="visits")
    (two,) = record.export(tmp_path / "two.csv", tables=["visits", "officials"])
    assert one.is_file()
    assert {file.name for file in two.iterdir()} == {"visits.csv", "officials.csv"}


def test_tables_without_rows_are_left_out(record: cid.Record, tmp_path: Path) -> None:
    (folder,) = record.export(tmp_path / "all.csv")
    assert "retired_ids.csv" not in {file.name for file in folder.iterdir()}
    assert len(record.load("retired_ids")) == 0


def test_an_archive_holds_the_same_files(record: cid.Record, tmp_path: Path) -> None:
    (plain,) = record.export(tmp_path / "all.csv")
    (archive,) = record.export(tmp_path / "all.csv.zip")
    with zipfile.ZipFile(archive) as files:
        inside = {name: files.read(name) for name in files.namelist()}
    assert inside == {file.name: file.read_bytes() for file in plain.iterdir()}


def test_labels_stand_for_codes_unless_codes_are_wanted(record: cid.Record, tmp_path: Path) -> None:
    (labelled,) = record.export(tmp_path / "a.csv", tables="visits")
    (coded,) = record.export(tmp_path / "b.csv", tables="visits", labels=False)
    assert ",Took place," in labelled.read_text("utf-8")
    assert ",took_place," in coded.read_text("utf-8")


@pytest.mark.parametrize("name", ["record.docx", "record", "record.zip", ".sqlitex"])
def test_an_unknown_suffix_is_refused_with_those_that_exist(
    record: cid.Record, tmp_path: Path, name: str
) -> None:
    with pytest.raises(cid.CannotRunError, match="no form of export has the suffix"):
        record.export(tmp_path / name)


def test_the_longest_suffix_counts() -> None:
    assert suffix_of(Path("x.ftm.json")) == (".ftm.json", False)
    assert suffix_of(Path("X.DTA.ZIP")) == (".dta", True)


def test_what_is_there_is_kept_unless_it_is_to_be_replaced(
    record: cid.Record, tmp_path: Path
) -> None:
    target = tmp_path / "visits.csv"
    target.write_text("mine")
    with pytest.raises(cid.CannotRunError, match="already exists"):
        record.export(target, tables="visits")
    assert target.read_text() == "mine"
    record.export(target, tables="visits", force=True)
    assert target.read_text("utf-8").startswith("visit_id,")


def test_a_folder_is_replaced_as_a_whole(record: cid.Record, tmp_path: Path) -> None:
    target = tmp_path / "all.csv"
    target.mkdir()
    (target / "old.txt").write_text("old")
    record.export(target, force=True)
    assert "old.txt" not in {file.name for file in target.iterdir()}
    assert {file.name for file in tmp_path.iterdir()} == {"record", "all.csv"}


def test_a_folder_that_cannot_be_replaced_stays_as_it_is(
    record: cid.Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "all.csv"
    target.mkdir()
    (target / "mine.txt").write_text("mine")

    def fails(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(cid.CannotRunError, match="No space left"):
        record.export(target, force=True)
    assert [(file.name, file.read_text()) for file in target.iterdir()] == [("mine.txt", "mine")]
    assert {file.name for file in tmp_path.iterdir()} == {"record", "all.csv"}


def test_the_metadata_beside_a_database_is_not_overwritten_either(
    record: cid.Record, tmp_path: Path
) -> None:
    beside = tmp_path / "x-metadata.json"
    beside.write_text("mine")
    with pytest.raises(cid.CannotRunError, match=r"x-metadata\.json already exists"):
        record.export(tmp_path / "x.sqlite")
    assert not (tmp_path / "x.sqlite").exists()


def test_a_failure_leaves_the_old_file_and_nothing_else(
    record: cid.Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(contents: Contents, table: str, path: Path) -> None:
        path.write_text("half")
        raise OSError(28, "No space left on device")

    monkeypatch.setitem(FORMS, ".csv", exporting.Form("CSV", table=fails))
    target = tmp_path / "visits.csv"
    target.write_text("mine")
    with pytest.raises(cid.CannotRunError, match=r"cannot write .*No space left"):
        record.export(target, tables="visits", force=True)
    assert target.read_text() == "mine"
    assert {file.name for file in tmp_path.iterdir()} == {"record", "visits.csv"}


@pytest.mark.parametrize("suffix", [name for name, form in FORMS.items() if form.library])
def test_a_missing_library_is_named_with_what_installs_it(
    record: cid.Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    form = FORMS[suffix]
    message = rf'{form.library}, which is missing; .*pip install "cubairan-data\[{form.extra}\]"'
    with pytest.raises(cid.CannotRunError, match=message):
        record.export(tmp_path / f"x{suffix}")
    assert [file.name for file in tmp_path.iterdir()] == ["record"]


def test_the_extra_of_a_form_brings_its_library(root: Path) -> None:
    extras = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"][
        "optional-dependencies"
    ]
    for form in FORMS.values():
        if form.library:
            assert any(form.library in need for need in extras[str(form.extra)])
            assert str(form.extra) in extras["export"][0]


def test_a_folder_that_is_not_there_is_not_made(record: cid.Record, tmp_path: Path) -> None:
    with pytest.raises(cid.CannotRunError, match="there is no folder"):
        record.export(tmp_path / "none" / "x.csv")


def test_the_command_says_what_it_wrote(
    record: cid.Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    options = ["--folder", str(record.root), "--table", "visits"]
    result = CliRunner().invoke(app, ["export", str(tmp_path / "v.csv"), *options])
    assert result.exit_code == 0, result.output
    assert result.stdout == f"wrote {tmp_path / 'v.csv'}\n"
    again = CliRunner().invoke(app, ["export", str(tmp_path / "v.csv"), *options])
    assert again.exit_code == 2
    assert "--force" in again.output


@is_posix
@pytest.mark.parametrize("name", ["[bold]v.csv", "a\nb\x1b[2J.csv"])
def test_a_name_is_neither_markup_nor_a_command_to_a_terminal(
    record: cid.Record, tmp_path: Path, name: str
) -> None:
    options = ["--folder", str(record.root), "--table", "visits"]
    result = CliRunner().invoke(app, ["export", str(tmp_path / name), *options])
    assert result.exit_code == 0, result.output
    shown = name.replace("\n", "\\n").replace("\x1b", "\\x1b")
    assert result.stdout == f"wrote {tmp_path / shown}\n"


def test_the_page_on_sql_asks_for_what_python_gives(root: Path, tmp_path: Path) -> None:
    page = (root / "docs" / "how-to" / "sql-and-datasette.md").read_text("utf-8")
    queries = page.partition("```sql\n")[2].partition("```")[0].split(";\n")
    cid.export(tmp_path / "record.sqlite")
    with closing(sqlite3.connect(tmp_path / "record.sqlite")) as database:
        journeys, june, _, passages, _ = (
            database.execute(query).fetchall() for query in queries if query.strip()
        )
    visits = cid.load("visits")
    is_head = (visits["level"] == "head_of_state") & (visits["status"] == "took_place")
    assert len(journeys) == (is_head & (visits["kind"] != "third_country_meeting")).sum()
    assert len(june) == len(cid.events("2023-06", "2023-06"))
    (value,) = cid.explain("visits", "2023-06-raisi-havana", "date").values
    assert len(passages) == len(value.supporting)
