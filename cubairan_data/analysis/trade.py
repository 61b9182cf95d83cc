"""Trade by year and direction, between the least and the most reported by any source."""

import pandas as pd

from cubairan_data.analysis.counts import DIRECTIONS
from cubairan_data.storage.folder import Tables


def trade_bounds(tables: Tables, years: pd.Index) -> dict[str, pd.Series]:
    """Return the bounds of trade in US dollars, in total and by direction."""
    flows = tables.frame("financial_flows")
    reported = flows[(flows["currency"] == "USD") & (flows["stage"] == "reported")]
    exports = reported[reported["kind"] == "trade_exports"]
    parts = {"total": reported[reported["kind"] == "trade_total"]}
    for direction, sender in DIRECTIONS.items():
        parts[direction] = exports[exports["provider_id"] == sender]
    columns = {}
    for name, rows in parts.items():
        year = _middle_year(rows)
        low = rows["amount"].fillna(rows["amount_low"]).groupby(year).min()
        high = rows["amount"].fillna(rows["amount_high"]).groupby(year).max()
        columns[f"trade_{name}_usd_low"] = low.reindex(years).astype("Int64")
        columns[f"trade_{name}_usd_high"] = high.reindex(years).astype("Int64")
    return columns


def _middle_year(rows: pd.DataFrame) -> pd.Series:
    """Return the calendar year of the midpoint of a period, such as an Iranian year."""
    first, last = rows["period_earliest"], rows["period_latest"]
    width = last - first
    year: pd.Series = (first + width / 2).dt.year.where(width.dt.days <= 366)
    return year
