"""Whom a person met: the people of the same visits and contacts."""

from collections import Counter, defaultdict
from math import cos, pi, sin
from typing import Any, NamedTuple

from cubairan_data.charts.drawing import BLUE, GREEN, GREY, Rows, altair, chart, colours, finished
from cubairan_data.contract.labels import word
from cubairan_data.retrieval.actor_names import known_actor
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.reader import Reader

_EVENTS = {"visit_participants": "visit_id", "contact_participants": "contact_id"}
_MOST = 24
_SIDE = 420


class Met(NamedTuple):
    """One person met, how often, and where the circle of the picture has its place."""

    official_id: str
    name: str
    country_id: str
    times: int
    x: float
    y: float


def people_met(tables: Tables, official_id: str) -> list[Met]:
    """List whom a person met, the most often met first; all on a circle around the person."""
    counted = tables.derived(_meetings).get(official_id, Counter())
    officials = tables.cells("officials")
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    places = [2 * pi * at / max(len(ordered[:_MOST]), 1) for at in range(len(ordered))]
    return [
        Met(
            other,
            officials[other]["name"],
            officials[other].get("country_id", ""),
            times,
            cos(angle),
            sin(angle),
        )
        for (other, times), angle in zip(ordered, places, strict=True)
        if other in officials
    ]


def drawn_of(met: list[Met]) -> list[Met]:
    """Keep those that a picture has room for: the most often met."""
    return met[:_MOST]


def _meetings(tables: Tables) -> dict[str, Counter[str]]:
    together: dict[tuple[str, str], list[str]] = defaultdict(list)
    for table, event in _EVENTS.items():
        for cells in tables.cells(table).values():
            together[table, cells[event]].append(cells["official_id"])
    met: dict[str, Counter[str]] = defaultdict(Counter)
    for people in together.values():
        for person in people:
            met[person].update(other for other in people if other != person)
    return met


def network(tables: Tables, person: str, language: str) -> Any:
    """Draw a person in the middle and whom he or she met around.

    Raises:
        UnknownRowError: there is no such person, or several have this name.
    """
    library = altair()
    official_id = known_actor(tables, person, ("officials",))[1]
    met = drawn_of(people_met(tables, official_id))
    reader = Reader(tables, language)
    nodes: Rows = [
        {
            "x": each.x,
            "y": each.y,
            "name": each.name,
            "country": reader.name("countries", each.country_id),
            "times": each.times,
            "x0": 0,
            "y0": 0,
        }
        for each in met
    ]
    room = library.Scale(domain=[-1.5, 1.5])
    x = library.X("x:Q", axis=None, scale=room)
    y = library.Y("y:Q", axis=None, scale=room)
    named = sorted({node["country"] for node in nodes})
    shades = {reader.name("countries", "CUB"): BLUE, reader.name("countries", "IRN"): GREEN}
    colour = colours(named, [shades.get(name, GREY) for name in named])
    lines = (
        chart(nodes)
        .mark_rule(color=GREY, opacity=0.5)
        .encode(
            x=x, y=y, x2="x0:Q", y2="y0:Q", strokeWidth=library.StrokeWidth("times:Q", legend=None)
        )
    )
    points = (
        chart(nodes)
        .mark_circle(size=90, opacity=1)
        .encode(x=x, y=y, color=library.Color("country:N", **colour), tooltip=["name:N", "times:Q"])
    )
    texts = chart(nodes).mark_text(dy=-12, fontSize=11).encode(x=x, y=y, text="name:N")
    who = [{"x": 0, "y": 0, "name": tables.cells("officials")[official_id]["name"]}]
    middle = chart(who).mark_circle(size=160, color="black", opacity=1).encode(x=x, y=y)
    name = chart(who).mark_text(dy=-14, fontSize=13, fontWeight="bold")
    name = name.encode(x=x, y=y, text="name:N")
    drawn = library.layer(lines, points, texts, middle, name).properties(width=_SIDE, height=_SIDE)
    return finished(drawn, word("plot.people_met", language), language)
