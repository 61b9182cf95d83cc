"""From EDTF text to one day, by an explicit choice."""

from datetime import timedelta
from typing import Literal, get_args

import pandas as pd

from cubairan_data.errors import AmbiguousDateError, UnknownNameError, known_name, shown
from cubairan_data.storage.years import year_of

Choice = Literal["earliest", "latest", "midpoint"]
_DAY = pd.Timedelta(days=1)
_MAIN_DATES = ("date", "period")


def resolve_dates(
    frame: pd.DataFrame, how: Choice, column: str | None = None, max_width: str = "31D"
) -> pd.DataFrame:
    """Add a datetime column that resolves an uncertain date to one day.

    Args:
        frame: a table from `load`, optionally filtered.
        how: which day of the span to take: ``earliest``, ``latest`` or ``midpoint``.
        column: the EDTF column; None means ``date``, ``period``, or the only one of the frame.
        max_width: widest span, from first to last day, to resolve; wider and open ones are missing
            in the result.

    Returns:
        A copy with two additional columns: ``<name>_resolved`` (``datetime64[s]``), and
        ``<name>_year`` (``Int64``), the year in which the whole span lies, known also where no
        day is; a stay over New Year counts in the year in which it began.

    Raises:
        UnknownNameError: ``how`` or ``max_width`` is invalid.
        AmbiguousDateError: the frame has no such column with its two bounds, or several to choose
            from.

    Example:
        >>> import cubairan_data as cid
        >>> visits = cid.resolve_dates(cid.load("visits"), how="earliest")
        >>> str(visits["date_resolved"].dtype), str(visits["date_year"].dtype)
        ('datetime64[s]', 'Int64')
    """
    known_name(UnknownNameError, "choice", how, get_args(Choice), "choices")
    if not isinstance(frame, pd.DataFrame):
        raise AmbiguousDateError(f"{shown(frame)} is not a DataFrame; pass a frame from cid.load()")
    widest = _width(max_width)
    name = _only_date(frame) if column is None else column
    first, last = (_bound(frame, name, end) for end in ("earliest", "latest"))
    width = last - first
    middle = first + (width / 2).dt.floor("D")
    day = {"earliest": first, "latest": last, "midpoint": middle}[how]
    resolved = day.where(width <= widest)
    days = resolved.astype("datetime64[s]")
    return frame.assign(**{f"{name}_resolved": days, f"{name}_year": year_of(first, last)})


def _width(text: str) -> pd.Timedelta:
    """Read a width; a number alone would be one of nanoseconds."""
    try:
        width = pd.Timedelta(text) if isinstance(text, (str, timedelta)) else None
    except ValueError:
        width = None
    # NaT, which pandas makes of the text "nat", is neither.
    if width is None or not width >= _DAY * 0 or width % _DAY:
        message = f"max_width is {shown(text)}; allowed: a number of days such as '31D'"
        raise UnknownNameError(message)
    return width


def _bound(frame: pd.DataFrame, name: str, end: str) -> pd.Series:
    bound = f"{name}_{end}"
    if not isinstance(name, str) or bound not in frame.columns:
        dates = ", ".join(_dates(frame)) or "none"
        message = f"{shown(name)} is not a date column of the frame, as it has no {shown(bound)}"
        raise AmbiguousDateError(f"{message}; date columns: {dates}")
    if not pd.api.types.is_datetime64_any_dtype(frame[bound]):
        message = f"{bound!r} is {frame[bound].dtype}, not datetime64"
        raise AmbiguousDateError(f"{message}; pass a frame from cid.load()")
    return frame[bound]


def _dates(frame: pd.DataFrame) -> list[str]:
    bounds = [f"_{end}" for end in ("earliest", "latest")]
    starts = [name.removesuffix(bounds[0]) for name in frame.columns if name.endswith(bounds[0])]
    return [name for name in starts if f"{name}{bounds[1]}" in frame.columns]


def _only_date(frame: pd.DataFrame) -> str:
    dates = _dates(frame)
    for name in _MAIN_DATES:
        if name in dates:
            return name
    if not dates:
        raise AmbiguousDateError("the frame has no date column with its two bounds")
    if len(dates) > 1:
        found = f"the frame has {len(dates)} date columns ({', '.join(dates)})"
        raise AmbiguousDateError(f"{found}; name one with column=")
    return dates[0]
