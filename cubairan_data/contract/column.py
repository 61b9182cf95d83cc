"""How a column is declared, and how its declaration is read back from a table's class."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, get_args

from pydantic import Field
from pydantic.fields import FieldInfo

from cubairan_data.contract.codes.base import Code
from cubairan_data.contract.types import CellType


class Role(StrEnum):
    """What must stand behind a filled cell."""

    SOURCED = "sourced"  # at least one supporting line of evidence bears it
    CODED = "coded"  # the curator sets it by the rule written in its description
    DERIVED = "derived"  # the format command computes it
    RECORDED = "recorded"  # it describes a text or a search, and is itself the evidence


@dataclass(frozen=True)
class Column:
    """One column of one table, as declared."""

    name: str
    title: str
    description: str
    example: str
    role: Role
    cell: CellType
    required: bool
    unit: str | None = None
    references: str | None = None
    codes: type[Code] | None = None
    bound_of: str | None = None

    @property
    def is_list(self) -> bool:
        return self.cell in (
            CellType.TEXT_LIST,
            CellType.CODE_LIST,
            CellType.LANGUAGE_LIST,
            CellType.NAME_LIST,
        )


def column(
    title: str,
    description: str,
    example: str,
    *,
    role: Role = Role.SOURCED,
    required: bool = False,
    unit: str | None = None,
    references: str | None = None,
    bound_of: str | None = None,
) -> Any:
    """Declare a column; the annotation gives the type and, for codes, the list."""
    extra = {
        "role": role,
        "unit": unit,
        "references": references,
        "bound_of": bound_of,
        "required": required,
    }
    default: Any = ... if required else None
    return Field(
        default, title=title, description=description, examples=[example], json_schema_extra=extra
    )  # type: ignore[arg-type]


def sourced(title: str, description: str, example: str, **more: Any) -> Any:
    """Declare a column whose filled cells need evidence."""
    return column(title, description, example, role=Role.SOURCED, **more)


def coded(title: str, description: str, example: str, **more: Any) -> Any:
    """Declare a column that is set by the rule in its description."""
    return column(title, description, example, role=Role.CODED, **more)


def recorded(title: str, description: str, example: str, **more: Any) -> Any:
    """Declare a column that describes a text or a search."""
    return column(title, description, example, role=Role.RECORDED, **more)


def earliest(of: str, example: str) -> Any:
    """Declare the first day that the EDTF text in column ``of`` admits."""
    return _bound(of, "First", example)


def latest(of: str, example: str) -> Any:
    """Declare the last day that the EDTF text in column ``of`` admits."""
    return _bound(of, "Last", example)


def _bound(of: str, which: str, example: str) -> Any:
    description = f"{which} day that `{of}` admits; filled by the format command; blank where `{of}` is blank or open."
    return column(f"{which} day of {of}", description, example, role=Role.DERIVED, bound_of=of)


def read_back(name: str, info: FieldInfo) -> Column:
    """Build the Column that a field of a table's class declares."""
    extra = info.json_schema_extra
    assert isinstance(extra, dict)
    marks = list(info.metadata) + _inner_marks(info.annotation)
    cell_type = (
        next(mark for mark in marks if isinstance(mark, CellType))
        if _has_type(marks)
        else CellType.CODE
    )
    assert info.title and info.description and info.examples
    return Column(
        name=name,
        title=info.title,
        description=info.description,
        example=info.examples[0],
        cell=cell_type,
        codes=_codes(info.annotation),
        **extra,  # type: ignore[arg-type]
    )


def _has_type(marks: list[Any]) -> bool:
    return any(isinstance(mark, CellType) for mark in marks)


def _inner_marks(annotation: Any) -> list[Any]:
    marks: list[Any] = list(getattr(annotation, "__metadata__", ()))
    for inner in get_args(annotation):
        marks += getattr(inner, "__metadata__", ())
    return marks


def _codes(annotation: Any) -> type[Code] | None:
    if isinstance(annotation, type) and issubclass(annotation, Code):
        return annotation
    return next((found for inner in get_args(annotation) if (found := _codes(inner))), None)
