"""The record as FollowTheMoney entities, for Aleph and the tools of OpenSanctions."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from cubairan_data.contract.labels import ENGLISH
from cubairan_data.errors import CannotRunError
from cubairan_data.exports.contents import Contents
from cubairan_data.storage.raw import Cells
from cubairan_data.storage.wording import label

_PREFIX = "cubairan"
_TEXTS = ("name", "string", "text")
_IDENTIFIERS = {"wikidata": "wikidataId", "wikipedia": "wikipediaUrl", "lei": "leiCode"}


def write_follow_the_money(contents: Contents, path: Path) -> None:
    """Write one entity a line, valid by the library.

    Officials are persons with positions and occupancies, bodies organizations, journeys trips,
    meetings and contacts events, flows payments, measures sanctions; sources are articles, and each
    line of evidence documents the entity that it is about. FollowTheMoney cuts dates to days, so
    the EDTF text stays in a note.

    Args:
        contents: what is exported.
        path: the new file, JSON lines.

    Raises:
        CannotRunError: none of the tables becomes entities.
    """
    if not {*_MAKERS} & {*contents.names}:
        raise CannotRunError(
            f"there is nothing for FollowTheMoney in {', '.join(contents.names)}; "
            f"entities are made of {', '.join(_MAKERS)}"
        )
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        for entity in _Entities(contents).all():
            stream.write(json.dumps(entity.to_dict(), ensure_ascii=False, sort_keys=True) + "\n")


class _Entities:
    def __init__(self, contents: Contents) -> None:
        self.contents = contents
        self.rows = {
            table: {
                contents.schema(table).row_id(row.cells): row.cells
                for row in contents.record.sound(table).rows
            }
            for table in contents.names
        }

        self.made: set[str] = set()

    def all(self) -> Iterator[Any]:
        """Make every entity, each after those to which it refers."""
        for table, make in _MAKERS.items():
            for row_id, cells in self.rows.get(table, {}).items():
                for entity in make(self, row_id, cells):
                    self.made.add(entity.id)
                    yield entity
        yield from self._documentation()

    def entity(self, schema: str, table: str, row_id: str, **properties: Any) -> Any:
        """Make one entity; blank properties are left out, dates cut to what can be held."""
        from followthemoney import model

        entity = model.make_entity(schema)
        entity.id = key(table, row_id)
        for name, values in properties.items():
            # Cleaning would take the half-spaces out of Persian words, and our texts are clean.
            is_text = entity.schema.properties[name].type.name in _TEXTS
            for value in values if isinstance(values, list) else [values]:
                if value:
                    entity.add(name, value, cleaned=is_text)
        for scheme, value in self.contents.identifiers(table, row_id):
            known = _IDENTIFIERS.get(scheme)
            if known in entity.schema.properties:
                entity.add(known, value)
        return entity

    def in_words(self, table: str, column: str, cells: Cells) -> str:
        """Give a code in the words of the language of the export."""
        if self.contents.reader == ENGLISH:
            return cells[column].replace("_", " ")
        return label(table, column, cells[column], self.contents.reader)

    def alpha2(self, country_id: str | None) -> str | None:
        """Give the code by which FollowTheMoney knows a country."""
        country = self.rows.get("countries", {}).get(country_id or "", {})
        code = country.get("alpha2")
        return code.lower() if code else None

    def known(self, table: str, row_id: str | None) -> str | None:
        """Give the key of an entity that is exported."""
        return key(table, row_id) if row_id and row_id in self.rows.get(table, {}) else None

    def _documentation(self) -> Iterator[Any]:
        for line in self.rows.get("evidence", {}).values():
            about = key(line["table_name"], line["row_id"])
            document = key("sources", line["source_id"])
            if {about, document} <= self.made:
                role = f"{line['verdict']} {line['columns'].replace(';', ', ')}"
                yield self.entity(
                    "Documentation",
                    "evidence",
                    self.contents.line_id(line),
                    document=document,
                    entity=about,
                    role=role,
                    summary=f"{line['locator'].replace(',', ' … ')}",
                )


def key(table: str, row_id: str) -> str:
    """Give the key of an entity, for the row of a table."""
    return f"{_PREFIX}-{table}-{row_id}".replace("/", "--").replace("_", "-")


def _country(make: _Entities, row_id: str, cells: Cells) -> Iterator[Any]:
    code = make.alpha2(row_id)
    yield make.entity("Organization", "countries", row_id, name=cells["name"], country=code)


def _organization(make: _Entities, row_id: str, cells: Cells) -> Iterator[Any]:
    yield make.entity(
        "PublicBody"
        if cells.get("kind") in ("ministry", "government", "agency")
        else "Organization",
        "organizations",
        row_id,
        name=cells["name"],
        alias=[cells.get("name_original"), *_items(cells.get("other_names"))],
        abbreviation=cells.get("acronym"),
        country=make.alpha2(cells.get("country_id")),
    )


def _official(make: _Entities, row_id: str, cells: Cells) -> Iterator[Any]:
    yield make.entity(
        "Person",
        "officials",
        row_id,
        name=cells["name"],
        firstName=cells.get("given_names"),
        lastName=cells.get("family_name"),
        alias=[cells.get("name_original"), *_items(cells.get("other_names"))],
        country=make.alpha2(cells.get("country_id")),
    )


def _tenure(make: _Entities, row_id: str, cells: Cells) -> Iterator[Any]:
    official = make.rows.get("officials", {}).get(cells["official_id"])
    if official is None:
        return
    position = make.entity(
        "Position",
        "positions",
        row_id,
        name=cells["office"],
        country=make.alpha2(official.get("country_id")),
        organization=make.known("organizations", cells.get("organization_id")),
    )
    yield position
    yield make.entity(
        "Occupancy",
        "tenures",
        row_id,
        holder=key("officials", cells["official_id"]),
        post=position.id,
        startDate=cells.get("started_earliest"),
        endDate=cells.get("ended_latest"),
        description=_in_edtf(cells, "started", "ended", "attested"),
    )


def _people(make: _Entities, event: str, row_id: str) -> list[Any]:
    return [
        make.known("officials", part["official_id"])
        for part in make.rows.get(f"{event}_participants", {}).values()
        if part[f"{event}_id"] == row_id
    ]


def _visit(make: _Entities, row_id: str, cells: Cells) -> Iterator[Any]:
    yield make.entity(
        "Event" if cells["kind"] == "third_country_meeting" else "Trip",
        "visits",
        row_id,
        name=_name_of_visit(make, cells),
        startDate=cells.get("date_earliest"),
        endDate=cells.get("date_latest"),
        location=_items(cells.get("places")),
        country=[make.alpha2(cells.get(name)) for name in ("sender_id", "host_id")],
        involved=_people(make, "visit", row_id),
        summary=cells["summary"],
        notes=_in_edtf(cells, "date"),
    )


def _name_of_visit(make: _Entities, cells: Cells) -> str:
    lead = make.rows.get("officials", {}).get(cells.get("lead_official_id", ""), {})
    host = make.rows.get("countries", {}).get(cells["host_id"], {}).get("name", cells["host_id"])
    return f"Visit of {lead.get('name', 'a delegation')} to {host}, {cells.get('date', 'undated')}"


def _contact(make: _Entities, row_id: str, cells: Cells) -> Iterator[Any]:
    yield make.entity(
        "Event",
        "contacts",
        row_id,
        name=f"Contact ({cells['mode'].replace('_', ' ')}), {cells.get('date', 'undated')}",
        startDate=cells.get("date_earliest"),
        endDate=cells.get("date_latest"),
        location=cells.get("place"),
        country=make.alpha2(cells.get("host_id")),
        involved=_people(make, "contact", row_id),
        summary=cells["summary"],
        notes=_in_edtf(cells, "date"),
    )


def _agreement(make: _Entities, row_id: str, cells: Cells) -> Iterator[Any]:
    parties = ("cuban_party_id", "iranian_party_id")
    signatories = ("cuban_signatory_id", "iranian_signatory_id")
    yield make.entity(
        "Event",
        "agreements",
        row_id,
        name=cells["title"],
        alias=cells.get("title_original"),
        startDate=cells.get("signed_earliest"),
        endDate=cells.get("signed_latest"),
        location=cells.get("place"),
        involved=[
            *(make.known("organizations", cells.get(name)) for name in parties),
            *(make.known("officials", cells.get(name)) for name in signatories),
        ],
        summary=cells["summary"],
        notes=_in_edtf(cells, "signed", "in_force"),
    )


def _flow(make: _Entities, row_id: str, cells: Cells) -> Iterator[Any]:
    payer, beneficiary = (
        make.known("organizations", cells.get(f"{side}_org_id"))
        or make.known("countries", cells.get(f"{side}_id"))
        for side in ("provider", "receiver")
    )
    if payer is None or beneficiary is None:
        return
    currency, amount = cells.get("currency"), cells.get("amount")
    yield make.entity(
        "Payment",
        "financial_flows",
        row_id,
        payer=payer,
        beneficiary=beneficiary,
        amount=amount,
        currency=currency,
        amountUsd=amount if currency == "USD" else None,
        amountEur=amount if currency == "EUR" else None,
        startDate=cells.get("period_earliest"),
        endDate=cells.get("period_latest"),
        purpose=cells.get("goods"),
        summary=f"{make.in_words('financial_flows', 'kind', cells)}, "
        f"{make.in_words('financial_flows', 'stage', cells)}: {cells['summary']}",
        description=_in_edtf(cells, "period"),
    )


def _project(make: _Entities, row_id: str, cells: Cells) -> Iterator[Any]:
    project = make.entity(
        "Project",
        "projects",
        row_id,
        name=cells["name"],
        status=cells["status"],
        startDate=cells.get("period_earliest"),
        endDate=cells.get("period_latest"),
        country=make.alpha2(cells.get("site_country_id")),
        summary=cells["summary"],
        notes=_in_edtf(cells, "period"),
    )
    yield project
    for side in ("cuban_org_id", "iranian_org_id"):
        if partner := make.known("organizations", cells.get(side)):
            yield make.entity(
                "ProjectParticipant",
                "project-participants",
                f"{row_id}-{side}",
                project=project.id,
                participant=partner,
            )


def _measure(make: _Entities, row_id: str, cells: Cells) -> Iterator[Any]:
    target = make.known("organizations", cells.get("target_org_id")) or make.known(
        "countries", cells.get("target_country_id")
    )
    if target is None:
        return
    imposing = make.rows.get("countries", {}).get(cells.get("imposing_country_id", ""), {})
    body = make.rows.get("organizations", {}).get(cells.get("imposing_org_id", ""), {})
    yield make.entity(
        "Sanction",
        "measures",
        row_id,
        entity=target,
        authority=body.get("name") or imposing.get("name"),
        country=make.alpha2(cells.get("imposing_country_id")),
        program=make.in_words("measures", "kind", cells),
        listingDate=cells.get("period_earliest"),
        startDate=cells.get("period_earliest"),
        endDate=cells.get("period_latest"),
        reason=cells["summary"],
        description=_in_edtf(cells, "period"),
    )


def _source(make: _Entities, row_id: str, cells: Cells) -> Iterator[Any]:
    outlet = make.rows.get("publishers", {}).get(cells["publisher_id"], {})
    yield make.entity(
        "Article",
        "sources",
        row_id,
        title=cells["title"],
        alias=cells.get("title_english"),
        author=_items(cells.get("authors")),
        publishedAt=cells.get("published_earliest"),
        sourceUrl=cells.get("url"),
        publisher=outlet.get("name"),
        language=_iso_639_3(cells["language"]),
        notes=_in_edtf(cells, "published"),
    )


def _iso_639_3(tag: str) -> str | None:
    from followthemoney.types import registry

    cleaned = registry.language.clean(tag.split("-")[0])
    return str(cleaned) if cleaned else None


def _items(text: str | None) -> list[str]:
    return text.split(";") if text else []


def _in_edtf(cells: Cells, *names: str) -> str:
    return "; ".join(f"{name}: {cells[name]} (EDTF)" for name in names if name in cells)


# In an order in which each entity comes after those to which it refers.
_MAKERS: dict[str, Callable[[_Entities, str, Cells], Iterator[Any]]] = {
    "countries": _country,
    "organizations": _organization,
    "officials": _official,
    "tenures": _tenure,
    "visits": _visit,
    "contacts": _contact,
    "agreements": _agreement,
    "financial_flows": _flow,
    "projects": _project,
    "measures": _measure,
    "sources": _source,
}
