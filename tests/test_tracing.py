"""From a frame back to the rows of the record: no source is lost without a word, none added."""

import io
import json
from collections.abc import Callable

import pandas as pd
import pytest

import cubairan_data as cid
from cubairan_data.citation.cite import Citable
from cubairan_data.provenance.lines import row_ids

Frames = dict[cid.TableName, pd.DataFrame]


def cited(what: Citable, table: cid.TableName | None = None) -> set[str]:
    items = json.loads(cid.cite(what, style="csl-json", table=table))
    return {item["id"] for item in items[1:]}


def behind(table: cid.TableName, rows: pd.DataFrame) -> set[str]:
    """The sources of the lines about some rows of a table."""
    lines = cid.evidence(table)
    return set(lines.loc[lines["row_id"].isin(set(row_ids(table, rows))), "source_id"])


def read_back(frame: pd.DataFrame) -> pd.DataFrame:
    """Write a frame as CSV and read it by pandas alone, which knows nothing of tables."""
    return pd.read_csv(io.StringIO(frame.to_csv(index=False)))


FILTERS: dict[str, Callable[[pd.DataFrame], pd.DataFrame]] = {
    "mask": lambda visits: visits[visits["host_id"] == "IRN"],
    "query": lambda visits: visits.query("host_id == 'IRN'"),
    "head": lambda visits: visits.head(7),
    "sort": lambda visits: visits.head(9).sort_values("kind"),
    "columns": lambda visits: visits.head(5)[["visit_id", "places"]],
    "assign": lambda visits: visits.head(5).assign(year=2001, value=1),
    "copy": lambda visits: visits.head(5).copy(),
    "reset_index": lambda visits: visits.tail(5).reset_index(drop=True),
    "resolved dates": lambda visits: cid.resolve_dates(visits.head(5), how="earliest"),
    "parts of one table": lambda visits: pd.concat([visits.head(3), visits.tail(3)]),
}


@pytest.mark.parametrize("name", FILTERS)
def test_a_filtered_or_sorted_frame_keeps_its_table(frames: Frames, name: str) -> None:
    rows = FILTERS[name](frames["visits"].copy())
    assert rows.attrs["table"] == "visits"
    assert 0 < len(rows) < len(frames["visits"])
    assert cited(rows) == behind("visits", rows)


def test_exactly_the_rows_of_the_frame_are_cited(frames: Frames) -> None:
    few = frames["visits"].head(3)
    assert cited(few) == behind("visits", few)
    assert cited(few) < cited("visits")
    assert cited(frames["visits"].head(0)) == set()


def test_rows_of_two_tables_concatenated_are_cited_by_both(frames: Frames) -> None:
    visits, agreements = frames["visits"], frames["agreements"]
    both = pd.concat([visits, agreements])
    assert "table" not in both.attrs
    assert cited(both) == behind("visits", visits) | behind("agreements", agreements)
    assert len(cited(both)) > max(len(cited(visits)), len(cited(agreements)))


def test_merged_rows_are_cited_by_both_tables(frames: Frames) -> None:
    participants, officials = frames["visit_participants"].head(20), frames["officials"]
    merged = participants.merge(officials, on="official_id")
    assert len(merged) == 20
    sources = behind("visit_participants", merged) | behind("officials", merged)
    assert cited(merged) == sources
    assert sources > behind("officials", merged)


MERGES: dict[str, tuple[cid.TableName, list[str], cid.TableName, list[str], str]] = {
    "columns that both tables have": (
        "agreements",
        ["agreement_id", "visit_id", "signed"],
        "visits",
        ["visit_id", "kind", "summary"],
        "visit_id",
    ),
    "a column that a third table has too": (
        "tenures",
        ["tenure_id", "official_id", "organization_id"],
        "officials",
        ["official_id", "name"],
        "official_id",
    ),
    "a column that is mostly blank": (
        "agreements",
        ["agreement_id", "session_id", "status"],
        "sessions",
        ["session_id", "cuban_chair_id"],
        "session_id",
    ),
    "the keys of one and the columns of the other": (
        "visit_participants",
        ["visit_id", "official_id"],
        "visits",
        ["visit_id", "places"],
        "visit_id",
    ),
}


@pytest.mark.parametrize("case", MERGES)
@pytest.mark.parametrize("suffixes", [("_x", "_y"), ("", "_b")])
def test_a_merge_of_some_columns_cites_both_tables(
    frames: Frames, case: str, suffixes: tuple[str, str]
) -> None:
    left, left_columns, right, right_columns, key = MERGES[case]
    rows = frames[left][left_columns].dropna(subset=[key])
    merged = rows.merge(frames[right][right_columns], on=key, suffixes=suffixes)
    sources = behind(left, merged) | behind(right, merged[[key]].drop_duplicates())
    assert cited(merged) == sources
    assert cited(read_back(merged)) == sources


@pytest.mark.parametrize("table", ["countries", "publishers", "coverage"])
def test_a_table_without_evidence_has_nothing_to_cite(frames: Frames, table: cid.TableName) -> None:
    with pytest.raises(cid.NotEvidencedError, match=table):
        cid.cite(table)
    with pytest.raises(cid.NotEvidencedError, match=table):
        cid.cite(frames[table].head(2))


