"""What the scripts of the site read: rows to filter, texts to search, events to draw.

Each is a script that sets a value, since a page that is opened from a folder may load no other.
"""

import json
import sys
import unicodedata
from collections.abc import Iterator
from typing import Any

from cubairan_data import folding
from cubairan_data.contract.labels import ENGLISH
from cubairan_data.contract.lists import DELIMITER
from cubairan_data.escaping import without_isolates
from cubairan_data.storage.raw import Cells
from cubairan_data.storage.schema import TEXTS, Schema, schemas
from site_builder.list_pages import kind_column, listed_columns, sector_column
from site_builder.row_facts import is_date
from site_builder.site_record import PARTICIPANTS, Place, SiteRecord
from site_builder.site_words import Language

_OF_DATES = ("date.", "month.")


def assigned(name: str, value: Any) -> str:
    """Write a script that sets one value."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # In a script these two end a line; nothing else of JSON means another thing there.
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"(window.cubairan=window.cubairan||{{}}).{name}={text};\n"


def table_script(record: SiteRecord, schema: Schema) -> str:
    """Write the rows of a table as `show --format csv` does, with what they are found by."""
    data = {
        "table": schema.name,
        "header": list(schema.fields),
        "rows": [
            [cells.get(name, "") for name in schema.fields]
            for cells in record.cells(schema.name).values()
        ],
        "found": [_found_by(record, schema, row_id) for row_id in record.cells(schema.name)],
        "dates": [field.name for field in schema.fields.values() if is_date(field)],
        "listed": [field.name for field in listed_columns(schema)],
        "kind": kind_column(schema),
        "sector": sector_column(schema),
        "references": {
            field.name: field.references
            for field in schema.fields.values()
            if field.references and record.has_page_of(field.references)
        },
        "names": _names(record, schema, ENGLISH),
    }
    return assigned("table", data)


def _names(record: SiteRecord, schema: Schema, language: str) -> dict[str, dict[str, str]]:
    """Give the names of the rows that a table names, by column."""
    names: dict[str, dict[str, str]] = {}
    for field in schema.fields.values():
        if field.references:
            known = record.cells(field.references)
            used = {each.get(field.name) for each in record.cells(schema.name).values()}
            names[field.name] = {
                row_id: without_isolates(record.name(Place(field.references, row_id), language))
                for row_id in sorted(filter(None, used))
                if row_id in known
            }
    return names


def _found_by(record: SiteRecord, schema: Schema, row_id: str) -> list[Any]:
    """Give what a row is found by: title, address, years, countries, people, sources, dispute."""
    place = Place(schema.name, row_id)
    cells = record.cells(schema.name)[row_id]
    when, count = record.whens.get(place), record.row_counts.get(place)
    event = record.event(place)
    countries = str(event["countries"]) if event else cells.get("country_id", "")
    years = [when.earliest[:4], when.latest[:4]] if when else [cells.get("year", "")] * 2
    return [
        record.titles[place],
        place.path,
        *years,
        countries,
        " ".join(_people(record, place, cells)),
        count.independent if count else None,
        int(count.disputed) if count else 0,
        when.text if when else "",
    ]


def _people(record: SiteRecord, place: Place, cells: Cells) -> Iterator[str]:
    """Name the people and bodies of a row by their keys."""
    for field in schemas()[place.table].fields.values():
        if field.references in ("officials", "organizations") and field.name in cells:
            yield cells[field.name]
    if place.table in PARTICIPANTS.values():
        yield from record.participants.get(place, ())


def titles_script(record: SiteRecord, schema: Schema, language: Language) -> str:
    """Write the titles of the rows of a table, and the names in them, in another language."""
    titles = [
        record.name(Place(schema.name, row), language.code) for row in record.cells(schema.name)
    ]
    shown = assigned("titles", [without_isolates(title) for title in titles])
    return shown + assigned("names", _names(record, schema, language.code))


def labels_script(record: SiteRecord, language: Language) -> str:
    """Write the labels of the codes in lists, of tables and countries, and the words of dates."""
    codes = {
        schema.name: {
            field.name: {
                code: language.label(schema.name, field.name, code) for code in field.codes
            }
            for field in listed_columns(schema)
            if field.codes
        }
        for schema in record.shown
    }
    labels = {
        "codes": codes,
        "tables": {schema.name: language.table(schema.name) for schema in record.shown},
        "countries": {
            row: record.name(Place("countries", row), language.code)
            for row in record.cells("countries")
        },
        "towns": {
            name: record.name(place, language.code)
            for name, place in record.towns.items()
            if language.code != ENGLISH
        },
        "dates": {key: text for key, text in language.words.items() if key.startswith(_OF_DATES)},
        "language": language.code,
    }
    return assigned("labels", labels)


def searched_places(record: SiteRecord) -> list[Place]:
    """Give the rows that the search finds; who took part is found by the event."""
    return [
        place
        for place in record.places()
        if place.table not in PARTICIPANTS and place.table not in ("indicators", "tenures")
    ]


def search_script(record: SiteRecord) -> str:
    """Write the documents of the search: table, key, title, all texts, date."""
    documents = [
        [place.table, place.row_id, record.titles[place], *_texts(record, place)]
        for place in searched_places(record)
    ]
    return assigned("documents", documents)


def search_titles_script(record: SiteRecord, language: Language) -> str:
    """Write the titles of the documents in another language; null where they are the same."""
    titles = [
        None if title == record.titles[place] else title
        for place in searched_places(record)
        for title in [without_isolates(record.name(place, language.code))]
    ]
    return assigned("titles", titles)


def _texts(record: SiteRecord, place: Place) -> tuple[str, str]:
    cells = record.cells(place.table)[place.row_id]
    schema = schemas()[place.table]
    texts = [
        cells[field.name].replace(DELIMITER, " ")
        for field in schema.fields.values()
        if field.cell in TEXTS and field.name in cells
        if cells[field.name] != record.titles[place]
    ]
    named = [record.name(Place("officials", each)) for each in record.participants.get(place, ())]
    offices = [
        record.cells("tenures")[each.place.row_id]["office"]
        for each in record.namings.get(place, ())
        if place.table == "officials" and each.place.table == "tenures"
    ]
    when = record.whens.get(place)
    return " · ".join([*texts, *named, *offices]), when.text if when else ""


def timeline_script(record: SiteRecord, language: Language) -> str:
    """Write everything dated: title, address, first and last day, date."""
    rows = [
        [without_isolates(record.name(place, language.code)), place.path, *when[1:], when.text]
        for place, when in record.whens.items()
        if schemas()[place.table].group == "record" and when.earliest and when.latest
    ]
    return assigned("events", sorted(rows, key=lambda row: row[2]))


def folding_script() -> str:
    """Write the letters that Python folds, so that the browser folds them alike."""
    letters = [chr(number) for number in range(sys.maxunicode + 1) if not 0xD800 <= number < 0xE000]
    marks = [ord(letter) for letter in letters if unicodedata.combining(letter)]
    cases = {letter: letter.casefold() for letter in letters if letter.casefold() != letter.lower()}
    same = {
        chr(number): text if isinstance(text, str) else ""
        for number, text in folding._SAME_LETTERS.items()
    }
    blanks = [ord(letter) for letter in letters if letter.isspace()]
    return assigned(
        "folding",
        {"marks": _ranges(marks), "same": same, "cases": cases, "blanks": _ranges(blanks)},
    )


def _ranges(numbers: list[int]) -> list[list[int]]:
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    return ranges
