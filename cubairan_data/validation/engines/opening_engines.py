"""From the name of an engine, or a connection of Ibis, to an engine that runs."""

import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cubairan_data.errors import CannotRunError
from cubairan_data.escaping import plain
from cubairan_data.storage.raw import shortened
from cubairan_data.validation.engine_names import DUCKDB, SPARK
from cubairan_data.validation.engines.dialect import Dialect, dialect_of

if TYPE_CHECKING:
    import ibis.expr.types as ir

# Of DuckDB; beyond it, what it sorts and groups goes to the disk.
_MEMORY = "256MB"
_BATCH = 20_000


@dataclass
class RunningEngine:
    """A connection of Ibis, with what is to be known of its engine.

    Args:
        connection: the connection.
        dialect: how its engine reads expressions.
        is_own: whether it was opened for one check, and holds nothing else.
    """

    connection: Any
    dialect: Dialect
    is_own: bool
    made: dict[str, str] = field(default_factory=dict)
    at_end: list[Callable[[], object]] = field(default_factory=list)
    """What is to be done when the check is over."""

    def close(self) -> None:
        """Leave nothing behind in an engine that stays open."""
        for name in () if self.is_own else list(self.made):
            self.drop(name)
        for each in self.at_end:
            each()

    @property
    def is_duckdb(self) -> bool:
        """Whether it is DuckDB, which keeps the order of rows as it reads them."""
        return bool(self.connection.name == DUCKDB)

    @property
    def is_spark(self) -> bool:
        """Whether it is Spark."""
        return bool(self.connection.name == "pyspark")

    def kept(self, name: str, rows: "ir.Table") -> "ir.Table":
        """Compute rows once, where the engine has room for what is asked again and again."""
        if self.is_duckdb:
            self.create(name, f"AS {self.connection.compile(rows)}")
            return self.table(name)
        return rows.cache() if self.is_spark else rows

    def create(self, name: str, what: str) -> None:
        """Make a table of DuckDB for the time of a check."""
        self.connection.con.execute(f"CREATE OR REPLACE TEMP TABLE {name} {what}")
        self.made[name] = "TABLE"

    def create_view(self, name: str, query: str) -> None:
        """Make a view of DuckDB for the time of a check."""
        self.connection.con.execute(f"CREATE OR REPLACE TEMP VIEW {name} AS {query}")
        self.made[name] = "VIEW"

    def given(self, name: str, columns: dict[str, list[Any]]) -> "ir.Table":
        """Bring values into the engine, as a table to join with."""
        import ibis
        import pyarrow as pa

        table = pa.table(columns)
        if not self.is_duckdb:
            return ibis.memtable(table)
        database = self.connection.con
        database.register("cubairan_arrow", table)
        self.create(name, "AS SELECT * FROM cubairan_arrow")
        database.unregister("cubairan_arrow")
        return self.table(name)

    def drop(self, name: str) -> None:
        """Drop what was made."""
        self.connection.con.execute(f"DROP {self.made.pop(name)} IF EXISTS {name}")

    def table(self, name: str) -> "ir.Table":
        """Give a table, or a view, that was made."""
        with quietly():
            return self.connection.table(name, database=("temp", "main"))

    def tables(self) -> list[str]:
        """Name the tables of a connection that was given."""
        if self.is_own:
            return []
        if self.is_duckdb:
            query = "SELECT table_name FROM information_schema.tables"
            found = self.connection.con.execute(f"{query} WHERE table_schema = current_schema()")
            return [name for (name,) in found.fetchall()]
        return list(self.connection.list_tables())

    def tuples(self, rows: "ir.Table") -> Iterator[tuple[Any, ...]]:
        """Read rows as tuples, not all of them at once, and nothing else until they are read."""
        if self.is_duckdb:
            yield from self._of_duckdb(self.connection.compile(rows))
            return
        for batch in rows.to_pyarrow_batches(chunk_size=_BATCH):
            columns: Sequence[list[Any]] = [column.to_pylist() for column in batch.columns]
            yield from zip(*columns, strict=True)

    def _of_duckdb(self, query: str) -> Iterator[tuple[Any, ...]]:
        # Ibis and DuckDB differ from version to version in how batches are asked for.
        database = self.connection.con
        result = database.execute(query)
        try:
            while found := result.fetchmany(_BATCH):
                yield from found
        except GeneratorExit:
            # Whoever stops early leaves a result that some versions do not drop by themselves.
            getattr(database, "abort", lambda: None)()
            raise

    def first(self, rows: "ir.Table") -> tuple[Any, ...]:
        """Read the one row that there is."""
        (row,) = self.tuples(rows)
        return row


