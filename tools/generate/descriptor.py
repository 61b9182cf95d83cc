"""``datapackage.json``, the Data Package descriptor (version 2), from the contract."""

import json
from collections.abc import Mapping
from typing import Any

from cubairan_data import dataset
from cubairan_data.contract import edtf, patterns
from cubairan_data.contract.catalogue import MODELS, path_of
from cubairan_data.contract.cell_kinds import CellType
from cubairan_data.contract.columns import Column
from cubairan_data.contract.labels import LANGUAGES, TRANSLATIONS, Text, word
from cubairan_data.contract.lists import DELIMITER
from cubairan_data.contract.model import TableModel

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
    CellType.IDENTIFIER: patterns.SLUG,
    CellType.ROW_IDENTIFIER: patterns.ROW_ID,
    CellType.COUNTRY: patterns.COUNTRY,
    CellType.EDTF: edtf.PATTERN,
    CellType.URL: patterns.URL,
    CellType.LANGUAGE: patterns.LANGUAGE,
    CellType.LOCATOR: patterns.LOCATOR,
    CellType.COLUMN_NAME: patterns.COLUMN_NAME,
}
_ITEM_PATTERNS = {
    CellType.TEXT_LIST: patterns.TEXT_ITEM,
    CellType.LANGUAGE_LIST: patterns.LANGUAGE,
    CellType.NAME_LIST: patterns.COLUMN_NAME,
}


def text() -> str:
    """The whole of ``datapackage.json``."""
    return json.dumps(package(), ensure_ascii=False, indent=2) + "\n"


def package() -> dict[str, Any]:
    """The descriptor as plain data."""
    return {
        "$schema": SCHEMA,
        "name": dataset.NAME,
        # By the recipe of Data Packages for language support: the first is that of the descriptor.
        "languages": list(LANGUAGES),
        "title": dataset.TITLE,
        "description": dataset.DESCRIPTION,
        **translated("title", {each: word("dataset.title", each) for each in TRANSLATIONS}),
        **translated(
            "description", {each: word("dataset.description", each) for each in TRANSLATIONS}
        ),
        "homepage": dataset.HOMEPAGE,
        # An address: the picture is part of the checkout, not of the installed package.
        "image": f"{dataset.HOMEPAGE}/blob/main/docs/pictures/relation-by-year.svg",
        "version": dataset.VERSION,
        "created": f"{dataset.RELEASED}T00:00:00Z",
        "licenses": [
            {
                "name": dataset.DATA_LICENSE,
                "path": dataset.DATA_LICENSE_URL,
                "title": dataset.DATA_LICENSE_TITLE,
            },
        ],
        "contributors": [{"title": dataset.CONTRIBUTORS, "roles": ["author", "maintainer"]}],
        "keywords": list(dataset.KEYWORDS),
        "sources": [
            {
                "title": "The texts that were consulted, listed in the table sources",
                "path": "seeds/evidence/sources.csv",
            }
        ],
        "relatedIdentifiers": [
            {
                "relationType": "isDocumentedBy",
                "relatedIdentifier": f"{dataset.HOMEPAGE}/blob/main/docs/codebook.md",
                "relatedIdentifierType": "URL",
            },
            {
                "relationType": "isSupplementedBy",
                "relatedIdentifier": dataset.HOMEPAGE,
                "relatedIdentifierType": "URL",
            },
        ],
        "temporal": {"start": f"{dataset.FIRST_YEAR}-01-01", "end": dataset.RELEASED},
        "resources": [resource(model) for model in MODELS.values()],
    }


def resource(model: type[TableModel]) -> dict[str, Any]:
    """The resource of one table."""
    table = model.META
    return {
        "name": table.name,
        "type": "table",
        "path": path_of(model),
        "title": table.title,
        "description": table.description,
        **translated_texts({each: model.text(each) for each in TRANSLATIONS}, "title"),
        "group": table.group,
        "sort": list(table.sort),
        "headline": list(table.headline),
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": DIALECT,
        "schema": schema(model),
    }


