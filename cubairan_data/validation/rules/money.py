"""Rules against counting the same money twice."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from cubairan_data.contract.codes.flows import FlowKind
from cubairan_data.contract.edtf import Span, span
from cubairan_data.contract.families import Family
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.raw import RawRow, RawTable
from cubairan_data.validation.rules.registry import Breach, rule

# What is told of a period or a day as a whole, so that two figures of one time overlap.
_OF_A_PERIOD = (FlowKind.TRADE_TOTAL, FlowKind.TRADE_EXPORTS, FlowKind.DEBT)
_OF_ONE_FIGURE = ("kind", "stage", "currency", "provider_id", "receiver_id")


@rule(
    "additive",
    "The same money is counted once: of rows linked by part_of_id, "
    "at most one of a kind and stage is additive.",
    family=Family.NUMBERS,
)
def additive(tables: Tables) -> Iterator[Breach]:
    table = tables["financial_flows"]
    first: dict[tuple[str | None, ...], str] = {}
    for row in table.rows:
        if not _is_additive(row):
            continue
        money = (_root(table, row), row.cells.get("kind"), row.cells.get("stage"))
        if money in first:
            message = f"found true; {first[money]!r} is the same money and already additive"
            yield Breach(table, row, "is_additive", message)
        first.setdefault(money, row.id)


@rule(
    "additive-part",
    "A sum is not additive where it is part of one that is.",
    family=Family.NUMBERS,
    exceptions=True,
)
def additive_part(tables: Tables) -> Iterator[Breach]:
    table = tables["financial_flows"]
    for row in table.rows:
        whole = next((each for each in _wholes(table, row) if _is_additive(each)), None)
        if whole and _is_additive(row):
            yield Breach(table, row, "is_additive", f"found true; so is {whole.id!r}, the whole")


@rule(
    "additive-period",
    "Of several figures of one trade or debt at one time, at most one is additive.",
    family=Family.NUMBERS,
    exceptions=True,
)
def additive_period(tables: Tables) -> Iterator[Breach]:
    table = tables["financial_flows"]
    before: dict[tuple[str | None, ...], list[tuple[Span, RawRow]]] = defaultdict(list)
    for row in table.rows:
        days = _period(row)
        if not _is_additive(row) or row.cells.get("kind") not in _OF_A_PERIOD or days is None:
            continue
        same = before[tuple(row.cells.get(name) for name in _OF_ONE_FIGURE)]
        for other_days, other in same:
            if _meet(days, other_days):
                message = f"found true; {other.id!r} is a figure of the same time and additive"
                yield Breach(table, row, "is_additive", message)
        same.append((days, row))


@rule(
    "range-complete",
    "A range has both ends.",
    family=Family.NUMBERS,
    exceptions=True,
)
def range_complete(tables: Tables) -> Iterator[Breach]:
    table = tables["financial_flows"]
    for row in table.rows:
        ends = [name for name in ("amount_low", "amount_high") if name in row.cells]
        if len(ends) == 1:
            other = "amount_high" if ends[0] == "amount_low" else "amount_low"
            yield Breach(table, row, other, f"found blank; {ends[0]} is {row.cells[ends[0]]}")


def _is_additive(row: RawRow) -> bool:
    return row.cells.get("is_additive") == "true"


def _wholes(table: RawTable, row: RawRow) -> Iterator[RawRow]:
    """Give the flows of which a flow is a part, from the nearest on."""
    seen = {row.id}
    while (whole := table.by_id.get(row.cells.get("part_of_id", ""))) and whole.id not in seen:
        yield whole
        seen.add(whole.id)
        row = whole


def _root(table: RawTable, row: RawRow) -> str:
    """Return the flow with which a chain of part_of_id begins."""
    return [row, *_wholes(table, row)][-1].id


def _meet(one: Span, other: Span) -> bool:
    """Whether two spans have a day in common."""
    first, last = date.min, date.max
    begins = max(one.earliest or first, other.earliest or first)
    return begins <= min(one.latest or last, other.latest or last)


def _period(row: RawRow) -> Span | None:
    try:
        return span(row.cells["period"])
    except (KeyError, ValueError):
        return None
