"""Faults of places: cities misspelt, unknown, in another country, or off the map."""

import random

from cubairan_data.contract.families import Family
from faults.common import Fault, Row, Rows, changed, mutation, settle

_NAMED = (("visits", "places"), ("agreements", "place"), ("sessions", "place"))
_COUNTRIES = (("visits", "host_id"), ("agreements", "country_id"), ("sessions", "host_id"))
_OTHER = {"Havana": "Tehran", "Tehran": "Havana"}
_SPELLINGS = {"Havana": "La Habana", "Tehran": "Teherán", "Geneva": "Ginebra"}


def _is_told(column: str) -> str:
    return "cities" if column == "places" else "city"


def _first(row: Row, column: str) -> str:
    return row[column].split(";")[0]


for _table, _column in _NAMED:
    _cell, _what = (_table, _column), f"{_is_told(_column)} of {_table}"
    changed(Family.PLACES, f"unknown {_what}", _cell, "Atlantis")
    for _name, _make in {
        "misspelt": lambda text: text[:-1] + 2 * text[-1],
        "in lower case": str.lower,
        "with a trailing comma": lambda text: f"{text},",
        "with a full stop": lambda text: f"{text}.",
        "joined by a comma": lambda text: f"{text}, Matanzas",
        "joined by an Arabic semicolon": lambda text: f"{text}؛Matanzas",
    }.items():
        changed(
            Family.PLACES,
            f"{_what} {_name}",
            _cell,
            lambda row, column=_column, make=_make: make(row[column]),  # type: ignore[misc]
        )
    changed(
        Family.PLACES,
        f"{_what} in another spelling",
        _cell,
        lambda row, column=_column: _SPELLINGS[_first(row, column)],  # type: ignore[misc]
        lambda row, column=_column: row[column] in _SPELLINGS,  # type: ignore[misc]
    )
    changed(
        Family.PLACES,
        f"{_what} of the other country",
        _cell,
        lambda row, column=_column: _OTHER[row[column]],  # type: ignore[misc]
        lambda row, column=_column: row[column] in _OTHER,  # type: ignore[misc]
    )
for (_table, _column), (_, _place) in zip(_COUNTRIES, _NAMED, strict=True):
    changed(
        Family.PLACES,
        f"country of {_table} that is not that of the city",
        (_table, _column),
        lambda row, column=_column: "IRN" if row[column] != "IRN" else "CUB",  # type: ignore[misc]
        lambda row, place=_place: bool(row[place]),  # type: ignore[misc]
    )


def _is_placed(row: Row) -> bool:
    return bool(row["latitude"])


@mutation(Family.PLACES)
def coordinates_exchanged(rows: Rows, chance: random.Random) -> Fault | None:
    row = chance.choice(list(filter(_is_placed, rows["places"])))
    row["latitude"], row["longitude"] = row["longitude"], row["latitude"]
    return Fault("places", row, None)


changed(
    Family.PLACES,
    "longitude without its sign",
    ("places", "longitude"),
    lambda row: row["longitude"].removeprefix("-"),
    lambda row: row["longitude"].startswith("-"),
)


@mutation(Family.PLACES)
def place_in_another_country(rows: Rows, chance: random.Random) -> Fault | None:
    row = chance.choice(list(filter(_is_placed, rows["places"])))
    row["country_id"] = "IRN" if row["country_id"] != "IRN" else "CUB"
    return Fault("places", row, None)


@mutation(Family.PLACES)
def place_twice(rows: Rows, chance: random.Random) -> Fault | None:
    row = dict(chance.choice(rows["places"]))
    row["place_id"], row["geonames_id"] = f"{row['place_id']}-city", ""
    rows["places"].append(row)
    settle(rows, "places")
    return Fault("places", row, "name")


@mutation(Family.PLACES)
def spelling_of_another_place(rows: Rows, chance: random.Random) -> Fault | None:
    cuban = [row for row in rows["places"] if row["country_id"] == "IRN"]
    one, other = sorted(chance.sample(cuban, 2), key=lambda row: row["place_id"])
    other["other_names"] = one["name"].upper()
    return Fault("places", other, "other_names")
