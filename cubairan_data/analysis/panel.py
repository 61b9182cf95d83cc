"""The dyad-year panel, to be merged by country codes and year; also by month, and directed."""

from dataclasses import dataclass
from typing import get_args

import pandas as pd

from cubairan_data.analysis.counts import (
    agreement_counts,
    measure_counts,
    session_counts,
    visit_counts,
)
from cubairan_data.analysis.panel_periods import Frequency, Periods
from cubairan_data.analysis.search_depth import (
    ASSUMPTIONS,
    Zeros,
    counts_or_missing,
    search_depth,
)
from cubairan_data.analysis.trade import trade_bounds
from cubairan_data.errors import UnknownNameError, known_name, shown
from cubairan_data.storage.dtypes import TEXT
from cubairan_data.storage.folder import Tables

Columns = dict[str, pd.Series]

_SEARCHED = ("visits", "agreements", "sessions", "measures")
_VOTES = ("un_votes_joint", "un_votes_identical", "un_votes_opposed")
# What the columns of a direction are called where a row is about the country that comes first.
MADE_BY_FIRST = {
    "visits_{}": "visits_made",
    "trade_{}_usd": "exports_usd",
}
MADE_BY_SECOND = {
    "visits_{}": "visits_received",
    "trade_{}_usd": "imports_usd",
}


@dataclass(frozen=True)
class Form:
    """The form of a panel."""

    zeros: Zeros = "systematic"
    directed: bool = False
    freq: Frequency = "year"

    def check(self) -> None:
        """Raise UnknownNameError for a form that there is not."""
        for name, given, known in (
            ("zeros", self.zeros, get_args(Zeros)),
            ("freq", self.freq, get_args(Frequency)),
        ):
            known_name(UnknownNameError, name, given, known, "allowed")
        if not isinstance(self.directed, bool):
            raise UnknownNameError(f"directed is {shown(self.directed)}; allowed: True or False")


def panel(tables: Tables, form: Form) -> pd.DataFrame:
    """Count the record by year or month."""
    form.check()
    periods = Periods.until(_last_day(tables), form.freq)
    codes = tables.frame("countries").set_index("country_id")["cow_code"]
    columns = _keys(periods, form.freq) | {"ccode1": codes["CUB"], "ccode2": codes["IRN"]}
    frame = pd.DataFrame(columns | _counts(tables, periods, form), index=periods.index)
    frame = frame.astype(dict.fromkeys(("ccode1", "ccode2"), "Int64")).reset_index(drop=True)
    if form.directed:
        frame = _directed(frame)
    frame.attrs["assumption"] = ASSUMPTIONS[form.zeros]
    return frame


def _last_day(tables: Tables) -> "pd.Timestamp | None":
    """Give the last day that was searched: none in the future of the version."""
    searched: pd.Timestamp = tables.frame("coverage")["period_latest"].max()
    if pd.isna(searched):
        return None
    version = pd.to_datetime(str(tables.descriptor.get("created"))[:10], errors="coerce")
    return searched if pd.isna(version) else min(searched, version)


def _keys(periods: Periods, freq: Frequency) -> Columns:
    index = periods.index
    keys = {"year": pd.Series(index.year, index=index, dtype="Int64")}
    if freq == "month":
        keys["month"] = pd.Series(index.month, index=index, dtype="Int64")
    return keys


def _counts(tables: Tables, periods: Periods, form: Form) -> Columns:
    coverage = tables.frame("coverage")
    depth = {table: search_depth(coverage, table, periods) for table in _SEARCHED}
    found: dict[str, Columns] = {
        "visits": visit_counts(tables, periods),
        "agreements": {"agreements_signed": agreement_counts(tables, periods)},
        "sessions": {"sessions_held": session_counts(tables, periods)},
        "measures": measure_counts(tables, periods),
    }
    columns = {
        table: {
            name: counts_or_missing(counts, depth[table], form.zeros)
            for name, counts in by_name.items()
        }
        for table, by_name in found.items()
    }
    measures = columns.pop("measures")
    yearly = _yearly(tables, periods) if form.freq == "year" else {}
    counted = {name: column for by_name in columns.values() for name, column in by_name.items()}
    searched = {f"{table}_coverage": reached for table, reached in depth.items()}
    return counted | yearly | measures | searched


def _yearly(tables: Tables, periods: Periods) -> Columns:
    """Give what is published by year alone: trade and votes."""
    years = periods.index.year
    columns = trade_bounds(tables, years) | _votes(tables, years)
    return {name: column.set_axis(periods.index) for name, column in columns.items()}


def _votes(tables: Tables, years: pd.Index) -> Columns:
    indicators = tables.frame("indicators")
    wide = indicators.assign(indicator=indicators["indicator"].astype(TEXT)).pivot(
        index="year", columns="indicator", values="value"
    )
    # A record may hold none of the votes.
    wide = wide.reindex(columns=list(_VOTES))
    columns: Columns = {name: wide[name].reindex(years).astype("Int64") for name in _VOTES}
    agreement = wide["un_votes_identical"] / wide["un_votes_joint"]
    columns["un_agreement"] = agreement.reindex(years).astype("Float64")
    return columns


def _directed(frame: pd.DataFrame) -> pd.DataFrame:
    """Give each country a row of its own, in which it comes first."""
    ways = [
        frame.rename(columns={name: _seen(name, *way) for name in frame.columns})
        for way in (("cub_to_irn", "irn_to_cub"), ("irn_to_cub", "cub_to_irn"))
    ]
    ways[1] = ways[1].rename(columns={"ccode1": "ccode2", "ccode2": "ccode1"})
    both = pd.concat([ways[0], ways[1][ways[0].columns]])
    return both.sort_index(kind="stable").reset_index(drop=True)


def _seen(name: str, first: str, second: str) -> str:
    """Name a column of a direction as seen from the country that comes first."""
    for way, names in ((first, MADE_BY_FIRST), (second, MADE_BY_SECOND)):
        for pattern, seen in names.items():
            if name.startswith(stem := pattern.format(way)):
                return name.replace(stem, seen, 1)
    return name
