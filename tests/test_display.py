"""Printing tables: fitted on a terminal, plain and whole where piped."""

import csv
import io
import json
import re

import pytest
from command_line import run

import cubairan_data as cid


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


def test_a_table_without_rows_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    for terminal in ("", "1"):
        monkeypatch.setenv("FORCE_COLOR", terminal)
        output = run("show", "visits", "--where", "lead_official_id=nobody")
        assert output.strip() == "no rows"