@contextmanager
def quietly() -> Iterator[None]:
    """Keep from the user that Ibis calls what DuckDB, or pandas, is about to rename."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        yield


@contextmanager
def running(engine: Any) -> Iterator[RunningEngine]:
    """Run an engine, and leave nothing of it behind.

    Args:
        engine: ``"duckdb"``, ``"spark"``, the address of a database as Ibis reads it, or a
            connection of Ibis, which is left open.

    Raises:
        CannotRunError: Ibis or the engine is not installed, or cannot be reached.
    """
    try:
        import ibis
    except ImportError as missing:
        raise _lacking("ibis", "scale") from missing
    if not isinstance(engine, str):
        theirs = RunningEngine(engine, dialect_of(engine), is_own=False)
        try:
            yield theirs
        finally:
            theirs.close()
        return
    folder = Path(tempfile.mkdtemp(prefix="cubairan-"))
    connection: Any = None
    try:
        connection = _connected(ibis, engine, folder)
        if connection.name == DUCKDB:
            # It would draw a bar of its own into the output.
            connection.con.execute("SET enable_progress_bar = false")
        ours = RunningEngine(connection, dialect_of(connection), is_own=engine == DUCKDB)
        try:
            yield ours
        finally:
            ours.close()
    finally:
        if connection is not None and engine != SPARK:
            connection.disconnect()
        shutil.rmtree(folder, ignore_errors=True)


def _connected(ibis: Any, engine: str, folder: Path) -> Any:
    if engine == SPARK:
        return _spark(ibis)
    if (file := _file_of(engine)) and not file.exists():
        found = f"no file {plain(str(file))}; two slashes stand before a relative path"
        raise CannotRunError(f"cannot open {plain(engine)}: {found}")
    try:
        if engine == DUCKDB:
            return ibis.duckdb.connect(memory_limit=_MEMORY, temp_directory=str(folder))
        return ibis.connect(engine)
    except ImportError as missing:
        raise _lacking(missing.name or engine, "scale") from missing
    except Exception as error:
        reason = shortened(" ".join(str(error).split()))
        raise CannotRunError(f"cannot open {plain(engine)}: {plain(reason)}") from error


def _file_of(engine: str) -> Path | None:
    """Give the file of a database, by its address; one that is missing would be created."""
    scheme, _, rest = engine.partition("://")
    name = rest.partition("?")[0]
    if scheme not in ("duckdb", "sqlite") or name in ("", ":memory:") or name.startswith("md:"):
        return None
    # Four slashes, as other libraries ask for, lead to the same file as three.
    return Path(f"/{name.lstrip('/')}" if name.startswith("/") else name)


def _spark(ibis: Any) -> Any:
    try:
        from pyspark.sql import SparkSession
    except ImportError as missing:
        raise _lacking("pyspark", "spark") from missing
    try:
        builder = SparkSession.builder.config("spark.ui.showConsoleProgress", "false")
        session = SparkSession.getActiveSession() or builder.getOrCreate()
    except Exception as error:
        reason = shortened(" ".join(str(error).split()))
        raise CannotRunError(f"cannot start Spark, which needs Java: {plain(reason)}") from error
    return ibis.pyspark.connect(session)


def _lacking(library: str, extra: str) -> CannotRunError:
    return CannotRunError(f"{library} is needed: pip install 'cubairan-data[{extra}]'")
