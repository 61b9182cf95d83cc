"""Rows that refer to those of a frame, from which a join brought columns without their key.

Agreements name the visit at which they were signed: joined to visits by ``visit_id``, a column of
theirs leads back to them, as the same visit has the same text only in the row it came from.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

import pandas as pd

from cubairan_data.citation.cell_matches import base_of, equal, texts
from cubairan_data.provenance.lines import row_ids
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.schema import Schema, evidenced_tables, schemas

WORDS = ("text", "list of texts", "EDTF date")
"""The cells that tell a row from others."""

Links = Mapping[str, list[str]]
"""The columns of a frame that hold keys of a table, by that table."""


def links_of(frame: pd.DataFrame, claimed: Collection[str]) -> Links:
    """Name the columns of a frame that hold keys of a table whose rows rest on evidence."""
    links: dict[str, list[str]] = {}
    for target in evidenced_tables():
        key = schemas()[target].key
        named = [key[0]] if len(key) == 1 else []
        for name in claimed:
            fields = schemas()[name].fields.values()
            named += [field.name for field in fields if field.references == target]
        links[target] = [name for name in dict.fromkeys(named) if name in frame.columns]
    return links


def linked_columns(links: Links, schema: Schema) -> Iterator[tuple[str, str]]:
    """Pair the columns of a frame with those of a table that refer to the same rows."""
    for field in schema.fields.values():
        for column in links.get(field.references or "", ()):
            yield column, field.name


def referring_rows(
    tables: Tables, frame: pd.DataFrame, foreign: Collection[str], claimed: Collection[str]
) -> "Iterator[tuple[str, set[str], dict[str, pd.Series[bool]]]]":
    """Find the rows of other tables that gave columns to a frame.

    Args:
        tables: the record.
        frame: the frame, its index among the columns.
        foreign: the columns that the tables claimed did not give.
        claimed: the tables whose keys the frame has.

    Returns:
        For each table that gave some: its name, the keys of the rows, and the columns with the
        rows of the frame whose cells it gave.
    """
    best: dict[str, tuple[int, _Pairs]] = {}
    for pairs in _all_pairs(tables, frame, claimed) if foreign else ():
        for name in foreign:
            explained = int(pairs.explained(name).sum())
            # Of two ways to the same cell, the one that explains more of the column is the join.
            if explained > best.get(name, (0, None))[0]:
                best[name] = explained, pairs
    for pairs in dict.fromkeys(pairs for _, pairs in best.values()):
        columns = [name for name in best if best[name][1] is pairs]
        yield pairs.table, pairs.keys(columns), {name: pairs.explained(name) for name in columns}


def _all_pairs(tables: Tables, frame: pd.DataFrame, claimed: Collection[str]) -> "Iterator[_Pairs]":
    links = links_of(frame, claimed)
    for name in evidenced_tables():
        if name not in claimed:
            for column, link in linked_columns(links, schemas()[name]):
                yield _Pairs(frame, column, tables.frame(name), name, link)


class _Pairs:
    """The rows of a frame, each with the rows of a table that refer to the same."""

    def __init__(
        self, frame: pd.DataFrame, column: str, record: pd.DataFrame, table: str, link: str
    ) -> None:
        self.table = table
        self._frame, self._record = frame, record
        self._found: dict[str, pd.Series[bool]] = {}
        ours = pd.DataFrame({"key": texts(frame[column]).to_numpy(), "ours": range(len(frame))})
        theirs = pd.DataFrame({"key": texts(record[link]).to_numpy(), "row": range(len(record))})
        self._rows = ours.dropna().merge(theirs.dropna(), on="key")

    def explained(self, column: str) -> "pd.Series[bool]":
        """Mark the rows of the frame whose cell is that of a row that refers to the same."""
        if column not in self._found:
            self._found[column] = self._same(column)
        places = self._rows.loc[self._found[column], "ours"]
        return pd.Series(range(len(self._frame)), index=self._frame.index).isin(set(places))

    def keys(self, columns: Collection[str]) -> set[str]:
        """Give the keys of the rows that have the cells of all columns, else of any."""
        found = pd.concat([self._found[name] for name in columns], axis=1)
        marked = found.all(axis=1) if found.all(axis=1).any() else found.any(axis=1)
        rows = self._rows.loc[marked, "row"].unique()
        return set(row_ids(self.table, self._record.iloc[rows]))

    def _same(self, column: str) -> "pd.Series[bool]":
        """Mark the pairs with the same cell: in a column of this name, or in all of a text."""
        schema = schemas()[self.table]
        nothing = pd.Series(False, index=self._rows.index)
        if base := base_of(column, schema.fields):
            return nothing if base in schema.key else self._equal(column, base)
        if pd.api.types.is_numeric_dtype(self._frame[column]):
            return nothing  # a number is none of the texts below
        is_filled = self._frame[column].notna().to_numpy()
        filled = {place for place in range(len(self._frame)) if is_filled[place]}
        for field in schema.fields.values():
            if field.cell in WORDS and field.name not in schema.key:
                same = self._equal(column, field.name)
                if filled <= set(self._rows.loc[same, "ours"]):
                    return same
        return nothing

    def _equal(self, column: str, field: str) -> "pd.Series[bool]":
        ours: pd.Series[Any] = self._frame[column].iloc[self._rows["ours"]]
        theirs: pd.Series[Any] = self._record[field].iloc[self._rows["row"]]
        index = self._rows.index
        return equal(ours.set_axis(index), theirs.set_axis(index))
