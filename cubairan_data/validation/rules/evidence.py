"""Rules that tie each value to the passages that bear it."""

from collections import defaultdict
from collections.abc import Iterator

from cubairan_data.contract.codes.evidence import Verdict
from cubairan_data.contract.column import Column, Role
from cubairan_data.contract.edtf import span
from cubairan_data.contract.types import DELIMITER, CellType
from cubairan_data.validation.finding import Finding
from cubairan_data.validation.reading import Data, TableFile, TableRow
from cubairan_data.validation.row_layer import cell_fault
from cubairan_data.validation.rules.registry import rule


def columns_of(line: TableRow) -> list[str]:
    """The columns that an evidence line names."""
    return line.cells.get("columns", "").split(DELIMITER)


def target(data: Data, line: TableRow) -> tuple[TableFile, TableRow] | None:
    """The table and row that an evidence line is about, where they exist."""
    table = data.get(line.cells.get("table", ""))
    row = table.by_id.get(line.cells.get("row_id", "")) if table else None
    return (table, row) if table and row else None


@rule("evidence-for-cell", "Nothing stands in the record without a passage that bears it.")
def evidence_for_cell(data: Data) -> Iterator[Finding]:
    borne: dict[tuple[str, str], set[str]] = defaultdict(set)
    for line in data["evidence"].rows:
        if line.cells.get("verdict") == Verdict.SUPPORTS:
            borne[line.cells.get("table", ""), line.cells.get("row_id", "")].update(
                columns_of(line)
            )
    for table in data.values():
        sourced = table.row.declared_as(Role.SOURCED)
        for row in table.rows:
            bearing = borne.get((table.name, row.id), set())
            for name in sourced:
                if name in row.cells and name not in bearing:
                    message = (
                        f"found {row.cells[name]!r}, which no supporting line of evidence bears"
                    )
                    yield table.finding(row, name, "evidence-for-cell", message)


@rule("evidence-row", "A line of evidence is about a row that exists.")
def evidence_row(data: Data) -> Iterator[Finding]:
    evidence = data["evidence"]
    for line in evidence.rows:
        if target(data, line) is None:
            message = f"found {line.cells.get('table')} {line.cells.get('row_id')!r}; no such row"
            yield evidence.finding(line, "row_id", "evidence-row", message)


@rule("evidence-columns", "A line of evidence is about columns that exist and are filled.")
def evidence_columns(data: Data) -> Iterator[Finding]:
    evidence = data["evidence"]
    for line in evidence.rows:
        found = target(data, line)
        if not found:
            continue
        table, row = found
        declared = table.row.declared()
        for name in columns_of(line):
            if name not in declared:
                message = f"found {name!r}; {table.name} has {', '.join(declared)}"
            elif declared[name].role is Role.DERIVED:
                message = f"found {name!r}, which is computed; allowed: {declared[name].bound_of!r}"
            elif name not in row.cells:
                message = f"found {name!r}, which is blank in {row.id!r}"
            else:
                continue
            yield evidence.finding(line, "columns", "evidence-columns", message)


@rule(
    "reading",
    "A contradicting reading is another value of the same form; a supporting one is the same value.",
)
def reading(data: Data) -> Iterator[Finding]:
    evidence = data["evidence"]
    for line in evidence.rows:
        found, text = target(data, line), line.cells.get("reading")
        names = columns_of(line)
        if not found or text is None or len(names) != 1 or names[0] not in found[1].cells:
            continue
        table, row = found
        column, value = table.row.declared().get(names[0]), row.cells[names[0]]
        if column is None:
            continue
        fault = cell_fault(table.row, column.name, text)
        if fault:
            yield evidence.finding(line, "reading", "reading", f"as {column.name}: {fault.message}")
        elif line.cells.get("verdict") == Verdict.CONTRADICTS and text == value:
            yield evidence.finding(
                line,
                "reading",
                "reading",
                f"found {text!r}, the value itself; allowed: another one",
            )
        elif line.cells.get("verdict") == Verdict.SUPPORTS and not agrees(column, text, value):
            yield evidence.finding(
                line, "reading", "reading", f"found {text!r}, which does not agree with {value!r}"
            )


def agrees(column: Column, text: str, value: str) -> bool:
    """Whether a reading is the value or, for a date or a list, says less than it without differing."""
    if column.cell is CellType.EDTF:
        coarse, fine = span(text), span(value)
        starts = coarse.earliest is None or (
            fine.earliest is not None and coarse.earliest <= fine.earliest
        )
        ends = coarse.latest is None or (fine.latest is not None and coarse.latest >= fine.latest)
        return starts and ends
    if column.is_list:
        return set(text.split(DELIMITER)) <= set(value.split(DELIMITER))
    return text == value
