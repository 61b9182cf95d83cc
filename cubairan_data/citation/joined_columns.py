"""Columns that a join has brought into a frame without the key of their table."""

from collections.abc import Collection, Iterator
from typing import Any

import pandas as pd

from cubairan_data.citation.cell_matches import base_of, equal, matches, texts
from cubairan_data.citation.referring_rows import (
    WORDS,
    Links,
    linked_columns,
    links_of,
    referring_rows,
)
from cubairan_data.provenance.lines import joined_lines, row_ids
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.schema import Field, Schema, evidenced_tables, schemas

# The cells by which a value of another row is known for one; codes are the same in many rows.
_TELLING = ("text", "EDTF date", "count", "number", "identifier")

Rows = tuple[str, set[str]]
Foreign = dict[str, "pd.Series[bool]"]
"""The columns that no table claimed has given whole, with the cells that it has not given."""


def joined_rows(
    tables: Tables, frame: pd.DataFrame, claimed: Collection[str]
) -> tuple[list[Rows], list[str]]:
    """Find the rows that a frame refers to, or that refer to it, and from which it has columns.

    Args:
        tables: the record.
        frame: the frame, its index among the columns.
        claimed: the tables whose keys it has.

    Returns:
        The keys of the rows, each with their table; and a sentence for every column that is one of
        another table, whose key the frame has not, or that holds cells of other rows.
    """
    foreign = _foreign(tables, frame, claimed)
    frame = _with_references(tables, frame, claimed) if foreign else frame
    found: list[Rows] = []
    for column, target in _references(frame, claimed):
        record = tables.frame(target.name).set_index(target.key[0]).reindex(frame[column])
        record = record.set_axis(frame.index)
        for name in sorted(foreign):
            if target.name in claimed and name in target.fields:
                continue
            rows = _from(frame[name], name, record, target)
            if rows.any():
                found.append((target.name, set(frame.loc[rows, column].dropna())))
                del foreign[name]
    # A code that one has changed oneself is also a code of some other row.
    telling = [name for name in foreign if not _is_code(name, claimed)]
    for table, ids, columns in referring_rows(tables, frame, telling, claimed):
        own = [name for name in columns if _is_field(name, claimed)]
        if any((foreign[name] & ~columns[name]).any() for name in own):
            continue
        found.append((table, ids))
        for name, explained in columns.items():
            foreign[name] = foreign[name] & ~explained
    return found, list(_lost(tables, frame, foreign, claimed))


def _foreign(tables: Tables, frame: pd.DataFrame, claimed: Collection[str]) -> Foreign:
    """Find the columns that are none of the tables claimed, whole as the record has them."""
    keys = {key for name in claimed for key in schemas()[name].key}
    own = [matches(tables, frame, name) for name in claimed]
    foreign = {}
    for name in frame.columns:
        if not isinstance(name, str) or name in keys:
            continue
        strange = frame[name].notna()
        for mask in own:
            strange &= ~mask[name] if name in mask else True
        for table in claimed if strange.any() else ():
            strange &= ~_is_reading(tables, frame, table, name)
        if strange.any() and not _is_copy(tables, frame, name, claimed):
            foreign[name] = strange
    return foreign


def _is_reading(tables: Tables, frame: pd.DataFrame, table: str, column: str) -> "pd.Series[bool]":
    """Mark the cells in which a rival reading stands, as `substitute` leaves them."""
    lines = joined_lines(tables)
    is_rival = (lines["verdict"] == "contradicts") & (lines["columns"] == column)
    lines = lines[is_rival & (lines["table_name"] == table)]
    rivals = set(zip(lines["row_id"], texts(lines["reading"]), strict=True))
    cells = zip(row_ids(table, frame), texts(frame[column]), strict=True)
    return pd.Series([cell in rivals for cell in cells], index=frame.index, dtype=bool)


def _with_references(tables: Tables, frame: pd.DataFrame, claimed: Collection[str]) -> pd.DataFrame:
    """Add the references of the rows claimed that the frame has no longer."""
    added = {}
    for table in claimed:
        record = tables.frame(table)
        record = record.set_index(row_ids(table, record))
        for field in schemas()[table].fields.values():
            if field.references and field.name not in frame.columns:
                added[field.name] = record[field.name].reindex(row_ids(table, frame)).to_numpy()
    return frame.assign(**added)


