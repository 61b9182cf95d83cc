"""Which sources are independent of one another.

Two sources are independent when neither derives from the other nor both from a third, and they do
not share an origin agency. Sources that are not independent form one group, even if only a chain
of others joins them.
"""

from cubairan_data.contract.lists import DELIMITER
from cubairan_data.storage.folder import Tables


def independent_groups(tables: Tables) -> dict[str, str]:
    """Map each source to its group of dependent sources, named by one member of it."""
    return tables.derived(_groups)


def _groups(tables: Tables) -> dict[str, str]:
    sources = tables.cells("sources")
    leader: dict[str, str] = {}

    def find(name: str) -> str:
        while leader.setdefault(name, name) != name:
            name = leader[name]
        return name

    for source, row in sources.items():
        if origin := row.get("derived_from"):
            leader[find(source)] = find(origin)
        for agency in filter(None, row.get("origin_agency", "").split(DELIMITER)):
            leader[find(source)] = find(f"agency {agency.casefold()}")
    return {source: find(source) for source in sources}
