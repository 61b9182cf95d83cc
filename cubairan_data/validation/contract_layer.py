"""Layer 1: the contract, by frictionless."""

from typing import Any

from cubairan_data.errors import CannotRunError
from cubairan_data.storage.finding import Finding
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.locate import DESCRIPTOR

# What frictionless finds that a rule of ours finds, too; cells are compared place by place.
COUNTERPARTS = {"schema/primary-key": "key", "schema/foreign-key": "reference"}
_NO_LIMIT = 10**9


def check_contract(tables: Tables) -> list[Finding]:
    """Validate a folder's Data Package with frictionless.

    Returns:
        Its findings. A descriptor that frictionless refuses as a whole is one finding.

    Raises:
        CannotRunError: frictionless is not installed.
    """
    try:
        from frictionless import FrictionlessException, Package, system
    except ImportError as missing:
        message = "frictionless is needed: pip install 'cubairan-data[validate]'"
        raise CannotRunError(message) from missing
    with system.use_context(trusted=False):
        try:
            package = Package(str(tables.root / DESCRIPTOR))
            report = package.validate(limit_errors=_NO_LIMIT)
        except FrictionlessException as refusal:
            return [_of_package(str(refusal))]
    findings = [_of_package(error.message) for error in report.errors]
    for task in report.tasks:
        if task.name in tables:
            findings += _of_table(tables, task)
        else:
            findings += [_of_package(error.message) for error in task.errors]
    return findings


def _of_package(message: str) -> Finding:
    return Finding("", DESCRIPTOR, None, None, None, "schema/package", message)


def _of_table(tables: Tables, task: Any) -> list[Finding]:
    table = tables[task.name]
    row_ids = {row.line: row.id for row in table.rows}
    findings = []
    for error in task.errors:
        line = getattr(error, "row_number", None)
        findings.append(
            Finding(
                table=table.name,
                file=table.file,
                line=line,
                row_id=row_ids.get(line) if line else None,
                column=_column(error, table.schema.key),
                rule=f"schema/{error.type}",
                message=error.note or error.message,
            )
        )
    return findings


def _column(error: Any, key: tuple[str, ...]) -> str | None:
    if error.type == "foreign-key":
        return str(error.field_names[0])
    if error.type == "primary-key":
        return key[0]
    name = getattr(error, "field_name", None)
    return str(name) if name else None
