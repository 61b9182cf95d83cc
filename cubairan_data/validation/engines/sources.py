"""From whatever somebody has, a path, a frame, a table, to rows in an engine."""

from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from cubairan_data.errors import CannotRunError
from cubairan_data.escaping import plain
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.raw import MOST_COLUMNS, RawTable, has_usable_header
from cubairan_data.storage.schema import Schema
from cubairan_data.validation.engine_names import DUCKDB
from cubairan_data.validation.engines.engine_check import EngineCheck
from cubairan_data.validation.engines.loading import (
    ROW,
    LoadedRows,
    Loading,
    WantsAllError,
)
from cubairan_data.validation.engines.opening_engines import RunningEngine, quietly, running
from cubairan_data.validation.engines.other_databases import copied, texts_of_copy
from cubairan_data.validation.engines.questions import Questions
from cubairan_data.validation.engines.spark_loading import of_spark
from cubairan_data.validation.engines.typed_columns import texts_of
from cubairan_data.validation.engines.verdicts import Verdicts
from cubairan_data.validation.kept_findings import KeptFindings
from cubairan_data.validation.own_frames import of_frame
from cubairan_data.validation.own_rows import column_findings, opened
from cubairan_data.validation.progress import Progress
from cubairan_data.validation.source_files import SourceFile, source_files

if TYPE_CHECKING:
    import ibis.expr.types as ir

# Tables that a message names.
_NAMED = 20
_ALLOWED = "a DataFrame, a table of Arrow or Ibis, a path, or the name of a table of the connection"


