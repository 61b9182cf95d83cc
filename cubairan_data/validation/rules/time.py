"""Rules that hold dates against the world: what had happened, what existed, what an id says."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from cubairan_data import dataset
from cubairan_data.contract import edtf
from cubairan_data.contract.codes.flows import CURRENCY_LIVES, FlowStage
from cubairan_data.contract.codes.projects import ProjectStatus
from cubairan_data.contract.codes.visits import SessionStatus, VisitStatus
from cubairan_data.contract.families import Family
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.raw import RawRow
from cubairan_data.validation.rules.facts import days, ends, overlap
from cubairan_data.validation.rules.registry import Breach, rule


class Dated(NamedTuple):
    """A column of dates: which rows of its table may lie ahead, and whether an end may."""

    table: str
    column: str
    status: str = ""
    ahead: tuple[str, ...] = ()
    end_may_be_ahead: bool = False


_NOT_HELD = (VisitStatus.ANNOUNCED, VisitStatus.CANCELLED)
_EVENTS = (
    Dated("visits", "date", "status", _NOT_HELD),
    Dated("contacts", "date", "status", _NOT_HELD),
    Dated("sessions", "date", "status", (SessionStatus.ANNOUNCED, SessionStatus.POSTPONED)),
    Dated("agreements", "signed"),
    Dated(
        "financial_flows",
        "period",
        "stage",
        (FlowStage.SOUGHT, FlowStage.OFFERED, FlowStage.AGREED, FlowStage.CANCELLED),
    ),
    Dated("projects", "period", "status", (ProjectStatus.PROPOSED, ProjectStatus.AGREED)),
    Dated("statements", "date"),
)
_MEASURES = Dated("measures", "period", end_may_be_ahead=True)
_IN_FORCE = Dated("agreements", "in_force", end_may_be_ahead=True)
_TENURES = tuple(Dated("tenures", column) for column in ("started", "ended", "attested"))
_PUBLISHED = Dated("sources", "published")
_SEARCHED = Dated("coverage", "period")
_DATED = (*_EVENTS, _MEASURES, _IN_FORCE, *_TENURES, _PUBLISHED, _SEARCHED)
# Single days and years, which sort as they are written, with the first that is possible: pages
# are read since there is a Web.
_SINGLE = (
    ("sources", "accessed", "1991-01-01"),
    ("judgements", "judged", "1991-01-01"),
    ("exceptions", "judged", "1991-01-01"),
    ("indicators", "year", str(dataset.FIRST_YEAR)),
)

# Measures and offices of the two states as they are go back to 1959.
_FIRST_YEARS: Mapping[Dated, int] = {
    **dict.fromkeys(_EVENTS, dataset.FIRST_YEAR),
    **dict.fromkeys((_MEASURES, *_TENURES, _PUBLISHED), 1959),
}

_LONG_PAST = timedelta(days=365)
# Nobody announces a meeting for a day farther off; a slip of the keys does.
_FORESEEN = timedelta(days=10 * 365)


def today() -> date:
    """The last day that may have come somewhere: a released record never gets beyond it.

    The clock suits a record in the making, and a record that held when it was released holds on
    every later day. Where the clock is wrong, the day of the installed version stands in.
    """
    # In Tehran a day begins before it does where the record may be checked.
    tomorrow = date.today() + timedelta(days=1)
    return max(tomorrow, date.fromisoformat(dataset.RELEASED))


def last_reading(tables: Tables) -> date:
    """The last day on which a source was read: what was known in this record, whatever the clock.

    A rule that asks what should be known by now would turn an archived record invalid as years go
    by; this day goes with the record.
    """
    read = [row.cells.get("accessed", "") for row in tables["sources"].rows]
    readable = [_day(text) for text in read if text]
    known = [day for day in readable if day and day <= today()]
    return max(known, default=date.fromisoformat(dataset.RELEASED))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@rule(
    "future-date",
    "Nothing is held, signed, said, published, read or completed on a day that has not come.",
    family=Family.TIME,
    exceptions=True,
)
def future_date(tables: Tables) -> Iterator[Breach]:
    limit = today()
    for dated in _DATED:
        table = tables[dated.table]
        for row in table.rows:
            if _is_ahead(row, dated, limit):
                yield Breach(table, row, dated.column, _ahead(row, dated))
    for name, column, first in _SINGLE:
        table = tables[name]
        for row in table.rows:
            found = row.cells.get(column, "")
            if found > limit.isoformat()[: len(first)]:
                message = f"found {found}, which has not come; allowed: {limit} at the latest"
                yield Breach(table, row, column, message)


def _is_ahead(row: RawRow, dated: Dated, limit: date) -> bool:
    """Whether a date that should be past certainly lies ahead, at one of its ends."""
    if _is_foreseen(row, dated):
        limit += _FORESEEN
    both = ends(row, dated.column)
    if both is None:
        return False
    checked = both[:1] if dated.end_may_be_ahead else both
    return any(end.earliest is not None and end.earliest > limit for end in checked)


def _is_foreseen(row: RawRow, dated: Dated) -> bool:
    """Whether a row is of what may lie ahead, such as an announcement."""
    return bool(dated.ahead) and row.cells.get(dated.status) in dated.ahead


def _ahead(row: RawRow, dated: Dated) -> str:
    found = f"found {row.cells[dated.column]!r}, which has not come"
    if not dated.ahead:
        return found
    if _is_foreseen(row, dated):
        return f"{found}; allowed: what is foreseen for the next ten years"
    status = row.cells.get(dated.status)
    return f"{found}, with {dated.status} {status}; allowed: {', '.join(dated.ahead)}"


@rule(
    "first-year",
    f"Events are of {dataset.FIRST_YEAR} or later; measures, offices and sources may be older.",
    family=Family.TIME,
    exceptions=True,
)
def first_year(tables: Tables) -> Iterator[Breach]:
    for dated, year in _FIRST_YEARS.items():
        table = tables[dated.table]
        for row in table.rows:
            span = days(row, dated.column)
            if span and span.earliest and span.earliest.year < year:
                message = f"found {row.cells[dated.column]!r}; allowed: {year} or later"
                yield Breach(table, row, dated.column, message)
    for name, column, first in _SINGLE:
        table = tables[name]
        for row in table.rows:
            found = row.cells.get(column, first)
            if found < first:
                yield Breach(table, row, column, f"found {found}; allowed: {first} or later")


@rule(
    "read-after-published",
    "A source is read on the day it is published or later.",
    family=Family.TIME,
)
def read_after_published(tables: Tables) -> Iterator[Breach]:
    sources = tables["sources"]
    for row in sources.rows:
        span, read = days(row, "published"), _day(row.cells.get("accessed", ""))
        # Where a day begins earlier, a text is read on the eve of its date.
        eve = timedelta(days=1)
        if span and span.earliest and read and read < span.earliest - eve:
            message = f"found {read}, before it was published, {row.cells['published']!r}"
            yield Breach(sources, row, "accessed", message)


@rule(
    "announced-outcome",
    "What was announced for a day more than a year past has its outcome, or a word on why not.",
    family=Family.TIME,
    exceptions=True,
)
def announced_outcome(tables: Tables) -> Iterator[Breach]:
    past = last_reading(tables) - _LONG_PAST
    for name in ("visits", "contacts", "sessions"):
        table = tables[name]
        for row in table.rows:
            if row.cells.get("status") != VisitStatus.ANNOUNCED:
                continue
            span = days(row, "date")
            if span is None or (span.latest and span.latest < past):
                day = repr(row.cells["date"]) if span else "no date"
                message = f"found announced, for {day}; allowed: what became of it"
                yield Breach(table, row, "status", message)


_LONGEST_STAY = timedelta(days=31)


@rule(
    "stay",
    "A visit, a contact or a session is over within a month.",
    family=Family.TIME,
    exceptions=True,
)
def stay(tables: Tables) -> Iterator[Breach]:
    for name in ("visits", "contacts", "sessions"):
        table = tables[name]
        for row in table.rows:
            both = ends(row, "date")
            if both is None or both.start.latest is None or both.end.earliest is None:
                continue
            if both.end.earliest - both.start.latest > _LONGEST_STAY:
                lasted = (both.end.earliest - both.start.latest).days
                message = f"found {row.cells['date']!r}, more than {lasted} days"
                yield Breach(table, row, "date", f"{message}; allowed: a month at most")


# What counts as such in an identifier: 2006, 2006-01 or 2006-01-31 between hyphens.
_IN_ID = re.compile(
    r"(?:^|-)((?:19|20)[0-9]{2}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?)(?=-|$)"
)
_NAMED_BY_DATE = (*_EVENTS, _MEASURES, _PUBLISHED)


@rule(
    "id-date",
    "A date in an identifier agrees with the date of the row.",
    family=Family.TIME,
    exceptions=True,
)
def id_date(tables: Tables) -> Iterator[Breach]:
    for dated in _NAMED_BY_DATE:
        table = tables[dated.table]
        for row in table.rows:
            found, both = _IN_ID.search(row.id), ends(row, dated.column)
            if found and both and not overlap(_span(found.group(1)), _named(both)):
                message = f"found {row.cells[dated.column]!r}; the identifier says {found.group(1)}"
                yield Breach(table, row, dated.column, message)


def _named(both: edtf.Ends) -> edtf.Span:
    """The days after which a row may be named; what is still open is named after its start."""
    if both.end.latest is None:
        return both.start
    return edtf.Span(both.start.earliest, both.end.latest)


def _span(text: str) -> edtf.Span:
    """The days of a date in an identifier; of a day that does not exist, those of its month."""
    try:
        return edtf.span(text)
    except ValueError:
        return edtf.span(text[:7])


@rule(
    "currency-life",
    "A sum is in a currency that existed at the time.",
    family=Family.TIME,
    exceptions=True,
)
def currency_life(tables: Tables) -> Iterator[Breach]:
    flows = tables["financial_flows"]
    for row in flows.rows:
        life = CURRENCY_LIVES.get(row.cells.get("currency", ""))
        span = days(row, "period")
        if life and span and not overlap(edtf.span(life), span):
            currency, period = row.cells["currency"], row.cells["period"]
            message = f"found {currency} in {period!r}; allowed: {currency} in {life}"
            yield Breach(flows, row, "currency", message)
