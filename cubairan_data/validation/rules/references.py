"""Rules about keys: unique, resolvable, and never reused once retired."""

from collections import defaultdict
from collections.abc import Iterator

from cubairan_data.contract.families import Family
from cubairan_data.contract.lists import DELIMITER
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.raw import RawRow, RawTable
from cubairan_data.storage.schema import Field
from cubairan_data.validation.rules.registry import Breach, rule


@rule(
    "key",
    "A key is unique.",
    family=Family.KEYS,
)
def key(tables: Tables) -> Iterator[Breach]:
    for table in tables.values():
        yield from repeated(table, table.schema.key)


@rule(
    "unique",
    "Columns that a table declares unique are unique; frictionless does not check.",
    family=Family.KEYS,
)
def unique(tables: Tables) -> Iterator[Breach]:
    for table in tables.values():
        for columns in table.schema.unique:
            yield from repeated(table, columns, blanks_differ=True)


@rule(
    "reference",
    "A reference leads to an existing row, inside lists as well.",
    family=Family.KEYS,
)
def reference(tables: Tables) -> Iterator[Breach]:
    for table in tables.values():
        yield from dangling(table, tables)


@rule(
    "identifier-row",
    "An identifier in an authority file is that of an existing row.",
    family=Family.KEYS,
)
def identifier_row(tables: Tables) -> Iterator[Breach]:
    table = tables["identifiers"]
    for row in table.rows:
        of, row_id = tables.get(row.cells.get("table_name", "")), row.cells.get("row_id", "")
        if of is not None and row_id not in of.by_id:
            yield Breach(table, row, "row_id", f"found {row_id!r}, which is not in {of.name}")


@rule(
    "cycle",
    "Nothing is part of itself, derived from itself or its own parent.",
    family=Family.KEYS,
)
def cycle(tables: Tables) -> Iterator[Breach]:
    for table in tables.values():
        for field in table.schema.fields.values():
            if field.references == table.name:
                yield from _cycles(table, field.name)


@rule(
    "retired",
    "A retired identifier is never reused, and its successor exists.",
    family=Family.COVERAGE,
)
def retired(tables: Tables) -> Iterator[Breach]:
    table = tables["retired_ids"]
    retired_ids: dict[str, set[str]] = defaultdict(set)
    for row in table.rows:
        retired_ids[row.cells.get("table_name", "")].add(row.cells.get("old_id", ""))
    for row in table.rows:
        of = tables.get(row.cells.get("table_name", ""))
        if of is None:
            continue
        old, new = row.cells.get("old_id", ""), row.cells.get("new_id")
        if old in of.by_id:
            message = f"found {old!r}, a retired identifier"
            yield Breach(of, of.by_id[old], of.schema.key[0], message)
        if new and new not in of.by_id and new not in retired_ids[of.name]:
            yield Breach(table, row, "new_id", f"found {new!r}, which is not in {of.name}")


def repeated(
    table: RawTable, columns: tuple[str, ...], *, blanks_differ: bool = False
) -> Iterator[Breach]:
    """Find the rows whose values in some columns occur on an earlier line."""
    first: dict[tuple[str, ...], RawRow] = {}
    for row in table.rows:
        cells = row.cells
        values = tuple([cells.get(name, "") for name in columns])
        if blanks_differ and "" in values:
            continue
        if (earlier := first.setdefault(values, row)) is not row:
            again = f"found {' / '.join(values)!r} again"
            message = f"{again}; it is on line {earlier.line} already"
            yield Breach(table, row, columns[0], message)


def dangling(table: RawTable, tables: Tables) -> Iterator[Breach]:
    """Find the references of a table that lead to no row."""
    for field in table.schema.fields.values():
        if field.references is None:
            continue
        target = tables[field.references]
        if not target.is_read:
            continue
        known = target.by_id
        for row in table.rows:
            for item in items(row, field):
                if item not in known:
                    message = f"found {item!r}, which is not in {field.references}"
                    yield Breach(table, row, field.name, message)


def items(row: RawRow, field: Field) -> list[str]:
    """Return the identifiers in a cell: several where the column is a list."""
    text = row.cells.get(field.name)
    if text is None:
        return []
    return text.split(DELIMITER) if field.is_list else [text]


def _cycles(table: RawTable, column: str) -> Iterator[Breach]:
    cleared: set[str] = set()
    for row in table.rows:
        # In the order of the chain; a dictionary, since a chain may be as long as the table.
        chain: dict[str, None] = {}
        step: RawRow | None = row
        while step and step.id not in cleared and step.id not in chain:
            chain[step.id] = None
            step = table.by_id.get(step.cells.get(column, ""))
        if step and step.id in chain:
            ids = list(chain)
            loop = [*ids[ids.index(step.id) :], step.id]
            yield Breach(table, step, column, f"found a cycle: {' -> '.join(loop)}")
        cleared.update(chain)
