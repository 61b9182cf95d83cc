"""The dates of a table's rows: which of them lie between two days, and which are the latest."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import typer

from cubairan_data.contract import edtf
from cubairan_data.storage.schema import Schema

if TYPE_CHECKING:
    import pandas as pd


def dated_by(schema: Schema) -> str | None:
    """Name the column by which a table is dated: the one in its order, or a year; or None."""
    dates = [date for bound, date in schema.bounds if bound.name in schema.sort]
    return dates[0] if dates else ("year" if "year" in schema.fields else None)


def is_chronological(schema: Schema) -> bool:
    """Whether the rows of a table stand in the order of their dates."""
    return schema.sort[0].endswith("_earliest")


def starts(frame: "pd.DataFrame", column: str) -> "pd.Series[Any]":
    """Give the day on which each row starts, or ends, where its start is open."""
    return frame[f"{column}_earliest"].fillna(frame[f"{column}_latest"])


@dataclass(frozen=True)
class Period:
    """From the first day of a date to the last day of another; either may be open."""

    since: str | None
    until: str | None

    def __str__(self) -> str:
        ends = (("since", self.since), ("until", self.until))
        return " ".join(f"{name} {text}" for name, text in ends if text)

    def covers(self, frame: "pd.DataFrame", column: str) -> "pd.Series[bool]":
        """Say of each row whether any day of it lies in the period; of an undated one, no.

        Raises:
            typer.BadParameter: an end of the period is not a date.
        """
        import pandas as pd

        first, last = self._end("since"), self._end("until")
        if column == "year":
            years = frame["year"]
            return ((years >= first.year) & (years <= last.year)).fillna(value=False).astype(bool)
        earliest, latest = frame[f"{column}_earliest"], frame[f"{column}_latest"]
        # An end that is missing beside a date is an open one.
        starts = (earliest <= pd.Timestamp(last)) | earliest.isna()
        ends = (latest >= pd.Timestamp(first)) | latest.isna()
        return starts & ends & frame[column].notna()

    def _end(self, name: str) -> date:
        text = getattr(self, name)
        if text is None:
            return date.min.replace(year=1) if name == "since" else date.max
        try:
            span = edtf.span(text)
        except ValueError as error:
            raise typer.BadParameter(f"--{name}: {error}") from error
        day = span.earliest if name == "since" else span.latest
        if day is None:
            raise typer.BadParameter(f"--{name} {text}: found an open interval; allowed: a date")
        return day
