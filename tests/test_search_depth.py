"""How thoroughly a year was searched, and what a year without a find therefore means."""

import pandas as pd
import pytest

from cubairan_data.analysis.panel_periods import Periods
from cubairan_data.analysis.search_depth import DEPTHS, Zeros, counts_or_missing, search_depth


def years(first: str, last: str) -> Periods:
    return Periods(pd.period_range(first, last, freq="Y"))


def test_a_search_of_some_months_supports_no_zero_for_the_year() -> None:
    coverage = pd.DataFrame(
        {
            "table_name": ["visits", "visits"],
            "period_earliest": pd.to_datetime(["2000-12-01", "2002-03-01"]),
            "period_latest": pd.to_datetime(["2001-12-31", "2002-03-31"]),
            "depth": ["systematic", "sporadic"],
        }
    )
    depths = ["none", "partial", "systematic", "sporadic"]
    assert search_depth(coverage, "visits", years("1999", "2002")).tolist() == depths
    assert search_depth(coverage, "measures", years("1999", "2002")).tolist() == ["none"] * 4


def test_a_month_within_a_search_is_searched_whole() -> None:
    coverage = pd.DataFrame(
        {
            "table_name": ["visits"],
            "period_earliest": pd.to_datetime(["2000-12-01"]),
            "period_latest": pd.to_datetime(["2001-01-15"]),
            "depth": ["systematic"],
        }
    )
    months = Periods(pd.period_range("2000-11", "2001-02", freq="M"))
    depths = ["none", "systematic", "partial", "none"]
    assert search_depth(coverage, "visits", months).tolist() == depths


@pytest.mark.parametrize(
    ("zeros", "expected"),
    [
        ("systematic", [0, None, None, 2]),
        ("partial", [0, 0, None, 2]),
        ("all", [0, 0, 0, 2]),
    ],
)
def test_a_year_without_a_find_is_zero_only_where_the_search_was_deep_enough(
    zeros: Zeros, expected: list[int | None]
) -> None:
    names = ["systematic", "partial", "none", "partial"]
    index = years("2000", "2003").index
    depth = pd.Series(pd.Categorical(names, categories=DEPTHS, ordered=True), index=index)
    counted = counts_or_missing(pd.Series({index[3]: 2}), depth, zeros)
    assert [None if pd.isna(count) else count for count in counted] == expected
