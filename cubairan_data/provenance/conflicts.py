"""Conflicts between sources: readings that were not followed, and how to substitute one."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from cubairan_data.errors import ConflictError, shown
from cubairan_data.provenance.joins import check_rows
from cubairan_data.provenance.lines import check_evidenced, joined_lines, row_ids, with_links
from cubairan_data.storage.cell_check import value_of
from cubairan_data.storage.dtypes import TEXT
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.frames import ATTRIBUTE
from cubairan_data.storage.names import TableName
from cubairan_data.storage.schema import schemas

_COLUMNS = [
    "table_name",
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
    if table is not None:
        check_evidenced(table)
    lines = joined_lines(tables)
    lines = lines[lines["verdict"] == "contradicts"]
    if table is not None:
        lines = lines[lines["table_name"] == table]
    lines = with_links(lines).rename(columns={"columns": "column"}).reset_index(drop=True)
    for name in lines["table_name"].unique():
        check_rows(tables, name)
    places = zip(lines["table_name"], lines["row_id"], lines["column"], strict=True)
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
        ConflictError: the reading is about another table, contradicts no value in this frame, or
            is not a value of the column.

    Example:
        >>> import cubairan_data as cid
        >>> rival = cid.rivals("visits").iloc[0]
        >>> changed = cid.substitute(cid.load("visits"), rival).set_index("visit_id")
        >>> changed.loc[rival["row_id"], rival["column"]] == rival["reading"]
        True
    """
    if not isinstance(frame, pd.DataFrame):
        raise ConflictError(f"{shown(frame)} is not a DataFrame; pass a frame from cid.load()")
    if not isinstance(rival, (pd.Series, Mapping)) or not all(
        isinstance(rival.get(name), str) for name in ("table_name", "row_id", "column", "reading")
    ):
        raise ConflictError("no reading to substitute; pass a row of cid.rivals()")
    table, row_id, column = rival["table_name"], rival["row_id"], rival["column"]
    rows = _rows_of(frame, table, row_id, column)
    schema = schemas()[table]
    try:
        value = value_of(schema.fields[column], rival["reading"])
    except ValueError as error:
        raise ConflictError(f"{column} of {row_id!r} cannot hold the reading: {error}") from error
    changed = frame.copy()
    _replace(changed, rows, column, value)
    for bound, date in schema.bounds:
        if date == column and bound.name in changed.columns:
            day = bound.bound(rival["reading"])
            _replace(changed, rows, bound.name, pd.Timestamp(day) if day else pd.NaT)
    return changed


def _rows_of(frame: pd.DataFrame, table: str, row_id: str, column: str) -> "pd.Series[bool]":
    """Mark the rows that a reading is about; raises ConflictError where there is none."""
    known = frame.attrs.get(ATTRIBUTE, table)
    if known != table:
        raise ConflictError(f"the reading is about {table}, but the frame holds {known}")
    schema = schemas().get(table)
    if schema is None or not {column, *schema.key} <= set(frame.columns) & schema.fields.keys():
        raise ConflictError(f"the frame has no column {column!r} of {table}")
    rows = row_ids(table, frame) == row_id
    if not rows.any():
        raise ConflictError(f"the frame has no row {row_id!r} of {table}")
    return rows


def _replace(frame: pd.DataFrame, rows: "pd.Series[bool]", column: str, value: Any) -> None:
    try:
        frame.loc[rows, column] = value
    except (TypeError, ValueError) as error:
        found = f"{column} of the frame is {frame[column].dtype} and cannot hold {value!r}"
        raise ConflictError(f"{found}; pass a frame from cid.load()") from error
