"""Trace the rows of a frame back to the rows of the record.

A frame from `load` knows its table, and pandas preserves that when it is filtered. It is lost
exactly where it would be wrong: when frames are merged, or rows of two tables concatenated. Then a
table is recognised by its key together with cells that are those of the record, and a row that
cannot be traced is an error, since its sources would be dropped silently.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from cubairan_data.errors import UnknownRowError, UntraceableRowsError, unknown
from cubairan_data.provenance.lines import check_evidenced, row_ids
from cubairan_data.storage.dtypes import TEXT
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.frames import ATTRIBUTE
from cubairan_data.storage.names import TABLE_NAMES, TableName, known_table
from cubairan_data.storage.schema import evidenced_tables, schemas

Masks = Mapping[str, "pd.Series[bool]"]
"""Which rows of a frame, by a name."""

_SOURCE = "source_id"
_HINT = "name the table with table=…, or cite the parts as a list"


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
        NotEvidencedError: the tables rest on no evidence, so they have no sources.
    """
    flat = _with_index(frame)
    if table is None:
        _check_no_key_is_renamed(tables, flat)
    claims = dict(_claims(tables, flat, table or frame.attrs.get(ATTRIBUTE)))
    traced = Traced()
    if _SOURCE in flat.columns:
        traced.sources = set(flat[_SOURCE].dropna())
        claims[_SOURCE] = flat[_SOURCE].notna()
    _check_complete(flat, claims)
    _check_has_evidence(claims)
    for name, claimed in claims.items():
        if name != _SOURCE:
            traced.rows[name] = _known_ids(tables, name, flat[claimed])
    return traced


def _with_index(frame: pd.DataFrame) -> pd.DataFrame:
    """Make columns of the index levels, since one of them may be the key."""
    levels = [name for name in frame.index.names if name and name not in frame.columns]
    flat = frame.reset_index(levels) if levels else frame
    if twice := sorted({str(name) for name in flat.columns[flat.columns.duplicated()]}):
        raise UntraceableRowsError(f"the frame has two columns {twice[0]!r}; {_HINT}")
    return flat


def _claims(tables: Tables, frame: pd.DataFrame, table: str | None) -> Masks:
    """Mark for each table the rows of the frame that come from it."""
    if table is not None:
        name = known_table(table)
        key = list(schemas()[name].key)
        if missing := [column for column in key if column not in frame.columns]:
            message = f"the rows of {name} have no column {missing[0]!r}, which is their key"
            raise UntraceableRowsError(f"{message}; keep it in the frame")
        return {name: frame[key].notna().all(axis=1)}
    keyed: Masks = {
        str(name): frame[list(schemas()[name].key)].notna().all(axis=1)
        for name in TABLE_NAMES
        if set(schemas()[name].key) <= set(frame.columns)
    }
    if not keyed:
        return {}
    if set(frame.columns) <= {column for name in keyed for column in schemas()[name].key}:
        return _named_by_keys(frame, keyed)
    return _recognised(frame, keyed, {name: _matches(tables, frame, name) for name in keyed})


def _recognised(frame: pd.DataFrame, keyed: Masks, matches: Mapping[str, Masks]) -> Masks:
    """Mark the rows of each table by their cells, which are those of the record.

    A cell that several tables of the frame could have given decides only where none of them has
    one of its own: a Cuban official and his Cuban ministry have the country in common.
    """
    own = {name: _matched(frame, matches, name, alone=True) for name in keyed}
    if not any(rows.any() for rows in own.values()):
        own = {name: _matched(frame, matches, name, alone=False) for name in keyed}
    recognised = [name for name in keyed if own[name].any()]
    if not recognised:
        fitting = [name for name in keyed if set(frame.columns) <= set(schemas()[name].fields)]
        return _named_by_keys(frame, {name: keyed[name] for name in fitting})
    claims = {}
    for name in recognised:
        others = _any((own[other] for other in recognised if other != name), frame)
        # Merged, a table stands in the rows of another, also in those where its cells are blank;
        # concatenated, it has rows of its own, and its key elsewhere is a reference.
        is_merged = bool((own[name] & others).any())
        claims[name] = keyed[name] if is_merged else own[name] | (keyed[name] & ~others)
    return claims | {name: keyed[name] for name in _blank_in(frame, keyed, recognised)}


def _blank_in(frame: pd.DataFrame, keyed: Masks, recognised: list[str]) -> Iterator[str]:
    """Find the tables of which the frame has columns that no other gave, all of them blank."""
    explained = {column for name in recognised for column in schemas()[name].fields}
    for name in sorted(set(keyed) - set(recognised), key=lambda name: -len(schemas()[name].key)):
        fields = schemas()[name].fields
        given = {str(column) for column in frame.columns if _base(str(column), fields)}
        if not given <= explained:
            explained |= set(fields)
            yield name


