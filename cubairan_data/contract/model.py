"""The base of every table's model: the facts of the table, its columns, the check of a row."""

from functools import lru_cache
from typing import ClassVar, Self

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

from cubairan_data.contract.cell_kinds import CellType
from cubairan_data.contract.columns import Column, Role, columns_of
from cubairan_data.contract.labels import ENGLISH, Text, table_text
from cubairan_data.contract.row_rules import Fault, Values, rules_of
from cubairan_data.contract.table_meta import Pairs, TableMeta


class TableModel(BaseModel):
    """One row of a table; a subclass declares the columns in the order of the file."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
    META: ClassVar[TableMeta]

    @classmethod
    def text(cls, language: str) -> Text:
        """The title and description by which a reader is shown the table."""
        if language == ENGLISH:
            return Text(cls.META.title, cls.META.description)
        return table_text(cls.META.name, language)

    @classmethod
    @lru_cache(maxsize=64)
    def declared(cls) -> dict[str, Column]:
        """The declared columns by name, in the order of the file."""
        return columns_of(cls.model_fields)

    @classmethod
    def declared_as(cls, role: Role) -> list[str]:
        """The names of the columns of one role."""
        return [column.name for column in cls.declared().values() if column.role is role]

    @classmethod
    @lru_cache(maxsize=64)
    def bound_columns(cls) -> Pairs:
        """The pairs (bound column, EDTF column)."""
        return tuple(
            (column.name, column.bound_of) for column in cls.declared().values() if column.bound_of
        )

    @classmethod
    @lru_cache(maxsize=64)
    def text_columns(cls) -> tuple[str, ...]:
        """The columns that hold one text."""
        columns = cls.declared().values()
        return tuple(column.name for column in columns if column.cell is CellType.TEXT)

    @classmethod
    def faults(cls, values: Values) -> list[Fault]:
        """Find what is wrong between the columns of a row.

        Args:
            values: the values by column; None, or absent, where a cell is blank or unreadable.

        Returns:
            The faults, each with the id of the row rule that it breaks.
        """
        return [
            Fault(column, rule, message)
            for rule, find in rules_of(cls)
            for column, message in find(values)
        ]

    @model_validator(mode="after")
    def _check_across_columns(self) -> Self:
        faults = self.faults(self.__dict__)
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
