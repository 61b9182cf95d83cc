"""Trace the rows of a frame back to the rows of the record.

A frame from `load` knows its table, and pandas preserves that when it is filtered. It is lost
exactly where it would be wrong: when frames are merged, or rows of two tables concatenated. Then a
table is recognised by its key together with cells that are those of the record. What cannot be
traced is named, since its sources would be dropped silently.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import pandas as pd

from cubairan_data.citation.cell_matches import Masks, base_of, matches
from cubairan_data.citation.flat_frames import HINT, flattened
from cubairan_data.citation.joined_columns import joined_rows
from cubairan_data.citation.parts import FROM_WHAT
from cubairan_data.errors import UnknownRowError, UntraceableRowsError, unknown
from cubairan_data.provenance.lines import check_evidenced, row_ids
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.frames import ATTRIBUTE
from cubairan_data.storage.names import TABLE_NAMES, TableName, known_table
from cubairan_data.storage.schema import evidenced_tables, schemas

_SOURCE = "source_id"
_PLACE = ["table_name", "row_id"]


@dataclass
class Traced:
    """The rows of the record behind a frame, and the sources that it names itself."""

    rows: dict[str, set[str]] = field(default_factory=dict)
    sources: set[str] = field(default_factory=set)
    untraced: list[str] = field(default_factory=list)
    """What leads to no row, each in a sentence."""

    def add(self, other: "Traced") -> None:
        """Take in what another part led to."""
        for name, ids in other.rows.items():
            self.rows.setdefault(name, set()).update(ids)
        self.sources |= other.sources
        self.untraced += other.untraced


def trace(tables: Tables, frame: pd.DataFrame, table: TableName | None = None) -> Traced:
    """Find the rows of the record from which a frame was made.

    Args:
        tables: the record.
        frame: a table from `load`, some of its rows, or a frame merged or concatenated from such.
        table: the table that the rows come from, where the frame does not show it.

    Returns:
        The keys of the rows by table, and the sources in a column ``source_id``; and what
        could not be traced.

    Raises:
        UntraceableRowsError: no row has a complete key of any table.
        UnknownRowError: a key is not in the record.
        NotEvidencedError: the tables rest on no evidence, so they have no sources.
    """
    flat = flattened(frame)
    if table is None:
        if set(_PLACE) <= set(flat.columns) and _SOURCE not in flat.columns:
            rest = flat.drop(columns=_PLACE)
            traced = _by_place(tables, flat)
            if _by_columns(tables, rest, _keyed(rest)):
                traced.add(trace(tables, rest))
            return traced
        _check_no_key_is_renamed(tables, flat)
    claims = dict(_claims(tables, flat, table, frame.attrs.get(ATTRIBUTE)))
    named = list(claims)
    traced = Traced()
    if _SOURCE in flat.columns:
        traced.sources = set(flat[_SOURCE].dropna())
        claims[_SOURCE] = flat[_SOURCE].notna()
    traced.untraced += _lost(flat, claims)
    _check_has_evidence(claims)
    for name in named:
        traced.rows[name] = _known_ids(tables, name, flat[claims[name]])
    joined, unkeyed = joined_rows(tables, flat, named)
    for name, ids in joined:
        traced.rows.setdefault(name, set()).update(ids)
    traced.untraced += unkeyed
    return traced


def _by_place(tables: Tables, frame: pd.DataFrame) -> Traced:
    """Trace a frame that names rows by table and key, as those of `search` and `events` do."""
    traced = Traced()
    for name, rows in frame.groupby(_PLACE[0], observed=True):
        ids = set(rows[_PLACE[1]].dropna())
        table = str(known_table(str(name)))
        for row_id in sorted(ids - tables.cells(table).keys()):
            raise unknown(UnknownRowError, f"row of {table}", row_id, tables.cells(table))
        if table == "sources":
            traced.sources |= ids
        elif table == "evidence":
            traced.sources |= {tables.cells(table)[row_id][_SOURCE] for row_id in ids}
        elif table in evidenced_tables():
            traced.rows[table] = ids
        else:
            count = "1 row" if len(ids) == 1 else f"{len(ids)} rows"
            traced.untraced.append(f"{count} of {table}, a table that rests on no evidence")
    return traced


def _claims(tables: Tables, frame: pd.DataFrame, table: str | None, loaded_as: str | None) -> Masks:
    """Mark for each table the rows of the frame that come from it."""
    keyed = _keyed(frame)
    known = table or loaded_as
    if known is not None:
        name = known_table(known)
        if missing := [column for column in schemas()[name].key if column not in frame.columns]:
            message = (
                f"the frame of {name} has no column {missing[0]!r}, which is the key of its rows"
            )
            raise UntraceableRowsError(f"{message}; keep it in the frame, or {FROM_WHAT}")
        # A join keeps the name of its first table.
        if table or not any(_is_joined(other, name) for other in keyed):
            return {name: keyed[name]}
        return {name: keyed[name], **_by_columns(tables, frame, keyed)}
    return _by_columns(tables, frame, keyed)


def _keyed(frame: pd.DataFrame) -> Masks:
    """Mark the rows with a key, for each table whose key the frame has."""
    return {
        str(name): frame[list(schemas()[name].key)].notna().all(axis=1)
        for name in TABLE_NAMES
        if set(schemas()[name].key) <= set(frame.columns)
    }


def _is_joined(name: str, first: str) -> bool:
    """Whether a key is not one that the columns of a first table hold anyway."""
    return name != first and not set(schemas()[name].key) <= set(schemas()[first].fields)


def _by_columns(tables: Tables, frame: pd.DataFrame, keyed: Masks) -> Masks:
    if not keyed:
        return {}
    if set(frame.columns) <= {column for name in keyed for column in schemas()[name].key}:
        return _named_by_keys(frame, keyed)
    return _recognised(frame, keyed, {name: matches(tables, frame, name) for name in keyed})


def _recognised(frame: pd.DataFrame, keyed: Masks, found: Mapping[str, Masks]) -> Masks:
    """Mark the rows of each table by their cells, which are those of the record.

    A cell that several tables of the frame could have given decides only where none of them has
    one of its own: a Cuban official and his Cuban ministry have the country in common.
    """
    own = {name: _matched(frame, found, name, alone=True) for name in keyed}
    if not any(rows.any() for rows in own.values()):
        own = {name: _matched(frame, found, name, alone=False) for name in keyed}
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
        given = {str(column) for column in frame.columns if base_of(str(column), fields)}
        if not given <= explained:
            explained |= set(fields)
            yield name


def _matched(
    frame: pd.DataFrame, found: Mapping[str, Masks], name: str, *, alone: bool
) -> "pd.Series[bool]":
    """Mark the rows with a cell of one table, which with ``alone`` no other table has."""
    rows = []
    for column, mask in found[name].items():
        others = [found[other].get(column) for other in found if other != name and alone]
        rows.append(mask & ~_any((each for each in others if each is not None), frame))
    return _any(rows, frame)


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
            if len(schema.key) > 1 or column == key or base_of(column, [key]) != key:
                continue
            if frame[column].isin(list(tables.cells(name))).any():
                message = f"the key {key!r} has become {column!r} in a merge"
                raise UntraceableRowsError(f"{message}; {HINT}")


def _any(masks: "Iterable[pd.Series[bool]]", frame: pd.DataFrame) -> "pd.Series[bool]":
    result = pd.Series(False, index=frame.index)
    for mask in masks:
        result = result | mask
    return result


def _lost(frame: pd.DataFrame, claims: "dict[str, pd.Series[bool]]") -> list[str]:
    """Name the rows without a key; raises UntraceableRowsError if that is all of them."""
    lost = frame[~_any(claims.values(), frame)]
    if lost.empty:
        return []
    count = f"{len(lost)} of {len(frame)} rows"
    where = f"{count} cannot be traced to a table of the record (first: {lost.index.tolist()[0]!r})"
    if len(lost) == len(frame):
        hint = f"keep the key columns, name the table with table=…, or {FROM_WHAT}"
        raise UntraceableRowsError(f"{where}; {hint}")
    return [where]


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
