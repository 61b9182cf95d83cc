"""The dyad-year panel: what a political scientist merges by country code and year."""

from typing import Literal

import pandas as pd

from cubairan_data import about
from cubairan_data.loading.frames import TEXT, read_frame

DEPTHS = ["none", "sporadic", "partial", "systematic"]
DIRECTIONS = {"irn_to_cub": ("IRN", "CUB"), "cub_to_irn": ("CUB", "IRN")}
SIGNED = ("signed", "ratified", "in_force", "suspended", "lapsed", "superseded")
UN_SERIES = ("un_votes_joint", "un_votes_identical", "un_votes_opposed")


def panel(freq: Literal["year"] = "year") -> pd.DataFrame:
    """Count the record by year.

    Args:
        freq: only ``"year"``.

    Returns:
        One row a year from 1979 to the last year that ``coverage`` names, ``Int64`` unless said otherwise:
        ``year``, ``cow_code_1`` (Cuba), ``cow_code_2`` (Iran); ``visits_irn_to_cub``, ``visits_cub_to_irn``,
        ``visits_third_country`` (journeys and meetings that took place, by year of their first day) and the same by
        level, as ``visits_irn_to_cub_minister``; ``agreements_signed`` (documents; a bundle counts the members that
        are not told apart); ``sessions_held``; ``trade_total_usd_low`` and ``trade_total_usd_high`` (US dollars; the
        least and the most that any source reports), and the same by direction, as ``trade_cub_to_irn_usd_low`` (an
        Iranian year counts in the calendar year that holds its middle); ``un_votes_joint``,
        ``un_votes_identical``, ``un_votes_opposed``, ``un_agreement`` (``Float64``, identical by joint);
        ``measures_in_force_low`` (those whose known period covers the year) and ``measures_in_force_high`` (also those
        imposed earlier of which no source read tells the end). What cannot be put into one year (``201X``) is not
        counted. A zero stands only where the search was systematic; else the cell is missing. ``visits_coverage``, ``agreements_coverage``,
        ``sessions_coverage``, ``measures_coverage`` (``category``: none, sporadic, partial, systematic) say how
        thoroughly the year was searched.

    Raises:
        ValueError: freq is not ``"year"``.

    Example:
        >>> import cubairan_data as cid
        >>> panel = cid.panel().set_index("year")
        >>> int(panel.loc[1995, "un_votes_joint"])
        72
    """
    if freq != "year":
        raise ValueError(f"freq is {freq!r}; allowed: 'year'")
    coverage = read_frame("coverage")
    last = int(coverage["period_latest"].dt.year.max())
    years = range(about.FIRST_YEAR, last + 1)
    frame = pd.DataFrame({"year": list(years)}, dtype="Int64")
    codes = read_frame("countries").set_index("country_id")["cow_code"]
    frame["cow_code_1"], frame["cow_code_2"] = codes["CUB"], codes["IRN"]
    depth = {
        table: _depth(coverage, table, years)
        for table in ("visits", "agreements", "sessions", "measures")
    }
    columns: dict[str, pd.Series] = {}
    for name, counts in _visit_counts().items():
        columns[name] = _counted(counts, years, depth["visits"])
    columns["agreements_signed"] = _counted(_agreement_counts(), years, depth["agreements"])
    columns["sessions_held"] = _counted(_session_counts(), years, depth["sessions"])
    columns |= _trade(years) | _un_votes(years)
    for end, counts in _measure_counts(years).items():
        columns[f"measures_in_force_{end}"] = _counted(counts, years, depth["measures"])
    for table, found in depth.items():
        columns[f"{table}_coverage"] = found
    return frame.join(pd.DataFrame(columns).reset_index(drop=True))


def _depth(coverage: pd.DataFrame, table: str, years: range) -> pd.Series:
    """The most thorough search of each year."""
    rows = coverage[coverage["table"] == table]
    first, last = rows["period_earliest"], rows["period_latest"]
    ranks = rows["depth"].astype("string").map(DEPTHS.index)
    best = []
    for year in years:
        begins, ends = pd.Timestamp(year, 1, 1), pd.Timestamp(year, 12, 31)
        # A search of some months is none of the year: it counts as partial at most, and supports no zero.
        reached = ranks.where(
            (first <= begins) & (last >= ends), ranks.clip(upper=DEPTHS.index("partial"))
        )
        best.append(reached[(first <= ends) & (last >= begins)].max())
    names = [DEPTHS[int(rank)] if pd.notna(rank) else DEPTHS[0] for rank in best]
    return pd.Series(pd.Categorical(names, categories=DEPTHS, ordered=True), index=years)


