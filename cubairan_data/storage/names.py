"""The names of the tables, checked once, on entry."""

from typing import Literal, get_args

from cubairan_data.errors import UnknownTableError, unknown
from cubairan_data.storage.table_names import TableName

TABLE_NAMES: tuple[TableName, ...] = get_args(TableName)

CodebookName = Literal[TableName, "panel"]

__all__ = ["TABLE_NAMES", "CodebookName", "TableName", "known_table"]


def known_table(name: str) -> TableName:
    """Return the name of a table, or raise UnknownTableError.

    Example:
        >>> known_table("visit")
        Traceback (most recent call last):
        ...
        cubairan_data.UnknownTableError: no table 'visit'; did you mean 'visits'? Tables: ...
    """
    for known in TABLE_NAMES:
        if isinstance(name, str) and known == name:
            return known
    raise unknown(UnknownTableError, "table", name, TABLE_NAMES, "tables")
