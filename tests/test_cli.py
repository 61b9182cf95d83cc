"""The command line: exit codes, formats, and messages that help."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from small_record import raw, small, write
from typer.testing import CliRunner

import cubairan_data as cid
from cubairan_data.cli.main import app


def run(*arguments: str, code: int = 0) -> str:
    result = CliRunner().invoke(app, list(arguments))
    assert result.exit_code == code, result.output
    return result.output


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return write(tmp_path, small())


def test_tables_lists_every_table() -> None:
    output = run("tables")
    assert all(name in output for name in cid.tables()["name"])


def test_output_is_plain_where_piped() -> None:
    assert "\x1b" not in run("tables")
    assert "\x1b" not in run("show", "countries")


@pytest.mark.parametrize("width", [60, 80, 100, 140, 200])
@pytest.mark.parametrize("table", ["visits", "agreements", "evidence", "sources", "countries"])
def test_on_a_terminal_a_table_fits_and_keeps_its_key(
    monkeypatch: pytest.MonkeyPatch, width: int, table: str
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", str(width))
    output = re.sub(r"\x1b\[[0-9;]*m", "", run("show", table, "--last", "3"))
    assert max(len(line) for line in output.split("\n")) <= width
    assert "not shown here" in output or table == "countries"


def test_show_as_csv_and_json_carries_every_column_and_row() -> None:
    frame = cid.load("countries")
    read = list(csv.DictReader(io.StringIO(run("show", "countries", "--format", "csv"))))
    assert [row["country_id"] for row in read] == list(frame["country_id"])
    assert list(read[0]) == list(frame.columns)
    assert [
        row["name"] for row in json.loads(run("show", "countries", "--format", "json"))
    ] == list(frame["name"])


def test_show_keeps_rows_that_meet_the_condition() -> None:
    rows = json.loads(run("show", "countries", "--where", "country_id=IRN", "--format", "json"))
    assert [row["name"] for row in rows] == ["Iran"]
    assert json.loads(run("show", "countries", "--last", "1", "--format", "json")) == json.loads(
        cid.load("countries").tail(1).to_json(orient="records")
    )


def test_show_finds_an_item_of_a_list() -> None:
    rows = json.loads(run("show", "visits", "--where", "places=Tehran", "--format", "json"))
    frame = cid.load("visits")
    assert [row["visit_id"] for row in rows] == list(
        frame.loc[
            frame["places"]
            .str.split(";")
            .apply(lambda places: isinstance(places, list) and "Tehran" in places),
            "visit_id",
        ]
    )


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (("show", "visit"), "'visits'"),
        (("show", "visits", "--where", "hots_id=CUB"), "did you mean 'host_id'"),
        (("show", "visits", "--where", "kind=offical"), "official"),
        (("show", "visits", "--where", "kind"), "COLUMN=VALUE"),
        (("show", "visits", "--columns", "date,plase"), "places"),
        (("codebook", "zzz"), "agreements"),
        (("show", "visits", "--last", "0"), "last"),
    ],
)
def test_a_wrong_argument_is_answered_with_the_right_one(
    arguments: tuple[str, ...], hint: str
) -> None:
    assert hint in " ".join(run(*arguments, code=2).split())


def test_codebook_prints_the_columns() -> None:
    assert "lead_official_id" in run("codebook", "visits")
    assert json.loads(run("codebook", "visits", "--format", "json"))[0]["column"] == "visit_id"


@pytest.mark.slow
def test_validate_exits_0_where_valid(package: Path) -> None:
    assert run("validate", str(package)).strip() == "valid: no findings"


@pytest.mark.slow
def test_validate_exits_1_with_the_findings(package: Path) -> None:
    file = raw(package, "visits")
    file.write_text(file.read_text("utf-8").replace(",official,", ",offical,"), encoding="utf-8")
    assert "seeds/record/visits.csv:2" in run("validate", str(package), code=1)
    report = json.loads(run("validate", str(package), "--format", "json", code=1))
    assert report["valid"] is False
    assert report["findings"][0]["column"] == "kind"


def test_validate_exits_2_where_it_could_not_run(tmp_path: Path) -> None:
    assert "could not run" in run("validate", str(tmp_path), code=2)


def test_format_tells_and_rewrites(package: Path) -> None:
    assert "canonical" in run("format", str(package))
    file = raw(package, "countries")
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert "would rewrite seeds/actors/countries.csv" in run(
        "format", str(package), "--check", code=1
    )
    assert "rewrote seeds/actors/countries.csv" in run("format", str(package))
    assert "canonical" in run("format", str(package), "--check")
    file.write_bytes(b"nonsense\n")
    assert "nothing was changed" in run("format", str(package), code=2)


def test_explain_tells_a_value_with_its_links() -> None:
    row = cid.load("visits")["visit_id"].iloc[0]
    assert run("explain", "visits", row).rstrip() == str(cid.explain("visits", row)).rstrip()
    assert "<ul>" in run("explain", "visits", row, "host_id", "--format", "html")
    assert "**host_id**" in run("explain", "visits", row, "host_id", "--format", "markdown")
    assert row in run("explain", "visits", row[:-1], code=2).replace("\n", "")


def test_cite_tells_the_dataset_and_the_sources_behind_rows() -> None:
    row = cid.load("visits")["visit_id"].iloc[0]
    assert run("cite").strip() == cid.cite()
    assert (
        run("cite", "visits", row, "--style", "ris").strip()
        == cid.cite(cid.load("visits").iloc[:1], style="ris").strip()
    )
    assert "apa" in run("cite", "--style", "mla", code=2)
    assert "agreements" in run("cite", "nothing", code=2)


def test_version() -> None:
    assert run("--version").strip() == cid.__version__
