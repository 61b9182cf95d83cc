"""Trace the rows of a frame back to the rows of the record.

A frame from `load` knows its table, and pandas preserves that when it is filtered. It is lost
exactly where it would be wrong: when frames are merged, or rows of two tables concatenated. Then
the keys and columns of the frame show its tables, and a row that cannot be traced is an error,
since its sources would be dropped silently.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import pandas as pd

from cubairan_data.errors import UnknownRowError, UntraceableRowsError, unknown
from cubairan_data.provenance.lines import row_ids
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.frames import ATTRIBUTE
from cubairan_data.storage.names import TABLE_NAMES, TableName, known_table
from cubairan_data.storage.schema import schemas

_SOURCE = "source_id"


@dataclass
class Traced:
    """The rows of the record behind a frame, and the sources that it names itself."""

    rows: dict[str, set[str]] = field(default_factory=dict)
    sources: set[str] = field(default_factory=set)


def trace(tables: Tables, frame: pd.DataFrame, table: TableName | None = None) -> Traced:
    """Find the rows of the record from which a frame was made.

    Args:
        tables: the record.
        frame: a table from `load`, some of its rows, or a frame merged or concatenated from such.
        table: the table that the rows come from, where the frame does not show it.

    Returns:
        The keys of the rows by table, and the sources in a column ``source_id``.

    Raises:
        UntraceableRowsError: rows have no complete key of any table.
        UnknownRowError: a key is not in the record.
    """
    flat = _with_index(frame)
    claims = _claims(flat, table or frame.attrs.get(ATTRIBUTE))
    traced = Traced()
    if _SOURCE in flat.columns:
        traced.sources = set(flat[_SOURCE].dropna())
        claims[_SOURCE] = flat[_SOURCE].notna()
    _check_complete(flat, claims)
    for name, claimed in claims.items():
        if name != _SOURCE:
            traced.rows[name] = _known_ids(tables, name, flat[claimed])
    return traced


def _with_index(frame: pd.DataFrame) -> pd.DataFrame:
    """Make columns of the index levels, one of which may be the key."""
    levels = [name for name in frame.index.names if name and name not in frame.columns]
    return frame.reset_index(levels) if levels else frame


def _claims(frame: pd.DataFrame, table: str | None) -> "dict[str, pd.Series[bool]]":
    """Mark for each table the rows of the frame that come from it."""
    if table is not None:
        name = known_table(table)
        key = list(schemas()[name].key)
        if missing := [column for column in key if column not in frame.columns]:
            message = f"the rows of {name} have no column {missing[0]!r}, which is their key"
            raise UntraceableRowsError(f"{message}; keep it in the frame")
        return {name: frame[key].notna().all(axis=1)}
    whole = [name for name in TABLE_NAMES if set(schemas()[name].key) <= set(frame.columns)]
    keyed = {name: frame[list(schemas()[name].key)].notna().all(axis=1) for name in whole}
    own = {name: _own_columns(frame, name, whole) for name in whole}
    claims = {
        name: rows & frame[own[name]].notna().any(axis=1)
        for name, rows in keyed.items()
        if own[name]
    }
    # A key in a row that no table's own columns claim is the key itself, unless another table
    # whose key is there refers with it: the visit_id of an agreement is no row of visits.
    unclaimed = ~_any(claims.values(), frame)
    for name in whole:
        referring = [other for other in whole if other != name and _refers(other, name)]
        rows = keyed[name] & unclaimed & ~_any((keyed[other] for other in referring), frame)
        if rows.any():
            claims[name] = claims.get(name, rows) | rows
    return {name: rows for name, rows in claims.items() if rows.any()}


def _own_columns(frame: pd.DataFrame, name: str, whole: Sequence[str]) -> list[str]:
    """The columns of the frame that of these tables only this one has, its key left out."""
    schema = schemas()[name]
    others = {column for other in whole if other != name for column in schemas()[other].fields}
    own = set(schema.fields) - set(schema.key) - others
    return [str(column) for column in frame.columns if column in own]


def _refers(name: str, target: str) -> bool:
    fields = schemas()[name].fields
    key = schemas()[target].key
    return len(key) == 1 and key[0] in fields and fields[key[0]].references == target


def _any(masks: "Iterable[pd.Series[bool]]", frame: pd.DataFrame) -> "pd.Series[bool]":
    result = pd.Series(False, index=frame.index)
    for mask in masks:
        result = result | mask
    return result


def _check_complete(frame: pd.DataFrame, claims: "dict[str, pd.Series[bool]]") -> None:
    lost = frame[~_any(claims.values(), frame)]
    if len(lost):
        where = f"{len(lost)} of {len(frame)} rows cannot be traced to a table of the record"
        hint = "keep the key columns, name the table with table=…, or cite the parts as a list"
        raise UntraceableRowsError(f"{where} (first: {lost.index[0]!r}); {hint}")


def _known_ids(tables: Tables, name: str, rows: pd.DataFrame) -> set[str]:
    ids = set(row_ids(name, rows))
    known = tables.cells(name)
    for row_id in sorted(ids - known.keys()):
        raise unknown(UnknownRowError, f"row of {name}", row_id, known)
    return ids
