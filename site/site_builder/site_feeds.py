"""What programs read of the site as a whole: Atom, sitemap, robots, index of files."""

import json
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from cubairan_data import dataset
from cubairan_data.escaping import escaped_json, without_hidden
from site_builder.addresses import HOME
from site_builder.output import Output
from site_builder.site_record import SiteRecord
from site_builder.site_words import Language

_ENTRIES = 50


def atom(record: SiteRecord) -> str:
    """Write the latest changes as a feed."""
    latest = record.latest_changes[:_ENTRIES]
    newest = max((record.changed[place] for place in latest), default=_created(record))
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        f"<title>{_text(dataset.TITLE)}</title>",
        f"<id>{_text(HOME)}</id>",
        f"<link href={quoteattr(HOME)}/>",
        f'<link rel="self" href={quoteattr(HOME + "feed.xml")}/>',
        f"<updated>{newest}T00:00:00Z</updated>",
        f"<author><name>{_text(dataset.CONTRIBUTORS)}</name></author>",
        f"<rights>{_text(dataset.DATA_LICENSE)}</rights>",
    ]
    for place in latest:
        address, day = HOME + place.path, record.changed[place]
        summary = record.cells(place.table)[place.row_id].get("summary", "")
        lines += [
            "<entry>",
            f"<title>{_text(record.titles[place])}</title>",
            f"<id>{_text(f'{address}#{day}')}</id>",
            f"<link href={quoteattr(address)}/>",
            f"<updated>{day}T00:00:00Z</updated>",
            f"<category term={quoteattr(place.table)}/>",
            f"<summary>{_text(summary or record.titles[place])}</summary>",
            "</entry>",
        ]
    return "\n".join([*lines, "</feed>", ""])


def _text(text: str) -> str:
    return escape(without_hidden(text))


def _created(record: SiteRecord) -> str:
    year, month, day = record.own_item["issued"]["date-parts"][0]
    return f"{year}-{month:02}-{day:02}"


def sitemap(paths: Iterable[str], languages: list[Language]) -> str:
    """List the addresses of all pages, in every language."""
    urls = [
        f"<url><loc>{escape(HOME + language.folder + path)}</loc></url>"
        for path in paths
        for language in languages
    ]
    head = '<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return "\n".join([head, *urls, "</urlset>", ""])


def robots(record: SiteRecord) -> str:
    """Let all be read but the archived copies, which search engines would take for doubles."""
    return f"User-agent: *\nDisallow: /v{record.version}/\nAllow: /\nSitemap: {HOME}sitemap.xml\n"


def index(record: SiteRecord, output: Output) -> str:
    """List the files of data with their checksums."""
    listed = {
        "name": dataset.NAME,
        "title": dataset.TITLE,
        "version": record.version,
        "created": _created(record),
        "license": dataset.DATA_LICENSE,
        "address": HOME,
        "archived": f"{HOME}v{record.version}/",
        "citation": record.citation,
        "files": [
            {"path": path, "bytes": output.sizes[path], "sha256": output.sums[path]}
            for path in sorted(output.sums)
        ],
    }
    return escaped_json(json.dumps(listed, ensure_ascii=False, indent=1)) + "\n"
