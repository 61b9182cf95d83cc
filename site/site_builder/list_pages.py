"""The lists of each table: some rows a page, and a form to filter them all."""

import json
from collections.abc import Iterator
from typing import NamedTuple

from cubairan_data.storage.schema import Field, Schema, schemas
from site_builder.rendering import Page, Renderer
from site_builder.row_facts import Part, parts_of
from site_builder.site_record import Count, Place, SiteRecord
from site_builder.site_words import Language

ROWS = 30
# So that an agreement shows both parties.
_COLUMNS = 6
# Shown as the title of a row, or too long for a list.
_NOT_LISTED = ("title", "name", "summary", "note", "legal_basis", "purpose", "url", "title_english")
_SCRIPT_WORDS = ("rows.one", "rows.many", "none_found", "disputed", "comma")


Filter = tuple[str, str, str, list[tuple[str, str]]]
"""A field of a form: name, label, type, the options of a choice."""


class Row(NamedTuple):
    """One row of a list."""

    place: Place
    title: str
    cells: list[list[Part]]


def listed_columns(schema: Schema) -> list[Field]:
    """Choose the columns of a list: those that a reader wants first."""
    fields = [schema.fields[name] for name in schema.headline]
    return [
        field
        for field in fields
        if field.name not in (*schema.key, *_NOT_LISTED) and field.cell != "identifier list"
    ][:_COLUMNS]


def kind_column(schema: Schema) -> str | None:
    """Name the column by which the rows of a table are of a kind."""
    return next(
        (name for name in ("kind", "office_kind", "indicator", "role") if name in schema.fields),
        None,
    )


def sector_column(schema: Schema) -> str | None:
    """Name the column of sectors."""
    return next((name for name in ("sectors", "sector") if name in schema.fields), None)


def list_pages(record: SiteRecord, renderer: Renderer) -> Iterator[tuple[Page, str]]:
    """Render the lists of all tables."""
    for schema in record.shown:
        yield from _of_table(record, renderer, schema)


def _of_table(record: SiteRecord, renderer: Renderer, schema: Schema) -> Iterator[tuple[Page, str]]:
    language = renderer.language
    columns = listed_columns(schema)
    ids = list(record.cells(schema.name))
    pages = max(1, -(-len(ids) // ROWS))
    shared = {
        "table": schema.name,
        "filters": filters(record, schema, language),
        "headers": _headers(schema, columns, language),
        "total": len(ids),
        "pages": pages,
        "has_timeline": bool(schema.bounds) and schema.group == "record",
        "words": script_words(language, _SCRIPT_WORDS),
        "citation": record.citation,
    }
    for number in range(1, pages + 1):
        own = ids[(number - 1) * ROWS : number * ROWS]
        path = f"{schema.name}/" if number == 1 else f"{schema.name}/{number}/"
        title = language.table(schema.name)
        title = title if number == 1 else f"{title}, {number}"
        page = Page(path, title, language.description(schema.name), script=True)
        rows = [_row(record, schema, columns, row_id, language) for row_id in own]
        text = renderer.render(
            "list.html", page, rows=rows, current=number, shown_pages=_near(number, pages), **shared
        )
        yield page, text


def _near(number: int, pages: int) -> list[int]:
    """Give the pages to link: the first, the last and those around; 0 stands for a gap."""
    wanted = sorted({1, pages, *range(max(1, number - 3), min(pages, number + 3) + 1)})
    shown: list[int] = []
    for page in wanted:
        if shown and page > shown[-1] + 1:
            shown.append(0)
        shown.append(page)
    return shown


def _headers(schema: Schema, columns: list[Field], language: Language) -> list[str]:
    titles = [language.column(schema.name, field.name) for field in columns]
    return [language.word("row"), *titles, language.word("sources_independent")]


def _row(
    record: SiteRecord, schema: Schema, columns: list[Field], row_id: str, language: Language
) -> Row:
    place = Place(schema.name, row_id)
    cells = record.cells(schema.name)[row_id]
    shown = [
        parts_of(record, place, field, cells[field.name], language) if field.name in cells else []
        for field in columns
    ]
    count = record.row_counts.get(place)
    marked = [Part(_counted(count, language))] if count else []
    return Row(place, record.name(place, language.code), [*shown, marked])


def _counted(count: Count, language: Language) -> str:
    if count.disputed:
        return f"{count.independent}{language.comma}{language.word('disputed').lower()}"
    return str(count.independent)


def filters(record: SiteRecord, schema: Schema, language: Language) -> list[Filter]:
    """Give the fields of the form: name, label, type, and options of a choice."""
    found: list[Filter] = [("q", language.word("text"), "search", [])]
    if schema.bounds or schema.name in ("indicators", "sources"):
        found += [
            ("since", language.word("from_year"), "number", []),
            ("until", language.word("to_year"), "number", []),
        ]
    for name, column in (("kind", kind_column(schema)), ("sector", sector_column(schema))):
        if column:
            codes = _used(record, schema, column)
            options = [(code, language.label(schema.name, column, code)) for code in codes]
            found.append((name, language.column(schema.name, column), "", options))
    if any(field.references == "countries" for field in schema.fields.values()):
        countries = record.cells("countries")
        options = [(code, cells["name"]) for code, cells in countries.items()]
        found.append(
            ("country", language.word("country"), "", sorted(options, key=lambda each: each[1]))
        )
    if schema.group == "record" and schema.name != "indicators":
        found.append(("person", language.word("person"), "search", []))
    if any(place.table == schema.name for place in record.row_counts):
        yes_no = [("yes", language.word("yes")), ("no", language.word("no"))]
        found += [
            ("disputed", language.word("disputed"), "", yes_no),
            ("sources", language.word("at_least_sources"), "number", []),
        ]
    return found


def _used(record: SiteRecord, schema: Schema, column: str) -> list[str]:
    used = {
        code
        for cells in record.cells(schema.name).values()
        for code in cells.get(column, "").split(";")
    }
    return [code for code in schemas()[schema.name].fields[column].codes if code in used]


def script_words(language: Language, keys: tuple[str, ...]) -> str:
    """Give the words that a script needs, as JSON."""
    words = {key: language.comma if key == "comma" else language.word(key) for key in keys}
    return json.dumps(words, ensure_ascii=False)
