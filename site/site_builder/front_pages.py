"""The pages that lead to all others: home, tables, timeline, search, changes, the missing one."""

import json
from collections import defaultdict
from collections.abc import Iterator
from urllib.parse import urlsplit

from cubairan_data import dataset
from cubairan_data.storage.schema import schemas
from site_builder.addresses import HOME
from site_builder.cite_boxes import cite_box
from site_builder.list_pages import script_words
from site_builder.rendering import Page, Renderer, data_block
from site_builder.row_facts import Part, parts_of, title_language
from site_builder.row_relations import Related
from site_builder.site_changes import counted_changes
from site_builder.site_numbers import numbers
from site_builder.site_record import Place, SiteRecord
from site_builder.topic_pages import Pictures, figure

_LATEST, _CHANGED = 8, 80
_PAGE = 25
_DOORS = (
    "visits",
    "agreements",
    "financial_flows",
    "statements",
    "measures",
    "projects",
    "officials",
    "sources",
)


def front_pages(
    record: SiteRecord, renderer: Renderer, pictures: Pictures, *, has_libraries: bool
) -> Iterator[tuple[Page, str]]:
    """Render these pages in one language."""
    yield _home(record, renderer, pictures)
    yield _tables(record, renderer)
    yield _timeline(record, renderer, has_libraries=has_libraries)
    yield from _years(record, renderer)
    yield _search(renderer, has_libraries=has_libraries)
    yield _changes(record, renderer)
    yield from _contested(record, renderer)
    yield from _coverage(record, renderer)


def _related(record: SiteRecord, place: Place, language: str) -> Related:
    when = record.whens.get(place)
    return Related(place, record.name(place, language), when.text if when else "", "")


def _home(record: SiteRecord, renderer: Renderer, pictures: Pictures) -> tuple[Page, str]:
    language = renderer.language
    page = Page("", language.word("home.title"), language.word("home.what"))
    doors = [(f"{name}/", language.table(name), f"{len(record.cells(name)):,}") for name in _DOORS]
    described = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": dataset.TITLE,
        "description": dataset.DESCRIPTION,
        "version": record.version,
        "url": HOME,
        "license": dataset.DATA_LICENSE_URL,
        "creator": {"@type": "Organization", "name": dataset.CONTRIBUTORS},
        "keywords": list(dataset.KEYWORDS),
    }
    caption = language.word("relation_by_year.chart")
    text = renderer.render(
        "home.html",
        page,
        doors=doors,
        chart=bool(pictures),
        figure=figure(renderer, page, "relation", caption, pictures),
        numbers=numbers(record, language),
        latest=[_related(record, place, language.code) for place in _latest(record)],
        released=_released(record),
        changes=counted_changes(record, language),
        box=cite_box(record, "", ""),
        json_ld=data_block(json.dumps(described, ensure_ascii=False)),
    )
    return page, text


def _released(record: SiteRecord) -> str:
    year, month, day = record.own_item["issued"]["date-parts"][0]
    return f"{year}-{month:02}-{day:02}"


def _latest(record: SiteRecord) -> list[Place]:
    dated = [
        (when.earliest, place)
        for place, when in record.whens.items()
        if place.table in ("visits", "agreements", "contacts", "sessions", "financial_flows")
        and when.earliest
    ]
    return [place for _, place in sorted(dated, reverse=True)[:_LATEST]]


def _tables(record: SiteRecord, renderer: Renderer) -> tuple[Page, str]:
    language = renderer.language
    page = Page("tables/", language.word("all_tables"), language.word("tables.what"))
    listed = [
        (schema.name, f"{len(record.cells(schema.name)):,}", language.description(schema.name))
        for schema in record.shown
    ]
    return page, renderer.render("tables.html", page, listed=listed)


def _timeline(record: SiteRecord, renderer: Renderer, *, has_libraries: bool) -> tuple[Page, str]:
    language = renderer.language
    page = Page(
        "timeline/",
        language.word("timeline"),
        language.word("timeline.what"),
        script=True,
        styled=True,
    )
    years = [(year, len(places)) for year, places in record.by_year.items()]
    text = renderer.render(
        "timeline.html",
        page,
        years=years,
        has_libraries=has_libraries,
        words=script_words(language, ("rows.one", "rows.many", "timeline.open")),
    )
    return page, text


def _years(record: SiteRecord, renderer: Renderer) -> Iterator[tuple[Page, str]]:
    language = renderer.language
    by_year = record.by_year
    years = list(by_year)
    for at, (year, places) in enumerate(by_year.items()):
        groups: dict[str, list[Related]] = defaultdict(list)
        for place in sorted(places, key=record.sort_day):
            groups[place.table].append(_related(record, place, language.code))
        title = language.word("year_of", year=year)
        page = Page(f"timeline/{year}/", title, title)
        ordered = [(name, groups[name]) for name in schemas() if name in groups]
        beside = years[max(at - 2, 0) : at] + years[at + 1 : at + 3]
        yield page, renderer.render("year.html", page, groups=ordered, beside=beside)


