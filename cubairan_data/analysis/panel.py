"""The dyad-year panel, to be merged by country codes and year."""

import pandas as pd

from cubairan_data import dataset
from cubairan_data.analysis.counts import (
    agreement_counts,
    measure_counts,
    session_counts,
    visit_counts,
)
from cubairan_data.analysis.search_depth import counts_or_missing, search_depth
from cubairan_data.analysis.trade import trade_bounds
from cubairan_data.storage.dtypes import TEXT
from cubairan_data.storage.folder import Tables

_SEARCHED = ("visits", "agreements", "sessions", "measures")
_VOTES = ("un_votes_joint", "un_votes_identical", "un_votes_opposed")


def panel(tables: Tables) -> pd.DataFrame:
    """Count the record by year."""
    coverage = tables.frame("coverage")
    searched = coverage["period_latest"].dt.year.dropna()
    years = range(
        dataset.FIRST_YEAR, int(searched.max()) + 1 if len(searched) else dataset.FIRST_YEAR
    )
    frame = pd.DataFrame({"year": list(years)}, dtype="Int64")
    codes = tables.frame("countries").set_index("country_id")["cow_code"]
    frame["cow_code_1"], frame["cow_code_2"] = codes["CUB"], codes["IRN"]
    depth = {table: search_depth(coverage, table, years) for table in _SEARCHED}
    columns = {
        name: counts_or_missing(counts, years, depth["visits"])
        for name, counts in visit_counts(tables).items()
    }
    columns["agreements_signed"] = counts_or_missing(
        agreement_counts(tables), years, depth["agreements"]
    )
    columns["sessions_held"] = counts_or_missing(session_counts(tables), years, depth["sessions"])
    columns |= trade_bounds(tables, years)
    columns |= _votes(tables, years)
    for name, counts in measure_counts(tables, years).items():
        columns[name] = counts_or_missing(counts, years, depth["measures"])
    for table, reached in depth.items():
        columns[f"{table}_coverage"] = reached
    return frame.join(pd.DataFrame(columns).reset_index(drop=True))


def _votes(tables: Tables, years: range) -> dict[str, pd.Series]:
    indicators = tables.frame("indicators")
    wide = indicators.assign(indicator=indicators["indicator"].astype(TEXT)).pivot(
        index="year", columns="indicator", values="value"
    )
    # A record may hold none of the votes.
    wide = wide.reindex(columns=list(_VOTES))
    columns: dict[str, pd.Series] = {
        name: wide[name].reindex(years).astype("Int64") for name in _VOTES
    }
    agreement = wide["un_votes_identical"] / wide["un_votes_joint"]
    columns["un_agreement"] = agreement.reindex(years).astype("Float64")
    return columns
