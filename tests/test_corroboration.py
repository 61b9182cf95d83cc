"""Corroboration: how many sources bear a row, how reliable they are, on which side they stand."""

from pathlib import Path
from typing import Any, cast

import numpy as np
import pandas as pd
import pytest
from small_record import Rows, small, write

import cubairan_data as cid
from cubairan_data.storage.names import TABLE_NAMES
from cubairan_data.storage.schema import evidenced_tables

EVIDENCED = [name for name in TABLE_NAMES if name in evidenced_tables()]


@pytest.mark.parametrize("table", EVIDENCED)
def test_the_counts_are_those_of_the_lines(
    table: cid.TableName, frames: dict[cid.TableName, pd.DataFrame]
) -> None:
    counts = cid.corroboration(table).set_index("row_id")
    assert len(counts) == len(frames[table])
    lines = cid.evidence(table)
    by_row = lines[lines["verdict"] == "supports"].groupby("row_id")
    sources = by_row["source_id"].nunique()
    has_sources = counts["sources"] > 0
    assert counts.loc[has_sources, "sources"].to_dict() == sources.to_dict()
    assert (counts["independent_sources"] <= counts["sources"]).all()
    assert (counts.loc[has_sources, "independent_sources"] >= 1).all()
    best = by_row["reliability"].agg(lambda letters: min(letters))
    assert counts["best_reliability"].dropna().to_dict() == best.to_dict()
    disputed = set(lines.loc[lines["verdict"] == "contradicts", "row_id"])
    assert set(counts.index[counts["is_disputed"]]) == disputed


def two_sides() -> Rows:
    """The small record, its visit borne by a Cuban and an Iranian outlet as well."""
    rows = small()
    line = next(line for line in rows["evidence"] if line["table_name"] == "visits")
    for country in ("CUB", "IRN"):
        outlet = f"outlet-{country.lower()}"
        kind = {"kind": "state_media", "reliability": "C", "country_id": country}
        rows["publishers"].append({"publisher_id": outlet, "name": outlet, **kind})
        source = {"source_id": outlet, "publisher_id": outlet, "url": f"https://a.org/{outlet}"}
        rows["sources"].append({**rows["sources"][0], **source})
        rows["evidence"].append({**line, "source_id": outlet})
    return rows


def test_a_row_counts_its_sources_with_the_best_letter_and_the_sides(tmp_path: Path) -> None:
    record = cid.open(write(tmp_path, two_sides()))
    (counts,) = record.corroboration("visits").to_dict("records")
    assert counts == {
        "row_id": "2001-05-lopez-tehran",
        "sources": 3,
        "independent_sources": 3,
        "best_reliability": "C",
        "sides": "Cuban;Iranian;third",
        "is_disputed": False,
    }


@pytest.mark.parametrize(
    ("excluded", "sources", "sides"),
    [
        ("state_media", 1, "third"),
        ({"outlet-cub"}, 2, "Iranian;third"),
        (["state_media", "agency"], 0, ""),
    ],
)
def test_publishers_and_kinds_of_publishers_can_be_left_out_of_account(
    tmp_path: Path, excluded: str | set[str] | list[str], sources: int, sides: str
) -> None:
    record = cid.open(write(tmp_path, two_sides()))
    (counts,) = record.corroboration("visits", exclude_publishers=excluded).to_dict("records")
    assert counts["sources"] == sources
    assert (counts["sides"] or "") == sides
    assert len(record.load("visits", exclude_publishers=excluded)) == (sources > 0)


def test_a_row_without_a_source_has_no_letter_and_no_side(tmp_path: Path) -> None:
    rows = small()
    rows["evidence"] = []
    (counts,) = cid.open(write(tmp_path, rows)).corroboration("visits").to_dict("records")
    assert counts["sources"] == counts["independent_sources"] == 0
    assert pd.isna(counts["best_reliability"])
    assert pd.isna(counts["sides"])


def test_tables_are_filtered_by_their_evidence() -> None:
    visits, counts = cid.load("visits"), cid.corroboration("visits")
    filtered = cid.load("visits", min_independent=2)
    is_borne = (counts["independent_sources"] >= 2).to_numpy(bool)
    pd.testing.assert_frame_equal(filtered, visits[is_borne].reset_index(drop=True))
    assert filtered.attrs["table"] == "visits"
    assert 0 < len(filtered) < len(visits)


def test_a_filter_that_means_nothing_is_refused() -> None:
    for ask in (cid.load, cid.corroboration):
        with pytest.raises(cid.UnknownNameError, match="did you mean 'content_farm'"):
            ask("visits", exclude_publishers={"content-farm"})


@pytest.mark.parametrize("number", [0, -1, 1.0, 2.5, True, "2", pd.NA])
def test_a_number_of_sources_that_is_none_is_refused(number: Any) -> None:
    with pytest.raises(cid.UnknownNameError, match=r"min_independent is .*a whole number from 1"):
        cid.load("visits", min_independent=number)


def test_whole_numbers_of_numpy_are_whole_numbers() -> None:
    two = cast("int", np.int64(2))
    assert cid.load("visits", min_independent=two).equals(cid.load("visits", min_independent=2))


@pytest.mark.parametrize("column", ["visit_id", "date_earliest"])
def test_a_column_that_never_rests_on_evidence_cannot_be_asked_for(column: str) -> None:
    match = f"'{column}' of visits never rests on evidence; columns that may: date, kind, "
    with pytest.raises(cid.UnknownColumnError, match=match):
        cid.load("visits", min_independent=1, columns=[column])


def test_columns_alone_select_nothing_and_are_refused_with_what_selects() -> None:
    match = r"to select columns: cid\.load\('visits'\)\[\['visit_id', 'date'\]\]"
    with pytest.raises(cid.UnknownNameError, match=match):
        cid.load("visits", columns=["visit_id", "date"])
    excluded = cid.load("visits", exclude_publishers="content_farm", columns="date")
    assert excluded["date"].notna().all()


def test_a_key_that_is_also_a_sourced_value_can_be_asked_for(record: cid.Record) -> None:
    assert len(record.load("visit_participants", min_independent=1, columns="official_id")) == 2
