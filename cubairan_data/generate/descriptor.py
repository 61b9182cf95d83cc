"""``datapackage.json``, the Data Package descriptor (version 2), from the contract."""

import json
from typing import Any

from cubairan_data import about
from cubairan_data.contract import edtf, types
from cubairan_data.contract.catalogue import ROWS, path_of
from cubairan_data.contract.column import Column
from cubairan_data.contract.row import Row
from cubairan_data.contract.types import CellType

SCHEMA = "https://datapackage.org/profiles/2.0/datapackage.json"
TABLE_SCHEMA = "https://datapackage.org/profiles/2.0/tableschema.json"
DIALECT = {
    "$schema": "https://datapackage.org/profiles/2.0/tabledialect.json",
    "delimiter": ",",
    "lineTerminator": "\n",
    "quoteChar": '"',
    "doubleQuote": True,
    "skipInitialSpace": False,
    "header": True,
}
_FIELD_TYPES = {
    CellType.DAY: "date",
    CellType.YEAR: "year",
    CellType.COUNT: "integer",
    CellType.NUMBER: "number",
    CellType.FLAG: "boolean",
}
_PATTERNS = {
    CellType.IDENTIFIER: types.SLUG,
    CellType.ROW_IDENTIFIER: types.ROW_ID,
    CellType.COUNTRY: types.COUNTRY,
    CellType.EDTF: edtf.PATTERN,
    CellType.URL: types.URL,
    CellType.LANGUAGE: types.LANGUAGE,
    CellType.LOCATOR: types.LOCATOR,
}
_ITEM_PATTERNS = {
    CellType.TEXT_LIST: r"[^;\s](?:[^;]*[^;\s])?",
    CellType.LANGUAGE_LIST: types.LANGUAGE,
    CellType.NAME_LIST: r"[a-z][a-z0-9_]*",
}


def text() -> str:
    """The whole of ``datapackage.json``."""
    return json.dumps(package(), ensure_ascii=False, indent=2) + "\n"


def package() -> dict[str, Any]:
    """The descriptor as plain data."""
    return {
        "$schema": SCHEMA,
        "name": about.NAME,
        "title": about.TITLE,
        "description": about.DESCRIPTION,
        "version": about.VERSION,
        "created": f"{about.RELEASED}T00:00:00Z",
        "licenses": [
            {
                "name": about.DATA_LICENSE,
                "path": about.DATA_LICENSE_URL,
                "title": about.DATA_LICENSE_TITLE,
            },
        ],
        "contributors": [{"title": about.CONTRIBUTORS, "roles": ["author", "maintainer"]}],
        "keywords": list(about.KEYWORDS),
        "temporal": {"start": f"{about.FIRST_YEAR}-01-01", "end": about.RELEASED},
        "resources": [resource(row) for row in ROWS],
    }


def resource(row: type[Row]) -> dict[str, Any]:
    """The resource of one table."""
    table = row.TABLE
    return {
        "name": table.name,
        "type": "table",
        "path": path_of(row),
        "title": table.title,
        "description": table.description,
        "group": table.group,
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": DIALECT,
        "schema": schema(row),
    }


def schema(row: type[Row]) -> dict[str, Any]:
    """The Table Schema of one table."""
    columns = row.declared().values()
    described: dict[str, Any] = {
        "$schema": TABLE_SCHEMA,
        "fields": [field(column) for column in columns],
        "missingValues": [""],
        "primaryKey": list(row.TABLE.key),
    }
    if row.TABLE.unique:
        described["uniqueKeys"] = [list(key) for key in row.TABLE.unique]
    foreign = [foreign_key(row, column) for column in columns if column.references]
    if foreign:
        described["foreignKeys"] = foreign
    return described


def field(column: Column) -> dict[str, Any]:
    """The field of one column."""
    described: dict[str, Any] = {
        "name": column.name,
        "type": _FIELD_TYPES.get(column.cell, "string"),
        "title": column.title,
        "description": column.description,
        "example": column.example,
        "cell": column.cell.value,
        "role": column.role.value,
    }
    if column.unit:
        described["unit"] = column.unit
    if column.is_list:
        described["listDelimiter"] = types.DELIMITER
    if column.codes:
        described["codes"] = [
            {"value": code.value, "definition": code.definition} for code in column.codes
        ]
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.codes and not column.is_list:
        described["categories"] = [code.value for code in column.codes]
        constraints["enum"] = [code.value for code in column.codes]
    pattern = list_pattern(column) if column.is_list else _PATTERNS.get(column.cell)
    if pattern:
        constraints["pattern"] = f"^(?:{pattern})$"
    if constraints:
        described["constraints"] = constraints
    return described


def list_pattern(column: Column) -> str:
    """Pattern of a list cell: items between delimiters, and for codes the codes themselves."""
    item = (
        "|".join(code.value for code in column.codes)
        if column.codes
        else _ITEM_PATTERNS[column.cell]
    )
    return f"(?:{item})(?:{types.DELIMITER}(?:{item}))*"


def foreign_key(row: type[Row], column: Column) -> dict[str, Any]:
    """The foreign key of one column; a reference to its own table omits the resource."""
    from cubairan_data.contract.catalogue import TABLES

    assert column.references
    reference: dict[str, Any] = {"fields": [TABLES[column.references].TABLE.key[0]]}
    if column.references != row.TABLE.name:
        reference = {"resource": column.references, **reference}
    return {"fields": [column.name], "reference": reference}
