"""How thoroughly each year or month was searched, and whether nothing found means zero."""

from typing import Literal

import numpy as np
import pandas as pd

from cubairan_data.analysis.panel_periods import Periods

DEPTHS = ["none", "sporadic", "partial", "systematic"]

Zeros = Literal["systematic", "partial", "all"]
ASSUMPTIONS: dict[Zeros, str] = {
    "systematic": "A zero means that a systematic search of the whole period found nothing; where "
    "nothing was found otherwise, the cell is missing.",
    "partial": "A zero means that nothing was found in a period that was searched in part at "
    "least; it assumes that this search missed nothing.",
    "all": "A zero means that nothing was found, however the period was searched; it assumes that "
    "what is not in the record did not happen.",
}
"""What a zero means by the depth of search from which nothing found counts as one."""

_LEAST: dict[Zeros, str] = {"systematic": "systematic", "partial": "partial", "all": "none"}


def search_depth(coverage: pd.DataFrame, table: str, periods: Periods) -> pd.Series:
    """Return the most thorough search of each period for a table, as an ordered categorical."""
    rows = coverage[coverage["table_name"] == table]
    ranks = rows["depth"].astype("string").map(DEPTHS.index).to_numpy(int)
    # A search of a part of it supports no zero for the period, so it counts as partial at most.
    capped = ranks.clip(max=DEPTHS.index("partial"))
    first, last = (rows[f"period_{end}"].to_numpy() for end in ("earliest", "latest"))
    begins, ends = periods.starts[:, None], periods.ends[:, None]
    reached = np.where((first <= begins) & (last >= ends), ranks, capped)
    best = np.where((first <= ends) & (last >= begins), reached, 0).max(axis=1, initial=0)
    names = [DEPTHS[rank] for rank in best]
    return pd.Series(pd.Categorical(names, categories=DEPTHS, ordered=True), index=periods.index)


def counts_or_missing(counts: pd.Series, depth: pd.Series, zeros: Zeros) -> pd.Series:
    """Return counts by period; nothing found is zero only where the search was deep enough."""
    known = counts.reindex(depth.index).astype("Int64")
    is_supported = known.notna() | (depth >= _LEAST[zeros])
    result: pd.Series = known.fillna(0).where(is_supported, pd.NA)
    return result
