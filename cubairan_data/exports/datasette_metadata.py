"""The metadata file by which Datasette shows the SQLite database: titles, facets, labels."""

import json
from typing import Any

from cubairan_data.contract.labels import word
from cubairan_data.exports.contents import Contents
from cubairan_data.exports.sqlite_database import code_table
from cubairan_data.storage.schema import Schema

_FACETS_AT_MOST = 4


def datasette_metadata(contents: Contents, database: str) -> str:
    """Describe the database for ``datasette record.sqlite -m record-metadata.json``.

    Args:
        contents: what was exported.
        database: the name of the database, that of its file without the suffix.

    Returns:
        JSON: title, licence and source; for each table its title and description, its columns with
        units, its facets, its order, and the column by which other tables show a row.
    """
    known = contents.metadata
    tables: dict[str, Any] = {name: _table(contents, name) for name in contents.names}
    for table in contents.names:
        for column in contents.codes(table):
            tables.setdefault(
                code_table(contents, table, column), {"label_column": "label", "hidden": True}
            )
    described = {
        "title": known["title"],
        "description": known["description"],
        "license": known["licence"],
        "license_url": known["licence_url"],
        "source": word("metadata.source", contents.reader, **known),
        "source_url": known["homepage"],
        "about": known["citation"],
        "databases": {database: {"tables": tables}},
    }
    return json.dumps(described, ensure_ascii=False, indent=2) + "\n"


def _table(contents: Contents, table: str) -> dict[str, Any]:
    schema = contents.schema(table)
    described: dict[str, Any] = {
        "title": contents.title(table),
        "description": contents.description(table),
        "columns": {
            name: contents.meaning_with_unit(table, field) for name, field in schema.fields.items()
        },
        "facets": _facets(schema),
        "sort": _order(schema),
        "source": contents.metadata["name"],
    }
    if name := contents.name_column(table):
        described["label_column"] = name
    return described


def _facets(schema: Schema) -> list[str]:
    """What a reader narrows a table down by: codes first, then countries."""
    fields = schema.fields.values()
    coded = [field.name for field in fields if field.codes and not field.is_list]
    countries = [field.name for field in fields if field.references == "countries"]
    return [*coded, *countries][:_FACETS_AT_MOST]


def _order(schema: Schema) -> str:
    dates = [field.name for field in schema.fields.values() if field.name.endswith("_earliest")]
    return dates[0] if dates else schema.key[0]
