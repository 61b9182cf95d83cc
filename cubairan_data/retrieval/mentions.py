"""Which rows name a person, a body or another row, in whatever column."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from cubairan_data.storage.folder import Tables
from cubairan_data.storage.raw import Cells
from cubairan_data.storage.schema import Schema, schemas


class Naming(NamedTuple):
    """One row that names another, and as what."""

    table: str
    row_id: str
    part: str
    """The title of the column, or the code of the part taken, such as ``Lead``."""


def namings(tables: Tables, target: str, row_id: str) -> list[Naming]:
    """Find the rows of the record that name one row of another table.

    Who took part in an event is named by a table of its own; the event is what is found then.

    Args:
        tables: the record.
        target: table of the row named, such as ``officials``.
        row_id: its key.

    Returns:
        The rows in the order of the tables, each once for every part.
    """
    return tables.derived(_index, target).get(row_id, [])


def _index(tables: Tables, target: str) -> dict[str, list[Naming]]:
    index: dict[str, list[Naming]] = defaultdict(list)
    for schema in schemas().values():
        if schema.group == "evidence":
            continue
        for row_id, cells in tables.cells(schema.name).items():
            for named, naming in _in_row(schema, target, row_id, cells):
                if naming not in index[named]:
                    index[named].append(naming)
    order = list(schemas())
    for found in index.values():
        found.sort(key=lambda naming: order.index(naming.table))
    return index


def _in_row(schema: Schema, target: str, row_id: str, cells: Cells) -> Iterator[tuple[str, Naming]]:
    event = _event_of(schema)
    for field in schema.fields.values():
        if field.references != target or field.name not in cells:
            continue
        if event is None:
            yield cells[field.name], Naming(schema.name, row_id, field.title)
        elif event != target:
            role = schema.fields["role"].labels[cells["role"]]
            yield cells[field.name], Naming(event, cells[schema.key[0]], role)


def _event_of(schema: Schema) -> str | None:
    """Name the table of events of which a table lists the participants."""
    if len(schema.key) < 2 or "role" not in schema.fields:
        return None
    return schema.fields[schema.key[0]].references
