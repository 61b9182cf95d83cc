"""From EDTF text to one day, by an explicit choice."""

from typing import Literal, get_args

import pandas as pd

from cubairan_data.errors import AmbiguousDateError, UnknownNameError, unknown

Choice = Literal["earliest", "latest", "midpoint"]
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
        A copy with an additional column ``<name>_resolved`` (``datetime64[s]``).

    Raises:
        UnknownNameError: ``how`` is invalid.
        AmbiguousDateError: the frame has no such column, or several to choose from.

    Example:
        >>> import cubairan_data as cid
        >>> visits = cid.resolve_dates(cid.load("visits"), how="earliest")
        >>> str(visits["date_resolved"].dtype)
        'datetime64[s]'
    """
    if how not in get_args(Choice):
        raise unknown(UnknownNameError, "choice", how, get_args(Choice), "choices")
    name = column or _only_date(frame)
    if f"{name}_earliest" not in frame.columns:
        dates = ", ".join(_dates(frame))
        raise AmbiguousDateError(
            f"{name!r} is not a date column of the frame; date columns: {dates}"
        )
    first, last = frame[f"{name}_earliest"], frame[f"{name}_latest"]
    width = last - first
    middle = first + (width / 2).dt.floor("D")
    day = {"earliest": first, "latest": last, "midpoint": middle}[how]
    resolved = day.where(width <= pd.Timedelta(max_width))
    return frame.assign(**{f"{name}_resolved": resolved.astype("datetime64[s]")})


def _dates(frame: pd.DataFrame) -> list[str]:
    ending = "_earliest"
    return [name.removesuffix(ending) for name in frame.columns if name.endswith(ending)]


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
