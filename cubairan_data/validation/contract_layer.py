"""Layer 1: the contract, by frictionless.

Frictionless is given the contract of the package and a copy of what was read, never the descriptor
of the folder nor a path in it: so it fetches nothing, waits for nothing, and runs no pattern of a
stranger.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from cubairan_data.errors import CannotRunError
from cubairan_data.storage.finding import Finding
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.locate import DESCRIPTOR
from cubairan_data.storage.raw import RawRow, RawTable, record_lines
from cubairan_data.storage.schema import installed_descriptor

_NO_LIMIT = 10**9


def check_contract(tables: Tables) -> list[Finding]:
    """Validate with frictionless what could be read of a folder.

    Returns:
        Its findings. Where it refuses the tables as a whole, that is one finding.

    Raises:
        CannotRunError: frictionless is not installed.
    """
    longest = csv.field_size_limit()
    try:
        return _found(tables)
    finally:
        # Frictionless raises the limit for the whole process; no table that it is given needs that.
        csv.field_size_limit(longest)


def _found(tables: Tables) -> list[Finding]:
    try:
        from frictionless import Package, system
    except ImportError as missing:
        message = "frictionless is needed: pip install 'cubairan-data[validate]'"
        raise CannotRunError(message) from missing
    read = {name: table for name, table in tables.items() if table.is_read}
    with TemporaryDirectory() as folder, system.use_context(trusted=False):
        for table in read.values():
            copy = Path(folder, table.schema.path)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(table.content.encode())
        # It fails in many ways of its own on input that it does not expect.
        try:
            descriptor = {"resources": list(_resources(read))}
            report = Package.from_descriptor(descriptor, basepath=folder).validate(
                limit_errors=_NO_LIMIT
            )
        except Exception as refusal:
            return [_of_package(f"frictionless failed: {type(refusal).__name__}: {refusal}")]
    findings = [_of_package(error.message) for error in report.errors]
    for task in report.tasks:
        findings += _of_table(read[task.name], task.errors)
    return findings


def _resources(read: Mapping[str, RawTable]) -> Iterator[dict[str, Any]]:
    """Describe the tables that were read as the contract does; none refers to one that was not."""
    for resource in installed_descriptor()["resources"]:
        name, schema = resource["name"], resource["schema"]
        keys = [
            key
            for key in schema.get("foreignKeys", [])
            if key["reference"].get("resource", name) in read
        ]
        if name in read:
            yield {**resource, "schema": {**schema, "foreignKeys": keys}}


def _of_package(message: str) -> Finding:
    return Finding("", DESCRIPTOR, None, None, None, "schema/package", message)


def _of_table(table: RawTable, errors: Iterable[Any]) -> Iterator[Finding]:
    errors = list(errors)
    # Frictionless counts records, of which one may be several lines.
    lines = record_lines(table) if errors else []
    rows = {row.line: row for row in table.rows}
    for error in errors:
        number = getattr(error, "row_number", None)
        line = lines[number - 1] if number and number <= len(lines) else None
        row = rows.get(line, RawRow(line, "", {})) if line else None
        message = error.note or error.message
        yield table.finding(row, _column(error, table.schema.key), f"schema/{error.type}", message)


def _column(error: Any, key: tuple[str, ...]) -> str | None:
    if error.type == "foreign-key":
        return str(error.field_names[0])
    if error.type == "primary-key":
        return key[0]
    name = getattr(error, "field_name", None)
    return str(name) if name else None
