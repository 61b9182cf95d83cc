"""The second reading of the sources, summed up from ``docs/second-reading.csv``.

One line a source that somebody who had not coded from it read again: the day, whether the page
was seen (whole, part, no), the number of cells compared, those found ``wrong`` and ``imprecise``
by name (``table/row/column``, several separated by blanks), and what was done.
"""

import csv
from collections import Counter
from collections.abc import Iterator
from math import sqrt

from tools.generate.checkout import ROOT

FILE = "docs/second-reading.csv"
HEADER = ("source_id", "read", "seen", "cells", "wrong", "imprecise", "done")
NOT_SEEN = "no"
_NORMAL_95 = 1.96


def wilson(errors: int, cells: int) -> tuple[float, float]:
    """Give the Wilson interval of an error rate, at 95 per cent.

    Example:
        >>> low, high = wilson(2, 1000)
        >>> f"{low:.4f} to {high:.4f}"
        '0.0005 to 0.0073'
    """
    rate, spread = errors / cells, _NORMAL_95**2 / cells
    middle = (rate + spread / 2) / (1 + spread)
    half = _NORMAL_95 * sqrt(rate * (1 - rate) / cells + spread / (4 * cells)) / (1 + spread)
    return max(middle - half, 0.0), middle + half


def lines() -> list[dict[str, str]]:
    """Read the file."""
    with (ROOT / FILE).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def summary(sources: int) -> str:
    """Sum up how much was read again and what was found, as Markdown.

    Args:
        sources: the number of sources of the record today.
    """
    rows = lines()
    seen = [row for row in rows if row["seen"] != NOT_SEEN]
    parts = Counter(row["seen"] for row in rows)
    first = (
        f"{len(seen):,} of {sources:,} sources were read again ({parts['whole']:,} whole, "
        f"{parts['part']:,} in part); {parts[NOT_SEEN]:,} more were looked for and not found."
    )
    return "\n".join([first, "", *_rates(seen), "", *_columns(seen)])


def _rates(seen: list[dict[str, str]]) -> Iterator[str]:
    cells = sum(int(row["cells"]) for row in seen)
    yield f"| of {cells:,} cells compared | number | share | 95 % interval |"
    yield "|---|---|---|---|"
    for kind in ("wrong", "imprecise"):
        count = sum(len(row[kind].split()) for row in seen)
        low, high = wilson(count, cells)
        interval = f"{100 * low:.2f} to {100 * high:.2f} %"
        yield f"| {kind} | {count} | {100 * count / cells:.2f} % | {interval} |"


def _columns(seen: list[dict[str, str]]) -> Iterator[str]:
    found = {
        kind: Counter(_column(place) for row in seen for place in row[kind].split())
        for kind in ("wrong", "imprecise")
    }
    yield "| table | column | wrong | imprecise |"
    yield "|---|---|---|---|"
    for table, column in sorted(found["wrong"] | found["imprecise"]):
        counts = " | ".join(str(counted[table, column]) for counted in found.values())
        yield f"| {table} | `{column}` | {counts} |"


def _column(place: str) -> tuple[str, str]:
    table, *_, column = place.split("/")
    return table, column
