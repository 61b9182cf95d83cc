"""The base of every table's class: its table-level facts, its columns, and the checks that span columns."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, ClassVar, Literal, NamedTuple, Self

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

from cubairan_data.contract import edtf
from cubairan_data.contract.column import Column, Role, read_back

Group = Literal["record", "actors", "evidence"]


@dataclass(frozen=True)
class Table:
    """What holds for a table as a whole.

    ``sort`` is the canonical order; a blank sorts last, so that undated rows close the file.
    """

    name: str
    group: Group
    title: str
    description: str
    key: tuple[str, ...]
    sort: tuple[str, ...]
    unique: tuple[tuple[str, ...], ...] = ()


class Fault(NamedTuple):
    """One thing wrong in a row: the column, the rule broken, what was found and what is allowed."""

    column: str
    rule: str
    message: str


Values = Mapping[str, Any]


class Row(BaseModel):
    """One row; a subclass declares the columns in the order of the file."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    TABLE: ClassVar[Table]

    @classmethod
    @lru_cache(maxsize=64)
    def declared(cls) -> dict[str, Column]:
        """The declared columns by name, in the order of the file."""
        return {name: read_back(name, info) for name, info in cls.model_fields.items()}

    @classmethod
    def declared_as(cls, role: Role) -> list[str]:
        """The names of the columns of one role."""
        return [column.name for column in cls.declared().values() if column.role is role]

    @classmethod
    def faults(cls, values: Values) -> Iterator[Fault]:
        """Find what is wrong between columns; a subclass adds to it. Blank or unreadable cells are None."""
        yield from check_bounds(cls, values)

    @model_validator(mode="after")
    def _check_across_columns(self) -> Self:
        faults = list(type(self).faults(self.__dict__))
        if faults:
            raise ValidationError.from_exception_data(
                type(self).__name__,
                [
                    InitErrorDetails(
                        type=PydanticCustomError(
                            fault.rule, "{message}", {"message": fault.message}
                        ),
                        loc=(fault.column,),
                        input=self.__dict__.get(fault.column),
                    )
                    for fault in faults
                ],
            )
        return self


def check_bounds(row: type[Row], values: Values) -> Iterator[Fault]:
    """The two bound columns of a date hold exactly the days that its text says."""
    for name, text_column in bound_columns(row):
        text = values.get(text_column)
        wanted = bound(text, name) if text else None
        found = values.get(name)
        if found != wanted:
            yield Fault(
                name,
                "bounds",
                f"found {shown(found)}; {text_column} {shown(text)} means {shown(wanted)}",
            )


@lru_cache(maxsize=64)
def bound_columns(row: type[Row]) -> tuple[tuple[str, str], ...]:
    """The pairs (bound column, EDTF column) of a table."""
    return tuple(
        (column.name, column.bound_of) for column in row.declared().values() if column.bound_of
    )


def bound(text: str, bound_name: str) -> Any:
    """The day that a bound column should hold for an EDTF text."""
    days = edtf.span(text)
    return days.earliest if bound_name.endswith("_earliest") else days.latest


def shown(value: Any) -> str:
    """A value as a message names it."""
    return "blank" if value is None else repr(str(value))


def together(values: Values, first: str, second: str) -> Iterator[Fault]:
    """Two columns are filled together or not at all."""
    for filled, empty in ((first, second), (second, first)):
        if values.get(filled) is not None and values.get(empty) is None:
            yield Fault(
                empty,
                "filled-together",
                f"found blank; {filled} is {shown(values[filled])}, so it is needed",
            )


def not_before(values: Values, later: str, earlier: str) -> Iterator[Fault]:
    """The last day of one date is not before the first day of another."""
    last, first = values.get(f"{later}_latest"), values.get(f"{earlier}_earliest")
    if last and first and last < first:
        yield Fault(
            later,
            "end-not-before-start",
            f"found {shown(values.get(later))}, before {earlier} {shown(first)}",
        )
