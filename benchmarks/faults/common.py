"""What the kinds of fault share: their registry, and how a row is changed, copied and put back."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from cubairan_data.contract.catalogue import MODELS
from cubairan_data.contract.columns import Column
from cubairan_data.contract.families import Family
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


@dataclass(frozen=True)
class Kind:
    """One kind of fault, and the family of rules that should find it."""

    name: str
    family: Family
    make: Mutation


KINDS: dict[str, Kind] = {}


def mutation(family: Family) -> Callable[[Mutation], Mutation]:
    """Register a kind of fault under the name of its function."""

    def register(make: Mutation) -> Mutation:
        return registered(family, make.__name__.replace("_", " "), make)

    return register


def registered(family: Family, name: str, make: Mutation) -> Mutation:
    """Register a kind of fault under a name.

    Raises:
        ValueError: there is one of this name.
    """
    if name in KINDS:
        raise ValueError(f"two kinds of fault are called {name!r}")
    KINDS[name] = Kind(name, family, make)
    return make


def any_row(row: Row) -> bool:
    """Whether a row will do: any does."""
    return True


def changed(
    family: Family,
    name: str,
    cell: tuple[str, str],
    to: str | Callable[[Row], str],
    where: Callable[[Row], bool] = any_row,
) -> None:
    """Register the change of a filled cell of one column.

    Args:
        family: the family of rules that should find it.
        name: what the fault is called.
        cell: table and column.
        to: the wrong text, or what makes it of the row.
        where: which rows will do.
    """
    table, column = cell

    def make(rows: Rows, chance: random.Random) -> Fault | None:
        fitting = [row for row in rows[table] if row[column] and where(row)]
        if not fitting:
            return None
        row = chance.choice(fitting)
        text = to if isinstance(to, str) else to(row)
        if text == row[column]:
            return None
        row[column] = text
        settle(rows, table)
        return Fault(table, row, column)

    registered(family, name, make)


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


def settle(rows: Rows, table: str) -> None:
    """Fill the date bounds of a table anew and put its rows in order; what cannot be read stays."""
    schema = schemas()[table]
    for row in rows[table]:
        try:
            row |= {bound.name: "" for bound, _ in schema.bounds} | with_bounds(schema, row)
        except ValueError:
            continue
    rows[table].sort(key=lambda row: sort_key(schema, {k: v for k, v in row.items() if v}))


def row_id(table: str, row: Row) -> str:
    """Give the identifier by which evidence knows a row."""
    return "/".join(row[part] for part in MODELS[table].META.key)


def entered_again(rows: Rows, table: str, row: Row, **cells: str) -> Row:
    """Enter a row once more, with its evidence, under the key that the cells give it."""
    again = {**row, **cells}
    rows[table].append(again)
    about = table, row_id(table, row)
    lines = [line for line in rows["evidence"] if (line["table_name"], line["row_id"]) == about]
    rows["evidence"] += [{**line, "row_id": row_id(table, again)} for line in lines]
    settle(rows, "evidence")
    settle(rows, table)
    return again


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
    settle(rows, table)
    return Fault(table, row, next(iter(cells)))
