"""Counts of events by year, for the panel."""

import pandas as pd

from cubairan_data.storage.folder import Tables
from cubairan_data.storage.years import year_of

DIRECTIONS = {"irn_to_cub": "IRN", "cub_to_irn": "CUB"}
"""Each direction of the dyad with the country it starts from."""

_SIGNED = ("signed", "ratified", "in_force", "suspended", "lapsed", "superseded")
_STANDING_MEASURES = (
    "embargo",
    "terrorism_designation",
    "sanctions_programme",
    "entity_listing",
)


def _year(rows: pd.DataFrame, date: str) -> pd.Series:
    return year_of(rows[f"{date}_earliest"], rows[f"{date}_latest"])


def visit_counts(tables: Tables) -> dict[str, pd.Series]:
    """Count the visits that took place, by direction, and by direction and level."""
    visits = tables.frame("visits")
    made = visits[visits["status"] == "took_place"]
    in_third_country = made["kind"] == "third_country_meeting"
    journeys = made[~in_third_country]
    parts = {
        f"visits_{direction}": journeys[journeys["sender_id"] == sender]
        for direction, sender in DIRECTIONS.items()
    }
    parts["visits_third_country"] = made[in_third_country]
    for name, rows in list(parts.items()):
        for level in visits["level"].cat.categories:
            parts[f"{name}_{level}"] = rows[rows["level"] == level]
    return {name: _year(rows, "date").value_counts() for name, rows in parts.items()}


def agreement_counts(tables: Tables) -> pd.Series:
    """Count the documents signed; those of a bundle that have rows of their own count there."""
    agreements = tables.frame("agreements").set_index("agreement_id")
    signed = agreements[agreements["status"].isin(_SIGNED)]
    documents = signed["document_count"].fillna(1)
    with_own_row = agreements["part_of_id"].value_counts().reindex(signed.index).fillna(0)
    remaining = (documents - with_own_row.astype("Int64")).clip(lower=0)
    counts = remaining.groupby(_year(signed, "signed")).sum()
    return counts[counts > 0]


def session_counts(tables: Tables) -> pd.Series:
    """Count the sessions of the joint commission that were held."""
    sessions = tables.frame("sessions")
    return _year(sessions[sessions["status"] == "held"], "date").value_counts()


def measure_counts(tables: Tables, years: range) -> dict[str, pd.Series]:
    """Count the measures in force, between two bounds, since most have no known end."""
    measures = tables.frame("measures")
    rows = measures[measures["kind"].isin(_STANDING_MEASURES)]
    first, last = rows["period_earliest"].dt.year, rows["period_latest"].dt.year
    # A period without a slash is the day of imposing, and says nothing of the end.
    has_no_end = ~rows["period"].str.contains("/")
    low, high = {}, {}
    for year in years:
        has_begun = first <= year
        is_known_to_last = has_begun & (last.isna() | (last >= year))
        low[year] = int(is_known_to_last.sum())
        high[year] = int((is_known_to_last | (has_begun & has_no_end)).sum())
    bounds = {"measures_in_force_low": low, "measures_in_force_high": high}
    return {
        name: pd.Series({year: count for year, count in counts.items() if count}, dtype="Int64")
        for name, counts in bounds.items()
    }
