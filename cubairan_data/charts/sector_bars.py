"""The agreements of each sector, by what became of them."""

from collections import Counter
from typing import Any

from cubairan_data.charts.code_labels import code_labels
from cubairan_data.charts.drawing import (
    BLUE,
    GREEN,
    GREY,
    ORANGE,
    PURPLE,
    WIDTH,
    altair,
    chart,
    colours,
    finished,
)
from cubairan_data.contract.labels import word
from cubairan_data.contract.lists import DELIMITER
from cubairan_data.storage.folder import Tables

_SHADES = [GREEN, BLUE, PURPLE, ORANGE, GREY, "#8a5a44", "#a3245b", "#3d7d8a", "#5b6b1f", "#333333"]
_BAR = 18


def agreements_by_sector(tables: Tables, language: str) -> Any:
    """Draw a bar for each sector; an agreement of two sectors is in both bars."""
    library = altair()
    sectors = code_labels("agreements", "sectors", language)
    statuses = code_labels("agreements", "status", language)
    counted = Counter(
        (sectors[sector], statuses[cells["status"]])
        for cells in tables.cells("agreements").values()
        for sector in cells.get("sectors", "").split(DELIMITER)
        if sector
    )
    rows = [
        {"sector": sector, "status": status, "agreements": count}
        for (sector, status), count in sorted(counted.items())
    ]
    named = [status for status in statuses.values() if any(row["status"] == status for row in rows)]
    drawn = (
        chart(rows)
        .mark_bar()
        .encode(
            x=library.X("agreements:Q", title=word("plot.agreements", language)),
            y=library.Y("sector:N", title=None, sort="-x", axis=library.Axis(labelLimit=260)),
            color=library.Color("status:N", **colours(named, _SHADES)),
            tooltip=["sector:N", "status:N", "agreements:Q"],
        )
        .properties(width=WIDTH - 160, height={"step": _BAR})
    )
    return finished(drawn, word("plot.agreements_by_sector", language), language)
