"""Layer 1: the contract, by frictionless."""

from pathlib import Path
from typing import Any

from cubairan_data.loading.locate import DESCRIPTOR
from cubairan_data.validation.finding import Finding
from cubairan_data.validation.reading import CannotRunError, Data

_NO_LIMIT = 10**9


def check_contract(folder: Path, data: Data) -> list[Finding]:
    """Validate a folder's Data Package with frictionless.

    Returns:
        Its findings. A descriptor that frictionless refuses as a whole is one finding.

    Raises:
        CannotRunError: frictionless is not installed.
    """
    try:
        from frictionless import FrictionlessException, Package, system
    except ImportError as missing:
        raise CannotRunError(
            "frictionless is needed: pip install 'cubairan-data[validate]'"
        ) from missing
    with system.use_context(trusted=False):
        try:
            report = Package(str(folder / DESCRIPTOR)).validate(limit_errors=_NO_LIMIT)
        except FrictionlessException as refusal:
            return [_of_package(str(refusal))]
    findings = [_of_package(error.message) for error in report.errors]
    for task in report.tasks:
        table = data.get(task.name)
        by_line = {row.line: row for row in table.rows} if table else {}
        for error in task.errors:
            if table is None:
                findings.append(_of_package(error.message))
                continue
            line = getattr(error, "row_number", None)
            row = by_line.get(line) if line else None
            findings.append(
                Finding(
                    table.name,
                    table.file,
                    line,
                    row.id if row else None,
                    _column(error, table.row.TABLE.key),
                    f"schema/{error.type}",
                    "error",
                    error.note or error.message,
                )
            )
    return findings


def _of_package(message: str) -> Finding:
    return Finding("", DESCRIPTOR, None, None, None, "schema/package", "error", message)


def _column(error: Any, key: tuple[str, ...]) -> str | None:
    if error.type == "foreign-key":
        return str(error.field_names[0])
    if error.type == "primary-key":
        return key[0]
    name = getattr(error, "field_name", None)
    return str(name) if name else None
