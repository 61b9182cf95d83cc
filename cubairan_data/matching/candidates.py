"""All pairs of a record that somebody has to judge."""

from collections import Counter
from collections.abc import Callable, Iterator

from cubairan_data.matching.addresses import like_copies, like_hosts, like_sources
from cubairan_data.matching.copies import like_words
from cubairan_data.matching.events import like_events
from cubairan_data.matching.name_likeness import (
    like_officials,
    like_organizations,
    like_publishers,
)
from cubairan_data.matching.pair import Pair
from cubairan_data.matching.reprints import like_texts, named_origins
from cubairan_data.storage.folder import Tables

_MOST_OF_A_ROW = 20
_FINDERS: tuple[Callable[[Tables], Iterator[Pair]], ...] = (
    like_officials,
    like_organizations,
    like_publishers,
    like_hosts,
    like_sources,
    like_copies,
    like_words,
    like_events,
    like_texts,
    named_origins,
)


def candidates(tables: Tables) -> list[Pair]:
    """Find every pair of rows that look alike, each once, in the order of their keys."""
    return tables.derived(_candidates)


def _candidates(tables: Tables) -> list[Pair]:
    pairs: dict[tuple[str, str, str, str], Pair] = {}
    for find in _FINDERS:
        for pair in find(tables):
            pairs.setdefault(pair.key, pair)
    return [pairs[key] for key in sorted(pairs)]


def unsettled(tables: Tables) -> list[Pair]:
    """Find the pairs that look alike and on which no judgement has been passed."""
    columns = ("kind", "table_name", "first_id", "second_id")
    settled = {
        tuple(row.cells.get(name, "") for name in columns) for row in tables["judgements"].rows
    }
    # A row that looks like twenty others is named often enough.
    named: Counter[tuple[str, ...]] = Counter()
    found = []
    for pair in candidates(tables):
        first = pair.key[:3]
        if pair.key not in settled and named[first] < _MOST_OF_A_ROW:
            named[first] += 1
            found.append(pair)
    return found
