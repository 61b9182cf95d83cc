"""Which sources are independent of one another, and how many of some sources are.

A source has **origins**: the texts from which it derives, followed back to the first one, and every
agency whose story it prints. Two sources that share an origin are not independent. Of the sources
that bear a value, as many count as can be chosen without two of them sharing an origin: reprints
of one dispatch count once, and a text that draws on two agencies adds nothing to a dispatch of
each, but takes nothing away either.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Set

from cubairan_data.contract.lists import DELIMITER
from cubairan_data.storage.folder import Tables

Origins = frozenset[str]

# Of a group of so many sources every choice can be tried; no value of the record has so many.
_TRIED_OUT = 30


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
    all_origins = [origin for source in sources for origin in origins[source]]
    if len(all_origins) == len(set(all_origins)):
        return len(sources)
    rivals = _rivals(sources, origins)
    return sum(_largest({name: rivals[name] for name in group}) for group in _groups(rivals))


Rivals = Mapping[str, Set[str]]
"""For each source those with which it shares an origin."""


def _rivals(sources: Collection[str], origins: Mapping[str, Origins]) -> Rivals:
    by_origin: dict[str, set[str]] = defaultdict(set)
    for source in sources:
        for origin in origins[source]:
            by_origin[origin].add(source)
    return {
        source: set().union(*(by_origin[origin] for origin in origins[source])) - {source}
        for source in sources
    }


def _groups(rivals: Rivals) -> Iterator[set[str]]:
    """Split sources into groups that have nothing to do with one another."""
    left = set(rivals)
    while left:
        group, edge = set(), {left.pop()}
        while edge:
            group |= edge
            edge = set().union(*(rivals[name] for name in edge)) - group
        left -= group
        yield group


def _largest(rivals: Rivals) -> int:
    """Count the largest set without a shared origin; from below in groups too large to try out."""
    if not rivals:
        return 0
    chosen = min(rivals, key=lambda name: (len(rivals[name]), name))
    with_chosen = 1 + _largest(_without(rivals, {chosen, *rivals[chosen]}))
    # Where its rivals are each other's rivals, at most one of them could take its place.
    is_best = all(rivals[chosen] <= rivals[other] | {other} for other in rivals[chosen])
    if is_best or len(rivals) > _TRIED_OUT:
        return with_chosen
    return max(with_chosen, _largest(_without(rivals, {chosen})))


def _without(rivals: Rivals, dropped: Set[str]) -> Rivals:
    return {name: others - dropped for name, others in rivals.items() if name not in dropped}
