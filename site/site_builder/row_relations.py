"""The rows that belong to a row: those that name it, and what happened on the same days."""

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from cubairan_data.storage.schema import schemas
from site_builder.site_record import PARTICIPANTS, Naming, Place, SiteRecord
from site_builder.site_words import Language

_EVENTS = ("visits", "sessions", "contacts", "agreements", "statements", "financial_flows")
_SIDES = ("cuban", "iranian")
_LONGEST = 14
_MOST = 20


class Related(NamedTuple):
    """A row that belongs to another, and by what."""

    place: Place
    title: str
    when: str
    parts: str


def related(
    record: SiteRecord, place: Place, language: Language
) -> list[tuple[str, list[Related]]]:
    """Give the rows that name a row, by table and date."""
    found: dict[Place, list[str]] = defaultdict(list)
    for naming in record.namings.get(place, ()):
        part = _signed(record, naming, language) or _part(naming, language)
        if naming.place.table not in PARTICIPANTS and part not in found[naming.place]:
            found[naming.place].append(part)
    by_table: dict[str, list[Related]] = defaultdict(list)
    for other, parts in found.items():
        if record.has_page(other.table, other.row_id):
            by_table[other.table].append(
                _related(record, other, language.comma.join(parts), language)
            )
    order = list(schemas())
    return [
        (table, sorted(by_table[table], key=lambda each: record.sort_day(each.place)))
        for table in sorted(by_table, key=order.index)
    ]


def _signed(record: SiteRecord, naming: Naming, language: Language) -> str:
    """Say who signed a document of an event: the people, where they are known, or the bodies."""
    if naming.table != "agreements" or naming.column not in ("visit_id", "session_id"):
        return ""
    cells = record.cells("agreements")[naming.place.row_id]
    for end, table in (("signatory_id", "officials"), ("party_id", "organizations")):
        keys = [cells[name] for side in _SIDES if (name := f"{side}_{end}") in cells]
        if keys:
            return language.comma.join(
                record.name(Place(table, key), language.code) for key in keys
            )
    return ""


def _part(naming: Naming, language: Language) -> str:
    if naming.code:
        return language.label(naming.table, naming.column, naming.code)
    return language.column(naming.table, naming.column)


def _related(record: SiteRecord, place: Place, parts: str, language: Language) -> Related:
    when = record.whens.get(place)
    return Related(place, record.name(place, language.code), when.text if when else "", parts)


def same_days(
    record: SiteRecord, place: Place, known: set[Place], language: Language
) -> list[Related]:
    """Give what else happened on the days of an event that is dated to the day."""
    when = record.whens.get(place)
    if place.table not in _EVENTS or when is None or not _is_short(when.earliest, when.latest):
        return []
    found = [
        other
        for other in record.between(when.earliest, when.latest)
        if other != place and other not in known
    ]
    return [_related(record, other, "", language) for other in found[:_MOST]]


def _is_short(earliest: str, latest: str) -> bool:
    if not earliest or not latest:
        return False
    return (date.fromisoformat(latest) - date.fromisoformat(earliest)).days <= _LONGEST
