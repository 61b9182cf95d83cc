"""The canonical form of a table: its order, its quoting, its derived cells."""

import csv
import io
import unicodedata
from collections.abc import Iterable

from cubairan_data.contract.row import Row, bound, bound_columns

Cells = dict[str, str]


def sort_key(row: type[Row], cells: Cells) -> tuple[tuple[bool, str], ...]:
    """The place of a row in the canonical order; a blank sorts last."""
    return tuple((name not in cells, cells.get(name, "")) for name in row.TABLE.sort)


def canonical_text(row: type[Row], rows: Iterable[Cells]) -> str:
    """A table as the text of its file, rows in the order given."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    names = list(row.declared())
    writer.writerow(names)
    writer.writerows([cells.get(name, "") for name in names] for cells in rows)
    return text.getvalue()


def canonical_cells(row: type[Row], cells: Cells) -> Cells:
    """The cells of a row trimmed, in NFC, with the date bounds filled.

    Raises:
        ValueError: a date cannot be read.
    """
    cleaned = {name: unicodedata.normalize("NFC", text.strip()) for name, text in cells.items()}
    for name, text_column in bound_columns(row):
        text = cleaned.get(text_column)
        day = bound(text, name) if text else None
        cleaned[name] = day.isoformat() if day else ""
    return {name: text for name, text in cleaned.items() if text}
