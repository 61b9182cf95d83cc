"""Sources that are one page under two addresses, and publishers that share a host."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from cubairan_data.folding import folded
from cubairan_data.matching.pair import Pair, identity, pairs_of
from cubairan_data.storage.folder import Tables

_SCHEME_AND_WWW = re.compile(r"^https?://(?:www\.|m\.)?")
# Parameters that say where a reader came from, never which text is shown.
_TRACKING = re.compile(r"[?&](?:utm_[a-z]+|fbclid|gclid|ref|share|amp)(?:=[^&]*)?(?=&|$)")
_LANGUAGE_HOST = re.compile(r"^(?:en|es|fa|ar|english|spanish|old|archive)\.")


def like_sources(tables: Tables) -> Iterator[Pair]:
    """Find sources with one address but for scheme, tracking or slash, or one title and day."""
    sources = tables.cells("sources")
    by_address: dict[str, list[str]] = defaultdict(list)
    by_title: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for source_id, cells in sources.items():
        if "url" in cells:
            by_address[plain_address(cells["url"])].append(source_id)
        if "title" in cells:
            place = cells.get("publisher_id", ""), cells.get("published", "")
            by_title[(folded(cells["title"]), *place)].append(source_id)
    yield from _pairs("sources", by_address.values(), "one address")
    yield from _pairs("sources", by_title.values(), "one title, publisher and day")


def like_hosts(tables: Tables) -> Iterator[Pair]:
    """Find publishers whose sources lie on one host, and of which neither is an agency there."""
    by_host: dict[str, set[str]] = defaultdict(set)
    for cells in tables.cells("sources").values():
        if {"url", "publisher_id"} <= cells.keys():
            by_host[_host(cells["url"])].add(cells["publisher_id"])
    shared = [sorted(publishers) for publishers in by_host.values() if len(publishers) > 1]
    yield from _pairs("publishers", shared, "one host")


def plain_address(url: str) -> str:
    """Strip from an address what does not say which text it is.

    Example:
        >>> plain_address("https://www.example.org/a/?utm_source=x#top")
        'example.org/a'
    """
    address = _SCHEME_AND_WWW.sub("", url).partition("#")[0]
    return _TRACKING.sub("", address).rstrip("/?&").replace("/?", "?")


def _host(url: str) -> str:
    return _LANGUAGE_HOST.sub("", plain_address(url).partition("/")[0].partition("?")[0])


def _pairs(table: str, groups: Iterable[list[str]], likeness: str) -> Iterator[Pair]:
    for group in groups:
        for one, other in pairs_of(group):
            yield identity(table, one, other, likeness)