def _search(renderer: Renderer, *, has_libraries: bool) -> tuple[Page, str]:
    language = renderer.language
    page = Page("search/", language.word("search"), language.word("search.what"), script=True)
    words = script_words(language, ("rows.one", "rows.many", "none_found", "reading_index"))
    return page, renderer.render("search.html", page, has_libraries=has_libraries, words=words)


def _changes(record: SiteRecord, renderer: Renderer) -> tuple[Page, str]:
    language = renderer.language
    page = Page(
        "changes/", language.word("changes"), language.word("changes.what", version=record.version)
    )
    retired = [
        {
            "old": f"{cells['table_name']} {cells['old_id']}",
            "new": cells.get("new_id", ""),
            "path": _successor(record, cells),
            "version": cells["version"],
            "reason": cells.get("reason", ""),
        }
        for cells in record.cells("retired_ids").values()
    ]
    days: dict[str, list[Related]] = defaultdict(list)
    for place in record.latest_changes[:_CHANGED]:
        days[record.changed[place]].append(_related(record, place, language.code))
    text = renderer.render("changes.html", page, days=list(days.items()), retired=retired)
    return page, text


def _successor(record: SiteRecord, cells: dict[str, str]) -> str:
    table, new = cells["table_name"], cells.get("new_id", "")
    return Place(table, new).path if record.has_page(table, new) else ""


def _contested(record: SiteRecord, renderer: Renderer) -> Iterator[tuple[Page, str]]:
    """List every rival reading, a table a page."""
    language = renderer.language
    rows: dict[str, list[list[list[Part]]]] = defaultdict(list)
    for rival in record.rivals:
        place = Place(rival["table_name"], rival["row_id"])
        field = schemas()[place.table].fields[rival["column"]]
        values = [
            parts_of(record, place, field, text, language)
            for text in (rival["value"], rival["reading"])
        ]
        source = Place("sources", rival["source_id"])
        name = record.name(place, language.code)
        rows[place.table].append(
            [
                [Part(name, place.path, None, title_language(place.table, name))],
                [Part(language.column(place.table, field.name))],
                *values,
                [Part(language.code_of_reason(rival["reason"]))],
                [Part(rival["publisher"], source.path)],
            ]
        )
    headers = [
        language.word(key) for key in ("row", "column", "in_record", "otherwise", "why", "source")
    ]
    yield from _paged(record, renderer, "contested", headers, rows)


def _coverage(record: SiteRecord, renderer: Renderer) -> Iterator[tuple[Page, str]]:
    """List what was searched, a table a page."""
    language = renderer.language
    shown = ("period", "depth", "languages", "kinds_of_sources", "note")
    fields = schemas()["coverage"].fields
    rows: dict[str, list[list[list[Part]]]] = defaultdict(list)
    for row_id, cells in record.cells("coverage").items():
        place = Place("coverage", row_id)
        rows[cells["table_name"]].append(
            [
                parts_of(record, place, fields[name], cells[name], language)
                if name in cells
                else []
                for name in shown
            ]
        )
    headers = [language.column("coverage", name) for name in shown]
    yield from _paged(record, renderer, "coverage", headers, rows)


def _paged(
    record: SiteRecord,
    renderer: Renderer,
    key: str,
    headers: list[str],
    rows: dict[str, list[list[list[Part]]]],
) -> Iterator[tuple[Page, str]]:
    """Render the rows of each table on pages of their own, the first of them at the address."""
    language = renderer.language
    title, what = language.word(key), language.word(f"{key}.what")
    pages = [
        (name, at // _PAGE, own[at : at + _PAGE])
        for name in schemas()
        if (own := rows.get(name, []))
        for at in range(0, len(own), _PAGE)
    ]
    paths = [
        f"{key}/" if not at else f"{key}/{name}/" if not number else f"{key}/{name}/{number + 1}/"
        for at, (name, number, _) in enumerate(pages)
    ]
    labels = [
        f"{language.table(name)}{f' {number + 1}' if number else ''}" for name, number, _ in pages
    ]
    if not pages:
        page = Page(f"{key}/", title, what)
        yield page, renderer.render("paged.html", page, tabs=[], headers=headers, rows=[])
    for path, label, (_, _, own) in zip(paths, labels, pages, strict=True):
        page = Page(path, f"{title}: {label}", what)
        tabs = [(other, name, other == path) for other, name in zip(paths, labels, strict=True)]
        yield page, renderer.render("paged.html", page, tabs=tabs, headers=headers, rows=own)


def missing_page(renderer: Renderer, languages: list[object]) -> str:
    """Render the page for addresses that lead nowhere; it is shown at any of them."""
    page = Page("", "404", "404")
    return renderer.render("404.html", page, prefix=urlsplit(HOME).path)
