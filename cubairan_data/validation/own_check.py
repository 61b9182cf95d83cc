"""Check somebody's own rows, by the engine that is named or that suits their number."""

from dataclasses import dataclass
from importlib.util import find_spec
from os import PathLike
from pathlib import Path
from typing import Any

from cubairan_data.errors import CannotRunError, CubairanDataError, shown
from cubairan_data.escaping import plain
from cubairan_data.storage.finding import Report
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.names import TableName
from cubairan_data.storage.raw import shortened
from cubairan_data.storage.schema import schemas
from cubairan_data.validation.engine_names import DUCKDB, ROWS, known_engine
from cubairan_data.validation.kept_findings import KeptFindings
from cubairan_data.validation.own_rows import check, opened
from cubairan_data.validation.progress import Progress
from cubairan_data.validation.source_files import is_of_many, source_files

# From here on DuckDB is the faster, some 40,000 visits; benchmarks/scale.py measures both sides.
_LARGE_FILE, _LARGE_PARQUET, _LARGE_FRAME = 16 * 2**20, 2 * 2**20, 40_000

_INTERRUPTED = "Query interrupted"


@dataclass(frozen=True)
class Manner:
    """How rows are checked.

    Args:
        engine: the engine, by name, address or connection; None for the one that suits.
        limit: how many findings of each rule are listed; None for all.
        progress: is told how far the check is.
    """

    engine: Any
    limit: int | None
    progress: Progress

    def __post_init__(self) -> None:
        limit = self.limit
        if limit is not None and (type(limit) is not int or limit < 0):
            allowed = "a whole number, or None for all findings"
            raise CannotRunError(f"limit is {shown(limit)}; allowed: {allowed}")
        if not callable(self.progress):
            raise CannotRunError(f"progress is {shown(self.progress)}; allowed: a function")


def check_own(tables: Tables, source: Any, table: TableName, manner: Manner) -> Report:
    """Check rows as if they were part of a record, whose other rows they may reference.

    Raises:
        CannotRunError: the rows cannot be read, or the engine cannot run.
    """
    engine, limit = manner.engine, manner.limit
    chosen = _suiting(source) if engine is None else known_engine(engine)
    if isinstance(chosen, str) and chosen == ROWS:
        own = opened(_single(source), schemas()[table])
        return check(tables, own, KeptFindings(limit))
    from cubairan_data.validation.engines.loading import NotTextsError
    from cubairan_data.validation.engines.sources import CheckOfSource

    schema = schemas()[table]
    try:
        checked = CheckOfSource(chosen, source, schema, tables, limit, manner.progress)
        return checked.findings().report()
    except NotTextsError:
        return check(tables, opened(_single(source), schema), KeptFindings(limit))
    except (CubairanDataError, OSError):
        raise
    except Exception as error:
        # So DuckDB says that the user did.
        if str(error) == _INTERRUPTED:
            raise KeyboardInterrupt from error
        reason = shortened(" ".join(str(error).split()), 500)
        name = chosen if isinstance(chosen, str) else type(chosen).__module__
        message = f"the engine {plain(str(name))} fails: {type(error).__name__}: {plain(reason)}"
        raise CannotRunError(message) from error


def _single(source: Any) -> Any:
    """Refuse to read row by row what only an engine reads."""
    if isinstance(source, (str, PathLike)) and is_of_many(Path(source)):
        found = f"found a folder or pattern, {plain(str(source))}"
        raise CannotRunError(f"cannot check these rows one by one: {found}; allowed: a file")
    if type(source).__module__.startswith("pyarrow") and hasattr(source, "to_pandas"):
        return source.to_pandas()
    return source


def _suiting(source: Any) -> Any:
    """Choose the engine that is likely to be the faster, or the one where a table is."""
    if find_spec("ibis") is None or find_spec("duckdb") is None:
        return ROWS
    if isinstance(source, (str, PathLike)):
        return DUCKDB if _is_large(Path(source)) else ROWS
    library = type(source).__module__.partition(".")[0]
    if library == "pandas":
        return DUCKDB if len(source) >= _LARGE_FRAME else ROWS
    if library == "ibis" and hasattr(source, "get_backend"):
        return source.get_backend()
    return DUCKDB if library in ("pyarrow", "ibis") else ROWS


def _is_large(path: Path) -> bool:
    if is_of_many(path):
        return True
    (file,) = source_files(path)
    try:
        size = path.stat().st_size
    except (OSError, ValueError):
        return False
    is_packed = path.suffix.lower() in (".gz", ".parquet")
    return file.kind is not None and size >= (_LARGE_PARQUET if is_packed else _LARGE_FILE)
