"""Rules about keys: they are there once, what refers to them finds them, and what was retired stays retired."""

from collections import defaultdict
from collections.abc import Iterator

from cubairan_data.validation.finding import Finding
from cubairan_data.validation.reading import Data, TableFile, TableRow
from cubairan_data.validation.rules.registry import rule
from cubairan_data.validation.rules.usage import items


@rule("key", "A row is named once.")
def key(data: Data) -> Iterator[Finding]:
    for table in data.values():
        yield from _repeated(table, table.row.TABLE.key, "key")


@rule("unique", "What a table declares unique is so; frictionless does not look.")
def unique(data: Data) -> Iterator[Finding]:
    for table in data.values():
        for columns in table.row.TABLE.unique:
            yield from _repeated(table, columns, "unique")


def _repeated(table: TableFile, columns: tuple[str, ...], rule_id: str) -> Iterator[Finding]:
    first: dict[tuple[str, ...], TableRow] = {}
    for row in table.rows:
        values = tuple(row.cells.get(name, "") for name in columns)
        if rule_id == "unique" and "" in values:
            continue
        if values in first:
            found = " / ".join(values)
            message = f"found {found!r} again; it is on line {first[values].line} already"
            yield table.finding(row, columns[0], rule_id, message)
        first.setdefault(values, row)


@rule("reference", "What a row names exists, inside lists too.")
def reference(data: Data) -> Iterator[Finding]:
    for table in data.values():
        columns = [column for column in table.row.declared().values() if column.references]
        for row in table.rows:
            for column in columns:
                for item in items(row, column):
                    if item not in data[column.references or ""].by_id:
                        message = f"found {item!r}, which is not in {column.references}"
                        yield table.finding(row, column.name, "reference", message)


@rule("cycle", "Nothing is part of itself, derived from itself or its own parent.")
def cycle(data: Data) -> Iterator[Finding]:
    for table in data.values():
        for column in table.row.declared().values():
            if column.references == table.name:
                yield from _cycles(table, column.name)


def _cycles(table: TableFile, column: str) -> Iterator[Finding]:
    cleared: set[str] = set()
    for row in table.rows:
        chain: list[str] = []
        step: TableRow | None = row
        while step and step.id not in cleared and step.id not in chain:
            chain.append(step.id)
            step = table.by_id.get(step.cells.get(column, ""))
        if step and step.id in chain:
            loop = chain[chain.index(step.id) :]
            yield table.finding(
                step, column, "cycle", f"found a circle: {' -> '.join([*loop, step.id])}"
            )
        cleared.update(chain)


@rule("retired", "An identifier that was retired is never used again, and its successor exists.")
def retired(data: Data) -> Iterator[Finding]:
    table = data["retired_ids"]
    successors: dict[str, set[str]] = defaultdict(set)
    for row in table.rows:
        successors[row.cells.get("table", "")].add(row.cells.get("old_id", ""))
    for row in table.rows:
        of = data.get(row.cells.get("table", ""))
        if of is None:
            continue
        old, new = row.cells.get("old_id", ""), row.cells.get("new_id")
        if old in of.by_id:
            yield of.finding(
                of.by_id[old],
                of.row.TABLE.key[0],
                "retired",
                f"found {old!r}, a retired identifier",
            )
        if new and new not in of.by_id and new not in successors[of.name]:
            yield table.finding(
                row, "new_id", "retired", f"found {new!r}, which is not in {of.name}"
            )
