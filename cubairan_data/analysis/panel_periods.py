"""Years or months, in which the panel counts."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd

from cubairan_data import dataset
from cubairan_data.storage.years import LONGEST_STAY

if TYPE_CHECKING:
    import numpy as np

Frequency = Literal["year", "month"]
_UNITS = {"year": "Y", "month": "M"}


@dataclass(frozen=True)
class Periods:
    """The years, or the months, from the first of the record to the last that was searched."""

    index: pd.PeriodIndex

    @classmethod
    def until(cls, last: "pd.Timestamp | None", freq: Frequency) -> "Periods":
        """Give the periods up to the one of a day; none without a day."""
        first = pd.Period(year=dataset.FIRST_YEAR, month=1, freq=_UNITS[freq])
        end = first - 1 if last is None else last.to_period(_UNITS[freq])
        return cls(pd.period_range(first, end, freq=_UNITS[freq]))

    @property
    def starts(self) -> "np.ndarray[Any, np.dtype[np.datetime64]]":
        """The first day of each period."""
        return self.index.start_time.to_numpy("datetime64[s]")

    @property
    def ends(self) -> "np.ndarray[Any, np.dtype[np.datetime64]]":
        """The last day of each period."""
        return self.index.end_time.normalize().to_numpy("datetime64[s]")

    def of(self, first: "pd.Series[pd.Timestamp]", last: "pd.Series[pd.Timestamp]") -> pd.Series:
        """Give the period of each span, missing where it reaches over several.

        A stay over the end of a period counts in the one in which it began.
        """
        unit = self.index.freqstr[0]
        begun = first.dt.to_period(unit)
        is_within = (begun == last.dt.to_period(unit)) | ((last - first).dt.days <= LONGEST_STAY)
        periods: pd.Series = begun.where(is_within)
        return periods
