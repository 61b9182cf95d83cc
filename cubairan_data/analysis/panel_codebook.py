"""The codebook of the panel."""

from collections.abc import Iterator
from functools import partial
from typing import Protocol

import pandas as pd

from cubairan_data.analysis.counts import level_column
from cubairan_data.contract.labels import ENGLISH, word
from cubairan_data.storage.dtypes import TEXT
from cubairan_data.storage.schema import schemas
from cubairan_data.storage.wording import cell_kind, unit_name

_KEY = ("year", "month", "ccode1", "ccode2")
_ROUTES = ("irn_to_cub", "cub_to_irn", "third_country")
_ENDS = {"low": "least", "high": "most"}

Entry = tuple[str, str, str | None, str]
"""A column: its name, what it holds, its unit, its description."""


class Words(Protocol):
    """Gives a fixed word of the panel in the language of the codebook."""

    def __call__(self, key: str, /, **values: object) -> str:
        """Give a word by its key."""


def panel_codebook(language: str = ENGLISH) -> pd.DataFrame:
    """Describe the columns of the panel, in its order."""

    def words(key: str, /, **values: object) -> str:
        return word(key, language, **values)

    rows = [
        {
            "column": name,
            # The names of its columns are made by rule, and say what a title would.
            "title": None,
            "type": cell_kind(kind, language),
            "description": description,
            "codes": None,
            "unit": unit_name(unit, language) if unit else None,
            "example": None,
            "key": word("key.primary", language) if name in _KEY else None,
            "role": word("role.derived", language),
        }
        for name, kind, unit, description in (*_columns(words), *_of_other_forms(words))
    ]
    return pd.DataFrame(rows, dtype=TEXT)


def _counted(words: Words, what: str) -> str:
    """Describe a count, of which nothing found is a zero only after a search."""
    return f"{what} {words('panel.unsearched')}"


def _columns(words: Words) -> Iterator[Entry]:
    yield "year", "year", None, words("panel.year")
    yield "ccode1", "count", None, words("panel.ccode1")
    yield "ccode2", "count", None, words("panel.ccode2")
    yield from _visits(words)
    counted = partial(_counted, words)
    for name, unit in (("agreements_signed", "documents"), ("sessions_held", "sessions")):
        yield name, "count", unit, counted(words(f"panel.{name}"))
    yield from _trade(words)
    for name in ("joint", "identical", "opposed"):
        yield f"un_votes_{name}", "count", "roll calls", words(f"panel.un_votes_{name}")
    yield "un_agreement", "number", None, words("panel.un_agreement")
    for end in _ENDS:
        what = counted(words(f"panel.measures_{end}"))
        yield f"measures_in_force_{end}", "count", "measures", what
    for table in ("visits", "agreements", "sessions", "measures"):
        yield f"{table}_coverage", "code", None, words("panel.coverage", table=table)


def _visits(words: Words) -> Iterator[Entry]:
    levels = schemas()["visits"].fields["level"].codes
    ways = {route: words(f"route.{route}") for route in _ROUTES}
    for route, way in ways.items():
        what = "panel.meetings" if route == "third_country" else "panel.journeys"
        yield f"visits_{route}", "count", "visits", _counted(words, words(what, words=way))
    for route, way in ways.items():
        for level in levels:
            ranked = words("panel.by_level", column=f"visits_{route}", words=way, level=level)
            yield level_column(route, level), "count", "visits", _counted(words, ranked)


def _trade(words: Words) -> Iterator[Entry]:
    parts = {"total": words("panel.trade_total")}
    for route in _ROUTES[:2]:
        parts[route] = words("panel.exports", words=words(f"route.{route}"))
    for name, what in parts.items():
        for end, extreme in _ENDS.items():
            described = f"{words(f'panel.{extreme}', what=what)} {words('panel.iranian_year')}"
            yield f"trade_{name}_usd_{end}", "count", "US dollars", described


def _of_other_forms(words: Words) -> Iterator[Entry]:
    """Describe what only the panel by month or the directed one has."""
    yield "month", "count", None, words("panel.by_month", what=words("panel.month"))
    levels = schemas()["visits"].fields["level"].codes
    for way in ("made", "received"):
        what = words("panel.directed", what=words(f"panel.{way}"))
        yield f"visits_{way}", "count", "visits", _counted(words, what)
        for level in levels:
            of_level = words("panel.of_level", column=f"visits_{way}", level=level)
            ranked = words("panel.directed", what=of_level)
            yield level_column(way, level), "count", "visits", _counted(words, ranked)
    for name in ("exports", "imports"):
        for end, extreme in _ENDS.items():
            most = words(f"panel.{extreme}", what=words(f"panel.{name}_first"))
            yield f"{name}_usd_{end}", "count", "US dollars", words("panel.directed", what=most)
