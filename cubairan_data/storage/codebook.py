"""The tables and their columns, as DataFrames."""

import pandas as pd

from cubairan_data.storage.dtypes import TEXT
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.schema import Field, Schema, schemas


def list_tables(tables: Tables) -> pd.DataFrame:
    """List the tables of a record with their numbers of rows and columns."""
    listed = [
        {
            "name": name,
            "group": schema.group,
            "rows": len(tables.whole(name).rows),
            "columns": len(schema.fields),
            "description": schema.description,
        }
        for name, schema in schemas().items()
    ]
    counts = ["rows", "columns"]
    frame = pd.DataFrame(listed)
    return frame.astype({name: "Int64" if name in counts else TEXT for name in frame.columns})


def codebook(schema: Schema) -> pd.DataFrame:
    """Describe the columns of one table."""
    rows = [
        {
            "column": field.name,
            "type": field.cell,
            "description": field.description,
            "codes": _codes(field),
            "unit": field.unit,
            "example": field.example,
            "key": _key(schema, field),
            "role": field.role,
        }
        for field in schema.fields.values()
    ]
    return pd.DataFrame(rows, dtype=TEXT)


def _codes(field: Field) -> str | None:
    lines = [f"{code}: {definition}" for code, definition in field.codes.items()]
    return "\n".join(lines) or None


def _key(schema: Schema, field: Field) -> str | None:
    if field.name in schema.key:
        return "primary"
    return f"references {field.references}" if field.references else None
