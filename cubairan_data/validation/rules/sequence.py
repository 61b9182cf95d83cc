"""Rules about what comes first: event or source, whole or part, one term or the next."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from cubairan_data.contract.codes.flows import FlowStage
from cubairan_data.contract.codes.offices import OfficeKind
from cubairan_data.contract.codes.visits import SessionStatus, VisitStatus
from cubairan_data.contract.edtf import Span
from cubairan_data.contract.families import Family
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.raw import RawRow
from cubairan_data.validation.rules.facts import (
    borne_by,
    country_of,
    days,
    ends,
    is_before,
    overlap,
    share_days,
    term,
)
from cubairan_data.validation.rules.registry import Breach, rule


class Done(NamedTuple):
    """A column that dates what was done: the rows of its table to which that applies."""

    table: str
    column: str
    status: str = ""
    done: tuple[str, ...] = ()


_WAS_HELD = (VisitStatus.TOOK_PLACE, VisitStatus.UNCONFIRMED)
_DONE = (
    Done("visits", "date", "status", _WAS_HELD),
    Done("contacts", "date", "status", _WAS_HELD),
    Done("sessions", "date", "status", (SessionStatus.HELD, SessionStatus.UNCONFIRMED)),
    Done("agreements", "signed"),
    Done(
        "financial_flows",
        "period",
        "stage",
        (FlowStage.DISBURSED, FlowStage.COMPLETED, FlowStage.REPORTED),
    ),
    Done("statements", "date"),
    Done("tenures", "started"),
    Done("tenures", "attested"),
)


@rule(
    "source-after-event",
    "A source that bears the date of what was done is not published before it.",
    family=Family.TIME,
    exceptions=True,
)
def source_after_event(tables: Tables) -> Iterator[Breach]:
    for done in _DONE:
        table = tables[done.table]
        for row in table.rows:
            span = days(row, done.column)
            if span is None or (done.status and row.cells.get(done.status) not in done.done):
                continue
            early = [
                source
                for source in borne_by(tables, table, row, done.column)
                if is_before(days(source, "published"), span)
            ]
            if early:
                shown = ", ".join(f"{each.id!r} ({each.cells['published']})" for each in early)
                message = f"found {row.cells[done.column]!r}, after the publication of {shown}"
                advice = "allowed: another date, or evidence of another source"
                yield Breach(table, row, done.column, f"{message}; {advice}")


# Their last day is that of the last text, not of a plan; a text may be of the first days of a stay.
_ATTESTED = (("tenures", "attested"), ("projects", "period"))
_WHILE_IT_LASTS = timedelta(days=7)


@rule(
    "last-attested",
    "An office or a project is attested up to the last text that bears it, not beyond.",
    family=Family.TIME,
    exceptions=True,
)
def last_attested(tables: Tables) -> Iterator[Breach]:
    for name, column in _ATTESTED:
        table = tables[name]
        for row in table.rows:
            both = ends(row, column)
            days_of_texts = [
                days(source, "published") for source in borne_by(tables, table, row, column)
            ]
            last = [span.latest for span in days_of_texts if span and span.latest]
            # A text without a date may be of any day.
            is_known = last and len(last) == len(days_of_texts)
            if both and is_known and is_before(Span(None, max(last) + _WHILE_IT_LASTS), both.end):
                message = f"found {row.cells[column]!r}; the last text that bears it is of"
                yield Breach(table, row, column, f"{message} {max(last)}")


@rule(
    "indicator-source",
    "A value of a year is taken from a source that is not older than the year.",
    family=Family.TIME,
    exceptions=True,
)
def indicator_source(tables: Tables) -> Iterator[Breach]:
    table, sources = tables["indicators"], tables["sources"].by_id
    for row in table.rows:
        source = sources.get(row.cells.get("source_id", ""))
        span, year = days(source, "published") if source else None, row.cells.get("year", "")
        last = span.latest.year if span and span.latest else None
        if source and last and _is_number(year) and last < int(year):
            message = f"found {source.id!r}, published in {last}, before {year}"
            yield Breach(table, row, "source_id", message)


@rule(
    "origin-first",
    "A text is not older than the one from which it is derived.",
    family=Family.TIME,
    exceptions=True,
)
def origin_first(tables: Tables) -> Iterator[Breach]:
    sources = tables["sources"]
    for row in sources.rows:
        origin = sources.by_id.get(row.cells.get("derived_from", ""))
        if origin and is_before(days(row, "published"), days(origin, "published")):
            message = f"found {origin.id!r}, of {origin.cells['published']}"
            own = f"this text is of {row.cells['published']}"
            yield Breach(sources, row, "derived_from", f"{message}; {own}")


@rule(
    "part-after-whole",
    "A part is not of an earlier day than the whole.",
    family=Family.TIME,
    exceptions=True,
)
def part_after_whole(tables: Tables) -> Iterator[Breach]:
    for name, column in (("agreements", "signed"), ("financial_flows", "period")):
        table = tables[name]
        for row in table.rows:
            whole = table.by_id.get(row.cells.get("part_of_id", ""))
            if whole and is_before(days(row, column), days(whole, column)):
                found = f"found {whole.id!r}, of {whole.cells[column]}"
                yield Breach(table, row, "part_of_id", f"{found}; this is of {row.cells[column]}")


@rule(
    "agreement-first",
    "A flow or a project begins neither before the agreement on which it rests nor after its end.",
    family=Family.TIME,
    exceptions=True,
)
def agreement_first(tables: Tables) -> Iterator[Breach]:
    agreements = tables["agreements"].by_id
    for name in ("financial_flows", "projects"):
        table = tables[name]
        for row in table.rows:
            agreement, both = agreements.get(row.cells.get("agreement_id", "")), ends(row, "period")
            if agreement is None or both is None:
                continue
            for column, is_broken in (
                # What had ended by then had begun before, even on a day that is not known.
                ("signed", any(is_before(end, days(agreement, "signed")) for end in both)),
                ("in_force", is_before(_last_days(agreement), both.start)),
            ):
                if is_broken:
                    found = f"found {agreement.id!r}, {column} {agreement.cells[column]}"
                    period = f"the period is {row.cells['period']}"
                    yield Breach(table, row, "agreement_id", f"{found}; {period}")


def _last_days(agreement: RawRow) -> Span | None:
    """The end of an agreement, where it is known; a single date is that of its beginning."""
    both = ends(agreement, "in_force")
    return both.end if both and "/" in agreement.cells["in_force"] else None


@rule(
    "signed-during",
    "A document of a visit or session is signed within its days, and the meeting was held.",
    family=Family.TIME,
    exceptions=True,
)
def signed_during(tables: Tables) -> Iterator[Breach]:
    agreements = tables["agreements"]
    for row in agreements.rows:
        for column, name in (("visit_id", "visits"), ("session_id", "sessions")):
            meeting, signed = (
                tables[name].by_id.get(row.cells.get(column, "")),
                row.cells.get("signed"),
            )
            if meeting is None or signed is None:
                continue
            status, held = meeting.cells.get("status"), days(meeting, "date")
            if status in (VisitStatus.ANNOUNCED, VisitStatus.CANCELLED, SessionStatus.POSTPONED):
                yield Breach(agreements, row, column, f"found {meeting.id!r}, which is {status}")
            elif held and not overlap(days(row, "signed"), held):
                found = f"found {meeting.id!r}, of {meeting.cells['date']}"
                yield Breach(agreements, row, column, f"{found}; signed {signed}")


@rule(
    "session-order",
    "Sessions are held in the order of their numbers.",
    family=Family.TIME,
    exceptions=True,
)
def session_order(tables: Tables) -> Iterator[Breach]:
    sessions = tables["sessions"]
    numbered = [
        (int(number), row)
        for row in sessions.rows
        if _is_number(number := row.cells.get("number", "")) and days(row, "date")
    ]
    numbered.sort(key=lambda pair: pair[0])
    for (_, earlier), (_, later) in pairwise(numbered):
        if is_before(days(later, "date"), days(earlier, "date")):
            before = f"held before number {earlier.cells['number']} ({earlier.cells['date']})"
            yield Breach(sessions, later, "number", f"found {later.cells['number']}, {before}")


def _is_number(text: str) -> bool:
    """Whether a cell holds a number of which Python makes one; there are cells of any length."""
    return text.isdecimal() and len(text) < 20


_SESSION_IN_ID = "joint-commission-"


@rule(
    "session-number",
    "A session has the number that its identifier says.",
    family=Family.TIME,
    exceptions=True,
)
def session_number(tables: Tables) -> Iterator[Breach]:
    sessions = tables["sessions"]
    for row in sessions.rows:
        said, number = row.id.removeprefix(_SESSION_IN_ID), row.cells.get("number")
        if number and said.isdecimal() and said != number:
            yield Breach(sessions, row, "number", f"found {number}; the identifier says {said}")


@rule(
    "attested-in-term",
    "An office is attested between its start and its end.",
    family=Family.TIME,
    exceptions=True,
)
def attested_in_term(tables: Tables) -> Iterator[Breach]:
    tenures = tables["tenures"]
    for row in tenures.rows:
        attested = ends(row, "attested")
        if attested is None:
            continue
        message = f"found {row.cells['attested']!r}"
        if is_before(attested.start, days(row, "started")):
            yield Breach(tenures, row, "attested", f"{message}, before {row.cells['started']}")
        if is_before(days(row, "ended"), attested.end):
            yield Breach(tenures, row, "attested", f"{message}, after the end {row.cells['ended']}")


_ONE_AT_A_TIME = (
    OfficeKind.SUPREME_LEADER,
    OfficeKind.HEAD_OF_STATE,
    OfficeKind.HEAD_OF_GOVERNMENT,
)


@rule(
    "one-head",
    "A country has one head of state, one head of government and one supreme leader at a time.",
    family=Family.TIME,
    exceptions=True,
)
def one_head(tables: Tables) -> Iterator[Breach]:
    tenures = tables["tenures"]
    holders: dict[tuple[str | None, str], list[RawRow]] = defaultdict(list)
    for row in tenures.rows:
        kind = row.cells.get("office_kind", "")
        if kind in _ONE_AT_A_TIME and term(row):
            country = country_of(tables, "officials", row.cells.get("official_id"))
            holders[country, kind].append(row)
    for (_, kind), rows in holders.items():
        rows.sort(key=_start)
        for place, row in enumerate(rows):
            for other in rows[:place]:
                if _is_another(row, other) and share_days(term(row), term(other)):
                    found = f"found {kind} at the same time as in {other.id!r}"
                    yield Breach(tenures, row, "started", f"{found} (line {other.line})")


def _start(tenure: RawRow) -> date:
    span = term(tenure)
    return span.earliest if span and span.earliest else date.min


def _is_another(one: RawRow, other: RawRow) -> bool:
    return one.cells.get("official_id") != other.cells.get("official_id")
