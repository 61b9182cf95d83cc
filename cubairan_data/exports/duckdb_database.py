"""The record as a DuckDB database: enumerations, keys, and the contract as comments."""

from pathlib import Path
from typing import Any

from cubairan_data.exports.contents import Contents
from cubairan_data.exports.sqlite_database import quoted
from cubairan_data.storage.schema import Field, Schema

_TYPES = {
    "integer": "BIGINT",
    "year": "INTEGER",
    "boolean": "BOOLEAN",
    "number": "DOUBLE",
    "date": "DATE",
}


def write_duckdb(contents: Contents, path: Path) -> None:
    """Write the database.

    Args:
        contents: what is exported; labels stand in place of codes where it has a language.
        path: the new file.
    """
    import duckdb

    contents.check_references()
    with duckdb.connect() as database:
        # Blocks of the smallest size: tables of this size would fill few of the usual ones.
        database.execute(f"ATTACH {_literal(str(path))} AS record (BLOCK_SIZE 16384)")
        database.execute("USE record")
        for table in contents.in_order_of_reference():
            _table(database, contents, table)
        database.execute("CREATE TABLE metadata (key VARCHAR PRIMARY KEY, value VARCHAR)")
        database.executemany("INSERT INTO metadata VALUES (?, ?)", [*contents.metadata.items()])


def _table(database: Any, contents: Contents, table: str) -> None:
    schema = contents.schema(table)
    lines = [_column(database, contents, schema, field) for field in schema.fields.values()]
    lines.append(f"PRIMARY KEY ({', '.join(map(quoted, schema.key))})")
    for field, other in contents.references(table):
        # A reference within a table would ask for an order of its rows.
        if other != table:
            (key,) = contents.schema(other).key
            lines.append(
                f"FOREIGN KEY ({quoted(field.name)}) REFERENCES {quoted(other)} ({quoted(key)})"
            )
    database.execute(f"CREATE TABLE {quoted(table)} ({', '.join(lines)})")
    # Row by row, with keys to check, DuckDB takes a hundred times as long as from a frame.
    import pandas as pd

    rows = pd.DataFrame(contents.texts(table), columns=list(schema.fields), dtype=object)
    database.register("rows", rows)
    database.execute(f"INSERT INTO {quoted(table)} SELECT * FROM rows")
    database.unregister("rows")
    _comment(database, f"TABLE {quoted(table)}", contents.description(table))
    for field in schema.fields.values():
        column = f"COLUMN {quoted(table)}.{quoted(field.name)}"
        _comment(database, column, contents.meaning_with_unit(table, field))


def _column(database: Any, contents: Contents, schema: Schema, field: Field) -> str:
    name, kind = quoted(field.name), _TYPES.get(field.type, "VARCHAR")
    if field.codes and not field.is_list:
        labels = contents.labels(schema.name).get(field.name, {})
        kind = quoted(f"{schema.name}_{field.name}")
        codes = ", ".join(_literal(labels.get(code, code)) for code in field.codes)
        database.execute(f"CREATE TYPE {kind} AS ENUM ({codes})")
    return f"{name} {kind}" + (" NOT NULL" if field.is_required else "")


def _comment(database: Any, what: str, text: str) -> None:
    database.execute(f"COMMENT ON {what} IS {_literal(text)}")


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