def _counted(counts: pd.Series, years: range, depth: pd.Series) -> pd.Series:
    """Counts by year; where nothing was found, zero only if the search was systematic."""
    found = counts.reindex(years).astype("Int64")
    supported = found.notna() | (depth == "systematic")
    counted: pd.Series = found.fillna(0).where(supported, pd.NA)
    return counted


def _year(rows: pd.DataFrame, date: str) -> pd.Series:
    """The year of each row, missing where its date does not lie within one month-to-year span."""
    first, last = rows[f"{date}_earliest"], rows[f"{date}_latest"]
    within = (first.dt.year == last.dt.year) | ((last - first).dt.days <= 31)
    year: pd.Series = first.dt.year.where(within)
    return year


def _visit_counts() -> "dict[str, pd.Series]":
    visits = read_frame("visits")
    made = visits[visits["status"] == "took_place"]
    third = made["kind"] == "third_country_meeting"
    parts = {
        f"visits_{name}": made[~third & (made["sender_id"] == sender)]
        for name, (sender, _) in DIRECTIONS.items()
    }
    parts["visits_third_country"] = made[third]
    by_level = {
        f"{name}_{level}": rows[rows["level"] == level]
        for name, rows in parts.items()
        for level in visits["level"].cat.categories
    }
    return {name: _year(rows, "date").value_counts() for name, rows in (parts | by_level).items()}


def _agreement_counts() -> pd.Series:
    agreements = read_frame("agreements")
    signed = agreements[agreements["status"].isin(SIGNED)]
    members = agreements["part_of_id"].value_counts().reindex(signed["agreement_id"]).fillna(0)
    documents = signed["document_count"].fillna(1).to_numpy()
    left = pd.Series(documents, index=signed.index, dtype="Int64") - pd.Series(
        members.to_numpy(), index=signed.index, dtype="Int64"
    )
    own = left.where(
        members.to_numpy() > 0, pd.Series(documents, index=signed.index, dtype="Int64")
    ).clip(lower=0)
    counts = own.groupby(_year(signed, "signed")).sum()
    return counts[counts > 0]


def _session_counts() -> pd.Series:
    sessions = read_frame("sessions")
    return _year(sessions[sessions["status"] == "held"], "date").value_counts()


def _measure_counts(years: range) -> "dict[str, pd.Series]":
    measures = read_frame("measures")
    rows = measures[
        measures["kind"].isin(
            ["embargo", "terrorism_designation", "sanctions_programme", "entity_listing"]
        )
    ]
    first, last = rows["period_earliest"].dt.year, rows["period_latest"].dt.year
    known = {year: (first <= year) & (last.isna() | (last >= year)) for year in years}
    # A period without a slash is the day of imposing: the end is not known.
    started = {
        year: known[year] | ((first <= year) & ~rows["period"].str.contains("/")) for year in years
    }
    counts = {
        end: {year: int(found.sum()) for year, found in kept.items()}
        for end, kept in (("low", known), ("high", started))
    }
    return {
        end: pd.Series({year: n for year, n in found.items() if n}, dtype="Int64")
        for end, found in counts.items()
    }


def _trade(years: range) -> "dict[str, pd.Series]":
    flows = read_frame("financial_flows")
    flows = flows[(flows["currency"] == "USD") & (flows["stage"] == "reported")]
    exports = flows[flows["kind"] == "trade_exports"]
    parts = {"total": flows[flows["kind"] == "trade_total"]}
    parts |= {
        name: exports[exports["provider_id"] == sender] for name, (sender, _) in DIRECTIONS.items()
    }
    columns = {}
    for name, rows in parts.items():
        first, last = rows["period_earliest"], rows["period_latest"]
        year = (first + (last - first) / 2).dt.year.where((last - first).dt.days <= 366)
        for end, least in (("low", True), ("high", False)):
            sums = rows["amount"].fillna(rows[f"amount_{end}"]).groupby(year)
            columns[f"trade_{name}_usd_{end}"] = (
                (sums.min() if least else sums.max()).reindex(years).astype("Int64")
            )
    return columns


def _un_votes(years: range) -> "dict[str, pd.Series]":
    indicators = read_frame("indicators")
    wide = indicators.assign(indicator=indicators["indicator"].astype(TEXT)).pivot(
        index="year", columns="indicator", values="value"
    )
    columns: dict[str, pd.Series] = {
        name: wide[name].reindex(years).astype("Int64") for name in UN_SERIES
    }
    columns["un_agreement"] = (
        (wide["un_votes_identical"] / wide["un_votes_joint"]).reindex(years).astype("Float64")
    )
    return columns
