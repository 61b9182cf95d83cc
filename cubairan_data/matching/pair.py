"""A pair of rows that look alike."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from cubairan_data.contract.codes.judgements import JudgementKind


class Pair(NamedTuple):
    """Two rows that look alike, and in what."""

    kind: JudgementKind
    table: str
    first_id: str
    second_id: str
    likeness: str
    """What they have in common, as a message says it."""

    @property
    def key(self) -> tuple[str, str, str, str]:
        """The key of the judgement that settles the pair."""
        return self.kind.value, self.table, self.first_id, self.second_id


def second_table(kind: str, table: str) -> str:
    """Name the table of the second row: that of the first, except that an origin is a publisher.

    Example:
        >>> second_table("identity", "sources"), second_table("origin", "sources")
        ('sources', 'publishers')
    """
    return "publishers" if kind == JudgementKind.ORIGIN else table


def identity(table: str, one: str, other: str, likeness: str) -> Pair:
    """Ask whether two rows are one."""
    first, second = sorted((one, other))
    return Pair(JudgementKind.IDENTITY, table, first, second, likeness)


# In a record that somebody coded, no more rows share a word or a year; in one made to take long,
# thousands may, and their pairs grow with the square of that.
NEIGHBOURS = 300


def pairs_of(ids: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pair each identifier with those that follow it in order, the nearest 300 of them.

    Example:
        >>> list(pairs_of({"c", "a", "b"}))
        [('a', 'b'), ('a', 'c'), ('b', 'c')]
    """
    ordered = sorted(ids)
    if len(ordered) > 1:
        for one in ordered:
            for other in following(ordered, one):
                yield one, other


def following(ordered: Sequence[str], one: str) -> Sequence[str]:
    """Give the identifiers after one of them, the nearest 300, of a list in order.

    Example:
        >>> following(["a", "b", "c"], "a")
        ['b', 'c']
    """
    place = bisect_right(ordered, one)
    return ordered[place : place + NEIGHBOURS]
