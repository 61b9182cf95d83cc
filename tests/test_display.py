"""Printing tables: fitted on a terminal, plain and whole where piped."""

import csv
import io
import json
import re
from collections.abc import Callable

import pytest
from command_line import run

import cubairan_data as cid
from cubairan_data.cli.terminal import cells
from cubairan_data.storage.schema import schemas


def test_output_is_plain_where_piped() -> None:
    assert "\x1b" not in run("tables")
    assert "\x1b" not in run("show", "countries")


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Run a command as on a terminal of some width, and give what it shows without colours."""

    def shown(columns: int, *arguments: object) -> str:
        monkeypatch.setenv("FORCE_COLOR", "1")
        monkeypatch.setenv("COLUMNS", str(columns))
        return re.sub(r"\x1b\[[0-9;]*m", "", run(*arguments))

    return shown


@pytest.mark.parametrize("width", [40, 60, 80, 100, 140, 200])
@pytest.mark.parametrize("table", ["visits", "agreements", "evidence", "sources", "countries"])
def test_on_a_terminal_a_table_fits_and_says_what_it_leaves_out(
    terminal: Callable[..., str], width: int, table: str
) -> None:
    output = terminal(width, "show", table, "--first", "30")
    assert max(map(cells, output.split("\n"))) <= width
    assert output.startswith(schemas()[table].headline[0])
    assert "not shown: " in output or table == "countries"


@pytest.mark.parametrize(
    ("table", "columns"),
    {
        "visits": ("visit_id", "date", "summary"),
        "financial_flows": ("flow_id", "amount", "currency"),
        "agreements": ("agreement_id", "signed", "title"),
        "projects": ("project_id", "name", "status"),
        "officials": ("official_id", "name"),
        "evidence": ("row_id", "verdict"),
    }.items(),
)
def test_the_columns_one_came_for_are_shown_at_80(
    terminal: Callable[..., str], table: str, columns: tuple[str, ...]
) -> None:
    heading = terminal(80, "show", table, "--where", f"{columns[1]}!=", "--last", "3")
    assert set(columns) <= set(heading.split("\n")[0].split())


def test_prose_is_wrapped_at_words_and_nothing_of_it_is_lost(terminal: Callable[..., str]) -> None:
    visit = cid.load("visits").iloc[0]
    output = terminal(80, "show", "visits", "--first", "1", "--columns", "date,summary")
    assert " ".join(output.split()).endswith(" ".join(visit["summary"].split()))


@pytest.mark.parametrize("width", [40, 80])
def test_a_card_shows_every_filled_column(terminal: Callable[..., str], width: int) -> None:
    visit = cid.load("visits").iloc[0].dropna().drop(["date_earliest", "date_latest"])
    output = terminal(width, "show", "visits", "--first", "1", "--card")
    assert output.startswith(f"{visit['visit_id']}\n")
    assert max(map(cells, output.split("\n"))) <= width
    for name, value in visit.items():
        assert name == "visit_id" or f"  {name} " in output
        assert str(value).split()[-1][-8:] in output


def test_tables_fit_a_screen_with_their_counts(terminal: Callable[..., str]) -> None:
    lines = terminal(80, "tables").split("\n")
    assert lines[0].split()[:3] == ["name", "rows", "columns"]
    assert len(lines) <= len(cid.tables()) + 3
    assert max(map(cells, lines)) <= 80


def test_piped_output_is_a_line_a_row_and_unpadded() -> None:
    lines = run("show", "visits").rstrip("\n").split("\n")
    assert len(lines) == len(cid.load("visits")) + 1
    assert lines[0].split("\t")[:3] == ["visit_id", "date", "kind"]
    assert {line.count("\t") for line in lines} == {lines[0].count("\t")}
    assert "  " not in "".join(lines)


def test_no_color_means_no_codes_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[1m" in run("tables")
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in run("tables")


def test_show_as_csv_and_json_carries_every_column_and_row() -> None:
    frame = cid.load("countries")
    read = list(csv.DictReader(io.StringIO(run("show", "countries", "--format", "csv"))))
    assert [row["country_id"] for row in read] == list(frame["country_id"])
    assert list(read[0]) == list(frame.columns)
    assert [
        row["name"] for row in json.loads(run("show", "countries", "--format", "json"))
    ] == list(frame["name"])
