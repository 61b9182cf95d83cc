"""Rows as events: date, title, countries and standing, the same for all tables."""

import datetime
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd

from cubairan_data.contract import edtf
from cubairan_data.contract.lists import DELIMITER
from cubairan_data.retrieval.titles import title_of
from cubairan_data.storage.dtypes import TEXT
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.raw import Cells
from cubairan_data.storage.reader import Reader
from cubairan_data.storage.schema import schemas
from cubairan_data.storage.years import year_of

# A term of office is no event, so tenures are given only to those who ask for them.
ON_REQUEST = ("tenures",)
# What is by its nature an act of both countries, whether or not a column says so.
_OF_BOTH = ("agreements", "visits", "sessions", "projects", "contacts")
_STANDINGS = ("status", "stage", "standing")


class Event(NamedTuple):
    """One row of a table with a date."""

    table_name: str
    row_id: str
    kind: str | None
    status: str | None
    date: str | None
    earliest: datetime.date | None
    latest: datetime.date | None
    title: str
    summary: str | None
    countries: str


def dated_tables() -> dict[str, str]:
    """Name the tables whose rows are events, each with the column of its date."""
    return {
        name: schema.bounds[0][1]
        for name, schema in schemas().items()
        if schema.group == "record" and schema.bounds
    }


def event_of(reader: Reader, table: str, row_id: str) -> Event:
    """Give one row as an event; all but its title and text is blank where it has no date."""
    tables = reader.tables
    cells = tables.cells(table)[row_id]
    text = _term(cells) if table in ON_REQUEST else cells.get(dated_tables().get(table, ""))
    days = edtf.span(text) if text else edtf.Span(None, None)
    standing = next((cells[name] for name in _STANDINGS if name in cells), None)
    return Event(
        table,
        row_id,
        cells.get("kind"),
        standing,
        text,
        *days,
        title_of(reader, table, cells),
        cells.get("summary"),
        DELIMITER.join(_countries(tables, table, cells)),
    )


def _term(cells: Cells) -> str | None:
    """Give a term of office as an interval: where an end is not known, as far as it is attested."""
    started, ended, attested = (cells.get(name) for name in ("started", "ended", "attested"))
    if not (started or ended):
        return attested
    first, _, last = (attested or "..").partition("/")
    start, end = started or first, ended or last or first
    term = start if start == end else f"{start.partition('/')[0]}/{end.rpartition('/')[2]}"
    try:
        edtf.span(term)
    except ValueError:
        # A year may be attested within which the term began.
        return started or ended
    return term


def _countries(tables: Tables, table: str, cells: Cells) -> list[str]:
    named = ["CUB", "IRN"] if table in _OF_BOTH else []
    named += _named_countries(tables, table, cells)
    return list(dict.fromkeys(named))


def _named_countries(tables: Tables, table: str, cells: Cells) -> Iterator[str]:
    """Give the countries that a row names itself or by those who speak or act in it."""
    for field in schemas()[table].fields.values():
        if field.name not in cells:
            continue
        if field.references == "countries":
            yield cells[field.name]
        elif field.references in ("officials", "organizations"):
            actor = tables.cells(field.references).get(cells[field.name], {})
            if "country_id" in actor:
                yield actor["country_id"]


def frame_of(events: list[Event]) -> pd.DataFrame:
    """Build the DataFrame of events, with the year of each."""
    frame = pd.DataFrame(events, columns=list(Event._fields), dtype=object)
    days = {
        end: np.array([np.datetime64(day) if day else "NaT" for day in frame[end]], "M8[s]")
        for end in ("earliest", "latest")
    }
    texts = {name: TEXT for name in frame.columns if name not in days}
    frame = frame.assign(**{name: pd.Series(column) for name, column in days.items()}).astype(texts)
    years = year_of(frame["earliest"], frame["latest"])
    frame.insert(Event._fields.index("latest") + 1, "year", years)
    return frame
