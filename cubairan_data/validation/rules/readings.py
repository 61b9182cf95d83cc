"""Rules about lines of evidence beside one another, and about what a reading may be."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from cubairan_data.contract.cell_kinds import CellType
from cubairan_data.contract.codes.evidence_lines import Verdict
from cubairan_data.contract.edtf import span
from cubairan_data.contract.families import Family
from cubairan_data.contract.lists import DELIMITER
from cubairan_data.folding import folded
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.raw import RawRow
from cubairan_data.storage.schema import Field
from cubairan_data.validation.rules.evidence import target
from cubairan_data.validation.rules.facts import (
    Bearing,
    contradicting,
    lines_of_evidence,
    supporting,
)
from cubairan_data.validation.rules.registry import Breach, rule


@rule(
    "one-verdict",
    "A source does not both support and contradict one cell.",
    family=Family.SOURCES,
    exceptions=True,
)
def one_verdict(tables: Tables) -> Iterator[Breach]:
    evidence, supports = tables["evidence"], supporting(tables)
    for about, lines in contradicting(tables).items():
        for line, (column, *_) in lines:
            source = line.cells.get("source_id")
            for other, columns in supports.get(about, ()):
                if other.cells.get("source_id") == source and column in columns:
                    message = (
                        f"found contradicts; on line {other.line} {source!r} supports {column}"
                    )
                    yield Breach(evidence, line, "verdict", message)
                    break


@rule(
    "rival-reading",
    "A contradicting reading is another value, not the same in other words or a coarser date.",
    family=Family.SOURCES,
    exceptions=True,
)
def rival_reading(tables: Tables) -> Iterator[Breach]:
    evidence = tables["evidence"]
    for lines in contradicting(tables).values():
        for line, (column, *_) in lines:
            about, text = target(tables, line), line.cells.get("reading")
            if about is None or text is None:
                continue
            table, row = about
            field, value = table.schema.fields.get(column), row.cells.get(column)
            same = _sameness(field, text, value) if field and value and text != value else ""
            if same:
                message = f"found {text!r}, {same} {value!r}; allowed: another value, or supports"
                yield Breach(evidence, line, "reading", message)


@rule(
    "reading-reference",
    "A reading of a column that leads to a row leads to one that exists.",
    family=Family.SOURCES,
)
def reading_reference(tables: Tables) -> Iterator[Breach]:
    evidence = tables["evidence"]
    for line in evidence.rows:
        table, text = tables.get(line.cells.get("table_name", "")), line.cells.get("reading")
        field = table.schema.fields.get(line.cells.get("columns", "")) if table else None
        if text and field and field.references and text not in tables[field.references].by_id:
            message = f"found {text!r}, which is not in {field.references}"
            yield Breach(evidence, line, "reading", message)


@rule(
    "borne-column",
    "A passage supports what the world shows: no key, and nothing that the curator decides.",
    family=Family.SOURCES,
    exceptions=True,
)
def borne_column(tables: Tables) -> Iterator[Breach]:
    evidence, kinds = tables["evidence"], tables.derived(_never_borne)
    for line, columns in lines_of_evidence(tables):
        never = kinds.get(line.cells.get("table_name", ""), {})
        is_support = line.cells.get("verdict") == Verdict.SUPPORTS
        for name in columns:
            what = never.get(name)
            # A source may well have another opinion on what is coded.
            if what and (is_support or what == _OF_KEY):
                yield Breach(evidence, line, "columns", f"found {name!r}, {what}")


_OF_KEY = "which is part of the key; allowed: what the passage says of the row"
_OF_CODES = "which is coded; allowed: columns that are sourced"


def _never_borne(tables: Tables) -> dict[str, dict[str, str]]:
    """For each table the columns that no passage bears, and what they are."""
    return {
        name: {
            column.name: _OF_KEY if column.name in table.schema.key else _OF_CODES
            for column in table.schema.fields.values()
            if column.role != "sourced" and not column.is_shown
        }
        for name, table in tables.items()
    }


@rule(
    "evidence-twice",
    "A passage bears a column of a row once.",
    family=Family.DOUBLES,
    exceptions=True,
)
def evidence_twice(tables: Tables) -> Iterator[Breach]:
    evidence = tables["evidence"]
    before: dict[tuple[str, ...], list[Bearing]] = defaultdict(list)
    for bearing in lines_of_evidence(tables):
        line, columns = bearing
        same = before[_passage(line)]
        for other, borne in same:
            if twice := set(columns).intersection(borne):
                message = (
                    f"found the passage of line {other.line}, which bears {min(twice)} already"
                )
                yield Breach(evidence, line, "locator", message)
                break
        same.append(bearing)


def _passage(line: RawRow) -> tuple[str, ...]:
    """What a line says of a row, whatever the columns."""
    get = line.cells.get
    about = get("table_name", ""), get("row_id", ""), get("source_id", "")
    return *about, get("verdict", ""), get("reading", ""), get("locator", "").casefold()


def _sameness(field: Field, text: str, value: str) -> str:
    """Say why a reading is not another value; empty where it is one."""
    if field.cell == CellType.EDTF:
        return "which includes" if _is_coarser(text, value) else ""
    if field.is_list:
        one, other = ({folded(item) for item in each.split(DELIMITER)} for each in (text, value))
        return "the same list as" if one == other else ""
    return "the same as" if folded(text) == folded(value) else ""


def _is_coarser(text: str, value: str) -> bool:
    """Whether a date says less than another: a month of its day, an interval of such months.

    An interval of days is no coarser than a shorter one: it tells of a longer stay.
    """
    parts, of_value = text.split("/"), value.split("/")
    if len(parts) > len(of_value):
        return False
    pairs = zip(parts, of_value, strict=True) if len(parts) == 2 else ((text, value),)
    try:
        return all(one == other or _includes(one, other) for one, other in pairs)
    except ValueError:
        return False


def _includes(one: str, other: str) -> bool:
    if ".." in (one, other):
        return one == other
    outer, inner = span(one), span(other)
    first, last = date.min, date.max
    begins = (outer.earliest or first) <= (inner.earliest or first)
    return begins and (outer.latest or last) >= (inner.latest or last)
