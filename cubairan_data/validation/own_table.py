"""A user's own table, its rows read one by one, and anew where they are looked at again."""

import csv
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cubairan_data.errors import CannotRunError
from cubairan_data.escaping import plain
from cubairan_data.storage.canonical import with_flags
from cubairan_data.storage.finding import Finding
from cubairan_data.storage.raw import Cells, RawRow, RawTable, has_usable_header, shortened
from cubairan_data.storage.schema import Schema
from cubairan_data.validation.cell_texts import cell_text, is_blank

# As Python and spreadsheets write them.
_FLAGS = {"True": "true", "TRUE": "true", "False": "false", "FALSE": "false"}
ALLOWED = "UTF-8 CSV, TSV, Excel or Parquet"

# The line of a row, and its cells or values.
Lines = Iterator[tuple[int, Sequence[Any]]]


@dataclass
class OwnTable:
    """A user's own rows of one table.

    Args:
        table: the table without its rows; its findings are those of the file as a whole.
        lines: reads the rows anew, each as long as the file has it.
    """

    table: RawTable
    lines: Callable[[], Lines]
    findings: list[Finding] = field(default_factory=list)

    def rows(self) -> Iterator[tuple[RawRow, list[Finding]]]:
        """Read the rows, each with what is wrong with its length and its values; not blank ones."""
        if not has_usable_header(self.table):
            return
        header, schema = self.table.header, self.table.schema
        places = [(place, name) for place, name in enumerate(header) if name in schema.fields]
        for line, values in self.lines():
            if not all(map(is_blank, values)):
                cells, faults = _cells_of(
                    {n: values[at] for at, n in places if at < len(values)}, schema
                )
                row = RawRow(line, schema.row_id(cells), cells)
                yield row, [*self._length_findings(row, values), *self._faults(row, faults)]

    def _length_findings(self, row: RawRow, values: Sequence[Any]) -> Iterator[Finding]:
        if len(values) != len(self.table.header):
            found = f"found {len(values)} cells"
            message = f"{found}; allowed: {len(self.table.header)}, as in the header"
            yield self.table.finding(row, None, "cells", message)

    def _faults(self, row: RawRow, faults: Mapping[str, str]) -> Iterator[Finding]:
        for name, fault in faults.items():
            yield self.table.finding(row, name, "format", fault)


def _cells_of(values: Mapping[str, Any], schema: Schema) -> tuple[Cells, dict[str, str]]:
    """Write the values of a row as cells, and say what is wrong with those that are not cells."""
    cells: Cells = {}
    faults: dict[str, str] = {}
    for name, value in values.items():
        try:
            text = value if isinstance(value, str) else cell_text(value)
        except ValueError as error:
            faults[name] = str(error)
        else:
            if text:
                is_flag = schema.fields[name].type == "boolean"
                cells[name] = _FLAGS.get(text, text) if is_flag else text
    return cells, faults


def completed(schema: Schema, header: Collection[str], cells: Cells) -> Cells:
    """Spell flags as the record does, and compute the date bounds for which there is no column."""
    if schema.flags:
        cells = with_flags(schema, cells)
    for bound, date in schema.bounds:
        if bound.name not in header and date in cells:
            try:
                day = bound.bound(cells[date])
            except ValueError:
                continue
            if day:
                cells = {**cells, bound.name: day}
    return cells


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """Say of a file that it cannot be read, whatever the reason."""
    try:
        yield
    except OSError as error:
        raise CannotRunError(f"cannot read {plain(str(path))}: {error.strerror}") from error
    except csv.Error as error:
        raise unreadable(path, f"cannot parse the file as CSV: {error}") from error
    except ValueError as error:
        raise unreadable(path, str(error)) from error


def unreadable(path: Path, reason: str) -> CannotRunError:
    """Build the error for a file that cannot be read, with what can be."""
    found = f"cannot read {plain(str(path))}: {plain(shortened(reason))}"
    return CannotRunError(f"{found}; allowed: {ALLOWED}")