def _is_field(name: str, claimed: Collection[str]) -> bool:
    return any(base_of(name, schemas()[table].fields) for table in claimed)


def _is_code(name: str, claimed: Collection[str]) -> bool:
    fields = [schemas()[table].fields.get(name) for table in claimed]
    return any(field.cell not in _TELLING for field in fields if field)


def _is_copy(tables: Tables, frame: pd.DataFrame, name: str, claimed: Collection[str]) -> bool:
    """Whether a column of another name repeats one of the tables claimed."""
    is_number = pd.api.types.is_numeric_dtype(frame[name])
    if is_number or any(name in schema.fields for schema in schemas().values()):
        return False
    for table in claimed:
        ids = row_ids(table, frame)
        record = tables.frame(table)
        record = record.set_index(row_ids(table, record)).reindex(ids).set_axis(frame.index)
        for field in schemas()[table].fields.values():
            same = equal(frame[name], record[field.name]) | frame[name].isna()
            if field.cell in WORDS and same.all():
                return True
    return False


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
        same = equal(column, record[base])
        if same.any():
            return same
    for field in target.fields.values():
        if field.cell in WORDS and field.name not in target.key:
            same = equal(column, record[field.name])
            if same.any() and (same | column.isna()).all():
                return same
    return pd.Series(False, index=column.index)


def _lost(
    tables: Tables, frame: pd.DataFrame, foreign: Foreign, claimed: Collection[str]
) -> Iterator[str]:
    """Name each column whose cells no row claimed, referred to or referring has given."""
    links = links_of(frame, claimed)
    for name in sorted(name for name in foreign if foreign[name].any()):
        owners = [table for table in claimed if name in schemas()[table].fields]
        for table in owners:
            yield from _changed(tables, frame, foreign[name], table, schemas()[table].fields[name])
        for table in () if owners else evidenced_tables():
            field = schemas()[table].fields.get(name)
            cells = frame.loc[foreign[name], name]
            if field and _is_of(tables, cells, schemas()[table], field, links):
                key = schemas()[table].key[0]
                yield f"column {name!r} is one of {table}, but the frame has no {key!r}"
                break


def _changed(
    tables: Tables, frame: pd.DataFrame, strange: "pd.Series[bool]", table: str, field: Field
) -> Iterator[str]:
    """Name cells of other rows, as after `groupby().max()`, and numbers made of several."""
    # A row without its key is named as a whole.
    strange = strange & frame[list(schemas()[table].key)].notna().all(axis=1)
    if field.cell not in _TELLING or not strange.any():
        return
    record = tables.frame(table)
    own = record.set_index(row_ids(table, record))[field.name].reindex(row_ids(table, frame))
    own = own.set_axis(frame.index)
    cells = texts(frame[field.name])
    differ = strange & cells.isin(list(texts(record[field.name]).dropna()))
    if field.type in ("integer", "number"):
        if _is_converted(frame[field.name], own):
            return
        # A zero that fills a blank does not come from another row.
        differ = (differ & (cells != "0.0")) | (strange & own.notna())
    if count := int(differ.sum()):
        cells_differ = "1 cell differs" if count == 1 else f"{count} cells differ"
        yield f"column {field.name!r}, where {cells_differ} from the rows of {table} in the record"


def _is_converted(ours: "pd.Series[Any]", theirs: "pd.Series[Any]") -> bool:
    """Whether numbers are those of the record in another unit."""
    both = ours.notna() & theirs.notna() & (theirs != 0)
    if not pd.api.types.is_numeric_dtype(ours) or both.sum() < 2:
        return False
    ratios = ours[both].astype(float) / theirs[both].astype(float)
    return bool(ratios.max() - ratios.min() <= abs(ratios.max()) * 1e-9)


def _is_of(
    tables: Tables,
    column: "pd.Series[Any]",
    owner: Schema,
    field: Field,
    links: Links,
) -> bool:
    """Whether a column is one of a table: by its texts, or as the number of what refers to it."""
    if field.cell in WORDS:
        known = set(texts(tables.frame(owner.name)[field.name]).dropna())
        return set(texts(column).dropna()) <= known
    is_number = pd.api.types.is_numeric_dtype(column) and field.type in ("integer", "number")
    return is_number and any(linked_columns(links, owner))