def test_a_table_without_evidence_may_be_merged_in(frames: Frames) -> None:
    visits, countries = frames["visits"].head(5), frames["countries"]
    merged = visits.merge(countries, left_on="host_id", right_on="country_id")
    assert cited(merged) == behind("visits", visits)


def test_a_key_that_a_merge_has_renamed_is_an_error(frames: Frames) -> None:
    visits, agreements = frames["visits"].head(3), frames["agreements"].head(3)
    linked = agreements.assign(visit_id=visits["visit_id"].to_numpy())
    with pytest.raises(cid.UntraceableRowsError, match="'visit_id' has become 'visit_id_x'"):
        cid.cite(visits.merge(linked, how="cross"))
    both = pd.concat([visits, agreements], axis=1)
    with pytest.raises(cid.UntraceableRowsError, match="two columns 'kind'"):
        cid.cite(both)


def test_a_count_by_key_does_not_show_what_was_counted(frames: Frames) -> None:
    counts = frames["visit_participants"].groupby("visit_id", observed=True).size().reset_index()
    counts.attrs = {}
    with pytest.raises(cid.UntraceableRowsError, match="cannot be traced"):
        cid.cite(counts)
    assert cited(counts, table="visits") == behind("visits", counts)


def test_a_reference_to_another_table_cites_no_row_of_it(frames: Frames) -> None:
    agreements = read_back(frames["agreements"])
    assert agreements["visit_id"].notna().any()
    assert agreements.attrs == {}
    assert cited(agreements) == behind("agreements", agreements)


@pytest.mark.parametrize("table", ["visits", "statements", "tenures", "visit_participants"])
def test_a_table_read_back_from_a_file_is_recognised(frames: Frames, table: cid.TableName) -> None:
    rows = read_back(frames[table].head(20))
    assert cited(rows) == behind(table, rows)


def test_the_key_alone_is_enough(frames: Frames) -> None:
    ids = pd.DataFrame({"visit_id": list(frames["visits"]["visit_id"].head(3))})
    assert cited(ids) == behind("visits", ids)


def test_the_key_may_stand_in_the_index(frames: Frames) -> None:
    visits = frames["visits"].head(5)
    assert cited(visits.set_index("visit_id")) == behind("visits", visits)
    participants = frames["visit_participants"].head(5)
    indexed = participants.set_index(["visit_id", "official_id"])
    assert cited(indexed) == behind("visit_participants", participants)
    assert cited(read_back(participants).set_index(["visit_id", "official_id"])) == behind(
        "visit_participants", participants
    )


def test_a_frame_that_names_sources_is_cited_by_them(frames: Frames) -> None:
    sources = frames["sources"].head(4)
    assert cited(sources) == set(sources["source_id"])
    lines = cid.evidence("sessions")
    assert cited(lines) == set(lines["source_id"])
    indicators = frames["indicators"].head(4)
    assert cited(indicators) >= set(indicators["source_id"])


def test_a_frame_can_be_assigned_to_its_table(frames: Frames) -> None:
    agreements = read_back(frames["agreements"].head(9))
    few = agreements[["agreement_id", "visit_id"]]
    assert cited(few, table="agreements") == behind("agreements", few)
    linked = few.dropna()
    assert cited(linked, table="visits") == behind("visits", linked)


def test_a_row_without_its_key_is_an_error_that_names_the_first(frames: Frames) -> None:
    mine = pd.DataFrame({"summary": ["Own note."]}, index=["mine"])
    mixed = pd.concat([frames["visits"].head(2), mine])
    with pytest.raises(cid.UntraceableRowsError, match=r"1 of 3 rows .*\(first: 'mine'\)"):
        cid.cite(mixed)
    blank = frames["visits"].head(3).copy()
    blank.loc[1, "visit_id"] = pd.NA
    with pytest.raises(cid.UntraceableRowsError, match=r"1 of 3 rows .*\(first: 1\)"):
        cid.cite(blank)


def test_a_frame_without_the_key_column_is_an_error(frames: Frames) -> None:
    with pytest.raises(cid.UntraceableRowsError, match="rows of visits have no column 'visit_id'"):
        cid.cite(frames["visits"][["date"]])
    with pytest.raises(cid.UntraceableRowsError, match="cannot be traced to a table"):
        cid.cite(pd.DataFrame({"year": [2001]}))
    with pytest.raises(cid.UntraceableRowsError, match="have no column 'agreement_id'"):
        cid.cite(pd.DataFrame({"visit_id": ["x"]}), table="agreements")


def test_an_unknown_key_is_an_error_that_names_the_nearest(frames: Frames) -> None:
    known = str(frames["visits"]["visit_id"].iloc[0])
    with pytest.raises(cid.UnknownRowError, match=f"no row of visits .*did you mean '{known}'"):
        cid.cite(pd.DataFrame({"visit_id": [known, known[:-1]]}))
    changed = frames["visits"].head(2).assign(visit_id="nobody")
    with pytest.raises(cid.UnknownRowError, match="no row of visits 'nobody'"):
        cid.cite(changed)


def test_the_panel_leads_back_to_no_row() -> None:
    with pytest.raises(cid.UntraceableRowsError):
        cid.cite(cid.panel())
