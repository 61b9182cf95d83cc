"""Conditions on rows, as ``--where`` understands them."""

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

import typer

from cubairan_data.contract import edtf
from cubairan_data.contract.lists import DELIMITER
from cubairan_data.errors import UnknownColumnError, UnknownNameError, unknown
from cubairan_data.folding import folded
from cubairan_data.storage.schema import Field, Schema
from cubairan_data.storage.wording import code_labelled

if TYPE_CHECKING:
    import pandas as pd

_SHAPE = re.compile(r"\s*(\w+)\s*(!=|<=|>=|=|~|<|>)\s*(.*?)\s*", re.DOTALL)
FORMS = "COLUMN=VALUE, or with != ~ (contains) < > <= >= in place of ="
_COMPARE = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
# A row is before a day where all of it is, and after where all of it is.
_SIDES = {
    "<": ("latest", "earliest"),
    "<=": ("latest", "latest"),
    ">": ("earliest", "latest"),
    ">=": ("earliest", "earliest"),
}
_NUMBERS = ("integer", "number", "year")


@dataclass(frozen=True)
class Condition:
    """One condition on a column, as the user wrote it."""

    field: Field
    relation: str
    value: str
    is_span: bool
    """Whether the column holds texts that span days."""

    def __str__(self) -> str:
        return f"{self.field.name}{self.relation}{self.value}"

    @property
    def is_date(self) -> bool:
        """Whether the column holds days, or texts that span days."""
        return self.is_span or self.field.type == "date"

    @property
    def is_number(self) -> bool:
        """Whether the column holds numbers."""
        return self.field.type in _NUMBERS

    def met(self, frame: "pd.DataFrame") -> "pd.Series[bool]":
        """Say of each row whether it meets the condition.

        Raises:
            typer.BadParameter: the column knows no such comparison, or no such value.
            UnknownNameError: the value is not a code of the column.
        """
        if self.relation == "!=":
            return ~replace(self, relation="=").met(frame)
        if self.relation == "~":
            return self._some_item(frame, lambda item: folded(self.value) in folded(item))
        if self.relation in _COMPARE:
            return self._compared(frame)
        return self._equal(frame)

    def _equal(self, frame: "pd.DataFrame") -> "pd.Series[bool]":
        if not self.value:
            return frame[self.field.name].isna()
        if self.is_date:
            return self._day(frame, ">=") & self._day(frame, "<=")
        if self.is_number:
            return _sure(frame[self.field.name] == self._number())
        if self.field.codes and self.value not in self.field.codes:
            code = code_labelled(self.field, self.value)
            if code is None:
                what = f"code of {self.field.name}"
                raise unknown(UnknownNameError, what, self.value, self.field.codes, "codes")
            return replace(self, value=code).met(frame)
        return self._some_item(frame, lambda item: folded(item) == folded(self.value))

    def _compared(self, frame: "pd.DataFrame") -> "pd.Series[bool]":
        if self.is_date:
            return self._day(frame, self.relation)
        if self.is_number:
            return _sure(_COMPARE[self.relation](frame[self.field.name], self._number()))
        raise typer.BadParameter(
            f"{self}: {self.relation} compares numbers and dates; {self.field.name} holds neither"
        )

    def _some_item(self, frame: "pd.DataFrame", is_met: Callable[[str], bool]) -> "pd.Series[bool]":
        cells = frame[self.field.name].astype("string").fillna("")
        if self.field.type == "boolean":
            cells = cells.str.lower()
        if not self.field.is_list:
            return cells.map(is_met).astype(bool)
        return cells.map(lambda cell: any(map(is_met, cell.split(DELIMITER)))).astype(bool)

    def _day(self, frame: "pd.DataFrame", relation: str) -> "pd.Series[bool]":
        """Compare the first or the last day of each row with one of the value."""
        side, end = _SIDES[relation]
        name = f"{self.field.name}_{side}" if self.is_span else self.field.name
        try:
            day = getattr(edtf.span(self.value), end)
        except ValueError as error:
            raise typer.BadParameter(f"{self}: {error}") from error
        if day is None:
            raise typer.BadParameter(f"{self}: an open interval cannot be compared")
        return _sure(_COMPARE[relation](frame[name], _timestamp(day)))

    def _number(self) -> float:
        try:
            return float(self.value.replace(",", "").replace("_", ""))
        except ValueError:
            message = f"{self}: found {self.value!r}; allowed: a number"
            raise typer.BadParameter(message) from None


def condition(schema: Schema, text: str) -> Condition:
    """Read a condition.

    Raises:
        typer.BadParameter: it has another form.
        UnknownColumnError: the table has no such column.
    """
    shape = _SHAPE.fullmatch(text)
    if not shape:
        raise typer.BadParameter(f"{text!r} is not a condition; write {FORMS}")
    name, relation, value = shape.groups()
    if name == "year" and name not in schema.fields:
        message = f"no column 'year' in {schema.name}; write --since {value} --until {value}"
        raise UnknownColumnError(message)
    is_span = name in {date for _, date in schema.bounds}
    return Condition(schema.field(name), relation, value, is_span)


def _sure(answer: Any) -> "pd.Series[bool]":
    """Take what is unknown as false."""
    return cast("pd.Series[bool]", answer.fillna(value=False).astype(bool))


def _timestamp(day: Any) -> "pd.Timestamp":
    import pandas as pd

    return pd.Timestamp(day)
