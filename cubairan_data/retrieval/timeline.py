"""Everything dated, in one frame."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

import pandas as pd

from cubairan_data.contract import edtf
from cubairan_data.contract.labels import ENGLISH
from cubairan_data.contract.lists import DELIMITER
from cubairan_data.errors import UnknownNameError, known_name, several_names, shown
from cubairan_data.escaping import without_isolates
from cubairan_data.retrieval.actor_names import known_actor
from cubairan_data.retrieval.dated import ON_REQUEST, Event, dated_tables, event_of, frame_of
from cubairan_data.retrieval.mentions import namings
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.raw import Cells
from cubairan_data.storage.reader import Reader
from cubairan_data.storage.schema import schemas

Within = Literal["partly", "wholly"]
Day = str | date
"""A day, or the EDTF text of a day, month or year."""

Row = tuple[str, str]


@dataclass(frozen=True)
class Selection:
    """Which events are wanted."""

    since: Day | None = None
    until: Day | None = None
    person: str | None = None
    organization: str | None = None
    sector: str | None = None
    kinds: str | Iterable[str] | None = None
    within: Within = "partly"
    undated: bool = False


def events(tables: Tables, wanted: Selection) -> pd.DataFrame:
    """List the events that are wanted, by date; the undated last."""
    known_name(UnknownNameError, "within", wanted.within, get_args(Within), "allowed")
    if not isinstance(wanted.undated, bool):
        raise UnknownNameError(f"undated is {shown(wanted.undated)}; allowed: True or False")
    first, last = _bound(wanted.since, "earliest"), _bound(wanted.until, "latest")
    if first and last and first > last:
        raise UnknownNameError(f"since {first} is after until {last}")
    names, kinds = _named(wanted.kinds)
    rows = _rows(tables, wanted)
    found, reader = [], Reader(tables, ENGLISH)
    for name in names:
        for row_id, cells in tables.cells(name).items():
            if (rows is None or (name, row_id) in rows) and _is_of_kind(name, cells, kinds):
                event = event_of(reader, name, row_id)
                if _is_between(event, first, last, wanted):
                    found.append(event._replace(title=without_isolates(event.title)))
    return frame_of(sorted(found, key=_order))


def _order(event: Event) -> tuple[bool, date, date]:
    first = event.earliest or event.latest
    return first is None, first or date.min, event.latest or date.max


def _bound(day: object, end: str) -> date | None:
    """Read the first or last day that is wanted."""
    if day is None:
        return None
    if isinstance(day, date) and not pd.isna(day):
        return date(day.year, day.month, day.day)
    try:
        if isinstance(day, str) and "/" not in day:
            return edtf.bound(day, f"_{end}")
    except ValueError:
        pass
    allowed = "a date, or a year, month or day such as '2006', '2006-01', '2006-01-31'"
    raise UnknownNameError(f"{shown(day)} is not a date; allowed: {allowed}")


def _named(kinds: object) -> tuple[list[str], set[str]]:
    """Sort the kinds asked for into tables and codes; None means all tables."""
    dated = dated_tables()
    if kinds is None:
        return list(dated), set()
    codes = {
        code
        for name in dated
        if "kind" in schemas()[name].fields
        for code in schemas()[name].fields["kind"].codes
    }
    asked = several_names(kinds, "kinds")
    if not asked:
        return [], set()
    allowed = [*dated, *ON_REQUEST, *sorted(codes)]
    for kind in asked:
        known_name(UnknownNameError, "table or kind of event", kind, allowed)
    named = [name for name in (*dated, *ON_REQUEST) if name in asked]
    return (list(dated) if set(asked) & codes or not named else named), set(asked)


def _is_of_kind(name: str, cells: Cells, kinds: set[str]) -> bool:
    return not kinds or name in kinds or cells.get("kind") in kinds


def _rows(tables: Tables, wanted: Selection) -> set[Row] | None:
    """Find the rows about a person, a body and a sector; None where none is asked for."""
    found: list[set[Row]] = []
    for table, actor in (("officials", wanted.person), ("organizations", wanted.organization)):
        if actor is not None:
            row_id = known_actor(tables, actor, (table,))[1]
            found.append({(each.table, each.row_id) for each in namings(tables, table, row_id)})
    if wanted.sector is not None:
        found.append(_of_sector(tables, wanted.sector))
    return set.intersection(*found) if found else None


def _of_sector(tables: Tables, sector: str) -> set[Row]:
    """Find the agreements and projects of a sector, and what rests on such an agreement."""
    codes = schemas()["projects"].fields["sector"].codes
    known_name(UnknownNameError, "sector", sector, codes, "sectors")
    rows = {
        (name, row_id)
        for name, column in (("agreements", "sectors"), ("projects", "sector"))
        for row_id, cells in tables.cells(name).items()
        if sector in cells[column].split(DELIMITER)
    }
    resting = [
        (each.table, each.row_id)
        for name, row_id in rows
        if name == "agreements"
        for each in namings(tables, "agreements", row_id)
        if each.table == "financial_flows"
    ]
    return rows.union(resting)


def _is_between(event: Event, first: date | None, last: date | None, wanted: Selection) -> bool:
    """Whether a date lies between two days; an open end of the date reaches without limit."""
    if event.date is None:
        return wanted.undated
    if wanted.within == "wholly":
        return (first is None or (event.earliest is not None and event.earliest >= first)) and (
            last is None or (event.latest is not None and event.latest <= last)
        )
    return (first is None or event.latest is None or event.latest >= first) and (
        last is None or event.earliest is None or event.earliest <= last
    )
