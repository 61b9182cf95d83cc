"""Files as a table of Spark, which reads them where they are and in no order."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cubairan_data.storage.finding import Finding
from cubairan_data.storage.raw import RawRow, RawTable
from cubairan_data.storage.schema import Schema
from cubairan_data.validation.engines.opening_engines import RunningEngine
from cubairan_data.validation.engines.typed_columns import texts_of
from cubairan_data.validation.kept_findings import KeptFindings
from cubairan_data.validation.source_files import PARQUET, source_files

if TYPE_CHECKING:
    import ibis.expr.types as ir

_CORRUPT, _VIEW = "cubairan_corrupt", "cubairan_texts"
# A line break within a cell is a fault anyhow, and a file that may hold one cannot be divided.
_FORM = {"header": True, "quote": '"', "escape": '"', "multiLine": False, "inferSchema": False}


def of_spark(
    engine: RunningEngine, path: Path, schema: Schema, kept: KeptFindings
) -> "tuple[RawTable, ir.Table]":
    """Read files with Spark; rows with too few or too many cells are found by their keys."""
    session: Any = engine.connection._session
    files = source_files(path)
    is_parquet = files[0].kind == PARQUET
    # A folder is handed over whole, so that Spark finds partitions in it.
    paths = [str(path)] if path.is_dir() else [str(file.path) for file in files]
    frame = session.read.parquet(*paths) if is_parquet else _of_csv(session, paths)
    header = [name for name in frame.columns if name != _CORRUPT]
    table = RawTable(schema, str(path), path, header)
    if not is_parquet:
        kept.add(_lengths(frame, table))
    frame.drop(_CORRUPT).createOrReplaceTempView(_VIEW)
    view = engine.connection.table(_VIEW)
    return table, view.select(**texts_of(view, schema, str(path)))


def _of_csv(session: Any, paths: list[str]) -> Any:
    """Read CSV as texts, with a column of the lines that have another length than the header."""
    from pyspark.sql.types import StringType, StructField, StructType

    names = session.read.options(**_FORM).csv(paths).columns
    fields = [StructField(name, StringType()) for name in [*names, _CORRUPT]]
    reader = session.read.options(**_FORM, columnNameOfCorruptRecord=_CORRUPT)
    # Spark asks that lines it could not read be kept before they are looked at alone.
    return reader.schema(StructType(fields)).csv(paths).cache()


def _lengths(frame: Any, table: RawTable) -> Iterator[Finding]:
    for row in frame.where(frame[_CORRUPT].isNotNull()).toLocalIterator():
        cells = next(csv.reader(io.StringIO(row[_CORRUPT])), [])
        keyed = {name: row[name] for name in table.schema.key if row[name]}
        message = f"found {len(cells)} cells; allowed: {len(table.header)}, as in the header"
        place = RawRow(0, table.schema.row_id(keyed), {})
        yield replace(table.finding(place, None, "cells", message), line=None)
