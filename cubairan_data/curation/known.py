"""The rows of a record together with those about to be added, found by key or by name."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from cubairan_data.contract.lists import DELIMITER
from cubairan_data.folding import folded
from cubairan_data.matching.name_likeness import spelling
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.raw import Cells
from cubairan_data.storage.schema import schemas

# The columns by which somebody may name a row instead of by its key.
_NAMED_BY = {
    "agreements": ("title", "title_original"),
    "projects": ("name",),
    "countries": ("name", "alpha2"),
    "places": ("name", "other_names"),
    "organizations": ("name", "name_original", "acronym"),
    "officials": ("name", "name_original", "other_names"),
    "publishers": ("name",),
    "sources": ("url", "title", "title_english"),
}
# Of 100, by rapidfuzz; somebody chooses among what is found, so it may be less than for a pair.
_LIKE_ENOUGH = 65


class Known:
    """The rows of a record, and on top of them the new ones."""

    def __init__(
        self, tables: Tables, added: Mapping[str, Iterable[Cells]] = MappingProxyType({})
    ) -> None:
        self.tables = tables
        self.added: dict[str, dict[str, Cells]] = defaultdict(dict)
        for table, rows in added.items():
            for cells in rows:
                self.add(table, cells)

    def rows(self, table: str) -> dict[str, Cells]:
        """Give the filled cells of every row of a table, under its key."""
        return {**self.tables.cells(table), **self.added[table]}

    def has(self, table: str, row_id: str) -> bool:
        """Whether a row has this key."""
        return row_id in self.added[table] or row_id in self.tables[table].by_id

    def row(self, table: str, row_id: str) -> Cells:
        """Give the filled cells of one row; none where there is no such row."""
        return self.added[table].get(row_id) or self.tables.cells(table).get(row_id, {})

    def add(self, table: str, cells: Cells) -> str:
        """Take in a new row and give its key."""
        row_id = schemas()[table].row_id(cells)
        self.added[table][row_id] = cells
        return row_id

    def is_retired(self, table: str, row_id: str) -> bool:
        """Whether the key has been withdrawn, so that it is never used again."""
        return f"{table}/{row_id}" in self.tables["retired_ids"].by_id

    def named(self, table: str, text: str) -> list[str]:
        """Give the keys of the rows that a text names exactly: by key, by name or by address."""
        if self.has(table, text):
            return [text]
        wanted = _comparable(text)
        return [
            row_id
            for row_id, cells in self.rows(table).items()
            if any(_comparable(name) == wanted for name in names(table, cells))
        ]

    def near(self, table: str, text: str, most: int = 5) -> list[str]:
        """Give the keys of the rows whose key or names are most like a text, best first.

        Some words of a name suffice: "Raisi" finds Ebrahim Raisi.
        """
        from rapidfuzz import fuzz

        wanted = " ".join(spelling(text))
        likeness = {
            row_id: max(
                fuzz.token_set_ratio(wanted, " ".join(spelling(name)))
                for name in (row_id, *names(table, cells))
            )
            for row_id, cells in self.rows(table).items()
        }
        ranked = sorted(likeness, key=lambda row_id: -likeness[row_id])
        return [row_id for row_id in ranked[:most] if likeness[row_id] >= _LIKE_ENOUGH]

    def label(self, table: str, row_id: str) -> str:
        """Write a row for a person who has to recognize it: its key, and its name in brackets."""
        cells = self.row(table, row_id)
        name = next((cells[each] for each in _shown_by(table) if each in cells), None)
        return f"{row_id} ({name})" if name else row_id


def names(table: str, cells: Cells) -> Iterator[str]:
    """Give the names of a row, aliases included."""
    for column in _NAMED_BY.get(table, ()):
        text = cells.get(column, "")
        yield from filter(None, text.split(DELIMITER) if column == "other_names" else [text])


def _shown_by(table: str) -> tuple[str, ...]:
    return ("title",) if table == "sources" else (*_NAMED_BY.get(table, ()), "summary")


def _comparable(text: str) -> str:
    """Fold a name, or drop from an address what does not change the page."""
    if text.startswith(("http://", "https://")):
        return text.partition("://")[2].removeprefix("www.").rstrip("/")
    return folded(text)
