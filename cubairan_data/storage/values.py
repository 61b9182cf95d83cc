"""From the text of a cell to its value, in the forms of the contract and in no other.

``int``, ``float`` and ``date.fromisoformat`` alone read more, such as ``1_000``, ``nan`` and
``20170215``.
"""

import math
import re
from collections.abc import Callable
from datetime import date
from typing import Any

from cubairan_data.contract import patterns
from cubairan_data.storage.schema import Field

_BOOLEANS = {"true": True, "false": False}


def reader(field: Field) -> Callable[[str], Any]:
    """Give the function that reads the cells of a column; it raises ValueError or KeyError."""
    if field.codes and not field.is_list:
        return {code: code for code in field.codes}.__getitem__
    readers: dict[str, Callable[[str], Any]] = {
        "date": day,
        "number": _decimal,
        "boolean": _BOOLEANS.__getitem__,
        "integer": _whole,
        "year": _year,
    }
    return readers.get(field.type, str)


def day(text: str) -> date:
    """Read an ISO date; raises ValueError."""
    return date.fromisoformat(_matching(patterns.DAY, text))


def _decimal(text: str) -> float:
    number = float(_matching(patterns.NUMBER, text))
    if math.isinf(number):
        raise ValueError(f"{text!r} is too large for a number")
    return number


def _whole(text: str) -> int:
    number = int(_matching(patterns.INTEGER, text))
    if not patterns.SMALLEST <= number <= patterns.LARGEST:
        raise ValueError(f"{text!r} is larger than 64 bits can hold")
    return number


def _year(text: str) -> int:
    return int(_matching(patterns.YEAR, text))


def _matching(pattern: str, text: str) -> str:
    if not re.fullmatch(pattern, text):
        raise ValueError(f"{text!r} has another form")
    return text
