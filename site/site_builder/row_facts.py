"""The values of a row as its page shows them: labels, links, sources, rival readings."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from cubairan_data.contract.lists import DELIMITER
from cubairan_data.storage.iranian_calendar import with_iranian_date
from cubairan_data.storage.raw import Cells
from cubairan_data.storage.schema import Field, schemas
from site_builder.addresses import web
from site_builder.row_passages import Passage
from site_builder.site_record import Count, Place, SiteRecord
from site_builder.site_words import Language
from site_builder.spoken_dates import spoken

_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")
_OWN = ("name_original", "title_original", "title", "speaker_name", "other_names")
_NUMBERS = ("amount", "amount_low", "amount_high", "quantity")
# Tables whose titles are those of the record; the others are made in the language of the page.
_TITLED = ("agreements", "projects", "publishers", "organizations", "tenures")
_TOWNS = ("places", "place")
# What a row page shows elsewhere.
_ELSEWHERE = ("summary",)


class Part(NamedTuple):
    """A piece of a value: its text, where it leads, in which language it is written."""

    text: str
    path: str | None = None
    url: str | None = None
    language: str = ""
    iranian: str = ""
    """The Iranian date of a day, which stands on one line."""


@dataclass(frozen=True)
class Fact:
    """One filled column of a row."""

    column: str
    label: str
    parts: list[Part]
    count: Count | None
    passages: list[Passage]
    rivals: list[tuple[Passage, list[Part]]]
    role: str


def script_language(text: str, otherwise: str = "") -> str:
    """Tell the language of a text by its script, where that shows it."""
    return "fa" if _ARABIC.search(text) else otherwise


def title_language(table: str, title: str) -> str:
    """Tell the language of a title; what the reader's language makes of a row has none to tell."""
    if table == "sources":
        return script_language(title, "und")
    return script_language(title, "en" if table in _TITLED else "")


def facts(record: SiteRecord, place: Place, found: list[Passage], language: Language) -> list[Fact]:
    """Give the filled columns of a row, key and date bounds left out."""
    cells = record.cells(place.table)[place.row_id]
    schema = schemas()[place.table]
    return [
        _fact(record, place, field, found, language)
        for field in schema.fields.values()
        if field.name in cells
        and field.role != "derived"
        and field.name not in _ELSEWHERE
        and (field.name not in schema.key or len(schema.key) > 1)
    ]


def _fact(
    record: SiteRecord, place: Place, field: Field, found: list[Passage], language: Language
) -> Fact:
    cells = record.cells(place.table)[place.row_id]
    own = [passage for passage in found if field.name in passage.columns]
    return Fact(
        field.name,
        language.column(place.table, field.name),
        parts_of(record, place, field, cells[field.name], language),
        record.counts.get((place, field.name)),
        [passage for passage in own if passage.supports],
        [
            (passage, parts_of(record, place, field, passage.reading, language))
            for passage in own
            if not passage.supports
        ],
        field.role,
    )


def parts_of(
    record: SiteRecord, place: Place, field: Field, text: str, language: Language
) -> list[Part]:
    """Take a value of a row apart into what is shown of it."""
    items = text.split(DELIMITER) if field.is_list else [text]
    return [_part(record, place, field, item, language) for item in items if item]


def _part(record: SiteRecord, place: Place, field: Field, text: str, language: Language) -> Part:
    if field.codes:
        return Part(language.label(place.table, field.name, text))
    if field.references:
        return _reference(record, Place(field.references, text), language)
    if field.name in _TOWNS:
        town = record.towns.get(text)
        if town is None:
            return Part(text, None, None, "en")
        return Part(record.name(town, language.code), town.path)
    return _plain(field, text, language, record.cells(place.table)[place.row_id])


def _plain(field: Field, text: str, language: Language, cells: Cells) -> Part:
    if field.cell in ("language tag", "list of language tags"):
        return Part(language.language(text))
    if field.name == "url":
        return Part(text, None, web(text), "")
    if is_date(field):
        both = with_iranian_date(text) if language.code == "fa" else text
        return Part(spoken(text, language), iranian=both.removeprefix(text).strip(" ()"))
    if field.name in _NUMBERS:
        return Part(f"{float(text):,.12g}")
    if field.name in _OWN:
        return Part(text, None, None, script_language(text, cells.get("language", "")))
    is_prose = field.cell in ("text", "list of texts")
    return Part(text, None, None, script_language(text, "en" if is_prose else ""))


def is_date(field: Field) -> bool:
    """Whether a column holds dates."""
    return field.cell in ("EDTF date", "ISO date")


def _reference(record: SiteRecord, place: Place, language: Language) -> Part:
    name = record.name(place, language.code)
    is_shown = record.has_page(place.table, place.row_id)
    return Part(name, place.path if is_shown else None, None, title_language(place.table, name))
