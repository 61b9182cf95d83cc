"""Reading a folder of tables line by line, so that every fault can name its line."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from cubairan_data.contract.catalogue import TABLES
from cubairan_data.contract.row import Row
from cubairan_data.loading.locate import DESCRIPTOR
from cubairan_data.validation.finding import Finding


class CannotRunError(Exception):
    """The folder cannot be validated or formatted at all; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a file: its filled cells as texts, and the line on which it starts."""

    line: int
    id: str
    cells: dict[str, str]


@dataclass
class TableFile:
    """One table as read: its rows, and what was wrong with the file itself."""

    row: type[Row]
    file: str
    path: Path
    content: str = ""
    rows: list[TableRow] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The name of the table."""
        return self.row.TABLE.name

    @cached_property
    def by_id(self) -> dict[str, TableRow]:
        """The rows by their key; the first where a key occurs twice."""
        found: dict[str, TableRow] = {}
        for row in self.rows:
            found.setdefault(row.id, row)
        return found

    def finding(self, row: TableRow | None, column: str | None, rule: str, message: str) -> Finding:
        """Make a finding about this table."""
        line, row_id = (row.line, shortened(row.id)) if row else (None, None)
        return Finding(
            self.name, self.file, line, row_id, column, rule, "error", shortened(message, MESSAGE)
        )


Data = dict[str, TableFile]
KEY, MESSAGE = 200, 2000


def shortened(text: str, most: int = KEY) -> str:
    """A text that a message can carry, whatever somebody put into a cell."""
    return text if len(text) <= most else f"{text[: most // 2]} … ({len(text)} characters)"


def read_descriptor(folder: Path) -> dict[str, Any]:
    """Read the descriptor of a folder.

    Raises:
        CannotRunError: there is none, or it is no Data Package.
    """
    file = folder / DESCRIPTOR
    try:
        package = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise CannotRunError(
            f"no {DESCRIPTOR} in {folder}; give a folder that holds one"
        ) from error
    except (OSError, ValueError, RecursionError) as error:
        raise CannotRunError(f"cannot read {file}: {error}") from error
    if not isinstance(package, dict) or not isinstance(package.get("resources"), list):
        raise CannotRunError(f"{file} is no Data Package: it has no list of resources")
    return package


def read_tables(folder: Path) -> tuple[Data, list[Finding]]:
    """Read the tables that a folder's descriptor lists.

    Returns:
        The tables by name, all of the contract's even where a file is missing, and the findings about the
        descriptor and the files.

    Raises:
        CannotRunError: the descriptor is missing or unreadable.
    """
    findings: list[Finding] = []
    data: Data = {}
    for resource in read_descriptor(folder)["resources"]:
        name, path, fault = _described(folder, resource)
        if fault:
            findings.append(
                Finding(
                    shortened(str(name)),
                    DESCRIPTOR,
                    None,
                    None,
                    None,
                    "descriptor",
                    "error",
                    shortened(fault, MESSAGE),
                )
            )
            continue
        data[name] = read_table(TABLES[name], folder / path, path)
    for name, row in TABLES.items():
        if name not in data:
            message = f"found no resource {name!r} in {DESCRIPTOR}; allowed: every table of the dataset, empty ones too"
            findings.append(
                Finding(name, DESCRIPTOR, None, None, None, "descriptor", "error", message)
            )
            data[name] = TableFile(row, f"seeds/{row.TABLE.group}/{name}.csv", folder / name)
        findings += data[name].findings
    return data, findings


def _described(folder: Path, resource: Any) -> tuple[str, str, str | None]:
    """The name and path of a resource, and what is wrong with its description."""
    described = resource if isinstance(resource, dict) else {}
    name, path = described.get("name"), described.get("path")
    if not isinstance(name, str) or name not in TABLES or not isinstance(path, str):
        return (
            str(name),
            "",
            f"found a resource {name!r} with path {path!r}; allowed: {', '.join(TABLES)}, each with one path",
        )
    # What is described elsewhere would be fetched from there, by frictionless or by the next reader.
    for key in ("schema", "dialect"):
        if not isinstance(described.get(key, {}), dict):
            return (
                name,
                path,
                f"found {key} {described[key]!r}; allowed: the {key} itself, in this file",
            )
    for key in ("profile", "data", "extrapaths"):
        if key in described:
            return (
                name,
                path,
                f"found {key!r} in the resource; allowed: a file inside the folder and nothing else",
            )
    try:
        inside = (folder / path).resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError):
        inside = False
    if not inside:
        return name, path, f"found path {path!r}; allowed: a path inside the folder"
    return name, path, None


def read_table(row: type[Row], path: Path, file: str) -> TableFile:
    """Read one table; what is wrong with the file is told in its findings, and its readable rows are kept."""
    table = TableFile(row, file, path)
    try:
        content = path.read_bytes().decode("utf-8")
    except OSError as error:
        table.findings.append(
            table.finding(None, None, "file", f"cannot read the file: {error.strerror}")
        )
        return table
    except UnicodeDecodeError as error:
        table.findings.append(
            table.finding(
                None, None, "encoding", f"byte {error.start} is not UTF-8; save the file as UTF-8"
            )
        )
        return table
    if "\x00" in content:
        line = content.count("\n", 0, content.index("\x00")) + 1
        table.findings.append(
            table.finding(
                TableRow(line, "", {}), None, "csv", "found a NUL byte; save the file as UTF-8 text"
            )
        )
        return table
    if content.startswith("\ufeff"):
        table.findings.append(
            table.finding(
                None, None, "encoding", "found a byte order mark; allowed: UTF-8 without one"
            )
        )
        content = content[1:]
    table.content = content
    table.rows = list(_rows(table))
    return table


def _rows(table: TableFile) -> Iterator[TableRow]:
    names = list(table.row.declared())
    key = table.row.TABLE.key
    reader = csv.reader(io.StringIO(table.content, newline=""), strict=True)
    line = 1
    try:
        header = next(reader, [])
        if header != names:
            found, allowed = ",".join(header), ",".join(names)
            table.findings.append(
                table.finding(None, None, "header", f"found {found!r}; allowed: {allowed!r}")
            )
            if len(set(header)) < len(header) or not set(key) <= set(header):
                return
        line = reader.line_num + 1
        for cells in reader:
            start, line = line, reader.line_num + 1
            if len(cells) != len(header):
                place = TableRow(start, cells[0] if cells else "", {})
                message = (
                    f"found {len(cells)} cells; allowed: {len(header)}, as many as the header has"
                )
                table.findings.append(table.finding(place, None, "cells", message))
                if not cells:
                    continue
            filled = {
                name: cell
                for name, cell in zip(header, cells, strict=False)
                if cell and name in names
            }
            yield TableRow(start, "/".join(filled.get(part, "") for part in key), filled)
    except csv.Error as error:
        place = TableRow(line, "", {})
        table.findings.append(
            table.finding(place, None, "csv", f"cannot read on from here: {error}")
        )
