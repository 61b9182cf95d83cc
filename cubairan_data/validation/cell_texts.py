"""Values of any frame, workbook or Parquet file as the texts of cells."""

import math
from collections.abc import Mapping, Set
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from cubairan_data.contract.lists import DELIMITER

# More than any float has.
_MOST_DIGITS = 400
_OF_A_CELL = "a text, a number, a date, true or false, or a list of them"


def cell_text(value: Any) -> str | None:
    """Write a value of any frame as the text of a cell; None where it is missing.

    Raises:
        ValueError: it is not a value of a cell, such as bytes or a list of lists.

    Example:
        >>> cell_text(2030.0), cell_text(["Havana", None, "Tehran"]), cell_text({"b", "a"})
        ('2030', 'Havana;Tehran', 'a;b')
    """
    if isinstance(value, str):
        return value or None
    if isinstance(value, (Mapping, bytes, bytearray)):
        raise ValueError(f"found {_kind(value)}; allowed: {_OF_A_CELL}")
    items = _items(value)
    if items is None:
        return _scalar_text(value)
    if nested := [item for item in items if _items(item) is not None]:
        raise ValueError(f"found {_kind(nested[0])} in a list; allowed: {_OF_A_CELL}")
    texts = [text for item in items if (text := cell_text(item)) is not None]
    is_ordered = not isinstance(value, Set)
    return DELIMITER.join(texts if is_ordered else sorted(texts)) or None


def is_blank(value: Any) -> bool:
    """Whether a value stands for none, as an empty text or NaN does.

    Example:
        >>> is_blank(" "), is_blank(float("nan")), is_blank([]), is_blank(0)
        (True, True, False, False)
    """
    import pandas as pd

    if isinstance(value, str):
        return not value.strip()
    return value is None or (pd.api.types.is_scalar(value) and bool(pd.isna(value)))


def is_day(value: Any) -> bool:
    """Whether a value is a date rather than the text of one."""
    return isinstance(value, date) and not is_blank(value)


def _items(value: Any) -> list[Any] | None:
    """Give the items of a value that is a collection, as Parquet and pandas have several."""
    import pandas as pd

    if isinstance(value, (list, tuple, Set)):
        return list(value)
    is_array = hasattr(value, "ndim") and not pd.api.types.is_scalar(value)
    return list(value) if is_array and value.ndim else None


def _scalar_text(value: Any) -> str | None:
    import pandas as pd

    if value is None or (pd.api.types.is_scalar(value) and pd.isna(value)):
        return None
    if hasattr(value, "isoformat"):
        return _day_text(value)
    if pd.api.types.is_bool(value):
        return str(bool(value)).lower()
    if isinstance(value, Decimal):
        # Written out, an exponent of millions would be as many digits.
        is_short = value.is_finite() and abs(value.adjusted()) < _MOST_DIGITS
        return f"{value:f}" if is_short else str(value)
    if pd.api.types.is_float(value):
        return _number_text(value)
    return str(value) or None


def _day_text(value: Any) -> str:
    if isinstance(value, datetime) and (value.hour, value.minute, value.second) != (0, 0, 0):
        raise ValueError(f"found {value.isoformat()!r}, a time of day; allowed: a day")
    return str(value.isoformat())[:10]


def _number_text(number: Any) -> str:
    """Write a number without an exponent, which no cell has."""
    if not math.isfinite(number):
        return str(number)
    return str(int(number)) if float(number).is_integer() else f"{Decimal(str(number)):f}"


def _kind(value: object) -> str:
    return f"a value of type {type(value).__name__}"
