"""CSV on the Web: the tables as CSV files with the W3C's metadata beside them."""

import json
from pathlib import Path
from typing import Any

from cubairan_data.exports.contents import Contents
from cubairan_data.exports.plain_csv import write_csv
from cubairan_data.storage.schema import Field

METADATA = "csv-metadata.json"
_DATATYPES = {
    "integer": "integer",
    "year": "gYear",
    "number": "decimal",
    "boolean": "boolean",
    "date": "date",
}


def write_csvw(contents: Contents, folder: Path) -> None:
    """Write the tables and ``csv-metadata.json``.

    Args:
        contents: what is exported; the cells are the record's own.
        folder: the new folder.
    """
    for table in contents.names:
        write_csv(contents, table, folder / f"{table}.csv", labelled=False)
    described = json.dumps(_group(contents), ensure_ascii=False, indent=2)
    (folder / METADATA).write_text(described + "\n", encoding="utf-8")


def _group(contents: Contents) -> dict[str, Any]:
    known = contents.metadata
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": contents.reader}],
        "dc:title": known["title"],
        "dc:description": known["description"],
        "dc:license": {"@id": known["licence_url"]},
        "dc:bibliographicCitation": known["citation"],
        "dc:hasVersion": known["version"],
        "tables": [_table(contents, name) for name in contents.names],
    }


def _table(contents: Contents, table: str) -> dict[str, Any]:
    schema = contents.schema(table)
    titles = contents.titles(table)
    return {
        "url": f"{table}.csv",
        "dc:title": contents.title(table),
        "dc:description": contents.description(table),
        "dialect": {"commentPrefix": None, "encoding": "utf-8"},
        "tableSchema": {
            "columns": [
                _column(contents, table, field, titles[field.name])
                for field in schema.fields.values()
            ],
            "primaryKey": list(schema.key),
            "foreignKeys": [
                {
                    "columnReference": [field.name],
                    "reference": {
                        "resource": f"{other}.csv",
                        "columnReference": list(contents.schema(other).key),
                    },
                }
                for field, other in contents.references(table)
            ],
        },
    }


def _column(contents: Contents, table: str, field: Field, title: str) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": field.name,
        "titles": field.name,
        "dc:title": title,
        "dc:description": contents.meaning(table, field),
        "datatype": _datatype(field),
        "required": field.is_required,
        "null": "",
    }
    if field.is_list:
        described["separator"] = ";"
    if field.unit:
        described["dc:extent"] = contents.unit(field)
    return described


def _datatype(field: Field) -> Any:
    if field.cell == "address":
        return "anyURI"
    if field.codes and not field.is_list:
        return {"base": "string", "format": "|".join(field.codes)}
    return _DATATYPES.get(field.type, "string")
