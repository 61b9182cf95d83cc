"""Table names: known ones, and what to say of others."""

from difflib import get_close_matches
from typing import get_args

from cubairan_data.loading.table_names import TableName

TABLE_NAMES: tuple[str, ...] = get_args(TableName)

__all__ = ["TABLE_NAMES", "TableName", "UnknownTableError", "known_table"]


class UnknownTableError(ValueError):
    """No table has this name; the message lists the right ones and the nearest."""


def known_table(name: str) -> str:
    """Give the name back, or raise UnknownTableError.

    Example:
        >>> known_table("visit")
        Traceback (most recent call last):
        ...
        cubairan_data.loading.names.UnknownTableError: no table 'visit'; did you mean 'visits'? Tables: ...
    """
    if name in TABLE_NAMES:
        return name
    near = get_close_matches(str(name), TABLE_NAMES, n=1)
    hint = f" did you mean {near[0]!r}?" if near else ""
    raise UnknownTableError(f"no table {name!r};{hint} Tables: {', '.join(TABLE_NAMES)}")
