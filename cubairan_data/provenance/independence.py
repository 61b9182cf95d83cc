"""Which sources are independent of one another, and how many of some sources are.

A source has **origins**: the texts from which it derives, followed back to the first one, and every
agency whose story it prints. Two sources that share an origin are not independent. Of the sources
that bear a value, as many count as can be chosen without two of them sharing an origin: reprints
of one dispatch count once, and a text that draws on two agencies adds nothing to a dispatch of
each, but takes nothing away either.
"""

from collections.abc import Collection, Mapping

from cubairan_data.contract.lists import DELIMITER
from cubairan_data.storage.folder import Tables

Origins = frozenset[str]


def origins_of_sources(tables: Tables) -> Mapping[str, Origins]:
    """Give the origins of every source of a record."""
    return tables.derived(_origins)


def _origins(tables: Tables) -> dict[str, Origins]:
    sources = tables.cells("sources")
    origins: dict[str, Origins] = {}
    for source in sources:
        chain = [source]
        # A circle is a fault that a rule of its own reports; here it only must not hang.
        while (parent := sources.get(chain[-1], {}).get("derived_from")) and parent not in chain:
            chain.append(parent)
        agencies = {
            f"agency {name.casefold()}"
            for text in chain
            for name in sources.get(text, {}).get("origin_agency", "").split(DELIMITER)
            if name
        }
        origins[source] = frozenset({chain[-1], *agencies})
    return origins


def count_independent(sources: Collection[str], origins: Mapping[str, Origins]) -> int:
    """Count how many sources can be chosen so that no two of them share an origin.

    Args:
        sources: the sources that bear one value, or one row.
        origins: the origins of each.

    Returns:
        The largest number of pairwise independent sources; 0 where there is none.

    Example:
        >>> origins = {"a": frozenset({"x"}), "b": frozenset({"x", "y"}), "c": frozenset({"y"})}
        >>> count_independent({"a", "b", "c"}, origins)
        2
    """
    return _largest({source: origins[source] for source in sources})


def _largest(remaining: dict[str, Origins]) -> int:
    """The size of the largest set without shared origins; exact, since a cell has few sources."""
    if not remaining:
        return 0
    rivals = {
        name: {other for other, theirs in remaining.items() if other != name and theirs & own}
        for name, own in remaining.items()
    }
    chosen = min(rivals, key=lambda name: (len(rivals[name]), name))
    without_rivals = {
        name: own
        for name, own in remaining.items()
        if name != chosen and name not in rivals[chosen]
    }
    with_chosen = 1 + _largest(without_rivals)
    # Where its rivals are each other's rivals, at most one of them could take its place.
    if all(
        second in rivals[first] for first in rivals[chosen] for second in rivals[chosen] - {first}
    ):
        return with_chosen
    without_chosen = {name: own for name, own in remaining.items() if name != chosen}
    return max(with_chosen, _largest(without_chosen))
