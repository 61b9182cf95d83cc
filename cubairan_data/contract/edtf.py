"""The subset of EDTF (ISO 8601-2) in which the record writes dates, and the days that a text spans.

Accepted: a year, month or day (``2006``, ``2006-01``, ``2006-01-31``), a decade (``198X``), each
with an optional qualifier ``~`` (approximate), ``?`` (uncertain) or ``%`` (both), and an interval
of two of these, either end of which may be open (``..``). A parser of our own, because the bounds
must be plain days and the messages plain words; the ``edtf`` library is its oracle in the tests.
"""

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import NamedTuple

DATE = r"[12][0-9]{3}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?|[12][0-9]{2}X"
PATTERN = rf"(?:{DATE})[~?%]?|(?:(?:{DATE})[~?%]?|\.\.)/(?:(?:{DATE})[~?%]?|\.\.)"
_SHAPE = re.compile(PATTERN)
ALLOWED = (
    "a year, month or day such as 2006, 2006-01, 2006-01-31, 198X, with ~ ? or %, "
    "or an interval such as 2006-01/.."
)


class Span(NamedTuple):
    """The first and the last day that a text admits; None where the interval is open."""

    earliest: date | None
    latest: date | None


class Ends(NamedTuple):
    """The days that the first and the last end of a text admit; of a single date, twice the same.

    An interval from 2006 to 2008 starts on a day of 2006 and ends on a day of 2008; where an end
    is open, both its days are None.
    """

    start: Span
    end: Span


@lru_cache(maxsize=65536)
def span(text: str) -> Span:
    """Return the days that an EDTF text spans.

    Args:
        text: EDTF text of the accepted subset. A qualifier does not widen the span.

    Returns:
        The first and last day, None at an open end.

    Raises:
        ValueError: the text is not of the subset, names a day that is not in the calendar, or
            ends before it starts.

    Example:
        >>> span("2006-02")
        Span(earliest=datetime.date(2006, 2, 1), latest=datetime.date(2006, 2, 28))
        >>> span("2024-05-01/..").latest is None
        True
    """
    if not _SHAPE.fullmatch(text):
        raise ValueError(f"{text!r} is not a date of the record; allowed: {ALLOWED}")
    if "/" not in text:
        return _simple(text)
    start_text, end_text = text.split("/")
    start, end = _end(start_text), _end(end_text)
    if start_text == end_text:
        raise ValueError(f"{text!r} has the same start and end; write the date alone")
    if start.earliest and end.latest and start.earliest > end.latest:
        raise ValueError(f"{text!r} ends before it starts")
    return Span(start.earliest, end.latest)


@lru_cache(maxsize=65536)
def ends(text: str) -> Ends:
    """Return the days that each end of an EDTF text admits.

    Args:
        text: EDTF text of the accepted subset.

    Returns:
        The span of its start and that of its end.

    Raises:
        ValueError: as for `span`.

    Example:
        >>> ends("2006/2008-05").end.earliest
        datetime.date(2008, 5, 1)
    """
    whole = span(text)
    if "/" not in text:
        return Ends(whole, whole)
    start, end = text.split("/")
    return Ends(_end(start), _end(end))


def _end(text: str) -> Span:
    return Span(None, None) if text == ".." else _simple(text)


def _simple(text: str) -> Span:
    plain = text.rstrip("~?%")
    if plain.endswith("X"):
        decade = int(plain[:3]) * 10
        return Span(date(decade, 1, 1), date(decade + 9, 12, 31))
    parts = [int(part) for part in plain.split("-")]
    year = parts[0]
    first_month, last_month = (parts[1], parts[1]) if len(parts) > 1 else (1, 12)
    days = monthrange(year, last_month)[1]
    if len(parts) == 3:
        if parts[2] > days:
            raise ValueError(f"{text!r} is not in the calendar: the month has {days} days")
        day = date(year, first_month, parts[2])
        return Span(day, day)
    return Span(date(year, first_month, 1), date(year, last_month, days))


def bound(text: str, column: str) -> date | None:
    """Return the day that a bound column holds for an EDTF text.

    Args:
        text: EDTF text of the accepted subset.
        column: name of the bound column; it ends in ``_earliest`` or ``_latest``.

    Returns:
        The first or the last day, None at an open end.

    Raises:
        ValueError: as for `span`.

    Example:
        >>> bound("2006-02", "signed_latest")
        datetime.date(2006, 2, 28)
    """
    days = span(text)
    return days.earliest if column.endswith("_earliest") else days.latest
