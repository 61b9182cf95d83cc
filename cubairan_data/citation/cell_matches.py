"""Which cells of a frame are those of the record."""

from collections.abc import Collection, Mapping
from typing import Any

import pandas as pd

from cubairan_data.provenance.lines import row_ids
from cubairan_data.storage.dtypes import TEXT
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.schema import schemas

Masks = Mapping[str, "pd.Series[bool]"]
"""Which rows of a frame, by a name."""


def matches(tables: Tables, frame: pd.DataFrame, name: str) -> Masks:
    """Mark, by column of the frame, the cells that are those of one table's row in the record."""
    schema = schemas()[name]
    record = tables.frame(name)
    record = record.set_index(row_ids(name, record)).reindex(row_ids(name, frame))
    record = record.set_axis(frame.index)
    found = {}
    for column in frame.columns:
        base = base_of(str(column), schema.fields)
        if base and base not in schema.key:
            found[str(column)] = equal(frame[column], record[base])
    return found


def equal(ours: "pd.Series[Any]", theirs: "pd.Series[Any]") -> "pd.Series[bool]":
    """Mark the filled cells that two columns have in common."""
    return (texts(ours) == texts(theirs)).fillna(False).astype(bool)


def base_of(column: str, fields: Collection[str]) -> str | None:
    """Find the column of a table that a column of a frame is, suffixed by a merge or not."""
    if column in fields:
        return column
    if any(column in schema.fields for schema in schemas().values()):
        return None
    return next((name for name in fields if column.startswith(f"{name}_")), None)


def texts(values: "pd.Series[Any]") -> "pd.Series[str]":
    """Write values so that those of a file read back are as those of `load`."""
    if pd.api.types.is_datetime64_any_dtype(values):
        return pd.Series(values.dt.strftime("%Y-%m-%d"), dtype=TEXT)
    if pd.api.types.is_bool_dtype(values):
        return values.astype(TEXT).str.lower()
    if pd.api.types.is_numeric_dtype(values):
        return values.astype("Float64").astype(TEXT)
    return values.astype(TEXT)
