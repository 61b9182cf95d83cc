"""How thoroughly a year was searched, and what a year without a find therefore means."""

import pandas as pd

from cubairan_data.analysis.search_depth import counts_or_missing, search_depth


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
    assert search_depth(coverage, "visits", range(1999, 2003)).tolist() == depths
    assert search_depth(coverage, "measures", range(1999, 2003)).tolist() == ["none"] * 4


def test_a_year_without_a_find_is_zero_only_after_a_systematic_search() -> None:
    years = range(2000, 2004)
    depth = pd.Series(["systematic", "partial", "none", "partial"], index=years)
    counted = counts_or_missing(pd.Series({2003: 2}), years, depth)
    assert counted.isna().tolist() == [False, True, True, False]
    assert counted.dropna().tolist() == [0, 2]
