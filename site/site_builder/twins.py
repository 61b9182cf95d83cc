"""The twins of a page for programs: JSON, Markdown, JSON-LD."""

import json
from typing import Any

from cubairan_data import dataset
from cubairan_data.escaping import escaped_json, link_target, markdown
from site_builder.addresses import HOME
from site_builder.cite_boxes import CiteBox, archived
from site_builder.row_facts import Fact
from site_builder.row_passages import Passage
from site_builder.row_relations import Related
from site_builder.site_record import Place, SiteRecord

TYPES = {
    "visits": "Event",
    "contacts": "Event",
    "sessions": "Event",
    "agreements": "Legislation",
    "financial_flows": "MonetaryGrant",
    "projects": "Project",
    "statements": "Claim",
    "measures": "GovernmentService",
    "indicators": "Observation",
    "officials": "Person",
    "organizations": "Organization",
    "countries": "Country",
    "places": "City",
    "tenures": "Role",
    "visit_participants": "Role",
    "contact_participants": "Role",
    "sources": "CreativeWork",
}
_SAME_AS = {
    "wikidata": "https://www.wikidata.org/entity/{}",
    "viaf": "https://viaf.org/viaf/{}",
    "isni": "https://isni.org/isni/{}",
    "lei": "https://search.gleif.org/#/record/{}",
}


def schema_type(table: str) -> str:
    """Give the type of schema.org for the rows of a table."""
    return TYPES.get(table, "Thing")


def json_ld(record: SiteRecord, place: Place, summary: str) -> str:
    """Describe a row in the terms of schema.org."""
    cells = record.cells(place.table)[place.row_id]
    described: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": schema_type(place.table),
        "@id": f"{HOME}{place.path}",
        "name": record.titles[place],
        "identifier": f"{place.table}/{place.row_id}",
        "isPartOf": {"@type": "Dataset", "name": dataset.TITLE, "url": HOME},
        "license": dataset.DATA_LICENSE_URL,
    }
    if summary:
        described["description"] = summary
    when = record.whens.get(place)
    if schema_type(place.table) == "Event" and when:
        described |= {"startDate": when.earliest, "endDate": when.latest}
    if "name_original" in cells:
        described["alternateName"] = cells["name_original"]
    same = [
        _SAME_AS[line["scheme"]].format(line["value"])
        for line in record.identifiers.get(place, ())
        if line["scheme"] in _SAME_AS
    ]
    if same:
        described["sameAs"] = same
    return json.dumps(described, ensure_ascii=False)


def json_twin(
    record: SiteRecord,
    place: Place,
    found: list[Passage],
    related: list[tuple[str, list[Related]]],
    box: CiteBox,
) -> str:
    """Write all that a page shows, as data."""
    counts = {
        column: {"sources": count.sources, "independent": count.independent}
        for column in record.cells(place.table)[place.row_id]
        if (count := record.counts.get((place, column)))
    }
    twin = {
        "table": place.table,
        "id": place.row_id,
        "title": record.titles[place],
        "version": record.version,
        "address": f"{HOME}{place.path}",
        "archived": archived(record, place.path),
        "changed": record.changed.get(place),
        "values": record.cells(place.table)[place.row_id],
        "counts": counts,
        "evidence": [_line(passage) for passage in found],
        "related": [
            f"{each.place.table}/{each.place.row_id}" for _, rows in related for each in rows
        ],
        "sameAs": record.identifiers.get(place, []),
        "citation": box.item,
        "sources": [
            record.references[row_id][0]
            for row_id in dict.fromkeys(passage.source.row_id for passage in found)
        ],
    }
    return escaped_json(json.dumps(twin, ensure_ascii=False)) + "\n"


def _line(passage: Passage) -> dict[str, Any]:
    line: dict[str, Any] = {
        "verdict": "supports" if passage.supports else "contradicts",
        "columns": passage.columns,
        "source": passage.source.row_id,
        "opening": passage.opening,
        "closing": passage.closing,
        "link": passage.link,
        "archive": passage.archive,
    }
    more = {"reading": passage.reading, "reason": passage.reason, "note": passage.note}
    return line | {name: text for name, text in more.items() if text}


def markdown_twin(
    title: str, summary: str, facts: list[Fact], found: list[Passage], box: CiteBox
) -> str:
    """Write the page as Markdown, for people and programs that read plain text."""
    lines = [f"# {markdown(title)}", ""]
    if summary:
        lines += [markdown(summary), ""]
    for fact in facts:
        shown = ", ".join(markdown(part.text) for part in fact.parts)
        lines.append(f"- **{markdown(fact.label)}**: {shown}")
        lines += [
            f"  - otherwise {markdown(passage.reading)}, not followed [{passage.number}]"
            for passage, _ in fact.rivals
        ]
    if found:
        lines += ["", "## Evidence", "", *map(_passage, found)]
    return "\n".join([*lines, "", "## Cite", "", markdown(box.text), ""])


def _passage(passage: Passage) -> str:
    verb = "supports" if passage.supports else "contradicts"
    words = " … ".join(filter(None, (passage.opening, passage.closing)))
    link = f" ([passage]({link_target(passage.link)}))" if passage.link else ""
    columns = markdown(", ".join(passage.columns))
    publisher = markdown(f"{passage.publisher} ({passage.reliability})")
    return f"{passage.number}. {verb} {columns}: {publisher}: “{markdown(words)}”{link}"
