"""Layer 2: each row, by the pydantic class of its table."""

from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError

from cubairan_data.contract.row import Fault, Row
from cubairan_data.contract.types import CellType
from cubairan_data.validation.finding import Finding
from cubairan_data.validation.reading import Data, TableFile


def check_rows(data: Data) -> list[Finding]:
    """Validate every row of every table."""
    return [finding for table in data.values() for finding in check_table(table)]


def check_table(table: TableFile) -> Iterator[Finding]:
    """Validate every row of one table."""
    for row in table.rows:
        for fault in row_faults(table.row, row.cells):
            yield table.finding(row, fault.column, fault.rule, fault.message)


def row_faults(row: type[Row], cells: dict[str, str]) -> list[Fault]:
    """Give all faults of one row, those between columns too where single cells are already wrong."""
    try:
        row.model_validate(cells)
    except ValidationError as error:
        faults = [_fault(row, detail) for detail in error.errors(include_url=False)]
        wrong = {fault.column for fault in faults}
        if any(fault.rule in ("code", "date", "format", "required") for fault in faults):
            faults += [
                fault
                for fault in row.faults(_readable(row, cells, wrong))
                if not _touches(row, fault, wrong)
            ]
        return faults
    return []


def _touches(row: type[Row], fault: Fault, wrong: set[str]) -> bool:
    column = row.declared().get(fault.column)
    return fault.column in wrong or bool(column and column.bound_of in wrong)


def _readable(row: type[Row], cells: dict[str, str], wrong: set[str]) -> dict[str, Any]:
    return {
        name: cell_adapter(row, name).validate_python(text)
        for name, text in cells.items()
        if name not in wrong
    }


@cache
def cell_adapter(row: type[Row], name: str) -> TypeAdapter[Any]:
    """The validator of one column's cells, standing alone."""
    info = row.model_fields[name]
    annotation: Any = Annotated[info.annotation, *info.metadata, None]
    return TypeAdapter(annotation)


def cell_fault(row: type[Row], name: str, text: str) -> Fault | None:
    """Give what is wrong with a text as a cell of one column, or None."""
    try:
        cell_adapter(row, name).validate_python(text)
    except ValidationError as error:
        detail = error.errors(include_url=False)[0]
        return _fault(row, {**detail, "loc": (name, *detail["loc"])})
    return None


def _fault(row: type[Row], detail: Any) -> Fault:
    name = str(detail["loc"][0]) if detail["loc"] else ""
    column = row.declared().get(name)
    kind, message = detail["type"], detail["msg"]
    if kind == "missing":
        return Fault(name, "required", "found blank; a value is needed here")
    if kind == "enum" and column and column.codes:
        allowed = ", ".join(code.value for code in column.codes)
        return Fault(name, "code", f"found {detail['input']!r}; allowed: {allowed}")
    if kind == "value_error":
        is_date = column is not None and column.cell is CellType.EDTF
        return Fault(name, "date" if is_date else "format", message.removeprefix("Value error, "))
    if kind == "extra_forbidden":
        return Fault(name, "header", "found a column that the table does not have")
    if "message" in detail.get("ctx", {}):
        return Fault(name, kind, message)
    return Fault(name, "format", f"found {detail['input']!r}; {message}")
