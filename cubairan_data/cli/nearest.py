"""What to say where nothing was found: what was asked, and the values that come nearest."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from cubairan_data.cli.conditions import Condition
from cubairan_data.contract import edtf
from cubairan_data.contract.lists import DELIMITER
from cubairan_data.folding import folded, words

if TYPE_CHECKING:
    import pandas as pd

_LIMIT = 3
# Up to this many values of a column are listed where none is near.
_LISTED = 20
_ALIKE = 70
_LONGEST = 60


def nothing_found(table: str, frame: "pd.DataFrame", conditions: Sequence[Condition]) -> str:
    """Say that no row meets the conditions, and what comes nearest.

    Args:
        table: name of the table.
        frame: its rows.
        conditions: what was asked.

    Returns:
        A sentence for what was asked, and one for each condition that no row meets.
    """
    if frame.empty:
        return f"{table} has no rows"
    asked = " and ".join(map(str, conditions))
    lines = [f"no row of {table} has {asked}" if asked else f"no row of {table} was asked for"]
    counts = [int(each.met(frame).sum()) for each in conditions]
    if len(conditions) > 1:
        counted = ", ".join(
            f"{each} {count:,}" for each, count in zip(conditions, counts, strict=True)
        )
        lines.append(f"rows by condition: {counted}")
    for each, count in zip(conditions, counts, strict=True):
        if not count and (hint := _hint(frame, each)):
            lines.append(hint)
    return "\n".join(lines)


def _hint(frame: "pd.DataFrame", condition: Condition) -> str:
    """Say where the value occurs within texts, or which values come nearest, or all if few."""
    if condition.relation == "=" and condition.field.cell == "text":
        within = replace(condition, relation="~")
        if count := int(within.met(frame).sum()):
            names = nearest_values(frame, condition) if count <= _LIMIT else []
            shown = f": {', '.join(names)}" if names else ""
            return f"{within} has {count:,} row{'' if count == 1 else 's'}{shown}"
    if near := nearest_values(frame, condition):
        return f"nearest to {condition.value}: {', '.join(near)}"
    values = sorted(frame[condition.field.name].dropna().astype("string").unique())
    name = condition.field.name
    return f"values of {name}: {', '.join(values)}" if 0 < len(values) <= _LISTED else ""


def nearest_values(frame: "pd.DataFrame", condition: Condition) -> list[str]:
    """Give the values of a column that come nearest to the one asked for."""
    column = frame[condition.field.name].dropna().astype("string").drop_duplicates()
    texts: list[str] = column.tolist()
    if condition.is_number:
        return _around(texts, condition.value, float)
    if condition.is_date:
        return _around(texts, condition.value, _first_day)
    if condition.relation == "~":
        return nearest_words(texts, condition.value)
    if condition.field.is_list:
        texts = [item for text in texts for item in text.split(DELIMITER)]
    return nearest_texts(texts, condition.value)


def nearest_texts(texts: Iterable[str], wanted: str) -> list[str]:
    """Give the texts that contain another, or else those that look like it."""
    from rapidfuzz import fuzz, process

    known = {text: folded(text) for text in dict.fromkeys(texts)}
    sought = folded(wanted)
    found = [text for text, plain in known.items() if sought in plain]
    if not found:
        matches = process.extract(sought, known, scorer=fuzz.WRatio, score_cutoff=_ALIKE)
        found = [text for _, _, text in matches]
    return [_shortened(text) for text in found[:_LIMIT]]


def nearest_words(texts: Iterable[str], wanted: str) -> list[str]:
    """Give the words of texts that look like another; none where several words are wanted."""
    from rapidfuzz import fuzz, process

    sought = words(wanted)
    if len(sought) != 1:
        return []
    known = list(dict.fromkeys(word for text in texts for word in words(text)))
    scorer = fuzz.ratio
    matches = process.extract(sought[0], known, scorer=scorer, score_cutoff=_ALIKE, limit=_LIMIT)
    return [word for word, _, _ in matches]


def _around(texts: Iterable[str], wanted: str, rank: Callable[[str], Any]) -> list[str]:
    """Give the last value before another, and the first after it."""
    ordered = sorted(texts, key=rank)
    place = bisect_left(ordered, rank(wanted), key=rank)
    return [*ordered[:place][-1:], *ordered[place:][:1]]


def _first_day(text: str) -> date:
    days = edtf.span(text)
    return days.earliest or days.latest or date.min


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