def schema(model: type[TableModel]) -> dict[str, Any]:
    """The Table Schema of one table."""
    columns = model.declared().values()
    described: dict[str, Any] = {
        "$schema": TABLE_SCHEMA,
        "fields": [field(model, column) for column in columns],
        "missingValues": [""],
        "primaryKey": list(model.META.key),
    }
    if model.META.unique:
        described["uniqueKeys"] = [list(key) for key in model.META.unique]
    foreign = [foreign_key(model, column) for column in columns if column.references]
    if foreign:
        described["foreignKeys"] = foreign
    return described


def translated(name: str, texts: Mapping[str, str]) -> dict[str, str]:
    """A property in other languages: by the recipe for translations, ``name@language``."""
    return {f"{name}@{language}": text for language, text in texts.items()}


def translated_texts(
    texts: Mapping[str, Text], label: str, definition: str = "description"
) -> dict[str, str]:
    """Both texts of a thing in other languages."""
    return {
        **translated(label, {language: text.label for language, text in texts.items()}),
        **translated(definition, {language: text.definition for language, text in texts.items()}),
    }


def field(model: type[TableModel], column: Column) -> dict[str, Any]:
    """The field of one column."""
    described: dict[str, Any] = {
        "name": column.name,
        "type": _FIELD_TYPES.get(column.cell, "string"),
        "title": column.title,
        "description": column.description,
        **translated_texts(
            {each: column.text(model.META.name, each) for each in TRANSLATIONS}, "title"
        ),
        "example": column.example,
        "cell": column.cell.value,
        "role": column.role.value,
    }
    if column.is_shown:
        described["shown"] = True
    if column.unit:
        described["unit"] = column.unit
    if column.is_list:
        described["listDelimiter"] = DELIMITER
    if column.codes:
        described["codeList"] = column.codes.__name__
        described["codes"] = [
            {
                "value": code.value,
                "labels": {language: code.label(language) for language in LANGUAGES},
                "definition": code.definition,
                **translated(
                    "definition", {each: code.text(each).definition for each in TRANSLATIONS}
                ),
            }
            for code in column.codes
        ]
    if column.codes and not column.is_list:
        described["categories"] = [code.value for code in column.codes]
    if limits := constraints(column):
        described["constraints"] = limits
    return described


def constraints(column: Column) -> dict[str, Any]:
    """What the cells of one column are held to beside their type."""
    limits: dict[str, Any] = {}
    if column.required:
        limits["required"] = True
    if column.codes and not column.is_list:
        limits["enum"] = [code.value for code in column.codes]
    if column.cell is CellType.COUNT:
        limits |= {"minimum": patterns.SMALLEST, "maximum": patterns.LARGEST}
    pattern = list_pattern(column) if column.is_list else _PATTERNS.get(column.cell)
    if pattern:
        # Plain groups: SQLAlchemy, by which frictionless writes to databases, reads `:word` in
        # `(?:word` as a parameter.
        limits["pattern"] = f"^({pattern})$".replace("(?:", "(")
    return limits


def list_pattern(column: Column) -> str:
    """Pattern of a list cell: items between delimiters, and for codes the codes themselves."""
    item = (
        "|".join(code.value for code in column.codes)
        if column.codes
        else _ITEM_PATTERNS[column.cell]
    )
    return f"(?:{item})(?:{DELIMITER}(?:{item}))*"


def foreign_key(model: type[TableModel], column: Column) -> dict[str, Any]:
    """The foreign key of one column; a reference to its own table omits the resource."""
    assert column.references
    reference: dict[str, Any] = {"fields": [MODELS[column.references].META.key[0]]}
    if column.references != model.META.name:
        reference = {"resource": column.references, **reference}
    return {"fields": [column.name], "reference": reference}
