"""How Cuba and Iran voted in the General Assembly: alike, partly, against each other."""

from typing import Any

from cubairan_data.charts.code_labels import code_labels
from cubairan_data.charts.drawing import (
    BLUE,
    GREEN,
    ORANGE,
    WIDTH,
    altair,
    bar_of_year,
    chart,
    colours,
    finished,
    widened,
)
from cubairan_data.contract.labels import word
from cubairan_data.storage.folder import Tables

_KINDS = {"un_votes_identical": GREEN, "un_votes_partly": BLUE, "un_votes_opposed": ORANGE}


def votes(tables: Tables, language: str) -> Any:
    """Draw the roll calls of each year by how the two voted."""
    library = altair()
    labels = code_labels("indicators", "indicator", language)
    rows = [
        {
            "year": int(cells["year"]),
            "votes": float(cells["value"]),
            "how": labels[cells["indicator"]],
        }
        for cells in tables.cells("indicators").values()
        if cells["indicator"] in _KINDS
    ]
    colour = colours([labels[kind] for kind in _KINDS], list(_KINDS.values()))
    drawn = (
        chart(widened(rows))
        .mark_bar()
        .encode(
            **bar_of_year(),
            y=library.Y("votes:Q", title=word("plot.roll_calls", language)),
            color=library.Color("how:N", **colour),
            tooltip=["year:Q", "how:N", "votes:Q"],
        )
        .properties(width=WIDTH, height=260)
    )
    return finished(drawn, word("plot.votes", language), language)
