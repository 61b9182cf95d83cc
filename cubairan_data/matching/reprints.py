"""Sources that bear one row and may be one text: reprints, quotations, one agency's story."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations

from cubairan_data.contract.codes.judgements import JudgementKind
from cubairan_data.matching.folding import folded, words
from cubairan_data.matching.pair import Pair
from cubairan_data.provenance.independence import origins_of_sources
from cubairan_data.storage.folder import Tables

_ALIKE_TITLES = 92
_SHORTEST_TITLE = 13
_SHARED_WORDS = 6
_SHORTEST_OUTLET = 4
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


@dataclass
class _Text:
    """What is compared of a source."""

    title: str
    day: str
    agencies: frozenset[str]
    passages: set[str] = field(default_factory=set)


def like_texts(tables: Tables) -> Iterator[Pair]:
    """Find, among the sources of each row, pairs that look like one text and are not linked."""
    origins = origins_of_sources(tables)
    seen: set[tuple[str, str]] = set()
    for texts in _texts_by_row(tables).values():
        for one, other in combinations(sorted(texts), 2):
            if (one, other) in seen or origins[one] & origins[other]:
                continue
            if likeness := _likeness(texts[one], texts[other]):
                seen.add((one, other))
                yield Pair(JudgementKind.INDEPENDENCE, "sources", one, other, likeness)


def named_origins(tables: Tables) -> Iterator[Pair]:
    """Find sources without an origin whose note names the publisher of another text."""
    names = {
        publisher_id: f" {' '.join(words(cells['name']))} "
        for publisher_id, cells in tables.cells("publishers").items()
        if len(cells["name"]) >= _SHORTEST_OUTLET
    }
    for source_id, cells in tables.cells("sources").items():
        if "note" not in cells or {"derived_from", "origin_agency"} & cells.keys():
            continue
        note = f" {' '.join(words(cells['note']))} "
        for publisher_id, name in names.items():
            if publisher_id != cells["publisher_id"] and name in note:
                kind = JudgementKind.ORIGIN
                yield Pair(kind, "sources", source_id, publisher_id, f"note {cells['note']!r}")


def _texts_by_row(tables: Tables) -> dict[tuple[str, str], dict[str, _Text]]:
    """Gather the supporting sources of each row with the ends of the passages cited."""
    sources = tables.cells("sources")
    rows: dict[tuple[str, str], dict[str, _Text]] = defaultdict(dict)
    for line in tables["evidence"].rows:
        cells = line.cells
        source = sources.get(cells.get("source_id", ""))
        if source is None or cells.get("verdict") != "supports":
            continue
        texts = rows[cells.get("table", ""), cells.get("row_id", "")]
        text = texts.setdefault(cells["source_id"], _text(source))
        text.passages |= {folded(end) for end in cells.get("locator", "").split(",")}
    return rows


def _text(source: dict[str, str]) -> _Text:
    title = source.get("title", "")
    agencies = _AGENCIES & set(words(title))
    return _Text(folded(title), source.get("published", ""), frozenset(agencies))


def _likeness(one: _Text, other: _Text) -> str:
    from rapidfuzz import fuzz

    is_telling = min(len(one.title), len(other.title)) >= _SHORTEST_TITLE
    if is_telling and fuzz.token_sort_ratio(one.title, other.title) >= _ALIKE_TITLES:
        return "one title"
    shared = [
        passage
        for passage in one.passages & other.passages
        if len(passage.split()) >= _SHARED_WORDS
    ]
    if shared:
        return f"the words {min(shared)!r}"
    if one.day and one.day == other.day and one.agencies & other.agencies:
        return f"one day and agency ({min(one.agencies & other.agencies)})"
    return ""
