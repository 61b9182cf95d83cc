"""The year of a span of days."""

import pandas as pd

LONGEST_STAY = 31


def year_of(first: "pd.Series[pd.Timestamp]", last: "pd.Series[pd.Timestamp]") -> pd.Series:
    """Return the year of each span as ``Int64``, missing if it reaches over several years.

    A stay over New Year counts in the year in which it began.
    """
    is_within = (first.dt.year == last.dt.year) | ((last - first).dt.days <= LONGEST_STAY)
    years: pd.Series = first.dt.year.where(is_within).astype("Int64")
    return years
