"""The canonical form of a table: its order, its quoting, its derived cells."""

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import chain, repeat

from cubairan_data.contract.texts import mended
from cubairan_data.storage.raw import Cells
from cubairan_data.storage.schema import TEXTS, Schema


def sort_key(schema: Schema, cells: Cells) -> tuple[tuple[bool, str], ...]:
    """Return the place of a row in the canonical order; a blank sorts last."""
    return tuple([(name not in cells, cells.get(name, "")) for name in schema.sort])


def canonical_text(schema: Schema, rows: Iterable[Cells]) -> str:
    """Write a table as the text of its file, rows in the order given."""
    names = tuple(schema.fields)
    return written_anew(chain([names], (list(map(cells.get, names, repeat(""))) for cells in rows)))


def written_anew(records: Iterable[Sequence[str]]) -> str:
    """Write the records of a file, the header among them, as the canonical form has them."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(records)
    return text.getvalue()


def sorted_text(schema: Schema, rows: Iterable[Cells]) -> str:
    """Write a table as the text of its file, rows in the canonical order."""
    return canonical_text(schema, sorted(rows, key=lambda cells: sort_key(schema, cells)))


def canonical_cells(schema: Schema, cells: Cells) -> Cells:
    """Trim the cells of a row, mend their texts, bring them to NFC, fill bounds and spell flags.

    Raises:
        ValueError: a date cannot be read.
    """
    clean = {
        name: mended(text)
        if schema.fields[name].cell in TEXTS
        else unicodedata.normalize("NFC", text.strip())
        for name, text in cells.items()
    }
    filled = {name: text for name, text in clean.items() if text}
    return with_bounds(schema, with_flags(schema, filled))


def with_flags(schema: Schema, cells: Cells) -> Cells:
    """Spell flags as the files do where pandas or a spreadsheet wrote True or TRUE."""
    return {
        name: text.lower() if schema.fields[name].type == "boolean" and text.isascii() else text
        for name, text in cells.items()
    }


def with_bounds(schema: Schema, cells: Cells) -> Cells:
    """Fill the date bounds of a row, over whatever stood there.

    Raises:
        ValueError: a date cannot be read.
    """
    bounds = {
        bound.name: bound.bound(cells[date]) if date in cells else ""
        for bound, date in schema.bounds
    }
    return {name: text for name, text in {**cells, **bounds}.items() if text}
