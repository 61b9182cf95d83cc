"""Rules about sources: each can be found again, and is what its entry says."""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from urllib.parse import urlsplit

from cubairan_data.contract.families import Family
from cubairan_data.contract.iso_lists import SCRIPT_OF
from cubairan_data.folding import folded
from cubairan_data.storage.folder import Tables
from cubairan_data.validation.rules.references import items
from cubairan_data.validation.rules.registry import Breach, rule

# The scripts of ISO 15924 by the first word of the names of their letters in Unicode.
_SCRIPTS: dict[str, frozenset[str]] = {
    "ARABIC": frozenset({"Arab"}),
    "ARMENIAN": frozenset({"Armn"}),
    "BENGALI": frozenset({"Beng"}),
    "CJK": frozenset({"Hans", "Hant", "Jpan", "Kore"}),
    "CYRILLIC": frozenset({"Cyrl"}),
    "DEVANAGARI": frozenset({"Deva"}),
    "GEORGIAN": frozenset({"Geor"}),
    "GREEK": frozenset({"Grek"}),
    "HANGUL": frozenset({"Kore"}),
    "HEBREW": frozenset({"Hebr"}),
    "HIRAGANA": frozenset({"Jpan"}),
    "KATAKANA": frozenset({"Jpan"}),
    "LATIN": frozenset({"Latn"}),
    "THAI": frozenset({"Thai"}),
}
_LATIN = "Latn"
# The first letters of a text show its script as well as all of them.
_TELLING = 60


@rule(
    "source-findable",
    "A source can be found again: by its address, or by its title, publisher and date.",
    family=Family.SOURCES,
    exceptions=True,
)
def source_findable(tables: Tables) -> Iterator[Breach]:
    table = tables["sources"]
    for row in table.rows:
        if not {"url", "published"} & row.cells.keys():
            message = "found blank without a date; allowed: an address, or the day of publication"
            yield Breach(table, row, "url", message)


@rule(
    "title-script",
    "A title is in the script of its language.",
    family=Family.SOURCES,
    exceptions=True,
)
def title_script(tables: Tables) -> Iterator[Breach]:
    table = tables["sources"]
    for row in table.rows:
        tag, title = row.cells.get("language", ""), row.cells.get("title", "")
        expected, found = _script_of(tag), scripts(title)
        if expected and expected not in found:
            message = f"found {tag!r}, written in {expected}; the title has {_listed(found)}"
            yield Breach(table, row, "language", message)


@rule(
    "title-english",
    "A title in English is a translation: other words than the original, in Latin letters.",
    family=Family.SOURCES,
    exceptions=True,
)
def title_english(tables: Tables) -> Iterator[Breach]:
    table = tables["sources"]
    for row in table.rows:
        english = row.cells.get("title_english")
        if english is None:
            continue
        if folded(english) == folded(row.cells.get("title", "")):
            message = f"found {english!r}, the title itself; allowed: a translation"
        elif _LATIN not in scripts(english):
            message = f"found {english!r}, which is not in Latin letters"
        else:
            continue
        yield Breach(table, row, "title_english", message)


@rule(
    "publisher-domain",
    "An address lies in a domain of its publisher, where these are listed.",
    family=Family.SOURCES,
)
def publisher_domain(tables: Tables) -> Iterator[Breach]:
    sources, publishers = tables["sources"], tables["publishers"].by_id
    field = tables["publishers"].schema.fields["domains"]
    for row in sources.rows:
        publisher = publishers.get(row.cells.get("publisher_id", ""))
        host = host_of(row.cells.get("url", ""))
        if publisher is None or not host:
            continue
        domains = items(publisher, field)
        if domains and not any(_lies_in(host, domain) for domain in domains):
            message = f"found the host {host}; {publisher.id!r} has {' or '.join(domains)}"
            yield Breach(sources, row, "url", f"{message}; if it is right, add it to the domains")


@rule(
    "domain-used",
    "A domain of a publisher has a source in it.",
    family=Family.SOURCES,
)
def domain_used(tables: Tables) -> Iterator[Breach]:
    publishers, hosts = tables["publishers"], _hosts(tables)
    for row in publishers.rows:
        for domain in items(row, publishers.schema.fields["domains"]):
            if not any(_lies_in(host, domain) for host in hosts[row.id]):
                message = f"found {domain}, in which the publisher has no source; remove it"
                yield Breach(publishers, row, "domains", message)


@lru_cache(maxsize=1 << 14)
def host_of(url: str) -> str:
    """Give the host of an address, without what a host has in front for one kind of reader.

    Example:
        >>> host_of("https://www.granma.cu/mundo")
        'granma.cu'
    """
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def _lies_in(host: str, domain: str) -> bool:
    return host == domain or host.endswith(f".{domain}")


@lru_cache(maxsize=1 << 14)
def scripts(text: str) -> frozenset[str]:
    """Give the scripts (ISO 15924) in which most letters of a text may be; none without letters.

    Example:
        >>> scripts("Cuba e Irán (ایران)")
        frozenset({'Latn'})
    """
    if text.isascii():
        return _SCRIPTS["LATIN"] if any(map(str.isalpha, text)) else frozenset()
    letters = list(islice(filter(str.isalpha, text), _TELLING))
    if not letters:
        return frozenset()
    counts = Counter(map(_word, letters))
    (most, _), *_ = counts.most_common(1)
    japanese = {"HIRAGANA", "KATAKANA"} & counts.keys()
    return _SCRIPTS.get("HIRAGANA" if japanese and most == "CJK" else most, frozenset({most}))


@lru_cache(maxsize=4096)
def _word(letter: str) -> str:
    return unicodedata.name(letter, "UNKNOWN").split()[0]


def _script_of(tag: str) -> str | None:
    """Give the script of a language tag: its own part for it, or the usual one of the language."""
    language, *parts = tag.split("-")
    named = [part for part in parts if len(part) == 4]
    return named[0] if named else SCRIPT_OF.get(language)


def _listed(found: frozenset[str]) -> str:
    return " or ".join(sorted(found)) or "no letters"


def _hosts(tables: Tables) -> dict[str, set[str]]:
    """The hosts at which each publisher has sources."""
    hosts: dict[str, set[str]] = defaultdict(set)
    for row in tables["sources"].rows:
        if host := host_of(row.cells.get("url", "")):
            hosts[row.cells.get("publisher_id", "")].add(host)
    return hosts
