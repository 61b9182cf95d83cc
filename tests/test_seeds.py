"""The published record: valid in all three layers, and what the pages say of it still holds."""

import csv
import re
from pathlib import Path

import pandas as pd
import pytest

import cubairan_data as cid
from cubairan_data.storage.folder import Tables
from tools.generate import second_reading, third_reading


def test_every_row_and_rule_holds() -> None:
    report = cid.validate(quick=True)
    assert report.valid, str(report)


@pytest.mark.slow
def test_all_three_layers_find_nothing() -> None:
    report = cid.validate()
    assert report.valid, str(report)


def test_every_table_of_the_record_has_rows() -> None:
    listed = cid.tables().set_index("name")["rows"]
    assert (listed.drop(["exceptions", "retired_ids"]) > 0).all()


def test_every_table_on_disk_is_described(root: Path) -> None:
    files = {
        file.relative_to(root).as_posix() for file in (root / "seeds").rglob("*") if file.is_file()
    }
    assert files == {table.file for table in Tables(root).values()}


def test_the_ledger_of_the_founding_documents_names_rows_that_exist(root: Path) -> None:
    ledger = (root / "docs" / "founding-documents.md").read_text("utf-8")
    named = re.findall(r"`(\w+)/([^`]+)`", ledger)
    assert len(named) > 50
    data = Tables(root)
    for table, row_id in named:
        assert row_id in data[table].by_id, f"{table}/{row_id}"


def test_the_rows_read_again_are_still_in_the_record(root: Path) -> None:
    """A row that is merged or renamed takes its line along, or the figures are about nothing."""
    data = Tables(root)
    with (root / "docs" / "re-reading.csv").open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines):
            assert line["row_id"] in data[line["table"]].by_id, f"{line['table']}/{line['row_id']}"


def test_no_cell_of_the_record_holds_private_data(
    frames: dict[cid.TableName, pd.DataFrame],
) -> None:
    """One founding document ends in an invented author with address, telephone and birth date."""
    for table, frame in frames.items():
        for name in frame.columns.difference(["url"]):
            if str(frame[name].dtype) == "string":
                texts = frame[name].dropna()
                assert not texts.str.contains(r"[\w.]+@\w+\.\w+", regex=True).any(), (table, name)
                assert not texts.str.contains("Spinka", regex=False).any(), (table, name)


@pytest.mark.parametrize(
    "column", ["summary", "note", "purpose", "venue", "delegation", "capacity"]
)
def test_our_own_texts_have_one_apostrophe(root: Path, column: str) -> None:
    for table in Tables(root).values():
        curly = [row.id for row in table.rows if "’" in row.cells.get(column, "")]
        assert not curly, (table.name, "’ where other rows have '")


def test_the_second_reading_is_of_sources_and_cells_of_the_record(root: Path) -> None:
    """A source that is merged or renamed takes its line along."""
    data = Tables(root)
    retired = {row.cells.get("old_id") for row in data["retired_ids"].rows}
    lines = second_reading.lines()
    assert tuple(lines[0]) == second_reading.HEADER
    assert [line["source_id"] for line in lines] == sorted({line["source_id"] for line in lines})
    for line in lines:
        assert line["source_id"] in data["sources"].by_id, line["source_id"]
        assert line["seen"] in ("whole", "part", second_reading.NOT_SEEN), line["source_id"]
        found = [*line["wrong"].split(), *line["imprecise"].split()]
        assert len(found) <= int(line["cells"]), line["source_id"]
        for place in found:
            table, *key, column = place.split("/")
            assert column in data[table].schema.fields, place
            assert "/".join(key) in data[table].by_id or "/".join(key) in retired, place


def test_the_third_reading_and_the_blind_search_are_of_rows_of_the_record(root: Path) -> None:
    data = Tables(root)
    cells, facts = map(third_reading.lines, (third_reading.CELLS, third_reading.FACTS))
    assert tuple(cells[0]) == third_reading.HEADER
    for line in cells:
        table = data[line["table_name"]]
        assert line["row_id"] in table.by_id, line["row_id"]
        assert line["column"] in table.schema.fields, line["column"]
        assert line["source_id"] in data["sources"].by_id, line["source_id"]
        assert line["found"] in third_reading.VERDICTS, line["found"]
    assert [line["number"] for line in facts] == [str(at) for at in range(1, len(facts) + 1)]
    for line in facts:
        assert line["found"] in third_reading.HELD, line["found"]
        assert line["row_id"] in data[line["table_name"]].by_id, line["row_id"]
