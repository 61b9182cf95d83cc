"""The engines that check rows, by name."""

from typing import Any

from cubairan_data.errors import CannotRunError, did_you_mean, shown

ROWS, DUCKDB, SPARK = "rows", "duckdb", "spark"
ENGINES = (ROWS, DUCKDB, SPARK)
_ADDRESS = "://"


def known_engine(engine: Any) -> Any:
    """Return an engine, which is a name, the address of a database or a connection of Ibis.

    Raises:
        CannotRunError: it is neither.

    Example:
        >>> known_engine("duckbd")
        Traceback (most recent call last):
        ...
        cubairan_data.CannotRunError: no engine 'duckbd'; did you mean 'duckdb'? Engines: ...
    """
    is_named = isinstance(engine, str) and (engine in ENGINES or _ADDRESS in engine)
    if is_named or (not isinstance(engine, str) and hasattr(engine, "compile")):
        return engine
    raise CannotRunError(f"no engine {shown(engine)}{did_you_mean(engine, ENGINES, 'engines')}")
