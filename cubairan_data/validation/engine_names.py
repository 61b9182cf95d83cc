"""The engines that check rows, and those that hold a record to its contract, by name."""

from typing import Any, Literal

from cubairan_data.errors import CannotRunError, did_you_mean, shown

ROWS, DUCKDB, SPARK = "rows", "duckdb", "spark"
ENGINES = (ROWS, DUCKDB, SPARK)
FRICTIONLESS = "frictionless"
ContractEngine = Literal["rows", "frictionless", "duckdb"]
CONTRACT_ENGINES = (ROWS, FRICTIONLESS, DUCKDB)
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
    raise _unknown(engine, ENGINES)


def known_contract_engine(engine: object) -> str:
    """Return the name of an engine for the contract layer; raises CannotRunError.

    Example:
        >>> known_contract_engine("duckbd")
        Traceback (most recent call last):
        ...
        cubairan_data.CannotRunError: no engine 'duckbd'; did you mean 'duckdb'? Engines: ...
    """
    if isinstance(engine, str) and engine in CONTRACT_ENGINES:
        return engine
    raise _unknown(engine, CONTRACT_ENGINES)


def _unknown(engine: object, engines: tuple[str, ...]) -> CannotRunError:
    return CannotRunError(f"no engine {shown(engine)}{did_you_mean(engine, engines, 'engines')}")
