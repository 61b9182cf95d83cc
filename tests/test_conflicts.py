"""Rival readings: all of them are listed, and any can take the place of the value."""

import pandas as pd
import pytest

import cubairan_data as cid
from cubairan_data.storage.names import known_table

Frames = dict[cid.TableName, pd.DataFrame]


def test_every_contradiction_is_listed_with_value_reading_and_reason(
    frames: Frames, rivals: pd.DataFrame
) -> None:
    assert len(rivals) == (frames["evidence"]["verdict"] == "contradicts").sum()
    assert rivals[["value", "reading", "reason"]].notna().all().all()
    assert (rivals["value"] != rivals["reading"]).all()


def test_the_rivals_of_one_table_are_those_of_all_that_are_about_it(rivals: pd.DataFrame) -> None:
    assert set(rivals["table_name"]) > {"visits"}
    ours = rivals[rivals["table_name"] == "visits"].reset_index(drop=True)
    pd.testing.assert_frame_equal(cid.rivals("visits"), ours)


def test_any_rival_reading_can_replace_the_value(frames: Frames, rivals: pd.DataFrame) -> None:
    for _, rival in rivals.iterrows():
        where = f"{rival['table_name']} {rival['row_id']} {rival['column']}"
        frame = frames[known_table(rival["table_name"])]
        changed = cid.substitute(frame, rival)
        assert list(changed.dtypes) == list(frame.dtypes), where
        differing = (changed.astype("string").fillna("") != frame.astype("string").fillna("")).any()
        names = set(differing[differing].index)
        bounds = {f"{rival['column']}_earliest", f"{rival['column']}_latest"}
        assert rival["column"] in names, where
        assert names <= {rival["column"], *bounds}, where


def test_the_bounds_of_a_date_follow_its_reading(frames: Frames) -> None:
    visit = frames["visits"]["visit_id"].iloc[0]
    rival = {"table_name": "visits", "row_id": visit, "column": "date", "reading": "1981-02/.."}
    row = cid.substitute(frames["visits"], rival).iloc[0]
    assert row["date"] == "1981-02/.."
    assert row["date_earliest"] == pd.Timestamp("1981-02-01")
    assert row["date_latest"] is pd.NaT


def test_only_the_row_of_the_reading_changes(frames: Frames, rivals: pd.DataFrame) -> None:
    rival = rivals[rivals["table_name"] == "visits"].iloc[0]
    changed = cid.substitute(frames["visits"], rival)
    others = changed["visit_id"] != rival["row_id"]
    pd.testing.assert_frame_equal(changed[others], frames["visits"][others])


def test_a_reading_that_the_frame_has_no_place_for_is_refused(
    frames: Frames, rivals: pd.DataFrame
) -> None:
    rival = rivals[rivals["table_name"] == "visits"].iloc[0]
    with pytest.raises(cid.ConflictError, match="no row"):
        cid.substitute(frames["visits"].iloc[:0], rival)
    with pytest.raises(cid.ConflictError, match="no column 'colour'"):
        cid.substitute(frames["visits"], {**rival, "column": "colour"})
    coloured = frames["visits"].assign(colour="red")
    with pytest.raises(cid.ConflictError, match="no column 'colour'"):
        cid.substitute(coloured, {**rival, "column": "colour"})
    unnamed = frames["visits"].copy()
    unnamed.attrs.clear()
    with pytest.raises(cid.ConflictError, match=r"no column .* of nothing"):
        cid.substitute(unnamed, {**rival, "table_name": "nothing"})


def test_a_reading_of_another_table_is_refused(frames: Frames, rivals: pd.DataFrame) -> None:
    rival = rivals[rivals["table_name"] == "visits"].iloc[0]
    # Its key and its date are columns of agreements as well, but not of the same meaning.
    for table in ("measures", "agreements"):
        match = f"the reading is about visits, but the frame holds {table}"
        with pytest.raises(cid.ConflictError, match=match):
            cid.substitute(frames[known_table(table)], rival)


@pytest.mark.parametrize(
    ("column", "reading"),
    [("date", "in spring"), ("date", "2001-02-30"), ("kind", "offical"), ("host_id", "Cuba")],
)
def test_a_reading_that_is_no_value_of_its_column_is_refused(
    frames: Frames, column: str, reading: str
) -> None:
    visit = frames["visits"]["visit_id"].iloc[0]
    rival = {"table_name": "visits", "row_id": visit, "column": column, "reading": reading}
    match = f"{column} of '{visit}' cannot hold the reading: found '{reading}'; allowed: "
    with pytest.raises(cid.ConflictError, match=match):
        cid.substitute(frames["visits"], rival)


def test_a_reading_for_which_a_frame_has_another_type_is_refused(frames: Frames) -> None:
    visits = frames["visits"].iloc[:1]
    narrow = visits.assign(kind=visits["kind"].cat.remove_unused_categories())
    other = next(code for code in visits["kind"].cat.categories if code != visits["kind"].iloc[0])
    rival = {"table_name": "visits", "row_id": visits["visit_id"].iloc[0], "column": "kind"}
    with pytest.raises(cid.ConflictError, match="kind of the frame is category and cannot hold"):
        cid.substitute(narrow, {**rival, "reading": other})


def test_a_table_that_rests_on_no_lines_has_no_rivals() -> None:
    with pytest.raises(cid.NotEvidencedError, match="sources does not rest on lines"):
        cid.rivals("sources")


def test_a_line_without_a_reading_is_refused(frames: Frames, rivals: pd.DataFrame) -> None:
    with pytest.raises(cid.ConflictError, match=r"pass a row of cid\.rivals"):
        cid.substitute(frames["visits"], {**rivals.iloc[0], "reading": pd.NA})
    with pytest.raises(cid.ConflictError, match=r"pass a row of cid\.rivals"):
        cid.substitute(frames["visits"], {})
