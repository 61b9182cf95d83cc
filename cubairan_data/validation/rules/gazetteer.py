"""Rules about places: each city that the record names is in ``places``, and lies where it says."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from cubairan_data.contract.families import Family
from cubairan_data.contract.lists import DELIMITER
from cubairan_data.errors import did_you_mean
from cubairan_data.folding import folded
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.raw import RawRow, RawTable
from cubairan_data.validation.rules.references import items
from cubairan_data.validation.rules.registry import Breach, rule

# Which columns name cities, and the column that names their country.
PLACES_NAMED = (
    ("agreements", "place", "country_id"),
    ("contacts", "place", "host_id"),
    ("sessions", "place", "host_id"),
    ("visits", "places", "host_id"),
)


class _Named(NamedTuple):
    """A city as a row names it."""

    table: RawTable
    row: RawRow
    column: str
    city: str
    country_column: str


@rule(
    "place-known",
    "A city is in the gazetteer, and is spelt as there.",
    family=Family.PLACES,
)
def place_known(tables: Tables) -> Iterator[Breach]:
    countries, spellings = tables.derived(_countries_of), tables.derived(_spellings)
    for table, row, column, city, _ in _named(tables):
        if city in countries:
            continue
        if names := sorted(spellings.get(folded(city), ())):
            message = f"found {city!r}; allowed: {' or '.join(map(repr, names))}"
        else:
            hint = did_you_mean(city, countries)
            message = f"found {city!r}, which is not in places; add it there{hint}"
        yield Breach(table, row, column, message)


@rule(
    "place-country",
    "A city lies in the country that the row names.",
    family=Family.PLACES,
    exceptions=True,
)
def place_country(tables: Tables) -> Iterator[Breach]:
    countries = tables.derived(_countries_of)
    for table, row, column, city, country_column in _named(tables):
        country, lies_in = row.cells.get(country_column), countries.get(city)
        if lies_in and country not in lies_in:
            where = " or ".join(sorted(lies_in))
            other = f"{country_column} is {country!r}" if country else f"{country_column} is blank"
            yield Breach(table, row, column, f"found {city!r}, which lies in {where}; {other}")
            found = repr(country) if country else "blank"
            message = f"found {found}; {column} names {city!r}, which lies in {where}"
            yield Breach(table, row, country_column, message)


@rule(
    "place-spelling",
    "A name or other spelling of a place means one place of its country, and stands there once.",
    family=Family.PLACES,
)
def place_spelling(tables: Tables) -> Iterator[Breach]:
    places = tables["places"]
    first: dict[tuple[str, str], str] = {}
    for row in places.rows:
        country = row.cells.get("country_id", "")
        for column in ("name", "other_names"):
            for name in items(row, places.schema.fields[column]):
                other = first.setdefault((country, folded(name)), row.id)
                if other != row.id:
                    message = f"found {name!r}, which is also a name of {other!r}"
                elif column == "other_names" and name == row.cells.get("name"):
                    message = f"found {name!r}, the name itself; allowed: other spellings"
                else:
                    continue
                yield Breach(places, row, column, message)


def _named(tables: Tables) -> tuple[_Named, ...]:
    return tables.derived(_cities_named)


def _cities_named(tables: Tables) -> tuple[_Named, ...]:
    return tuple(
        _Named(tables[name], row, column, city, country_column)
        for name, column, country_column in PLACES_NAMED
        for row in tables[name].rows
        if column in row.cells
        for city in items(row, tables[name].schema.fields[column])
    )


def _countries_of(tables: Tables) -> dict[str, set[str]]:
    """The countries in which a city of some name lies."""
    countries: dict[str, set[str]] = defaultdict(set)
    for row in tables["places"].rows:
        countries[row.cells.get("name", "")].add(row.cells.get("country_id", ""))
    return dict(countries)


def _spellings(tables: Tables) -> dict[str, set[str]]:
    """The names of places by each of their spellings, folded."""
    names: dict[str, set[str]] = defaultdict(set)
    for row in tables["places"].rows:
        name = row.cells.get("name", "")
        for spelling in (name, *row.cells.get("other_names", "").split(DELIMITER)):
            names[folded(spelling)].add(name)
    names.pop("", None)
    return dict(names)
