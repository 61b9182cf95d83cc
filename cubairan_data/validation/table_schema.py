"""Layer 1 without frictionless: what Table Schema says of the tables, in the words of frictionless.

Frictionless is the oracle: the tests hold its findings and these to be the same.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache, cached_property
from typing import Any, NamedTuple

from cubairan_data.storage.finding import Finding
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.raw import RawRow, RawTable
from cubairan_data.storage.schema import installed_descriptor

# As the default of Table Schema has them.
_FLAGS = {
    **dict.fromkeys(("true", "True", "TRUE", "1"), True),
    **dict.fromkeys(("false", "False", "FALSE", "0"), False),
}


class Fault(NamedTuple):
    """What is wrong with a cell: the kind of error, and what Table Schema asks."""

    kind: str
    note: str


@dataclass(frozen=True)
class SchemaField:
    """One field of a Table Schema.

    Args:
        name: its name.
        type: its type; a text that is none of it is an error.
        constraints: what its values must keep, by the names of Table Schema.
    """

    name: str
    type: str
    constraints: Mapping[str, Any]

    @property
    def is_free(self) -> bool:
        """Whether any text is a cell of it, but for a blank one."""
        return self.type == "string" and not self.constraints.keys() - {"required"}

    def value(self, text: str) -> Any:
        """Read a cell as a value; None where it is blank, or of another type.

        Example:
            >>> SchemaField("year", "year", {}).value("1979")
            1979
        """
        try:
            return _READ[self.type](text) if text else None
        except (ArithmeticError, ValueError):
            return None

    def values(self, texts: list[str]) -> list[Any]:
        """Read cells as values; see `value`."""
        if self.type == "string":
            return [text or None for text in texts]
        return [self.value(text) for text in texts]

    def faults(self, text: str) -> list[Fault]:
        """Say what is wrong with a cell.

        Example:
            >>> SchemaField("year", "year", {}).faults("79")
            [Fault(kind='type-error', note='type is "year/default"')]
        """
        value = self.value(text)
        if text and value is None:
            return [Fault("type-error", f'type is "{self.type}/default"')]
        return [
            Fault("constraint-error", f'constraint "{name}" is "{self.constraints[name]}"')
            for name, keeps in self._checks
            if not keeps(value)
        ]

    @cached_property
    def _checks(self) -> list[tuple[str, Callable[[Any], bool]]]:
        return [(name, _CHECKS[name](asked)) for name, asked in self.constraints.items()]


@dataclass(frozen=True)
class ReadTable:
    """A table as Table Schema reads it: a column belongs to the field that has its place.

    Args:
        table: the table.
        fields: the fields for which there is a column.
        rows: of each row the line and the cells, those that are missing as blank ones.
        whole: whether each row is as long as the header.
    """

    table: RawTable
    fields: tuple[SchemaField, ...]
    rows: list[tuple[int, list[str]]]
    whole: list[bool]

    def column(self, at: int) -> list[str]:
        """Give the cells of one column."""
        return [cells[at] for _, cells in self.rows]

    def values(self, names: tuple[str, ...]) -> list[tuple[Any, ...]] | None:
        """Read some fields of each row; None where one of them has no column."""
        places = {field.name: (at, field) for at, field in enumerate(self.fields)}
        if not places.keys() >= set(names):
            return None
        chosen = [places[name] for name in names]
        read = [field.values(self.column(at)) for at, field in chosen]
        return list(zip(*read, strict=True))


Doubtful = Callable[[ReadTable], Mapping[str, set[str]]]
"""Gives for each field that is not free the texts, each once, that may be no cells of it."""


def check_by_table_schema(tables: Tables, doubtful: Doubtful) -> list[Finding]:
    """Find what frictionless would find in what could be read of a folder.

    Args:
        tables: the folder.
        doubtful: says which cells are to be looked at; see `all_texts`.
    """
    read = {name: _read(table) for name, table in tables.items() if table.is_read}
    return [found for table in read.values() for found in _findings(table, read, doubtful)]


def all_texts(read: ReadTable) -> dict[str, set[str]]:
    """Doubt every cell."""
    fields = enumerate(read.fields)
    return {field.name: set(read.column(at)) for at, field in fields if not field.is_free}


def _read(table: RawTable) -> ReadTable:
    width, fields = len(table.header), _fields(table.name)[: len(table.header)]
    rows, whole = [], []
    for line, cells in table.lines[1:]:
        whole.append(len(cells) == width)
        rows.append((line, cells if whole[-1] else [*cells, *[""] * width][:width]))
    return ReadTable(table, fields, rows, whole)


@cache
def _fields(name: str) -> tuple[SchemaField, ...]:
    return tuple(
        SchemaField(field["name"], field["type"], field.get("constraints", {}))
        for field in _schema(name)["fields"]
    )


@cache
def _schema(name: str) -> dict[str, Any]:
    found = (each for each in installed_descriptor()["resources"] if each["name"] == name)
    schema: dict[str, Any] = next(found)["schema"]
    return schema


def _findings(
    read: ReadTable, others: Mapping[str, ReadTable], doubtful: Doubtful
) -> Iterator[Finding]:
    by_line: dict[int, RawRow] = {}
    for at, column, kind, message in _faults(read, others, doubtful):
        by_line = by_line or {row.line: row for row in read.table.rows}
        line = read.rows[at][0]
        row = by_line.get(line, RawRow(line, "", {}))
        yield read.table.finding(row, column, f"schema/{kind}", message)


def _faults(
    read: ReadTable, others: Mapping[str, ReadTable], doubtful: Doubtful
) -> Iterator[tuple[int, str | None, str, str]]:
    """Find what is wrong: the row by its place, the column, the kind of error, the message."""
    # A row of another length than the header is for the rule `cells`, which says more of it.
    judged = {at for at, is_whole in enumerate(read.whole) if is_whole}
    for at in [at for at in judged if not any(read.rows[at][1])]:
        judged.remove(at)
        yield at, None, "blank-row", f'Row at position "{at + 2}" is completely blank'
    texts = doubtful(read)
    for place, field in enumerate(read.fields):
        asked = texts.get(field.name, {""})
        wrong = {text: faults for text in asked if (faults := field.faults(text))}
        if wrong:
            for at in judged:
                for fault in wrong.get(read.rows[at][1][place], ()):
                    yield at, field.name, *fault
    yield from _repeated(read)
    for key in _schema(read.table.name).get("foreignKeys", ()):
        yield from _dangling(read, key, others)


def _repeated(read: ReadTable) -> Iterator[tuple[int, str, str, str]]:
    key = read.table.schema.key
    before: dict[tuple[Any, ...], int] = {}
    for at, values in enumerate(read.values(key) or ()):
        note = ""
        if all(value is None for value in values):
            note = 'cells composing the primary keys are all "None"'
        elif values in before:
            note = f"the same as in the row at position {before[values]}"
        before[values] = at + 2
        if note:
            yield at, key[0], "primary-key", note


def _dangling(
    read: ReadTable, key: Mapping[str, Any], others: Mapping[str, ReadTable]
) -> Iterator[tuple[int, str, str, str]]:
    names, reference = tuple(key["fields"]), key["reference"]
    target = reference.get("resource", "")
    # What could not be read is not missed.
    if (other := others.get(target or read.table.name)) is None:
        return
    known = set(other.values(tuple(reference["fields"])) or ())
    for at, values in enumerate(read.values(names) or ()):
        if values not in known and any(value is not None for value in values):
            shown = ", ".join(map(str, values))
            where = f'the lookup table "{target}" as "{", ".join(reference["fields"])}"'
            note = f'for "{", ".join(names)}": values "{shown}" not found in {where}'
            yield at, names[0], "foreign-key", note


def _date(text: str) -> date:
    # The first is the faster, and reads "20230615", too; the second reads "2023-6-15".
    if len(text) == len("2023-06-15") and text[4] == text[7] == "-":
        with suppress(ValueError):
            return date.fromisoformat(text)
    return datetime.strptime(text, "%Y-%m-%d").date()


def _year(text: str) -> int | None:
    year = int(text) if len(text) == len("1979") else -1
    return year if year >= 0 else None


_READ: Mapping[str, Callable[[str], Any]] = {
    "string": str,
    "integer": lambda text: int(text.strip()),
    "number": lambda text: Decimal(text.strip()),
    "boolean": _FLAGS.get,
    "date": _date,
    "year": _year,
}


def _matches(pattern: str) -> Callable[[Any], bool]:
    # As frictionless puts the ends to it.
    whole = re.compile(f"^{pattern}$")
    return lambda value: value is None or whole.match(value) is not None


_CHECKS: Mapping[str, Callable[[Any], Callable[[Any], bool]]] = {
    "required": lambda is_asked: lambda value: not is_asked or value is not None,
    "pattern": _matches,
    "enum": lambda allowed: lambda value: value is None or value in allowed,
    "minimum": lambda least: lambda value: value is None or value >= least,
    "maximum": lambda most: lambda value: value is None or value <= most,
}
