"""Columns that a join has brought into a frame without the key of their table."""

from collections.abc import Collection, Iterator
from typing import Any

import pandas as pd

from cubairan_data.citation.cell_matches import base_of, matches, texts
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.schema import Field, Schema, evidenced_tables, schemas

_TEXTS = ("text", "list of texts", "EDTF date")

Rows = tuple[str, set[str]]


def joined_rows(
    tables: Tables, frame: pd.DataFrame, claimed: Collection[str]
) -> tuple[list[Rows], list[str]]:
    """Find the rows that a frame refers to and from which it has columns.

    Args:
        tables: the record.
        frame: the frame, its index among the columns.
        claimed: the tables whose keys it has.

    Returns:
        The keys of the rows, each with their table; and a sentence for every column that is one of
        another table, whose key the frame has not.
    """
    foreign = set(_foreign(tables, frame, claimed))
    found: list[Rows] = []
    for column, target in _references(frame, claimed):
        record = tables.frame(target.name).set_index(target.key[0]).reindex(frame[column])
        record = record.set_axis(frame.index)
        for name in sorted(foreign):
            rows = _from(frame[name], name, record, target)
            if rows.any():
                found.append((target.name, set(frame.loc[rows, column].dropna())))
                foreign.discard(name)
    return found, [_unkeyed(name, owner) for name, owner in _owned(tables, frame, foreign, claimed)]


def _foreign(tables: Tables, frame: pd.DataFrame, claimed: Collection[str]) -> Iterator[str]:
    """Name the columns that are none of the tables claimed, whole as the record has them."""
    keys = {key for name in claimed for key in schemas()[name].key}
    own = [matches(tables, frame, name) for name in claimed]
    for name in frame.columns:
        if not isinstance(name, str) or name in keys:
            continue
        blank = frame[name].isna()
        explained = [mask[name] for mask in own if name in mask]
        if not blank.all() and not any((mask | blank).all() for mask in explained):
            yield name


def _references(frame: pd.DataFrame, claimed: Collection[str]) -> Iterator[tuple[str, Schema]]:
    """Name the columns that refer to a table, other than by the name of its key."""
    evidenced = evidenced_tables()
    for name in claimed:
        for field in schemas()[name].fields.values():
            target = schemas().get(field.references or "")
            is_usable = field.name in frame.columns and field.name not in schemas()[name].key
            if target and target.name in evidenced and is_usable:
                yield field.name, target


def _from(
    column: "pd.Series[Any]", name: str, record: pd.DataFrame, target: Schema
) -> "pd.Series[bool]":
    """Mark the rows whose cells are those of the row referred to: by name, or all of a text."""
    base = base_of(name, target.fields)
    if base and base not in target.key:
        same = _equal(column, record[base])
        if same.any():
            return same
    for field in target.fields.values():
        if field.cell in _TEXTS and field.name not in target.key:
            same = _equal(column, record[field.name])
            if same.any() and (same | column.isna()).all():
                return same
    return pd.Series(False, index=column.index)


def _equal(ours: "pd.Series[Any]", theirs: "pd.Series[Any]") -> "pd.Series[bool]":
    return (texts(ours) == texts(theirs)).fillna(False).astype(bool)


def _owned(
    tables: Tables, frame: pd.DataFrame, foreign: Collection[str], claimed: Collection[str]
) -> Iterator[tuple[str, Schema]]:
    """Find the table of each column that no row claimed or referred to can have given."""
    for name in sorted(foreign):
        if any(name in schemas()[table].fields for table in claimed):
            continue
        for table in evidenced_tables():
            field = schemas()[table].fields.get(name)
            if field and _is_of(tables, frame[name], table, field):
                yield name, schemas()[table]
                break


def _is_of(tables: Tables, column: "pd.Series[Any]", table: str, field: Field) -> bool:
    known = set(texts(tables.frame(table)[field.name]).dropna())
    return field.cell in _TEXTS and set(texts(column).dropna()) <= known


def _unkeyed(name: str, owner: Schema) -> str:
    return f"column {name!r} is one of {owner.name}, but the frame has no {owner.key[0]!r}"