def _matched(
    frame: pd.DataFrame, matches: Mapping[str, Masks], name: str, *, alone: bool
) -> "pd.Series[bool]":
    """Mark the rows with a cell of one table, which with ``alone`` no other table has."""
    rows = []
    for column, mask in matches[name].items():
        others = [matches[other].get(column) for other in matches if other != name and alone]
        rows.append(mask & ~_any((each for each in others if each is not None), frame))
    return _any(rows, frame)


def _matches(tables: Tables, frame: pd.DataFrame, name: str) -> Masks:
    """Mark, by column of the frame, the cells that are those of one table's row in the record."""
    schema = schemas()[name]
    record = tables.frame(name)
    record = record.set_index(row_ids(name, record)).reindex(row_ids(name, frame))
    record = record.set_axis(frame.index)
    matches = {}
    for column in frame.columns:
        base = _base(str(column), schema.fields)
        if base and base not in schema.key:
            ours, theirs = _texts(frame[column]), _texts(record[base])
            matches[str(column)] = (ours == theirs).fillna(False).astype(bool)
    return matches


def _base(column: str, fields: Collection[str]) -> str | None:
    """Find the column of a table that a column of a frame is, suffixed by a merge or not."""
    if column in fields:
        return column
    if any(column in schema.fields for schema in schemas().values()):
        return None
    return next((name for name in fields if column.startswith(f"{name}_")), None)


def _texts(values: "pd.Series[Any]") -> "pd.Series[str]":
    """Write values so that those of a file read back are as those of `load`."""
    if pd.api.types.is_datetime64_any_dtype(values):
        return pd.Series(values.dt.strftime("%Y-%m-%d"), dtype=TEXT)
    if pd.api.types.is_bool_dtype(values):
        return values.astype(TEXT).str.lower()
    if pd.api.types.is_numeric_dtype(values):
        return values.astype("Float64").astype(TEXT)
    return values.astype(TEXT)


def _named_by_keys(frame: pd.DataFrame, keyed: Masks) -> Masks:
    """Mark the rows of a frame of keys alone; one to which another table refers is a reference."""
    claims = {}
    for name, rows in keyed.items():
        referring = [other for other in keyed if other != name and _refers(other, name)]
        own = rows & ~_any((keyed[other] for other in referring), frame)
        if own.any():
            claims[name] = own
    return claims


def _refers(name: str, target: str) -> bool:
    fields = schemas()[name].fields
    key = schemas()[target].key
    return len(key) == 1 and key[0] in fields and fields[key[0]].references == target


def _check_no_key_is_renamed(tables: Tables, frame: pd.DataFrame) -> None:
    """Refuse keys that a merge has given a suffix, such as ``visit_id_x``: whose are they?"""
    for name in evidenced_tables():
        schema = schemas()[name]
        key = schema.key[0]
        for column in map(str, frame.columns):
            if len(schema.key) > 1 or column == key or _base(column, [key]) != key:
                continue
            if frame[column].isin(list(tables.cells(name))).any():
                message = f"the key {key!r} has become {column!r} in a merge"
                raise UntraceableRowsError(f"{message}; {_HINT}")


def _any(masks: "Iterable[pd.Series[bool]]", frame: pd.DataFrame) -> "pd.Series[bool]":
    result = pd.Series(False, index=frame.index)
    for mask in masks:
        result = result | mask
    return result


def _check_complete(frame: pd.DataFrame, claims: "dict[str, pd.Series[bool]]") -> None:
    lost = frame[~_any(claims.values(), frame)]
    if len(lost):
        where = f"{len(lost)} of {len(frame)} rows cannot be traced to a table of the record"
        raise UntraceableRowsError(
            f"{where} (first: {lost.index[0]!r}); keep the key columns, {_HINT}"
        )


def _check_has_evidence(claims: Masks) -> None:
    """Raise for a frame of tables alone that rest on no evidence, such as countries."""
    names = [name for name in claims if name != _SOURCE]
    if names == list(claims) and not set(names) & set(evidenced_tables()):
        for name in names:
            check_evidenced(known_table(name))


def _known_ids(tables: Tables, name: str, rows: pd.DataFrame) -> set[str]:
    ids = set(row_ids(name, rows))
    known = tables.cells(name)
    for row_id in sorted(ids - known.keys()):
        raise unknown(UnknownRowError, f"row of {name}", row_id, known)
    return ids
