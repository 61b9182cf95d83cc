"""From EDTF text to one day, by an explicit choice."""

from typing import Literal

import pandas as pd

HOW = ("earliest", "latest", "midpoint")


def resolve_dates(
    frame: pd.DataFrame,
    how: Literal["earliest", "latest", "midpoint"],
    column: str | None = None,
    max_width: str = "31D",
) -> pd.DataFrame:
    """Add one datetime column in the place of a date that is known only within bounds.

    Args:
        frame: a table as `load` gives it.
        how: which day of the interval to take.
        column: the EDTF column; None means the only one of the frame, or ``date`` or ``period``.
        max_width: widest interval that is resolved (first to last day); a wider or open one gives a missing value.

    Returns:
        A copy with the column ``<name>_resolved`` (``datetime64[s]``).

    Raises:
        ValueError: how is none of the three, or it is not clear which column is meant.

    Example:
        >>> import cubairan_data as cid
        >>> visits = cid.resolve_dates(cid.load("visits"), how="earliest")
        >>> str(visits["date_resolved"].dtype)
        'datetime64[s]'
    """
    if how not in HOW:
        raise ValueError(f"how is {how!r}; allowed: {', '.join(HOW)}")
    name = column or _only_date(frame)
    if f"{name}_earliest" not in frame.columns:
        raise ValueError(f"{name!r} is no date of the frame; dates: {', '.join(_dates(frame))}")
    first, last = frame[f"{name}_earliest"], frame[f"{name}_latest"]
    width = last - first
    middle = first + pd.to_timedelta(width.dt.days // 2, unit="D")
    day = {"earliest": first, "latest": last, "midpoint": middle}[how]
    resolved = day.where(width <= pd.Timedelta(max_width))
    return frame.assign(**{f"{name}_resolved": resolved.astype("datetime64[s]")})


def _dates(frame: pd.DataFrame) -> list[str]:
    return [name.removesuffix("_earliest") for name in frame.columns if name.endswith("_earliest")]


def _only_date(frame: pd.DataFrame) -> str:
    dates = _dates(frame)
    for name in ("date", "period"):
        if name in dates:
            return name
    if len(dates) != 1:
        raise ValueError(
            f"the frame has {len(dates)} dates ({', '.join(dates)}); name one with column="
        )
    return dates[0]
