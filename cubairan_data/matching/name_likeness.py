"""Officials, organizations and publishers whose names are alike."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from rapidfuzz import fuzz

from cubairan_data.contract.lists import DELIMITER
from cubairan_data.folding import romanised, skeleton, words
from cubairan_data.matching.pair import Pair, identity, pairs_of
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.raw import Cells

Spelling = tuple[str, ...]
"""The romanised words of a name."""

# Of 100, by rapidfuzz; set so that the doubles known at the time are found and few others.
_ALIKE = 87
_TITLES = frozenset({"dr", "ing", "seyyed", "seyed", "sayyid", "sayed", "ayatollah", "haj"})
_SMALL_WORDS = frozenset({"of", "the", "and", "for", "de", "la", "el", "los", "y", "del", "en"})


class _Name(NamedTuple):
    """A spelling as it is compared."""

    words: frozenset[str]
    sorted: str
    """Its words in the order of the alphabet."""
    run: str
    """Its words written together."""


def like_officials(tables: Tables) -> Iterator[Pair]:
    """Find officials of one country whose names, aliases or scripts agree nearly."""
    yield from _alike(tables, "officials", _names_of_official, _same_country)


def like_organizations(tables: Tables) -> Iterator[Pair]:
    """Find organizations of one country, or of none, whose names or acronyms agree nearly."""
    columns = ("name", "name_original", "acronym")
    yield from _alike(tables, "organizations", _names_in(*columns), _same_country)


def like_publishers(tables: Tables) -> Iterator[Pair]:
    """Find publishers whose names agree nearly."""
    yield from _alike(tables, "publishers", _names_in("name"), lambda one, other: True)


def _alike(
    tables: Tables,
    table: str,
    names_of: Callable[[Cells], Iterator[str]],
    comparable: Callable[[Cells, Cells], bool],
) -> Iterator[Pair]:
    rows = tables.cells(table)
    spellings = {row_id: _spellings(names_of(cells)) for row_id, cells in rows.items()}
    names = {row_id: list(map(_name, found)) for row_id, found in spellings.items()}
    for one, other in sorted(_sharing_a_word(spellings)):
        if comparable(rows[one], rows[other]) and _agree(names[one], names[other]):
            called = ", ".join(repr(rows[each].get("name", "")) for each in (one, other))
            yield identity(table, one, other, f"names {called}")


def _names_of_official(cells: Cells) -> Iterator[str]:
    yield from _names_in("name", "name_original")(cells)
    yield from filter(None, cells.get("other_names", "").split(DELIMITER))


def _names_in(*columns: str) -> Callable[[Cells], Iterator[str]]:
    return lambda cells: (cells[name] for name in columns if name in cells)


def _same_country(one: Cells, other: Cells) -> bool:
    countries = {one.get("country_id"), other.get("country_id")} - {None}
    return len(countries) <= 1


def spelling(name: str) -> Spelling:
    """Give the words of a name that tell it from others, without titles and small words.

    Example:
        >>> spelling("Dr. Hossein Amir-Abdollahian")
        ('hosin', 'amir', 'abdolahian')
    """
    left_out = _TITLES | _SMALL_WORDS
    return tuple(romanised(word) for word in words(name) if word not in left_out)


def _name(words: Spelling) -> _Name:
    return _Name(frozenset(words), " ".join(sorted(words)), "".join(words))


def _spellings(names: Iterator[str]) -> set[Spelling]:
    return set(map(spelling, names)) - {()}


def _sharing_a_word(spellings: Mapping[str, set[Spelling]]) -> set[tuple[str, str]]:
    """Pair the rows that have the skeleton of a word in common; only these can be alike.

    All words written together are a word too, as in `EbrahimYazdi`.
    """
    rows: dict[str, set[str]] = defaultdict(set)
    for row_id, names in spellings.items():
        for name in names:
            for word in (*name, "".join(name)):
                rows[skeleton(word)].add(row_id)
    return {pair for sharing in rows.values() for pair in pairs_of(sharing)}


def _agree(one: list[_Name], other: list[_Name]) -> bool:
    return any(_is_like(name, theirs) for name in one for theirs in other)


def _is_like(one: _Name, other: _Name) -> bool:
    """Whether two names are nearly one, or all words of the shorter one are in the longer one."""
    # At least two words, since one alone is not a name.
    if min(len(one.words), len(other.words)) > 1 and (
        one.words <= other.words or other.words <= one.words
    ):
        return True
    # Lengths so far apart that no choice of letters makes up for it.
    if 2 * min(len(one.sorted), len(other.sorted)) < _ALIKE / 100 * (
        len(one.sorted) + len(other.sorted)
    ) and 2 * min(len(one.run), len(other.run)) < _ALIKE / 100 * (len(one.run) + len(other.run)):
        return False
    return bool(
        fuzz.ratio(one.sorted, other.sorted, score_cutoff=_ALIKE)
        or fuzz.ratio(one.run, other.run, score_cutoff=_ALIKE)
    )
