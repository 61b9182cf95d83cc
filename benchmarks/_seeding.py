"""What seeds a fault in a copy of the record: the registry of kinds, and how cells are changed."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from cubairan_data.contract.catalogue import MODELS
from cubairan_data.contract.columns import Column
from cubairan_data.storage.canonical import sort_key, with_bounds
from cubairan_data.storage.schema import schemas

Row = dict[str, str]
Rows = dict[str, list[Row]]


@dataclass
class Fault:
    """Where a fault was seeded: the table, the row with the fault in it, and the column."""

    table: str
    row: Row
    column: str | None


Mutation = Callable[[Rows, random.Random], Fault | None]
MUTATIONS: dict[str, Mutation] = {}


def mutation(make: Mutation) -> Mutation:
    """Register a kind of fault under the name of its function."""
    MUTATIONS[make.__name__.replace("_", " ")] = make
    return make


def places(
    rows: Rows, wanted: Callable[[Column], bool], group: str | None = None
) -> list[tuple[str, Row, str]]:
    """List the filled cells of all columns that meet a condition: table, row, column."""
    return [
        (name, row, column.name)
        for name, table in MODELS.items()
        if group is None or table.META.group == group
        for column in table.declared().values()
        if wanted(column)
        for row in rows[name]
        if row[column.name]
    ]


def change(
    rows: Rows, chance: random.Random, wanted: Callable[[Column], bool], to: Callable[[str], str]
) -> Fault | None:
    """Change one cell, drawn at random from the columns that meet a condition."""
    candidates = places(rows, wanted)
    if not candidates:
        return None
    table, row, column = chance.choice(candidates)
    row[column] = to(row[column])
    return Fault(table, row, column)


def drawn(
    rows: Rows, chance: random.Random, table: str, wanted: Callable[[Row], object] = bool
) -> Row | None:
    """Draw a row of a table that meets a condition; None where there is none."""
    candidates = [row for row in rows[table] if wanted(row)]
    return chance.choice(candidates) if candidates else None


def set_to(rows: Rows, table: str, row: Row | None, **cells: str) -> Fault | None:
    """Change cells of a row, the fault being in the first one, and keep the canonical form."""
    if row is None:
        return None
    row.update(cells)
    settle(rows, table, row)
    return Fault(table, row, next(iter(cells)))


def settle(rows: Rows, table: str, row: Row) -> None:
    """Compute the bounds of the dates of a row, and put the rows of its table in order."""
    schema = schemas()[table]
    filled = {name: cell for name, cell in row.items() if cell}
    for name in row:
        row[name] = ""
    row.update(with_bounds(schema, filled))
    rows[table].sort(
        key=lambda each: sort_key(schema, {name: cell for name, cell in each.items() if cell})
    )
