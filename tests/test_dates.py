"""Resolving an uncertain date to one day is an explicit choice, within an explicit width."""

from typing import Any, Literal

import numpy as np
import pandas as pd
import pytest

import cubairan_data as cid

Choice = Literal["earliest", "latest", "midpoint"]


@pytest.fixture
def frame() -> pd.DataFrame:
    """Some days, a year, an open interval, and no date at all."""
    return pd.DataFrame(
        {
            "date": ["2001-05-07/2001-05-10", "2001", "2001/..", None],
            "date_earliest": days("2001-05-07", "2001-01-01", "2001-01-01", "NaT"),
            "date_latest": days("2001-05-10", "2001-12-31", "NaT", "NaT"),
        }
    )


def days(*texts: str) -> "np.ndarray[tuple[int], np.dtype[np.datetime64]]":
    return np.array(texts, "datetime64[s]")


@pytest.mark.parametrize(
    ("how", "day"),
    [("earliest", "2001-05-07"), ("latest", "2001-05-10"), ("midpoint", "2001-05-08")],
)
def test_a_day_within_the_bounds_is_chosen(frame: pd.DataFrame, how: Choice, day: str) -> None:
    resolved = cid.resolve_dates(frame, how)["date_resolved"]
    assert resolved.iloc[0] == pd.Timestamp(day)
    assert str(resolved.dtype) == "datetime64[s]"


def test_a_span_wider_than_allowed_or_open_stays_unresolved(frame: pd.DataFrame) -> None:
    resolved = cid.resolve_dates(frame, "earliest")["date_resolved"]
    assert resolved.isna().tolist() == [False, True, True, True]
    wide = cid.resolve_dates(frame, "latest", max_width="366D")["date_resolved"]
    assert wide.isna().tolist() == [False, False, True, True]


def test_the_year_is_known_where_the_day_is_not(frame: pd.DataFrame) -> None:
    years = cid.resolve_dates(frame, "earliest")["date_year"]
    assert str(years.dtype) == "Int64"
    assert years.tolist() == [2001, 2001, pd.NA, pd.NA]
    stay = pd.DataFrame({"date_earliest": days("2001-12-28"), "date_latest": days("2002-01-03")})
    assert cid.resolve_dates(stay, "latest")["date_year"].tolist() == [2001]


def test_the_frame_itself_is_not_changed(frame: pd.DataFrame) -> None:
    cid.resolve_dates(frame, "earliest")
    assert "date_resolved" not in frame


def test_the_main_date_of_a_table_is_taken_where_none_is_named() -> None:
    assert "date_resolved" in cid.resolve_dates(cid.load("visits"), "earliest")
    assert "period_resolved" in cid.resolve_dates(cid.load("measures"), "earliest")
    assert "published_resolved" in cid.resolve_dates(cid.load("sources"), "earliest")
    assert "started_resolved" in cid.resolve_dates(
        cid.load("tenures"), "earliest", column="started"
    )


def test_what_is_not_clear_is_refused() -> None:
    with pytest.raises(cid.UnknownNameError, match="earliest, latest, midpoint"):
        cid.resolve_dates(cid.load("visits"), how="mean")  # type: ignore[arg-type]
    with pytest.raises(
        cid.AmbiguousDateError, match=r"started, ended, attested.*name one with column"
    ):
        cid.resolve_dates(cid.load("tenures"), how="earliest")
    with pytest.raises(
        cid.AmbiguousDateError,
        match=r"'when' is not a date column of the frame, .*; date columns: date",
    ):
        cid.resolve_dates(cid.load("visits"), how="earliest", column="when")
    with pytest.raises(cid.AmbiguousDateError, match="the frame has no date column"):
        cid.resolve_dates(cid.load("countries"), how="earliest")


@pytest.mark.parametrize("width", ["a month", "nat", "-3D", "31", "12h", "", 31, None])
def test_a_width_that_is_no_number_of_days_is_refused(frame: pd.DataFrame, width: Any) -> None:
    with pytest.raises(cid.UnknownNameError, match=r"max_width is .*; allowed: .*'31D'"):
        cid.resolve_dates(frame, "earliest", max_width=width)


def test_a_date_without_both_its_bounds_is_refused(frame: pd.DataFrame) -> None:
    for end in ("date_earliest", "date_latest"):
        part = frame.drop(columns=end)
        with pytest.raises(cid.AmbiguousDateError, match="no date column with its two bounds"):
            cid.resolve_dates(part, "earliest")
        with pytest.raises(cid.AmbiguousDateError, match=f"as it has no '{end}'; .*: none"):
            cid.resolve_dates(part, "earliest", column="date")


def test_bounds_that_are_texts_are_refused(frame: pd.DataFrame) -> None:
    texts = frame.astype({"date_latest": "string"})
    with pytest.raises(cid.AmbiguousDateError, match="'date_latest' is string, not datetime64"):
        cid.resolve_dates(texts, "earliest")
