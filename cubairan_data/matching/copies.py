"""Rows of one table with one text: a summary written for two, or a row entered again."""

from collections import defaultdict
from collections.abc import Iterator

from cubairan_data.contract.codes.judgements import IdentifiedTable
from cubairan_data.folding import folded
from cubairan_data.matching.pair import Pair, identity, pairs_of
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.raw import RawRow, RawTable

# "Talks on trade." may well be all that there is to say of two journeys.
_SHORTEST = 20


def like_words(tables: Tables) -> Iterator[Pair]:
    """Find rows of one table with one summary, or that differ in nothing but the key."""
    for name in IdentifiedTable:
        table = tables[name]
        alike: dict[str, list[str]] = defaultdict(list)
        # A key of several parts says what the row is; the rest of it may well occur again.
        for row in table.rows if len(table.schema.key) == 1 else ():
            words = _words_of(table, row)
            if len(words) >= _SHORTEST:
                alike[words].append(row.id)
        for ids in alike.values():
            for one, other in pairs_of(set(ids)):
                yield identity(table.name, one, other, "one text")


def _words_of(table: RawTable, row: RawRow) -> str:
    summary = row.cells.get("summary")
    if summary is not None:
        return folded(summary)
    others = {name: text for name, text in row.cells.items() if name not in table.schema.key}
    return "\n".join(f"{name}\t{text}" for name, text in sorted(others.items()))
