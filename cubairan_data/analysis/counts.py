"""Counts of events by year or month, for the panel."""

import numpy as np
import pandas as pd

from cubairan_data.analysis.panel_periods import Periods
from cubairan_data.storage.folder import Tables

DIRECTIONS = {"irn_to_cub": "IRN", "cub_to_irn": "CUB"}
"""Each direction of the dyad with the country it starts from."""

LEVEL_PREFIXES = {"third_country": "third"}
"""Where the columns of the levels are named otherwise than that of all visits."""

_SHORT_LEVELS = {
    "head_of_government": "head_of_govt",
    "foreign_minister": "foreign_min",
    "deputy_minister": "deputy_min",
}
"""Levels that would make a name longer than the 32 characters of Stata."""

_SIGNED = ("signed", "ratified", "in_force", "suspended", "lapsed", "superseded")
_STANDING_MEASURES = (
    "embargo",
    "terrorism_designation",
    "sanctions_programme",
    "entity_listing",
)


def level_column(route: str, level: str) -> str:
    """Name the column that counts the visits of one route at one level."""
    return f"visits_{LEVEL_PREFIXES.get(route, route)}_{_SHORT_LEVELS.get(level, level)}"


def visit_counts(tables: Tables, periods: Periods) -> dict[str, pd.Series]:
    """Count the visits that took place, by direction, and by direction and level."""
    visits = tables.frame("visits")
    made = visits[visits["status"] == "took_place"]
    in_third_country = made["kind"] == "third_country_meeting"
    journeys = made[~in_third_country]
    routes = {route: journeys[journeys["sender_id"] == way] for route, way in DIRECTIONS.items()}
    routes["third_country"] = made[in_third_country]
    parts = {f"visits_{route}": rows for route, rows in routes.items()}
    for route, rows in routes.items():
        for level in visits["level"].cat.categories:
            parts[level_column(route, level)] = rows[rows["level"] == level]
    return {name: _periods(rows, "date", periods).value_counts() for name, rows in parts.items()}


def agreement_counts(tables: Tables, periods: Periods) -> pd.Series:
    """Count the documents signed; those of a bundle that have rows of their own count there."""
    agreements = tables.frame("agreements").set_index("agreement_id")
    signed = agreements[agreements["status"].isin(_SIGNED)]
    documents = signed["document_count"].fillna(1)
    with_own_row = agreements["part_of_id"].value_counts().reindex(signed.index).fillna(0)
    remaining = (documents - with_own_row.astype("Int64")).clip(lower=0)
    counts = remaining.groupby(_periods(signed, "signed", periods)).sum()
    return counts[counts > 0]


def session_counts(tables: Tables, periods: Periods) -> pd.Series:
    """Count the sessions of the joint commission that were held."""
    sessions = tables.frame("sessions")
    return _periods(sessions[sessions["status"] == "held"], "date", periods).value_counts()


def measure_counts(tables: Tables, periods: Periods) -> dict[str, pd.Series]:
    """Count the measures in force, between two bounds, since most have no known end."""
    measures = tables.frame("measures")
    rows = measures[measures["kind"].isin(_STANDING_MEASURES)]
    first, last = (rows[f"period_{end}"].to_numpy() for end in ("earliest", "latest"))
    # A period without a slash is the day of imposing, and says nothing of the end.
    has_no_end = ~rows["period"].str.contains("/").fillna(True).to_numpy(bool)
    has_begun = first <= periods.ends[:, None]
    is_known_to_last = has_begun & (np.isnat(last) | (last >= periods.starts[:, None]))
    bounds = {
        "measures_in_force_low": is_known_to_last,
        "measures_in_force_high": is_known_to_last | (has_begun & has_no_end),
    }
    counts = {
        name: pd.Series(in_force.sum(axis=1), index=periods.index, dtype="Int64")
        for name, in_force in bounds.items()
    }
    return {name: column[column > 0] for name, column in counts.items()}


def _periods(rows: pd.DataFrame, date: str, periods: Periods) -> pd.Series:
    return periods.of(rows[f"{date}_earliest"], rows[f"{date}_latest"])
