"""Rules about lines of evidence beside one another, and about what a reading may be."""

from collections.abc import Iterator
from datetime import date

from cubairan_data.contract.catalogue import MODELS
from cubairan_data.contract.cell_types import CellType
from cubairan_data.contract.codes.evidence_lines import Verdict
from cubairan_data.contract.columns import Column, Role
from cubairan_data.contract.edtf import span
from cubairan_data.contract.families import Family
from cubairan_data.contract.lists import DELIMITER
from cubairan_data.folding import folded
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.raw import RawRow
from cubairan_data.storage.schema import Field
from cubairan_data.validation.rules.evidence import columns_of, target
from cubairan_data.validation.rules.registry import Breach, rule

Cell = tuple[str, str, str, str]
"""Table, row, column and source."""


@rule(
    "one-verdict",
    "A source does not both support and contradict one cell.",
    family=Family.SOURCES,
    exceptions=True,
)
def one_verdict(tables: Tables) -> Iterator[Breach]:
    evidence = tables["evidence"]
    supported = {
        cell: line
        for line in evidence.rows
        if line.cells.get("verdict") == Verdict.SUPPORTS
        for cell in _cells_of(line)
    }
    for line in evidence.rows:
        if line.cells.get("verdict") != Verdict.CONTRADICTS:
            continue
        for cell in _cells_of(line):
            if other := supported.get(cell):
                message = f"found contradicts; on line {other.line} {cell[3]!r} supports {cell[2]}"
                yield Breach(evidence, line, "verdict", message)


@rule(
    "rival-reading",
    "A contradicting reading is another value, not the same in other words or a coarser date.",
    family=Family.SOURCES,
    exceptions=True,
)
def rival_reading(tables: Tables) -> Iterator[Breach]:
    evidence = tables["evidence"]
    for line in evidence.rows:
        about, text = target(tables, line), line.cells.get("reading")
        name, *others = columns_of(line)
        if about is None or text is None or others:
            continue
        table, row = about
        field, value = table.schema.fields.get(name), row.cells.get(name)
        is_rival = line.cells.get("verdict") == Verdict.CONTRADICTS and text != value
        if is_rival and field and value and (same := _sameness(field, text, value)):
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
    evidence = tables["evidence"]
    for line in evidence.rows:
        table = tables.get(line.cells.get("table_name", ""))
        if table is None:
            continue
        declared = MODELS[table.name].declared()
        is_support = line.cells.get("verdict") == Verdict.SUPPORTS
        for name in columns_of(line):
            column, is_key = declared.get(name), name in table.schema.key
            if column and not _is_shown(column) and (is_support or is_key):
                allowed = ", ".join(each.name for each in declared.values() if _is_shown(each))
                what = "which is part of the key" if is_key else "which is coded"
                message = f"found {name!r}, {what}; allowed: {allowed}"
                yield Breach(evidence, line, "columns", message)


@rule(
    "evidence-twice",
    "A passage bears a column of a row once.",
    family=Family.DOUBLES,
    exceptions=True,
)
def evidence_twice(tables: Tables) -> Iterator[Breach]:
    evidence = tables["evidence"]
    first: dict[tuple[str, ...], RawRow] = {}
    for line in evidence.rows:
        passage, verdict = folded(line.cells.get("locator", "")), line.cells.get("verdict", "")
        for cell in _cells_of(line):
            other = first.setdefault((*cell, passage, verdict), line)
            if other is not line and other.cells.get("reading") == line.cells.get("reading"):
                message = f"found the passage of line {other.line}, which bears {cell[2]} already"
                yield Breach(evidence, line, "locator", message)
                break


def _cells_of(line: RawRow) -> list[Cell]:
    """The cells of which a line speaks, as its source sees them."""
    table, row, source = (
        line.cells.get(name, "") for name in ("table_name", "row_id", "source_id")
    )
    return [(table, row, name, source) for name in columns_of(line)]


def _is_shown(column: Column) -> bool:
    return column.role is Role.SOURCED or column.is_shown


def _sameness(field: Field, text: str, value: str) -> str:
    """Say in what way a reading is no other value; empty where it is one."""
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
