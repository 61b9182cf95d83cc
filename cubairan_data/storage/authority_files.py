"""Identifiers of rows in authority files: by row, and as columns of a table."""

from typing import TYPE_CHECKING

from cubairan_data.contract.lists import DELIMITER
from cubairan_data.errors import UnknownNameError, known_name
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.schema import schemas

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

Identified = dict[tuple[str, str], list[tuple[str, str]]]
_TABLE = "identifiers"


def identified(tables: Tables) -> Identified:
    """Give the identifiers of every row that has any, each as scheme and value."""
    return tables.derived(_identified)


def with_identifiers(
    tables: Tables, table: str, frame: "pd.DataFrame", schemes: "Sequence[str]"
) -> "pd.DataFrame":
    """Join identifiers to the frame of a whole table, a column for each scheme.

    Args:
        tables: the record.
        table: name of the table.
        frame: all of its rows, in the order of the record.
        schemes: codes of authority files.

    Returns:
        A new frame; a row with several identifiers of one scheme has them joined by ``;``.

    Raises:
        UnknownNameError: there is no such scheme, or no row of this table can have identifiers.
    """
    from cubairan_data.storage.dtypes import TEXT, TEXT_WITHOUT_ROWS

    fields = schemas()[_TABLE].fields
    for scheme in schemes:
        known_name(
            UnknownNameError, "scheme of identifiers", scheme, fields["scheme"].codes, "schemes"
        )
    known_name(
        UnknownNameError, "identifiers for the table", table, fields["table_name"].codes, "tables"
    )
    known = identified(tables)
    rows = [
        known.get((table, schemas()[table].row_id(row.cells)), ())
        for row in tables.sound(table).rows
    ]
    dtype = TEXT if rows else TEXT_WITHOUT_ROWS
    joined = frame.copy()
    for scheme in dict.fromkeys(schemes):
        values = [DELIMITER.join(value for of, value in row if of == scheme) for row in rows]
        joined[scheme] = [value or None for value in values]
        joined[scheme] = joined[scheme].astype(dtype)
    return joined


def _identified(tables: Tables) -> Identified:
    found: Identified = {}
    for row in tables.sound(_TABLE).rows:
        cells = row.cells
        place = cells["table_name"], cells["row_id"]
        found.setdefault(place, []).append((cells["scheme"], cells["value"]))
    return found
