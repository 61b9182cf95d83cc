"""Conflicts between sources: readings that were not followed, and how to substitute one."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from cubairan_data.errors import ConflictError
from cubairan_data.provenance.lines import joined_lines, row_ids, with_links
from cubairan_data.storage.cell_check import value_of
from cubairan_data.storage.dtypes import TEXT
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.names import TableName
from cubairan_data.storage.schema import schemas

_COLUMNS = [
    "table",
    "row_id",
    "column",
    "value",
    "reading",
    "reason",
    "source_id",
    "title",
    "publisher",
    "reliability",
    "published",
    "link",
    "note",
]


def rivals(tables: Tables, table: TableName | None) -> pd.DataFrame:
    """List the readings that contradict the values of the record."""
    lines = joined_lines(tables)
    lines = lines[lines["verdict"] == "contradicts"]
    if table is not None:
        lines = lines[lines["table"] == table]
    lines = with_links(lines).rename(columns={"columns": "column"}).reset_index(drop=True)
    places = zip(lines["table"], lines["row_id"], lines["column"], strict=True)
    values = [tables.cells(name)[row_id].get(column) for name, row_id, column in places]
    return lines.assign(value=pd.array(values, dtype=TEXT))[_COLUMNS]


def substitute(frame: pd.DataFrame, rival: "pd.Series | Mapping[str, Any]") -> pd.DataFrame:
    """Replace one value by a rival reading, to see how it changes an analysis.

    Args:
        frame: a DataFrame from `load`, optionally filtered, with its key columns.
        rival: one row of `rivals`.

    Returns:
        A copy with the same dtypes; the bounds of a date are replaced as well.

    Raises:
        ConflictError: the reading contradicts no value in this frame.

    Example:
        >>> import cubairan_data as cid
        >>> rival = cid.rivals("visits").iloc[0]
        >>> changed = cid.substitute(cid.load("visits"), rival).set_index("visit_id")
        >>> changed.loc[rival["row_id"], rival["column"]] == rival["reading"]
        True
    """
    if not all(
        isinstance(rival.get(name), str) for name in ("table", "row_id", "column", "reading")
    ):
        raise ConflictError("no reading to substitute; pass a row of cid.rivals()")
    table, row_id, column = rival["table"], rival["row_id"], rival["column"]
    schema = schemas().get(table)
    if schema is None or column not in frame.columns or not set(schema.key) <= set(frame.columns):
        raise ConflictError(f"the frame has no column {column!r} of {table}")
    rows = row_ids(table, frame) == row_id
    if not rows.any():
        raise ConflictError(f"the frame has no row {row_id!r} of {table}")
    changed = frame.copy()
    reading = rival["reading"]
    changed.loc[rows, column] = value_of(schema.fields[column], reading)
    for bound, date in schema.bounds:
        if date == column and bound.name in changed.columns:
            day = bound.bound(reading)
            changed.loc[rows, bound.name] = pd.Timestamp(day) if day else pd.NaT
    return changed
