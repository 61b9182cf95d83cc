"""What tables there are, and what columns each has."""

import pandas as pd
import pytest

import cubairan_data as cid
from cubairan_data.storage.names import TABLE_NAMES


def test_the_list_of_tables_counts_what_loading_gives(
    frames: dict[cid.TableName, pd.DataFrame],
) -> None:
    listed = cid.tables().set_index("name")
    assert list(listed.index) == list(frames)
    for name, frame in frames.items():
        assert tuple(listed.loc[name, ["rows", "columns"]]) == frame.shape


@pytest.mark.parametrize("table", TABLE_NAMES)
def test_the_codebook_has_a_row_for_each_column(
    frames: dict[cid.TableName, pd.DataFrame], table: cid.TableName
) -> None:
    book = cid.codebook(table)
    assert list(book["column"]) == list(frames[table].columns)
    assert set(book["role"]) <= {"sourced", "coded", "derived", "recorded"}


def test_a_column_is_described_with_its_key_codes_and_role() -> None:
    book = cid.codebook("visits").set_index("column")
    assert book.loc["visit_id", "key"] == "primary"
    assert book.loc["lead_official_id", "key"] == "references officials"
    assert book.loc["summary", "key"] is pd.NA
    assert str(book.loc["status", "codes"]).startswith("took_place: ")
    assert book.loc["date", "role"] == "sourced"
    assert book.loc["date_earliest", "role"] == "derived"
