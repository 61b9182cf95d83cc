"""The Iranian date beside the Gregorian one, by a library that is kept up by others."""

from datetime import date
from importlib import import_module

from cubairan_data.errors import CannotRunError

_DAY = len("2023-06-15")
_MARKS = "~?%"


def with_iranian_date(text: str) -> str:
    """Write an EDTF date with the Iranian date of its days; longer spans have none of their own.

    Raises:
        CannotRunError: the library that converts dates is not installed.

    Example:
        >>> with_iranian_date("2023-06-14/2023-06-15")
        '2023-06-14/2023-06-15 (1402-03-24/1402-03-25)'
        >>> with_iranian_date("2023-06")
        '2023-06'
    """
    ends = text.split("/")
    if not all(len(end.rstrip(_MARKS)) == _DAY and "X" not in end for end in ends):
        return text
    return f"{text} ({'/'.join(map(_iranian, ends))})"


def _iranian(text: str) -> str:
    try:
        calendar = import_module("persiantools.jdatetime")
    except ImportError as error:
        install = 'pip install "cubairan-data[fa]"'
        raise CannotRunError(
            f"Iranian dates need persiantools, which is missing; run: {install}"
        ) from error
    day = text.rstrip(_MARKS)
    return f"{calendar.JalaliDate(date.fromisoformat(day)).isoformat()}{text[len(day) :]}"
