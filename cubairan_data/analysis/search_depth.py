"""How thoroughly each year was searched, and whether nothing found means zero."""

import pandas as pd

DEPTHS = ["none", "sporadic", "partial", "systematic"]


def search_depth(coverage: pd.DataFrame, table: str, years: range) -> pd.Series:
    """Return the most thorough search of each year for a table, as an ordered categorical."""
    rows = coverage[coverage["table_name"] == table]
    first, last = rows["period_earliest"], rows["period_latest"]
    ranks = rows["depth"].astype("string").map(DEPTHS.index)
    best = []
    for year in years:
        begins, ends = pd.Timestamp(year, 1, 1), pd.Timestamp(year, 12, 31)
        # A search of a few months supports no zero for the year, so it counts as partial at most.
        capped = ranks.clip(upper=DEPTHS.index("partial"))
        reached = ranks.where((first <= begins) & (last >= ends), capped)
        best.append(reached[(first <= ends) & (last >= begins)].max())
    names = [DEPTHS[int(rank)] if pd.notna(rank) else DEPTHS[0] for rank in best]
    return pd.Series(pd.Categorical(names, categories=DEPTHS, ordered=True), index=years)


def counts_or_missing(counts: pd.Series, years: range, depth: pd.Series) -> pd.Series:
    """Return counts by year; nothing found is zero only after a systematic search."""
    known = counts.reindex(years).astype("Int64")
    is_supported = known.notna() | (depth == "systematic")
    result: pd.Series = known.fillna(0).where(is_supported, pd.NA)
    return result
