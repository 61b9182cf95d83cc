"""The lines of evidence: of a table, a row or a value, each once, with its source and its link."""

import re
from urllib.parse import unquote

import pandas as pd
import pytest

import cubairan_data as cid
from cubairan_data.storage.schema import evidenced_tables, schemas

VISIT = "2001-05-lopez-tehran"


def test_every_line_of_a_table_is_given_once(frames: dict[cid.TableName, pd.DataFrame]) -> None:
    counts = frames["evidence"]["table_name"].value_counts()
    for table in frames:
        if table in evidenced_tables():
            assert len(cid.evidence(table)) == counts.get(table, 0), table
    assert len(cid.evidence()) == len(frames["evidence"])


def test_lines_are_chosen_by_row_and_column(record: cid.Record) -> None:
    assert list(record.evidence("visits")["row_id"]) == [VISIT]
    (columns,) = record.evidence("visits", VISIT, "places")["columns"]
    assert "places" in columns.split(";")
    assert len(record.evidence("visits", column="places")) == 1
    assert len(record.evidence("visits", VISIT, "delegation")) == 0


def test_a_column_is_not_found_by_a_part_of_its_name(record: cid.Record) -> None:
    lines = record.evidence("officials", column="name")
    assert len(lines) == 2
    assert all("name" in columns.split(";") for columns in lines["columns"])
    assert len(record.evidence("officials", column="name_original")) == 0


def test_a_row_or_a_column_without_a_table_is_refused(record: cid.Record) -> None:
    with pytest.raises(cid.UnknownTableError, match="name the table as well"):
        record.evidence(row_id=VISIT)
    with pytest.raises(cid.UnknownTableError, match="name the table as well"):
        record.evidence(column="places")


def test_a_line_is_joined_with_its_source_and_publisher(record: cid.Record) -> None:
    line = record.evidence("visits").iloc[0]
    assert line["title"] == "Minister in Tehran"
    assert (line["publisher"], line["publisher_kind"]) == ("NA", "news_agency")
    assert (line["reliability"], line["published"]) == ("C", "2001-05-11")
    assert line["link"] == (
        "https://example.org/visit#:~:text=The%20minister%20arrived,talks%20on%20trade"
    )


def test_every_link_opens_the_page_at_the_passage() -> None:
    lines = cid.evidence()
    with_address = lines[lines["link"].notna()]
    for link, locator in zip(with_address["link"], with_address["locator"], strict=True):
        directive = link.split(":~:text=")[1]
        assert "-" not in directive
        assert [unquote(end) for end in directive.split(",")] == locator.split(",")


def test_a_wrong_row_or_column_is_answered_with_near_ones() -> None:
    row = cid.load("visits")["visit_id"].iloc[0]
    for method in (cid.evidence, cid.explain):
        with pytest.raises(cid.UnknownRowError, match=re.escape(row)):
            method("visits", row[:-1])
        with pytest.raises(cid.UnknownRowError, match="no row of visits 'nobody'"):
            method("visits", "nobody")
        with pytest.raises(cid.UnknownColumnError, match="did you mean 'places'"):
            method("visits", row, "place")


@pytest.mark.parametrize("table", [name for name in schemas() if name not in evidenced_tables()])
def test_a_table_that_rests_on_no_lines_is_refused_by_all_that_ask_for_them(
    table: cid.TableName,
) -> None:
    for ask in (
        cid.evidence,
        cid.corroboration,
        lambda name: cid.explain(name, "x"),
        lambda name: cid.load(name, min_independent=1),
    ):
        with pytest.raises(cid.NotEvidencedError, match=f"{table} does not rest on lines.*visits"):
            ask(table)
