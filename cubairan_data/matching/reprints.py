"""Sources that bear one row and may be one text: reprints, quotations, one agency's story."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from rapidfuzz import fuzz

from cubairan_data.contract.codes.judgements import JudgementKind
from cubairan_data.folding import folded, words
from cubairan_data.matching.pair import Pair, pairs_of
from cubairan_data.provenance.independence import origins_of_sources
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.raw import Cells

_ALIKE_TITLES = 92
_SHORTEST_TITLE = 13
_SHARED_WORDS = 6
_SHORTEST_OUTLET = 4
_WORD = re.compile(r"\w+")
_AGENCIES = frozenset(
    [
        "acn",
        "afp",
        "anadolu",
        "ansa",
        "ap",
        "dpa",
        "efe",
        "europapress",
        "fars",
        "irna",
        "isna",
        "mehr",
        "notimex",
        "reuters",
        "tasnim",
        "tass",
        "upi",
        "xinhua",
    ]
)


class _Text(NamedTuple):
    """What is compared of a source, wherever it is cited."""

    title: str
    """Its folded words, sorted."""
    day: str
    agencies: frozenset[str]


@dataclass
class _Citation:
    """A source as it is cited for one row."""

    text: _Text
    ends: list[str] = field(default_factory=list)
    """The longer ends of the passages cited."""

    @cached_property
    def passages(self) -> set[str]:
        """These ends as they are compared, which few are."""
        return set(map(folded, self.ends))


def like_texts(tables: Tables) -> Iterator[Pair]:
    """Find, among the sources of each row, pairs that look like one text and are not linked."""
    origins = origins_of_sources(tables)
    seen: set[tuple[str, str]] = set()
    for cited in _citations_by_row(tables).values():
        for one, other in pairs_of(cited):
            if (one, other) in seen or origins[one] & origins[other]:
                continue
            if likeness := _likeness(cited[one], cited[other]):
                seen.add((one, other))
                yield Pair(JudgementKind.INDEPENDENCE, "sources", one, other, likeness)


def named_origins(tables: Tables) -> Iterator[Pair]:
    """Find sources without an origin whose note names the publisher of another text."""
    named = _publishers_by_first_word(tables)
    for source_id, cells in tables.cells("sources").items():
        if "note" not in cells or {"derived_from", "origin_agency"} & cells.keys():
            continue
        for publisher_id in _named_in(words(cells["note"]), named):
            if publisher_id != cells.get("publisher_id"):
                kind = JudgementKind.ORIGIN
                yield Pair(kind, "sources", source_id, publisher_id, f"note {cells['note']!r}")


def _publishers_by_first_word(tables: Tables) -> Mapping[str, list[tuple[list[str], str]]]:
    """The words of the names of publishers, under the first of them."""
    names: dict[str, list[tuple[list[str], str]]] = defaultdict(list)
    for publisher_id, cells in tables.cells("publishers").items():
        name = words(cells.get("name", ""))
        if name and len(cells["name"]) >= _SHORTEST_OUTLET:
            names[name[0]].append((name, publisher_id))
    return names


def _named_in(note: list[str], named: Mapping[str, list[tuple[list[str], str]]]) -> Iterator[str]:
    for place, word in enumerate(note):
        for name, publisher_id in named.get(word, ()):
            if note[place : place + len(name)] == name:
                yield publisher_id


def _citations_by_row(tables: Tables) -> dict[tuple[str, str], dict[str, _Citation]]:
    """Gather the supporting sources of each row with the longer ends of the passages cited."""
    texts = {source: _text(cells) for source, cells in tables.cells("sources").items()}
    rows: dict[tuple[str, str], dict[str, _Citation]] = defaultdict(dict)
    for line in tables["evidence"].rows:
        cells = line.cells
        source = cells.get("source_id", "")
        if source not in texts or cells.get("verdict") != "supports":
            continue
        cited = rows[cells.get("table_name", ""), cells.get("row_id", "")]
        citation = cited.get(source)
        if citation is None:
            citation = cited[source] = _Citation(texts[source])
        for end in cells.get("locator", "").split(","):
            if end.count(" ") >= _SHARED_WORDS - 1:
                citation.ends.append(end)
    return rows


def _text(source: Cells) -> _Text:
    title = folded(source.get("title", ""))
    agencies = _AGENCIES.intersection(_WORD.findall(title))
    return _Text(" ".join(sorted(title.split())), source.get("published", ""), agencies)


def _likeness(one: _Citation, other: _Citation) -> str:
    if shared := one.passages & other.passages:
        return f"the words {min(shared)!r}"
    return _likeness_of_texts(one.text, other.text)


def _likeness_of_texts(one: _Text, other: _Text) -> str:
    is_telling = min(len(one.title), len(other.title)) >= _SHORTEST_TITLE
    if is_telling and fuzz.ratio(one.title, other.title, score_cutoff=_ALIKE_TITLES):
        return "one title"
    if one.day and one.day == other.day and one.agencies & other.agencies:
        return f"one day and agency ({min(one.agencies & other.agencies)})"
    return ""
