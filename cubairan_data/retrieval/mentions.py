"""Which rows name a person, a body or another row, in whatever column."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from cubairan_data.storage.folder import Tables
from cubairan_data.storage.raw import Cells
from cubairan_data.storage.schema import Schema, schemas
from cubairan_data.storage.wording import of_code, of_column


class Naming(NamedTuple):
    """One row that names another, and as what."""

    table: str
    row_id: str
    column: str
    """The column that names it, or that of the part taken, of a table in which it stands."""
    within: str
    """This table: that of the row, or of those who took part."""
    role: str | None
    """The code of the part taken."""

    def part(self, language: str) -> str:
        """Say as what the row names it: the title of the column, or the part taken."""
        schema = schemas()[self.within]
        field = schema.fields[self.column]
        if self.role is None:
            return of_column(schema, field, language).label
        return of_code(field, self.role, language).label


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
            naming = Naming(schema.name, row_id, field.name, schema.name, None)
            yield cells[field.name], naming
        elif event != target:
            event_id = cells[schema.key[0]]
            naming = Naming(event, event_id, "role", schema.name, cells["role"])
            yield cells[field.name], naming


def _event_of(schema: Schema) -> str | None:
    """Name the table of events of which a table lists the participants."""
    if len(schema.key) < 2 or "role" not in schema.fields:
        return None
    return schema.fields[schema.key[0]].references
