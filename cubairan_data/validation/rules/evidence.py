"""Rules that tie each value to the passages that support it."""

from collections import defaultdict
from collections.abc import Iterator

from cubairan_data.contract.catalogue import MODELS
from cubairan_data.contract.cell_types import CellType
from cubairan_data.contract.codes.evidence_lines import Verdict
from cubairan_data.contract.edtf import span
from cubairan_data.contract.families import Family
from cubairan_data.contract.lists import DELIMITER
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.raw import RawRow, RawTable
from cubairan_data.storage.schema import Field
from cubairan_data.validation.row_layer import cell_fault
from cubairan_data.validation.rules.registry import Breach, rule


def columns_of(line: RawRow) -> list[str]:
    """Return the columns that an evidence line names."""
    return line.cells.get("columns", "").split(DELIMITER)


def target(tables: Tables, line: RawRow) -> tuple[RawTable, RawRow] | None:
    """Return the table and row that an evidence line is about, where they exist."""
    table = tables.get(line.cells.get("table_name", ""))
    row = table.by_id.get(line.cells.get("row_id", "")) if table else None
    return (table, row) if table and row else None


@rule(
    "evidence-for-cell",
    "Every sourced value is supported by a passage.",
    family=Family.SOURCES,
)
def evidence_for_cell(tables: Tables) -> Iterator[Breach]:
    borne: dict[tuple[str, str], set[str]] = defaultdict(set)
    for line in tables["evidence"].rows:
        if line.cells.get("verdict") == Verdict.SUPPORTS:
            about = line.cells.get("table_name", ""), line.cells.get("row_id", "")
            borne[about].update(columns_of(line))
    for table in tables.values():
        sourced = [name for name, field in table.schema.fields.items() if field.role == "sourced"]
        for row in table.rows:
            bearing = borne.get((table.name, row.id), set())
            bare = [name for name in sourced if name in row.cells and name not in bearing]
            if bare:
                values = ", ".join(f"{name} {row.cells[name]!r}" for name in bare)
                message = f"found {values}, which no line of evidence supports"
                yield Breach(table, row, DELIMITER.join(bare), message)


@rule(
    "evidence-row",
    "A line of evidence is about a row that exists.",
    family=Family.KEYS,
)
def evidence_row(tables: Tables) -> Iterator[Breach]:
    evidence = tables["evidence"]
    for line in evidence.rows:
        if target(tables, line) is None:
            message = (
                f"found {line.cells.get('table_name')} {line.cells.get('row_id')!r}; no such row"
            )
            yield Breach(evidence, line, "row_id", message)


@rule(
    "evidence-columns",
    "A line of evidence is about columns that exist and are filled.",
    family=Family.KEYS,
)
def evidence_columns(tables: Tables) -> Iterator[Breach]:
    evidence = tables["evidence"]
    for line in evidence.rows:
        about = target(tables, line)
        if about is None:
            continue
        table, row = about
        fields = table.schema.fields
        for name in columns_of(line):
            if name not in fields:
                message = f"found {name!r}; {table.name} has {', '.join(fields)}"
            elif fields[name].role == "derived":
                message = f"found {name!r}, which is computed; allowed: {fields[name].bound_of!r}"
            elif name not in row.cells:
                message = f"found {name!r}, which is blank in {row.id!r}"
            else:
                continue
            yield Breach(evidence, line, "columns", message)


@rule(
    "reading",
    "A contradicting reading is another value in the format of the column; a supporting one "
    "agrees with the value.",
    family=Family.SOURCES,
)
def reading(tables: Tables) -> Iterator[Breach]:
    evidence = tables["evidence"]
    for line in evidence.rows:
        about, text = target(tables, line), line.cells.get("reading")
        name, *others = columns_of(line)
        if about is None or text is None or others or name not in about[1].cells:
            continue
        table, row = about
        field, value = table.schema.fields.get(name), row.cells[name]
        if field is None:
            continue
        verdict = line.cells.get("verdict")
        if fault := cell_fault(MODELS[table.name], name, text):
            message = f"as {name}: {fault.message}"
        elif verdict == Verdict.CONTRADICTS and text == value:
            message = f"found {text!r}, the value itself; allowed: another one"
        elif verdict == Verdict.SUPPORTS and not agrees(field, text, value):
            message = f"found {text!r}, which does not agree with {value!r}"
        else:
            continue
        yield Breach(evidence, line, "reading", message)


def agrees(field: Field, text: str, value: str) -> bool:
    """Whether a reading is the value or, for a date or a list, less exact but compatible."""
    if field.cell == CellType.EDTF:
        coarse, fine = span(text), span(value)
        starts = coarse.earliest is None or (
            fine.earliest is not None and coarse.earliest <= fine.earliest
        )
        ends = coarse.latest is None or (fine.latest is not None and coarse.latest >= fine.latest)
        return starts and ends
    if field.is_list:
        return set(text.split(DELIMITER)) <= set(value.split(DELIMITER))
    return text == value