@dataclass
class CheckOfSource:
    """A check of one source by an engine.

    Args:
        engine: the engine, by name, address or connection.
        source: the rows.
        schema: the table whose contract applies.
        tables: the record.
        limit: how many findings of each rule are listed.
        progress: is told how far it is.
    """

    engine: Any
    source: Any
    schema: Schema
    tables: Tables
    limit: int | None
    progress: Progress

    def findings(self) -> KeptFindings:
        """Find what is wrong.

        Raises:
            CannotRunError: the rows cannot be read, or not by this engine.
            NotTextsError: a value is no text of a cell, so that only Python can say what is wrong.
        """
        try:
            return self._found(is_slim=True)
        except WantsAllError:
            return self._found(is_slim=False)

    def _found(self, *, is_slim: bool) -> KeptFindings:
        self.kept, self.is_slim = KeptFindings(self.limit), is_slim
        self.questions: Questions | None = None
        with running(self.engine) as self.running:
            if self.running.is_duckdb or self.running.is_spark:
                self._check(self._loaded())
                return self.kept
            theirs, (table, name) = self.running.connection, self._named_table()
            raw = RawTable(self.schema, name, Path(name), list(map(str, table.columns)))
            with TemporaryDirectory() as folder:
                file = copied(theirs, table, self.schema, Path(folder, "rows.parquet"))
                with running(DUCKDB) as self.running:
                    self._check(self._of_copy(raw, table, file))
        return self.kept

    def _of_copy(self, raw: RawTable, table: "ir.Table", file: Path | None) -> LoadedRows:
        if file is None:
            return LoadedRows(raw, None)
        copy = self.running.connection.read_parquet(file)
        return self._of_texts(raw, copy.select(**texts_of_copy(copy, table, self.schema)))

    def _check(self, rows: LoadedRows) -> None:
        self.kept.add(column_findings(rows.table))
        if self.questions and len(rows.table.header) <= MOST_COLUMNS:
            EngineCheck(
                self.running, rows, self.questions, self.tables, self.kept, self.progress
            ).run()

    def _asked(self, table: RawTable, texts: "ir.Table") -> Questions:
        given = tuple(name for name in self.schema.fields if name in table.header)
        verdicts = Verdicts(self.schema, given)
        self.questions = Questions(self.tables, verdicts, texts, self.running.dialect)
        return self.questions

    def _loaded(self) -> LoadedRows:
        source, engine = self.source, self.running
        if self._is_table():
            return self._of_table(*self._named_table())
        if engine.is_duckdb:
            return self._into_duckdb()
        if isinstance(source, (str, PathLike)):
            table, texts = of_spark(engine, Path(source), self.schema, self.kept)
            return self._of_texts(table, texts)
        raise self._unreadable()

    def _is_table(self) -> bool:
        import ibis.expr.types as ir

        source = self.source
        is_name = isinstance(source, str) and source in self.running.tables()
        return is_name or isinstance(source, ir.Table)

    def _named_table(self) -> "tuple[ir.Table, str]":
        """Give a table of the connection, and how findings name it; raises CannotRunError."""
        if not self._is_table():
            raise self._unreadable()
        if not isinstance(self.source, str):
            return self.source, _name(self.source)
        with quietly():
            return self.running.connection.table(self.source), self.source

    def _unreadable(self) -> CannotRunError:
        source, engine = self.source, self.running
        found = f"found {plain(repr(source)[:200])}"
        names = ", ".join(sorted(engine.tables())[:_NAMED]) or "there is none"
        allowed = f"a table of Ibis, or the name of a table of the connection: {plain(names)}"
        name = engine.connection.name
        return CannotRunError(f"{name} cannot read these rows: {found}; allowed: {allowed}")

    def _into_duckdb(self) -> LoadedRows:
        import pandas as pd
        import pyarrow as pa

        if isinstance(self.source, (str, PathLike)):
            return self._of_paths(Path(self.source))
        if isinstance(self.source, pd.DataFrame):
            return self._of_frame(self.source)
        if isinstance(self.source, (pa.Table, pa.RecordBatchReader)):
            loading = self._loading("Arrow table")
            is_read = isinstance(self.source, pa.Table)
            # What can be read once only is held, since it is looked at more than once.
            self.source = self.source if is_read else self.source.read_all()
            loading.arrow(self.source)
            return loading.loaded()
        found = f"found a value of type {type(self.source).__name__}"
        raise CannotRunError(f"cannot check these rows: {found}; allowed: {_ALLOWED}")

    def _loading(self, name: str) -> Loading:
        return Loading(self.running, self.schema, self.kept, name, self._asked, self.is_slim)

    def _of_frame(self, frame: Any) -> LoadedRows:
        import pyarrow as pa

        loading = self._loading("DataFrame")
        own = of_frame(frame, self.schema)
        try:
            data = pa.Table.from_pandas(frame, preserve_index=False)
        except (pa.ArrowException, TypeError, ValueError, OverflowError):
            self.kept.add(own.findings)
            loading.rows(own, SourceFile(Path("DataFrame")))
        else:
            loading.arrow(data, own)
        return loading.loaded()

    def _of_paths(self, path: Path) -> LoadedRows:
        files = source_files(path)
        loading = self._loading(str(path))
        if files[0].kind is None:
            own = opened(path, self.schema)
            self.kept.add(own.findings)
            loading.rows(own, files[0])
        else:
            loading.files(files, self.progress)
        return loading.loaded()

    def _of_table(self, table: "ir.Table", name: str) -> LoadedRows:
        """Take a table of a database as it is; DuckDB numbers its rows."""
        raw = RawTable(self.schema, name, Path(name), [str(column) for column in table.columns])
        texts = texts_of(table, self.schema, name)
        number = _numbers(self.running, table)
        if number is not None:
            texts[ROW] = number
        return self._of_texts(raw, table.select(**texts))

    def _of_texts(self, table: RawTable, texts: "ir.Table") -> LoadedRows:
        self.is_slim = False
        if not has_usable_header(table):
            return LoadedRows(table, None)
        rows = self._asked(table, texts).flagged()
        if self.running.is_spark:
            rows = rows.cache()
        places = [(0, table.file, lambda row: row + 1)] if ROW in rows.columns else []
        return LoadedRows(table, rows, places)


def _name(table: "ir.Table") -> str:
    return table.get_name() if hasattr(table.op(), "name") else "table"


def _numbers(engine: RunningEngine, table: "ir.Table") -> Any:
    """Give the numbers of rows, where the table is one that DuckDB stores."""
    import ibis.expr.operations as ops

    if not engine.is_duckdb or not isinstance(table.op(), ops.PhysicalTable):
        return None
    try:
        list(engine.tuples(table.select(n=table.rowid()).limit(1)))
    except Exception:
        # A view has none; each engine says so in an error of its own.
        return None
    return table.rowid()
