"""The record as one SQLite database: keys, checks, labels, views and full-text search."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from cubairan_data.exports.contents import Code, Contents
from cubairan_data.folding import folded
from cubairan_data.storage.schema import Field, Schema

_TYPES = {"integer": "INTEGER", "year": "INTEGER", "boolean": "INTEGER", "number": "REAL"}
_EVENT_COLUMNS = "table_name, row_id, date, earliest, latest, title, summary"


def write_sqlite(contents: Contents, path: Path) -> None:
    """Write the database.

    Every table is STRICT, with its primary and foreign keys and a check of its codes; dates are ISO
    texts and flags 0 or 1. A code column refers to a table of its codes with labels and
    definitions. ``TABLE_labelled`` is the table with labels and names in place of codes and keys,
    ``events`` everything dated, ``search`` a full-text index over folded texts, ``metadata`` what
    the dataset says of itself.

    Args:
        contents: what is exported.
        path: the new file.
    """
    contents.check_references()
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("PRAGMA foreign_keys = ON")
        _code_tables(database, contents)
        for table in contents.in_order_of_reference():
            _table(database, contents, table)
        for table in contents.names:
            database.execute(_labelled_view(contents, table))
        database.execute(_events_view(contents))
        _search(database, contents)
        database.execute("CREATE TABLE metadata (key TEXT PRIMARY KEY, value TEXT) STRICT")
        database.executemany("INSERT INTO metadata VALUES (?, ?)", contents.metadata.items())


def quoted(name: str) -> str:
    """Write a name as SQL reads it whatever word it is."""
    return '"' + name.replace('"', '""') + '"'


def code_table(contents: Contents, table: str, column: str) -> str:
    """Name the table of the codes of a column: the first column that has the same codes."""
    codes = contents.codes(table)[column]
    for name in contents.names:
        for other, others in contents.codes(name).items():
            if others == codes:
                return f"{name}_{other}_codes"
    return f"{table}_{column}_codes"


def _code_tables(database: sqlite3.Connection, contents: Contents) -> None:
    made: dict[str, list[Code]] = {}
    for table in contents.names:
        for column, codes in contents.codes(table).items():
            made.setdefault(code_table(contents, table, column), codes)
    for name, codes in made.items():
        columns = "code TEXT PRIMARY KEY, label TEXT NOT NULL, definition TEXT NOT NULL"
        database.execute(f"CREATE TABLE {quoted(name)} ({columns}) STRICT, WITHOUT ROWID")
        database.executemany(f"INSERT INTO {quoted(name)} VALUES (?, ?, ?)", codes)


def _table(database: sqlite3.Connection, contents: Contents, table: str) -> None:
    schema = contents.schema(table)
    lines = [*_columns(schema), *_keys(contents, schema)]
    body = ",\n  ".join(lines)
    database.execute(f"CREATE TABLE {quoted(table)} (\n  {body}\n) STRICT")
    for field, _ in contents.references(table):
        index = quoted(f"{table}_{field.name}")
        database.execute(f"CREATE INDEX {index} ON {quoted(table)} ({quoted(field.name)})")
    fields = list(schema.fields.values())
    places = ", ".join("?" * len(fields))
    database.executemany(
        f"INSERT INTO {quoted(table)} VALUES ({places})",
        (
            [_value(field, text) for field, text in zip(fields, row, strict=True)]
            for row in contents.texts(table, labelled=False)
        ),
    )


def _columns(schema: Schema) -> Iterator[str]:
    for field in schema.fields.values():
        name = quoted(field.name)
        parts = [name, _TYPES.get(field.type, "TEXT")]
        if field.is_required or field.name in schema.key:
            parts.append("NOT NULL")
        if field.type == "boolean":
            parts.append(f"CHECK ({name} IN (0, 1))")
        if field.codes and not field.is_list:
            allowed = ", ".join(f"'{code}'" for code in field.codes)
            parts.append(f"CHECK ({name} IN ({allowed}))")
        yield " ".join(parts)


def _keys(contents: Contents, schema: Schema) -> Iterator[str]:
    yield f"PRIMARY KEY ({', '.join(map(quoted, schema.key))})"
    for columns in schema.unique:
        yield f"UNIQUE ({', '.join(map(quoted, columns))})"
    for field, other in contents.references(schema.name):
        (key,) = contents.schema(other).key
        yield (
            f"FOREIGN KEY ({quoted(field.name)}) REFERENCES {quoted(other)} ({quoted(key)}) "
            "DEFERRABLE INITIALLY DEFERRED"
        )
    for field in schema.fields.values():
        if field.codes and not field.is_list:
            codes = quoted(code_table(contents, schema.name, field.name))
            yield f"FOREIGN KEY ({quoted(field.name)}) REFERENCES {codes} (code)"


def _value(field: Field, text: str | None) -> str | int | float | None:
    if text is None:
        return None
    if field.type == "boolean":
        return int(text == "true")
    if field.type in ("integer", "year"):
        return int(text)
    return float(text) if field.type == "number" else text


def _labelled_view(contents: Contents, table: str) -> str:
    """The table as a person reads it: labels for codes, and the names behind references."""
    schema = contents.schema(table)
    columns, joins = [], []
    references = {field.name: other for field, other in contents.references(table)}
    for number, field in enumerate(schema.fields.values()):
        own, alias = f"t.{quoted(field.name)}", f"j{number}"
        if field.codes and not field.is_list:
            codes = quoted(code_table(contents, table, field.name))
            joins.append(f"LEFT JOIN {codes} AS {alias} ON {alias}.code = {own}")
            columns.append(f"{alias}.label AS {quoted(field.name)}")
            continue
        if field.codes:
            codes = quoted(code_table(contents, table, field.name))
            columns.append(f"{_labels_of_list(own, codes)} AS {quoted(field.name)}")
            continue
        columns.append(own)
        other = references.get(field.name)
        name = contents.name_column(other) if other else None
        if other and name:
            (key,) = contents.schema(other).key
            joins.append(f"LEFT JOIN {quoted(other)} AS {alias} ON {alias}.{quoted(key)} = {own}")
            shown = field.name.removesuffix("_id") + "_name"
            columns.append(f"{alias}.{quoted(name)} AS {quoted(shown)}")
    view = quoted(f"{table}_labelled")
    return "\n".join(
        [f"CREATE VIEW {view} AS SELECT", ",\n".join(columns), f"FROM {quoted(table)} AS t", *joins]
    )


def _labels_of_list(cell: str, codes: str) -> str:
    items = f"""json_each('["' || replace({cell}, ';', '","') || '"]') AS item"""
    return (
        f"(SELECT group_concat(label, ';') FROM (SELECT codes.label FROM {items} "
        f"JOIN {codes} AS codes ON codes.code = item.value ORDER BY item.key))"
    )


def _events_view(contents: Contents) -> str:
    parts = []
    for table in contents.names:
        schema = contents.schema(table)
        dates = [field.bound_of for field in schema.fields.values() if field.bound_of]
        if schema.group != "record" or not dates:
            continue
        date, title = str(dates[0]), contents.name_column(table)
        columns = [
            f"'{table}'",
            quoted(schema.key[0]),
            *(quoted(name) for name in (date, f"{date}_earliest", f"{date}_latest")),
            quoted(title) if title else "NULL",
            quoted("summary"),
        ]
        parts.append(f"SELECT {', '.join(columns)} FROM {quoted(table)}")
    if not parts:
        nothing = ", ".join(f"NULL AS {name}" for name in _EVENT_COLUMNS.split(", "))
        return f"CREATE VIEW events AS SELECT {nothing} WHERE 0"
    everything = "\nUNION ALL ".join(parts)
    return f"CREATE VIEW events ({_EVENT_COLUMNS}) AS {everything}\nORDER BY 4, 5"


def _search(database: sqlite3.Connection, contents: Contents) -> None:
    """Index every text and name; ``folded`` is what a query, folded alike, is matched with."""
    database.execute(
        "CREATE VIRTUAL TABLE search USING fts5("
        "table_name UNINDEXED, row_id UNINDEXED, column_name UNINDEXED, text UNINDEXED, folded, "
        "tokenize = 'unicode61 remove_diacritics 2')"
    )
    database.executemany("INSERT INTO search VALUES (?, ?, ?, ?, ?)", _searchable(contents))


def _searchable(contents: Contents) -> Iterator[tuple[str, str, str, str, str]]:
    for table in contents.names:
        schema = contents.schema(table)
        columns = [
            name for name, field in schema.fields.items() if field.cell in ("text", "list of texts")
        ]
        for row in contents.record.sound(table).rows:
            for name in columns:
                if text := row.cells.get(name):
                    yield table, schema.row_id(row.cells), name, text, folded(text)
