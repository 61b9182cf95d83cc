"""Sources that are one page under two addresses, and publishers that share a host."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from urllib.parse import unquote

from cubairan_data.contract.codes.judgements import JudgementKind
from cubairan_data.folding import folded
from cubairan_data.matching.pair import Pair, identity, pairs_of
from cubairan_data.provenance.independence import origins_of_sources
from cubairan_data.storage.folder import Tables

_SCHEME_AND_WWW = re.compile(r"^https?://(?:www\.|m\.|amp\.)*", re.IGNORECASE)
_DEFAULT_PORT = re.compile(r"^([^/?]*):(?:80|443)(?=[/?]|$)")
# Parameters that say where a reader came from or how the page is shown, never which text it is.
_TRACKING = re.compile(
    r"[?&](?:utm_[a-z_]+|[a-z]*clid|mc_[a-z]+|_ga|igshid|spm|cmp(?:id)?|ref|ref_src|referrer"
    r"|share|amp|output|print|fbrefresh)(?:=[^&]*)?(?=&|$)",
    re.IGNORECASE,
)
_ENDING = re.compile(r"(?:/amp|/index\.(?:html?|php)|/print)?[/?&]*$", re.IGNORECASE)
# The end of an address that names one text: several words or numbers, not "index" or "news".
_TELLING = re.compile(r"^(?=.*[^\W\d_])(?=.*[\W\d_]).{16,}$")
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


def like_copies(tables: Tables) -> Iterator[Pair]:
    """Find sources of which one may be a copy: their addresses end alike at different hosts."""
    origins = origins_of_sources(tables)
    by_ending: dict[str, dict[str, str]] = defaultdict(dict)
    for source_id, cells in tables.cells("sources").items():
        path, _, _ = plain_address(cells.get("url", "")).partition("?")
        host, _, rest = path.partition("/")
        if _TELLING.search(ending := unquote(rest.rpartition("/")[2]).lower()):
            by_ending[ending][source_id] = _LANGUAGE_HOST.sub("", host)
    for ending, hosts in by_ending.items():
        for one, other in pairs_of(hosts):
            if hosts[one] != hosts[other] and not origins[one] & origins[other]:
                likeness = f"one ending of the address, {ending!r}"
                yield Pair(JudgementKind.INDEPENDENCE, "sources", one, other, likeness)


def like_hosts(tables: Tables) -> Iterator[Pair]:
    """Find publishers whose sources lie on one host, and of which neither is an agency there."""
    by_host: dict[str, set[str]] = defaultdict(set)
    publishers = tables.cells("publishers")
    for cells in tables.cells("sources").values():
        # One that does not exist has a finding of its own.
        if "url" in cells and cells.get("publisher_id") in publishers:
            by_host[_host(cells["url"])].add(cells["publisher_id"])
    shared = [sorted(publishers) for publishers in by_host.values() if len(publishers) > 1]
    yield from _pairs("publishers", shared, "one host")


@lru_cache(maxsize=1 << 14)
def plain_address(url: str) -> str:
    """Strip from an address what does not say which text it is.

    Example:
        >>> plain_address("https://www.example.org/a/?utm_source=x#top")
        'example.org/a'
        >>> plain_address("http://example.org:80/a?amp=1&id=3")
        'example.org/a?id=3'
    """
    address = _DEFAULT_PORT.sub(r"\1", _SCHEME_AND_WWW.sub("", url).partition("#")[0])
    # What stood behind a parameter that is gone becomes the first.
    path, _, query = _TRACKING.sub("", address.replace("?", "?&", 1)).partition("?&")
    host, slash, rest = path.rstrip("?").partition("/")
    plain = _ENDING.sub("", f"{host.lower().rstrip('.')}{slash}{rest}")
    return f"{plain}?{query}" if query else plain


def _host(url: str) -> str:
    return _LANGUAGE_HOST.sub("", plain_address(url).partition("/")[0].partition("?")[0])


def _pairs(table: str, groups: Iterable[list[str]], likeness: str) -> Iterator[Pair]:
    for group in groups:
        for one, other in pairs_of(group):
            yield identity(table, one, other, likeness)
