"""Rows of one table with one text: a summary written for two, or a row entered again."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import repeat

from cubairan_data.contract.codes.judgements import IdentifiedTable
from cubairan_data.folding import folded
from cubairan_data.matching.pair import Pair, identity, pairs_of
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.raw import RawRow

# "Talks on trade." may well be all that there is to say of two journeys.
_SHORTEST = 20


def like_words(tables: Tables) -> Iterator[Pair]:
    """Find rows of one table with one summary, or that differ in nothing but the key."""
    for name in IdentifiedTable:
        table = tables[name]
        alike: dict[Sequence[str], list[str]] = defaultdict(list)
        # A key of several parts says what the row is; the rest of it may well occur again.
        others = [column for column in table.schema.fields if column not in table.schema.key]
        for row in table.rows if len(table.schema.key) == 1 else ():
            alike[_words_of(row, others)].append(row.id)
        for words, ids in alike.items():
            if len(ids) > 1 and len(_told(words, others)) >= _SHORTEST:
                for one, other in pairs_of(set(ids)):
                    yield identity(table.name, one, other, "one text")


def _words_of(row: RawRow, others: Sequence[str]) -> Sequence[str]:
    """Give the folded summary of a row, or the cells of its other columns where it has none."""
    summary = row.cells.get("summary")
    return folded(summary) if summary is not None else tuple(map(row.cells.get, others, repeat("")))


def _told(words: Sequence[str], others: Sequence[str]) -> str:
    """Write a summary, or cells with the names of their columns, as what is compared."""
    if isinstance(words, str):
        return words
    cells = zip(others, words, strict=True)
    return "\n".join(f"{name}\t{text}" for name, text in cells if text)
