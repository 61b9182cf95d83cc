"""Tables of databases other than DuckDB and Spark, copied as texts.

Databases differ in their regular expressions, in how much of a query they can parse, and in what
their columns may hold beside their types. So each writes its cells as texts itself.
"""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cubairan_data.storage.schema import Schema
from cubairan_data.validation.engines.opening_engines import quietly

if TYPE_CHECKING:
    import ibis.expr.types as ir

_BATCH = 20_000
# As databases write the first moment of a day, and whole numbers that may have been others.
_MIDNIGHT, _WHOLE = r"^.{10}[ T]00:00:00(\.0+)?$", r"^-?[0-9]+\.0$"


def copied(connection: Any, table: "ir.Table", schema: Schema, file: Path) -> Path | None:
    """Write the columns that the contract knows to a Parquet file, a part at a time.

    Returns:
        The file; None if there is no such column.
    """
    import pyarrow as pa
    from pyarrow import parquet

    names = [name for name in table.columns if name in schema.fields]
    if not names:
        return None
    kinds = pa.schema([(name, pa.string()) for name in names])
    with quietly(), parquet.ParquetWriter(file, kinds) as writer:
        for rows in _parts(connection, _as_texts(connection, table, names), names):
            columns = zip(*rows, strict=True)
            writer.write_batch(
                pa.record_batch([pa.array(each, pa.string()) for each in columns], schema=kinds)
            )
    return file


def texts_of_copy(copy: "ir.Table", table: "ir.Table", schema: Schema) -> dict[str, Any]:
    """Spell the texts of a copied table as the cells of a file have them.

    Args:
        copy: the copy.
        table: the table of which it is one.
        schema: the table whose contract applies.
    """
    import ibis

    texts: dict[str, Any] = {}
    for name in copy.columns:
        text, kind = copy[name], schema.fields[name].type
        if kind == "boolean":
            # So flags are written where there is no type for them.
            text = text.cases(("0", "false"), ("1", "true"), else_=text)
        elif kind == "date":
            text = ibis.ifelse(text.re_search(_MIDNIGHT), text.left(len("2023-06-15")), text)
        elif table[name].type().is_floating():
            shorter = text.left(text.length() - len(".0"))
            text = ibis.ifelse(text.re_search(_WHOLE), shorter, text)
        texts[name] = text.nullif("")
    return texts


def _as_texts(connection: Any, table: "ir.Table", names: list[str]) -> str:
    """Write the query for some columns of a table as texts, in the dialect of its database."""
    import sqlglot
    from sqlglot import expressions

    dialect, text = connection.dialect, expressions.DataType.build("text")
    columns = [
        expressions.alias_(
            expressions.Cast(this=sqlglot.column(name, quoted=True), to=text), name, quoted=True
        )
        for name in names
    ]
    rows = sqlglot.parse_one(connection.compile(table), read=dialect, into=expressions.Select)
    return sqlglot.select(*columns).from_(rows.subquery("rows_")).sql(dialect)


def _parts(connection: Any, query: str, names: list[str]) -> Iterator[list[tuple[Any, ...]]]:
    cursor = connection.raw_sql(query)
    if hasattr(cursor, "fetchmany"):
        # Ibis itself would read the whole table at once.
        with closing(cursor):
            while rows := cursor.fetchmany(_BATCH):
                yield rows
        return
    table = connection.sql(query, schema=dict.fromkeys(names, "string"))
    for batch in table.to_pyarrow_batches(chunk_size=_BATCH):
        yield list(zip(*(column.to_pylist() for column in batch.columns), strict=True))
