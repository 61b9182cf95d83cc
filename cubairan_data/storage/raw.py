"""The one reader of CSV files: strict, and it knows the line of every row.

Cells, objects and DataFrames are views of what is read here. A fault of the file itself
becomes a finding; readable rows are retained, so that their faults are reported as well.
"""

import csv
import io
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cubairan_data.storage.files import LARGEST_TABLE, read_bytes

if TYPE_CHECKING:
    from cubairan_data.storage.finding import Finding
    from cubairan_data.storage.schema import Schema

Cells = dict[str, str]
"""The filled cells of a row by column."""

BYTE_ORDER_MARK = "\ufeff"
_HAS_MARK = "found a byte order mark; allowed: UTF-8 without one"
_LONGEST_ID, _LONGEST_MESSAGE = 200, 2000
# Of a header; ten times as wide as any table.
MOST_COLUMNS = 200


class RawRow(NamedTuple):
    """One row of a file: the line on which it starts, its key, its filled cells as texts."""

    line: int
    id: str
    cells: Cells


@dataclass
class RawTable:
    """One table as read: its rows, and what is wrong with the file itself."""

    schema: "Schema"
    file: str
    path: Path
    header: list[str] = field(default_factory=list)
    content: str = ""
    rows: list[RawRow] = field(default_factory=list)
    findings: "list[Finding]" = field(default_factory=list)
    is_read: bool = True
    """Whether every row of the file was read, so that a row that is not here is not there."""

    @property
    def name(self) -> str:
        """The name of the table."""
        return self.schema.name

    @cached_property
    def by_id(self) -> dict[str, RawRow]:
        """The rows by their key; the first where a key occurs twice."""
        rows: dict[str, RawRow] = {}
        for row in self.rows:
            rows.setdefault(row.id, row)
        return rows

    @cached_property
    def lines(self) -> list[tuple[int, list[str]]]:
        """The line on which each record of the file starts, and its cells; the header first."""
        return list(_records(self))

    def finding(self, row: RawRow | None, column: str | None, rule: str, message: str) -> "Finding":
        """Make a finding about this table."""
        # Imported only here, since most tables that are loaded have none.
        from cubairan_data.storage.finding import Finding

        # A table of a database has no lines.
        line, row_id = (row.line or None, shortened(row.id) or None) if row else (None, None)
        message = shortened(message, _LONGEST_MESSAGE)
        return Finding(self.name, self.file, line, row_id, column, rule, message)


def shortened(text: str, longest: int = _LONGEST_ID) -> str:
    """Shorten a text of any length for a message."""
    if len(text) <= longest:
        return text
    return f"{text[: longest // 2]} … ({len(text)} characters)"


def read_table(schema: "Schema", path: Path, file: str) -> RawTable:
    """Read one table of a folder, whose header must be exactly that of the contract.

    Args:
        schema: the table's schema.
        path: where the file is.
        file: how findings name it.

    Returns:
        The table; what is wrong with the file is among its findings.
    """
    table = RawTable(schema, file, path)
    text = _text(table)
    if text is None:
        return table
    if text.startswith(BYTE_ORDER_MARK):
        table.findings.append(table.finding(None, None, "encoding", _HAS_MARK))
    table.content = text.removeprefix(BYTE_ORDER_MARK)
    names = list(schema.fields)
    lines = _records(table)
    first = next(lines, (1, []))
    table.header = first[1]
    if table.header != names:
        message = f"found {_header_shown(table.header)}; allowed: {','.join(names)!r}"
        table.findings.append(table.finding(None, None, "header", message))
        if not has_usable_header(table):
            table.is_read = False
            return table
    table.lines = [first, *lines]
    table.rows = list(rows_of(table, iter(table.lines[1:])))
    return table


def has_usable_header(table: RawTable) -> bool:
    """Whether rows can be identified: the key columns are there, and no column twice."""
    header = table.header
    return len(set(header)) == len(header) and set(table.schema.key) <= set(header)


def _header_shown(header: list[str]) -> str:
    if len(header) > MOST_COLUMNS:
        return f"{len(header)} columns"
    text = ",".join(header)
    divided = next((mark for mark in (";", "\t") if len(header) == 1 and mark in text), "")
    return f"{text!r}, divided by {divided!r} and not by ','" if divided else repr(text)


def rows_of(table: RawTable, lines: Iterator[tuple[int, list[str]]]) -> Iterator[RawRow]:
    """Return the rows of a table, with a finding for each whose length differs from the header."""
    header, schema = table.header, table.schema
    known = [name if name in schema.fields else "" for name in header]
    for line, texts in lines:
        if len(texts) != len(header):
            place = RawRow(line, texts[0] if texts else "", {})
            message = f"found {len(texts)} cells; allowed: {len(header)}, as in the header"
            table.findings.append(table.finding(place, None, "cells", message))
            if not texts:
                continue
        cells = {name: text for name, text in zip(known, texts, strict=False) if text and name}
        yield RawRow(line, schema.row_id(cells), cells)


def is_harmless(finding: "Finding") -> bool:
    """Whether the file was read whole in spite of the finding: a byte order mark loses nothing."""
    return finding.message == _HAS_MARK


def _records(table: RawTable) -> Iterator[tuple[int, list[str]]]:
    stream = io.StringIO(table.content, newline="")
    reader = csv.reader(stream, strict=True)
    line = 1
    try:
        for texts in reader:
            yield line, texts
            line = reader.line_num + 1
    except csv.Error as error:
        table.is_read = False
        message = f"cannot parse the rest of the file: {error}"
        table.findings.append(table.finding(RawRow(line, "", {}), None, "csv", message))


def record_lines(table: RawTable) -> list[int]:
    """Return the line on which each record of the file starts, that of the header first."""
    stream = io.StringIO(table.content, newline="")
    reader = csv.reader(stream, strict=True)
    lines = [1]
    with suppress(csv.Error):
        lines += [reader.line_num + 1 for _ in reader]
    return lines


def _text(table: RawTable) -> str | None:
    """Read the file as UTF-8, or add a finding that says why it cannot be read."""
    place = None
    try:
        text = read_bytes(table.path, LARGEST_TABLE).decode("utf-8")
    except OSError as error:
        rule, message = "file", f"cannot read the file: {error.strerror}"
    except UnicodeDecodeError as error:
        rule, message = "encoding", f"byte {error.start} is not UTF-8; save the file as UTF-8"
    else:
        if "\x00" not in text:
            return text
        place = RawRow(text.count("\n", 0, text.index("\x00")) + 1, "", {})
        rule, message = "csv", "found a NUL byte; save the file as UTF-8 text"
    table.is_read = False
    table.findings.append(table.finding(place, None, rule, message))
    return None
