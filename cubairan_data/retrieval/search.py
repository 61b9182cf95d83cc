"""Search the texts of the tables, whatever the spelling."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from cubairan_data.contract.lists import DELIMITER
from cubairan_data.errors import UnknownNameError, shown
from cubairan_data.folding import folded, folded_with_places
from cubairan_data.storage.dtypes import TEXT
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.schema import schemas
from cubairan_data.storage.wording import labels_of

MATCHES = ("exact", "folded", "spacing", "words")
"""How a text was found, the closest match first."""

_SEARCHED = ("text", "list of texts", "text fragment")
# What names a row comes before what tells of it.
_NAMES = ("name", "title", "office", "acronym")
_WORDS_AROUND = 8
_ARABIC = re.compile("[\u0600-\u06ff]")
_COLUMNS = ["table_name", "row_id", "column", "match", "before", "hit", "after"]


class Cell(NamedTuple):
    """One text of the record, as it is and folded."""

    row_id: str
    column: str
    text: str
    folded: str


@dataclass(frozen=True)
class Query:
    """What is searched, in the forms in which it may be found."""

    text: str
    folded: str
    words: Sequence[str]
    joined: str | None
    """Without blanks; only in Arabic script, in which half-spaces are written or left out."""

    @classmethod
    def of(cls, text: object) -> "Query":
        """Read a query; raises UnknownNameError if there is nothing to search."""
        plain = folded(text) if isinstance(text, str) else ""
        if not isinstance(text, str) or not plain:
            raise UnknownNameError(f"cannot search {shown(text)}; pass a word, a name or a phrase")
        joined = plain.replace(" ", "") if _ARABIC.search(plain) else None
        return cls(" ".join(text.split()), plain, plain.split(), joined)

    def match(self, cell: Cell) -> str | None:
        """Say how a text matches, None if it does not."""
        if self.folded in cell.folded:
            return "exact" if self.text in cell.text else "folded"
        if self.joined and self.joined in cell.folded.replace(" ", ""):
            return "spacing"
        if len(self.words) > 1 and all(word in cell.folded for word in self.words):
            return "words"
        return None


def search(
    tables: Tables, text: object, names: Iterable[str], language: str | None = None
) -> pd.DataFrame:
    """Find a text in the tables named, and in the labels of a language."""
    query = Query.of(text)
    found: list[tuple[tuple[int, bool, int, int], tuple[str, ...]]] = []
    for place, name in enumerate(names):
        labels = tables.derived(_labels, name, language) if language else []
        for cell in (*tables.derived(_texts, name), *labels):
            if match := query.match(cell):
                is_name = cell.column.startswith(_NAMES)
                rank = (MATCHES.index(match), not is_name, place, len(found))
                found.append((rank, (name, cell.row_id, cell.column, match, *_around(query, cell))))
    rows = [row for _, row in sorted(found)]
    frame = pd.DataFrame(rows, columns=_COLUMNS, dtype=TEXT)
    kinds = pd.CategoricalDtype(pd.Index(MATCHES, dtype=TEXT), ordered=True)
    return frame.astype({"match": kinds})


def rows_with(tables: Tables, text: str, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Name the rows in which a phrase occurs, in whatever spelling."""
    query = Query.of(text)
    for name in names:
        for cell in tables.derived(_texts, name):
            if query.match(cell) in MATCHES[:3]:
                yield name, cell.row_id


def _texts(tables: Tables, name: str) -> list[Cell]:
    columns = [field.name for field in schemas()[name].fields.values() if field.cell in _SEARCHED]
    return [
        Cell(row_id, column, cells[column], folded(cells[column]))
        for row_id, cells in tables.cells(name).items()
        for column in columns
        if column in cells
    ]


def _labels(tables: Tables, name: str, language: str) -> list[Cell]:
    """Give the labels of the codes of a table, as texts of its rows."""
    labels = {
        field.name: labels_of(field, language)
        for field in schemas()[name].fields.values()
        if field.codes
    }
    return [
        Cell(row_id, column, label, folded(label))
        for row_id, cells in tables.cells(name).items()
        for column, named in labels.items()
        for item in cells.get(column, "").split(DELIMITER)
        if (label := named.get(item))
    ]


def _around(query: Query, cell: Cell) -> tuple[str, str, str]:
    """Take a text apart into what was found and the words before and after."""
    first, last = _hit(query, cell.text)
    before, after = cell.text[:first].split(" "), cell.text[last:].split(" ")
    # The first item is the rest of the word in which the hit begins or ends.
    if len(before) > _WORDS_AROUND + 1:
        before = ["…", *before[-_WORDS_AROUND - 1 :]]
    if len(after) > _WORDS_AROUND + 1:
        after = [*after[: _WORDS_AROUND + 1], "…"]
    return " ".join(before), cell.text[first:last], " ".join(after)


def _hit(query: Query, text: str) -> tuple[int, int]:
    """Find where a hit begins and ends in a text; an exact one first."""
    if query.text in text:
        return text.index(query.text), text.index(query.text) + len(query.text)
    plain, places = folded_with_places(text)
    start, length = _folded_hit(query, plain)
    return places[start], places[start + length - 1] + 1


def _folded_hit(query: Query, plain: str) -> tuple[int, int]:
    """Find where a folded text has the query, and how long it is there."""
    if query.folded in plain:
        return plain.index(query.folded), len(query.folded)
    without = [at for at, letter in enumerate(plain) if letter != " "]
    joined = "".join(plain[at] for at in without)
    if query.joined and query.joined in joined:
        at = joined.index(query.joined)
        start, end = without[at], without[at + len(query.joined) - 1]
        return start, end - start + 1
    return plain.index(query.words[0]), len(query.words[0])
