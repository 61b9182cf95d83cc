"""Tables as plain DataFrames, with the dtypes of the contract."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from cubairan_data.errors import InvalidTableError
from cubairan_data.storage.dtypes import TEXT
from cubairan_data.storage.raw import RawTable, is_harmless, shortened
from cubairan_data.storage.schema import Field

ATTRIBUTE = "table"
"""Name of the entry of ``DataFrame.attrs`` by which a frame knows its table."""

_BOOLEANS = {"true": True, "false": False}
_LARGEST = np.iinfo("int64").max
# The forms of the contract: int, float and fromisoformat alone read more, such as 1_000 and nan.
_WHOLE = re.compile(r"-?(?:0|[1-9]\d*)", re.ASCII)
_DECIMAL = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?", re.ASCII)
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)

Texts = Sequence[str | None]


def to_frame(table: RawTable) -> pd.DataFrame:
    """Build the DataFrame of a table.

    Raises:
        InvalidTableError: the file or one of its cells breaks the contract.
    """
    if unreadable := [found for found in table.findings if not is_harmless(found)]:
        raise InvalidTableError(f"cannot load {table.name}: {unreadable[0]}")
    columns = {
        name: _column(table, field, [row.cells.get(name) for row in table.rows])
        for name, field in table.schema.fields.items()
    }
    frame = pd.DataFrame(columns)
    frame.attrs[ATTRIBUTE] = table.name
    return frame


def value_of(field: Field, text: str) -> Any:
    """Return the value of one cell, as in a DataFrame.

    Raises:
        ValueError: the text is not a value of the column.
    """
    return _reader(field)(text)


def _column(table: RawTable, field: Field, texts: Texts) -> Any:
    try:
        return _array(field, texts)
    except (ValueError, KeyError, OverflowError):
        read = _reader(field)
        for row, text in zip(table.rows, texts, strict=True):
            if text is None:
                continue
            try:
                read(text)
            except (ValueError, KeyError):
                message = f"found {shortened(text)!r}; allowed: {field.cell}"
                finding = table.finding(row, field.name, "format", message)
                raise InvalidTableError(f"cannot load {table.name}: {finding}") from None
        raise


def _array(field: Field, texts: Texts) -> Any:
    if field.codes and not field.is_list:
        return _categories(list(field.codes), texts)
    if field.type == "date":
        return np.array([np.datetime64(_day(text)) if text else "NaT" for text in texts], "M8[s]")
    if field.type == "string":
        return pd.array(texts, dtype=TEXT)
    read = _reader(field)
    dtypes: dict[str, Any] = {"number": pd.Float64Dtype(), "boolean": pd.BooleanDtype()}
    values: list[Any] = [None if text is None else read(text) for text in texts]
    return pd.array(values, dtype=dtypes.get(field.type, pd.Int64Dtype()))


def _categories(codes: list[str], texts: Texts) -> pd.Categorical:
    place = {code: number for number, code in enumerate(codes)}
    dtype = pd.CategoricalDtype(pd.Index(codes, dtype=TEXT))
    return pd.Categorical.from_codes(
        [-1 if text is None else place[text] for text in texts], dtype=dtype
    )


def _reader(field: Field) -> Callable[[str], Any]:
    if field.codes and not field.is_list:
        return {code: code for code in field.codes}.__getitem__
    readers: dict[str, Callable[[str], Any]] = {
        "date": _day,
        "number": _decimal,
        "boolean": _BOOLEANS.__getitem__,
        "integer": _whole,
        "year": _whole,
    }
    return readers.get(field.type, str)


def _day(text: str) -> date:
    return date.fromisoformat(_matching(_ISO_DATE, text))


def _decimal(text: str) -> float:
    return float(_matching(_DECIMAL, text))


def _whole(text: str) -> int:
    number = int(_matching(_WHOLE, text))
    if abs(number) > _LARGEST:
        raise ValueError(f"{text!r} is larger than 64 bits can hold")
    return number


def _matching(form: re.Pattern[str], text: str) -> str:
    if not form.fullmatch(text):
        raise ValueError(f"{text!r} has another form")
    return text
