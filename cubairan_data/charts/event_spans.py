"""Everything dated on one axis: known days as points, uncertain dates as spans."""

from typing import Any

import pandas as pd

from cubairan_data.charts.drawing import BLUE, WIDTH, altair, chart, finished
from cubairan_data.contract.labels import word
from cubairan_data.errors import UnknownNameError
from cubairan_data.storage.schema import schemas
from cubairan_data.storage.wording import of_table

_NEEDED = ("table_name", "earliest", "latest", "title")
_LANE = 26


def timeline(events: pd.DataFrame, language: str) -> Any:
    """Draw events, a lane for each table.

    Raises:
        UnknownNameError: the frame is not one of events.
    """
    missing = [name for name in _NEEDED if name not in events.columns]
    if missing:
        raise UnknownNameError(
            f"the frame has no column {missing[0]!r}; pass a frame from `events`"
        )
    library = altair()
    dated = events.dropna(subset=["earliest", "latest"])
    rows = [
        {
            "from": row["earliest"].strftime("%Y-%m-%d"),
            # A span ends with the end of its last day.
            "to": (row["latest"] + pd.Timedelta(days=1)).strftime("%Y-%m-%d"),
            "is_day": row["earliest"] == row["latest"],
            "what": of_table(schemas()[row["table_name"]], language).label,
            "title": row["title"],
            "date": row["date"],
        }
        for row in dated.to_dict("records")
    ]
    axis = library.Axis(title=None, grid=True)
    base = chart(rows).encode(
        x=library.X("from:T", axis=axis),
        y=library.Y("what:N", title=None, sort=[row["what"] for row in rows]),
        tooltip=["date:N", "title:N", "what:N"],
    )
    spans = base.mark_bar(color=BLUE, opacity=0.35, height=8).encode(x2="to:T")
    days = base.mark_tick(color=BLUE, height=16, thickness=1.5)
    drawn = library.layer(
        spans.transform_filter("!datum.is_day"), days.transform_filter("datum.is_day")
    ).properties(width=WIDTH, height={"step": _LANE})
    return finished(drawn, word("plot.timeline", language), language)
