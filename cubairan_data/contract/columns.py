"""How a column is declared, and how its declaration is read from a table's model."""

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass
from enum import StrEnum
from typing import Annotated, Any, ClassVar, TypeVar, get_args

from pydantic.fields import FieldInfo

from cubairan_data.contract import edtf
from cubairan_data.contract.cell_kinds import CellType
from cubairan_data.contract.cell_types import Day
from cubairan_data.contract.codes.code import Code
from cubairan_data.contract.labels import ENGLISH, Text, bound_text, column_text


class Role(StrEnum):
    """What must back a filled cell."""

    SOURCED = "sourced"  # at least one supporting line of evidence
    CODED = "coded"  # the curator's decision, by the rule in the column's description
    DERIVED = "derived"  # the format command, which computes it
    RECORDED = "recorded"  # nothing else: it describes a text or a search, and is itself evidence


@dataclass(frozen=True)
class Declaration:
    """What a column's annotation states beside its type."""

    title: str
    description: str
    example: str
    _: KW_ONLY
    unit: str | None = None
    references: str | None = None
    is_shown: bool = False
    """Of a coded column: whether a passage may bear it all the same, such as a spelling."""

    role: ClassVar[Role]


class Sourced(Declaration):
    """A column whose filled cells need evidence."""

    role = Role.SOURCED


class Coded(Declaration):
    """A column that the curator sets by the rule in its description."""

    role = Role.CODED


class Recorded(Declaration):
    """A column that describes a text or a search."""

    role = Role.RECORDED


class Bound(StrEnum):
    """Which end of an EDTF date a derived column holds."""

    EARLIEST = "earliest"
    LATEST = "latest"


# The bounds of the EDTF column before them: ``date`` is followed by ``date_earliest: Earliest`` and
# ``date_latest: Latest``.
Earliest = Annotated[Day | None, Bound.EARLIEST]
Latest = Annotated[Day | None, Bound.LATEST]


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
    is_shown: bool = False

    @property
    def is_list(self) -> bool:
        """Whether a cell holds several items."""
        return self.cell in (
            CellType.TEXT_LIST,
            CellType.CODE_LIST,
            CellType.LANGUAGE_LIST,
            CellType.NAME_LIST,
        )

    def text(self, table: str, language: str) -> Text:
        """Give the title and description by which a reader is shown the column of a table."""
        if language == ENGLISH:
            return Text(self.title, self.description)
        return column_text(table, self.name, language, self.bound_of)


def columns_of(fields: Mapping[str, FieldInfo]) -> dict[str, Column]:
    """Read the columns that the fields of a model declare.

    Args:
        fields: the model's ``model_fields``.

    Returns:
        The columns by name, in the order of the fields.

    Raises:
        TypeError: a field declares no column.
    """
    columns: dict[str, Column] = {}
    for name, info in fields.items():
        marks = [*info.metadata, *_inner_marks(info.annotation)]
        declaration, bound = _first(Declaration, marks), _first(Bound, marks)
        if declaration:
            columns[name] = Column(
                name=name,
                title=declaration.title,
                description=declaration.description,
                example=declaration.example,
                role=declaration.role,
                cell=_first(CellType, marks) or CellType.CODE,
                required=info.is_required(),
                unit=declaration.unit,
                references=declaration.references,
                codes=_codes(info.annotation),
                is_shown=declaration.is_shown,
            )
        elif bound:
            columns[name] = _bound_column(name, columns[name.rpartition("_")[0]])
        else:
            raise TypeError(f"{name} is marked as none of Sourced, Coded, Recorded, or a bound")
    return columns


def _bound_column(name: str, of: Column) -> Column:
    title, description = bound_text(name, of.name, of.title, ENGLISH)
    return Column(
        name=name,
        title=title,
        description=description,
        example=str(edtf.bound(of.example, name)),
        role=Role.DERIVED,
        cell=CellType.DAY,
        required=False,
        bound_of=of.name,
    )


Mark = TypeVar("Mark")


def _first(kind: type[Mark], marks: list[Any]) -> Mark | None:
    return next((mark for mark in marks if isinstance(mark, kind)), None)


def _inner_marks(annotation: Any) -> list[Any]:
    marks: list[Any] = list(getattr(annotation, "__metadata__", ()))
    for inner in get_args(annotation):
        marks += getattr(inner, "__metadata__", ())
    return marks


def _codes(annotation: Any) -> type[Code] | None:
    if isinstance(annotation, type) and issubclass(annotation, Code):
        return annotation
    return next((found for inner in get_args(annotation) if (found := _codes(inner))), None)
