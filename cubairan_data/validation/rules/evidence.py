"""Rules that tie each value to the passages that support it."""

from collections.abc import Iterator

from cubairan_data.contract.cell_kinds import CellType
from cubairan_data.contract.codes.evidence_lines import Verdict
from cubairan_data.contract.edtf import span
from cubairan_data.contract.families import Family
from cubairan_data.contract.lists import DELIMITER
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.raw import RawRow, RawTable
from cubairan_data.storage.schema import Field
from cubairan_data.validation.rules.facts import lines_of_evidence, supporting
from cubairan_data.validation.rules.registry import Breach, rule


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
    lines = supporting(tables)
    for table in tables.values():
        sourced = [name for name, field in table.schema.fields.items() if field.role == "sourced"]
        for row in table.rows:
            borne = {each for _, names in lines.get((table.name, row.id), ()) for each in names}
            bare = [name for name in sourced if name in row.cells and name not in borne]
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
    for line, columns in lines_of_evidence(tables):
        about = target(tables, line)
        if about is None:
            continue
        table, row = about
        fields = table.schema.fields
        for name in columns:
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
    # Imported only here, since the models take long to import, and no other rule needs them.
    from cubairan_data.contract.catalogue import MODELS
    from cubairan_data.validation.row_layer import cell_fault

    evidence = tables["evidence"]
    for line, (name, *others) in lines_of_evidence(tables):
        text = line.cells.get("reading")
        about = target(tables, line) if text is not None and not others else None
        if about is None or text is None or name not in about[1].cells:
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
        try:
            coarse, fine = span(text), span(value)
        except ValueError:
            # What is no date has a finding of its own.
            return True
        starts = coarse.earliest is None or (
            fine.earliest is not None and coarse.earliest <= fine.earliest
        )
        ends = coarse.latest is None or (fine.latest is not None and coarse.latest >= fine.latest)
        return starts and ends
    if field.is_list:
        return set(text.split(DELIMITER)) <= set(value.split(DELIMITER))
    return text == value
