"""Officials, organizations and publishers whose names are alike."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from rapidfuzz import fuzz, process

from cubairan_data.contract.lists import DELIMITER
from cubairan_data.folding import romanised, skeleton, words
from cubairan_data.matching.pair import Pair, following, identity
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
    for one, others in _sharing_a_word(spellings):
        near = [other for other in others if comparable(rows[one], rows[other])]
        for other in _agreeing(names[one], {other: names[other] for other in near}):
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


def _sharing_a_word(spellings: Mapping[str, set[Spelling]]) -> Iterator[tuple[str, list[str]]]:
    """Give each row with the later ones that have the skeleton of a word in common with it.

    Only these can be alike. All words written together are a word too, as in `EbrahimYazdi`.
    """
    words_of = {
        row_id: {skeleton(word) for name in names for word in (*name, "".join(name))}
        for row_id, names in spellings.items()
    }
    sharing: dict[str, list[str]] = defaultdict(list)
    for row_id in sorted(words_of):
        for word in words_of[row_id]:
            sharing[word].append(row_id)
    for row_id in sorted(words_of):
        others = {other for word in words_of[row_id] for other in following(sharing[word], row_id)}
        if others:
            yield row_id, sorted(others)


def _agreeing(one: list[_Name], others: Mapping[str, list[_Name]]) -> list[str]:
    """Give the rows with a name nearly the same as one of these.

    Or with one that has all its words, two at least, or whose words are all in it.
    """
    theirs = [(name, row_id) for row_id, names in others.items() for name in names]
    found: set[str] = set()
    for name in one:
        # One word alone is not a name.
        if len(name.words) > 1:
            found.update(
                row_id
                for other, row_id in theirs
                if len(other.words) > 1 and (name.words <= other.words or other.words <= name.words)
            )
        for text, texts in (
            (name.sorted, [other.sorted for other, _ in theirs]),
            (name.run, [other.run for other, _ in theirs]),
        ):
            near = process.extract_iter(text, texts, scorer=fuzz.ratio, score_cutoff=_ALIKE)
            found.update(theirs[place][1] for _, _, place in near)
    return sorted(found)
