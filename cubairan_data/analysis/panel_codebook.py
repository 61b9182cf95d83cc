"""The codebook of the panel."""

from collections.abc import Iterator

import pandas as pd

from cubairan_data.analysis.counts import level_column
from cubairan_data.storage.dtypes import TEXT
from cubairan_data.storage.schema import schemas

_KEY = ("year", "month", "ccode1", "ccode2")
_ROUTES = {
    "irn_to_cub": "from Iran to Cuba",
    "cub_to_irn": "from Cuba to Iran",
    "third_country": "of both sides in a third country",
}
_UNSEARCHED = "Missing if nothing was found and the search of the year was not systematic."
_BY_MONTH = "In the panel by month:"
_DIRECTED = "In the directed panel:"


def panel_codebook() -> pd.DataFrame:
    """Describe the columns of the panel, in its order."""
    rows = [
        {
            "column": name,
            "type": kind,
            "description": description,
            "codes": None,
            "unit": unit,
            "example": None,
            "key": "primary" if name in _KEY else None,
            "role": "derived",
        }
        for name, kind, unit, description in (*_columns(), *_of_other_forms())
    ]
    return pd.DataFrame(rows, dtype=TEXT)


def _columns() -> Iterator[tuple[str, str, str | None, str]]:
    yield "year", "year", None, "Calendar year, from 1979 to the last year in `coverage`."
    yield "ccode1", "count", None, "COW code of Cuba; in the directed panel, of the first country."
    yield (
        "ccode2",
        "count",
        None,
        "COW code of Iran; in the directed panel, of the second country.",
    )
    yield from _visits()
    yield (
        "agreements_signed",
        "count",
        "documents",
        "Documents signed; those of a bundle that have rows of their own are counted there. "
        + _UNSEARCHED,
    )
    yield (
        "sessions_held",
        "count",
        "sessions",
        f"Sessions of the joint commission that were held. {_UNSEARCHED}",
    )
    yield from _trade()
    for name, what in (
        ("joint", "General Assembly roll calls in which both took part."),
        ("identical", "Joint roll calls in which both cast the same vote."),
        ("opposed", "Joint roll calls in which one voted yes and the other no."),
    ):
        yield f"un_votes_{name}", "count", "roll calls", what
    yield "un_agreement", "number", None, "Identical votes as a share of joint ones."
    yield (
        "measures_in_force_low",
        "count",
        "measures",
        f"Measures whose known period covers the year. {_UNSEARCHED}",
    )
    yield (
        "measures_in_force_high",
        "count",
        "measures",
        f"The same, plus measures imposed earlier whose end no source gives. {_UNSEARCHED}",
    )
    for table in ("visits", "agreements", "sessions", "measures"):
        yield (
            f"{table}_coverage",
            "code",
            None,
            f"How thoroughly the year was searched for {table}: "
            "none, sporadic, partial or systematic.",
        )


def _visits() -> Iterator[tuple[str, str, str, str]]:
    levels = schemas()["visits"].fields["level"].codes
    for route, words in _ROUTES.items():
        what = "Meetings" if route == "third_country" else "Journeys"
        counted = f"{what} {words} that took place, by the year of their first day. {_UNSEARCHED}"
        yield f"visits_{route}", "count", "visits", counted
    for route, words in _ROUTES.items():
        for level in levels:
            ranked = f"Of `visits_{route}`, those {words} at the level `{level}`. {_UNSEARCHED}"
            yield level_column(route, level), "count", "visits", ranked


def _trade() -> Iterator[tuple[str, str, str, str]]:
    parts = {"total": "Trade both ways"}
    parts |= {name: f"Exports {words}" for name, words in _ROUTES.items() if name[-7:] != "country"}
    for name, words in parts.items():
        for end, extreme in (("low", "least"), ("high", "most")):
            description = (
                f"{words}, the {extreme} reported by any source. "
                "An Iranian year counts towards the calendar year of its midpoint."
            )
            yield f"trade_{name}_usd_{end}", "count", "US dollars", description


def _of_other_forms() -> Iterator[tuple[str, str, str | None, str]]:
    """Describe what only the panel by month or the directed one has."""
    yield "month", "count", None, f"{_BY_MONTH} month of the year, 1 to 12."
    levels = schemas()["visits"].fields["level"].codes
    for way, words in (("made", "by the first country"), ("received", "by the second country")):
        what = f"{_DIRECTED} journeys made {words} to the other. {_UNSEARCHED}"
        yield f"visits_{way}", "count", "visits", what
        for level in levels:
            ranked = f"{_DIRECTED} of `visits_{way}`, those at the level `{level}`. {_UNSEARCHED}"
            yield level_column(way, level), "count", "visits", ranked
    ways = {"exports": "first country to the second", "imports": "second country to the first"}
    for name, words in ways.items():
        for end, extreme in (("low", "least"), ("high", "most")):
            what = f"{_DIRECTED} exports of the {words}, the {extreme} reported by any source."
            yield f"{name}_usd_{end}", "count", "US dollars", what
