"""The pages of rows: of the record, of its actors, of its sources."""

from collections.abc import Iterator
from typing import Any

import cubairan_data as cid
from cubairan_data.charts.ego_network import drawn_of, people_met
from site_builder.addresses import snapshot
from site_builder.cite_boxes import CiteBox, cite_box
from site_builder.rendering import Page, Renderer, data_block, shortened
from site_builder.row_facts import Fact, Part, facts, script_language, title_language
from site_builder.row_passages import passages
from site_builder.row_relations import Related, related, same_days
from site_builder.site_record import Count, Place, SiteRecord
from site_builder.site_words import Language
from site_builder.spoken_dates import spoken
from site_builder.twins import json_ld, json_twin, markdown_twin, schema_type

# Rows that a section lists; the whole list is one click away.
MOST = 15
_IN_PICTURE = 12
_ACTORS = ("officials", "organizations")


def row_pages(
    record: SiteRecord, renderers: list[Renderer]
) -> Iterator[tuple[Page, Renderer, str]]:
    """Render the page of every row in every language."""
    for place in record.places():
        for renderer in renderers:
            yield row_page(record, place, renderer)


def row_page(record: SiteRecord, place: Place, renderer: Renderer) -> tuple[Page, Renderer, str]:
    """Render the page of one row."""
    language = renderer.language
    cells = record.cells(place.table)[place.row_id]
    title, summary = record.name(place, language.code), cells.get("summary", "")
    found = passages(record, place)
    rows = _rows(record, place, language)
    listed = {each.place for _, found_rows in rows for each in found_rows}
    page = Page(
        place.path,
        title,
        shortened(summary or f"{language.table(place.table)}: {title}"),
        is_row=True,
    )
    own, other = _names(cells, title, language)
    context = {
        "place": place,
        "title": own,
        "title_language": _title_language(place, own, cells),
        "other_name": other,
        "other_language": script_language(other, "en"),
        "summary": summary,
        "standing": _standing(record.row_counts.get(place), language),
        "facts": [
            *facts(record, place, found, language),
            *_links_of_source(cells, place, language),
        ],
        "passages": found,
        "related": rows,
        "same_days": same_days(record, place, listed, language),
        "box": box_of(record, place),
        "changed": record.changed.get(place, ""),
        "most": MOST,
        "schema_type": schema_type(place.table),
        "json_ld": data_block(json_ld(record, place, summary)),
    }
    if place.table in _ACTORS:
        context |= _of_actor(record, place, language)
        return page, renderer, renderer.render("actor.html", page, **context)
    return page, renderer, renderer.render("row.html", page, **context)


def box_of(record: SiteRecord, place: Place) -> CiteBox:
    """Cite the page of a row; that of a source cites the source itself."""
    if place.table == "sources":
        return _box_of_source(record, place)
    return cite_box(record, record.titles[place], place.path)


def _box_of_source(record: SiteRecord, place: Place) -> CiteBox:
    item, text = record.references[place.row_id]
    return CiteBox.of(item, text)


def row_twins(record: SiteRecord, place: Place, english: Language) -> tuple[str, str]:
    """Write the JSON and the Markdown twin of a page."""
    found = passages(record, place)
    rows = _rows(record, place, english)
    box = box_of(record, place)
    summary = record.cells(place.table)[place.row_id].get("summary", "")
    known = facts(record, place, found, english)
    return (
        json_twin(record, place, found, rows, box),
        markdown_twin(record.titles[place], summary, known, found, box),
    )


def _rows(record: SiteRecord, place: Place, language: Language) -> list[tuple[str, list[Related]]]:
    rows = related(record, place, language)
    if place.table == "officials":
        rows = [(table, found) for table, found in rows if table != "tenures"]
    if place.table == "sources":
        rows = [*rows, *_borne(record, place, language)]
    return rows


def _borne(record: SiteRecord, place: Place, language: Language) -> list[tuple[str, list[Related]]]:
    """Give the rows about which a source says something."""
    by_table: dict[str, list[Related]] = {}
    for other in record.borne.get(place.row_id, ()):
        if record.has_page(other.table, other.row_id):
            when = record.whens.get(other)
            row = Related(other, record.name(other, language.code), when.text if when else "", "")
            by_table.setdefault(other.table, []).append(row)
    return list(by_table.items())


def _names(cells: dict[str, str], title: str, language: Language) -> tuple[str, str]:
    """Give the title and the name in the other script or language."""
    if language.code == "fa" and "name_original" in cells:
        return title, cells["name"]
    others = (cells.get(name, "") for name in ("name_original", "title_original", "title_english"))
    other = next(filter(None, others), "")
    return title, cells.get("title", "") if other == title else other


def _title_language(place: Place, title: str, cells: dict[str, str]) -> str:
    if place.table == "sources":
        return cells.get("language", "")
    return title_language(place.table, title)


def _standing(count: Count | None, language: Language) -> str:
    if count is None:
        return ""
    texts = [
        language.count(count.sources, "sources"),
        language.count(count.independent, "independent"),
    ]
    if count.disputed:
        texts.append(language.word("disputed"))
    return " · ".join(texts)


def _links_of_source(cells: dict[str, str], place: Place, language: Language) -> list[Fact]:
    if place.table != "sources":
        return []
    copy = snapshot(cells.get("url"), cells.get("accessed"))
    if copy is None:
        return []
    return [Fact("archive", language.word("archived"), [Part(copy, None, copy)], None, [], [], "")]


def _of_actor(record: SiteRecord, place: Place, language: Language) -> dict[str, Any]:
    met = people_met(record.tables, place.row_id) if place.table == "officials" else []
    return {
        "tenures": _tenures(record, place, language) if place.table == "officials" else [],
        "met": met,
        "picture": drawn_of(met)[:_IN_PICTURE] if len(met) <= _IN_PICTURE else _spread(met),
    }


def _spread(met: list[Any]) -> list[Any]:
    """Place those for whom there is room evenly on the circle again."""
    from math import cos, pi, sin

    few = met[:_IN_PICTURE]
    return [
        each._replace(x=cos(2 * pi * at / len(few)), y=sin(2 * pi * at / len(few)))
        for at, each in enumerate(few)
    ]


def _tenures(record: SiteRecord, place: Place, language: Language) -> list[dict[str, str]]:
    own = [
        (tenure, record.cells("tenures")[tenure.row_id])
        for tenure in (naming.place for naming in record.namings.get(place, ()))
        if tenure.table == "tenures"
    ]
    own.sort(key=lambda item: record.sort_day(item[0]))
    return [
        {"path": tenure.path, "title": cells["office"], "when": _term(cells, language)}
        for tenure, cells in own
    ]


def _term(cells: dict[str, str], language: Language) -> str:
    if "started" in cells or "ended" in cells:
        ends = [
            spoken(cells[name], language) if name in cells else "…" for name in ("started", "ended")
        ]
        return " – ".join(ends)
    return (
        language.word("attested", day=spoken(cells["attested"], language))
        if "attested" in cells
        else ""
    )


def opened(folder: str) -> SiteRecord:
    """Open the record that is shown."""
    return SiteRecord(cid.open(folder))
