"""The tables and their columns, as DataFrames."""

import pandas as pd

from cubairan_data.contract.labels import ENGLISH, word
from cubairan_data.storage.dtypes import TEXT
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.schema import Field, Schema, schemas
from cubairan_data.storage.wording import cell_kind, of_code, of_column, of_table, unit_name


def list_tables(tables: Tables, language: str) -> pd.DataFrame:
    """List the tables of a record with their numbers of rows and columns."""
    listed = [
        {
            "name": name,
            "title": of_table(schema, language).label,
            "group": word(f"group.{schema.group}", language),
            "rows": len(tables.whole(name).rows),
            "columns": len(schema.fields),
            "description": of_table(schema, language).definition,
        }
        for name, schema in schemas().items()
    ]
    counts = ["rows", "columns"]
    frame = pd.DataFrame(listed)
    return frame.astype({name: "Int64" if name in counts else TEXT for name in frame.columns})


def codebook(schema: Schema, language: str) -> pd.DataFrame:
    """Describe the columns of one table."""
    rows = [
        {
            "column": field.name,
            "title": of_column(schema, field, language).label,
            "type": cell_kind(field.cell, language),
            "description": of_column(schema, field, language).definition,
            "codes": _codes(field, language),
            "unit": unit_name(field.unit, language) if field.unit else None,
            "example": field.example,
            "key": _key(schema, field, language),
            "role": word(f"role.{field.role}", language),
        }
        for field in schema.fields.values()
    ]
    return pd.DataFrame(rows, dtype=TEXT)


def _codes(field: Field, language: str) -> str | None:
    texts = {code: of_code(field, code, language) for code in field.codes}
    if language == ENGLISH:
        return "\n".join(f"{code}: {text.definition}" for code, text in texts.items()) or None
    # Who does not read the codes needs the label as well.
    lines = [f"{code} ({text.label}): {text.definition}" for code, text in texts.items()]
    return "\n".join(lines) or None


def _key(schema: Schema, field: Field, language: str) -> str | None:
    if field.name in schema.key:
        return word("key.primary", language)
    return word("key.references", language, table=field.references) if field.references else None
