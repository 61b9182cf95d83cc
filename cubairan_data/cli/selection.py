"""Select rows and columns by what the user typed."""

from typing import TYPE_CHECKING

import typer

from cubairan_data.contract.lists import DELIMITER
from cubairan_data.errors import UnknownColumnError, UnknownNameError, unknown

if TYPE_CHECKING:
    import pandas as pd

    from cubairan_data.storage.names import TableName


def chosen_column(frame: "pd.DataFrame", name: str) -> str:
    """Return the name of a column; raises UnknownColumnError."""
    if name not in frame.columns:
        raise unknown(UnknownColumnError, "column", name, list(frame.columns), "columns")
    return name


def rows_where(frame: "pd.DataFrame", conditions: list[str]) -> "pd.DataFrame":
    """Select the rows that meet every ``COLUMN=VALUE``; in a list, one equal item suffices."""
    for condition in conditions:
        name, equals, value = condition.partition("=")
        if not equals:
            raise typer.BadParameter(f"{condition!r} is not a condition; write COLUMN=VALUE")
        column = frame[chosen_column(frame, name)]
        if column.dtype == "category" and value:
            codes = list(column.cat.categories)
            if value not in codes:
                raise unknown(UnknownNameError, f"code of {name}", value, codes, "codes")
        text = column.astype("string").fillna("")
        if str(column.dtype) == "boolean":
            text = text.str.lower()
        listed = DELIMITER + text + DELIMITER
        is_item = listed.str.contains(f"{DELIMITER}{value}{DELIMITER}", regex=False)
        frame = frame[(text == value) | is_item]
    return frame


def readable(frame: "pd.DataFrame") -> "pd.DataFrame":
    """Drop date bounds and columns that are entirely blank."""
    kept = [
        name
        for name in frame.columns
        if not name.endswith(("_earliest", "_latest")) and frame[name].notna().any()
    ]
    return frame[kept or list(frame.columns)]


def rows_named(table: "TableName", keys: list[str]) -> "pd.DataFrame":
    """Return the rows of a table with these keys, or all rows if there are none.

    Raises:
        UnknownRowError: the table has no such row.
    """
    import cubairan_data as cid
    from cubairan_data.errors import UnknownRowError
    from cubairan_data.provenance.lines import row_ids

    frame = cid.load(table)
    if not keys:
        return frame
    ids = row_ids(table, frame)
    known = set(ids)
    for key in keys:
        if key not in known:
            raise unknown(UnknownRowError, f"row of {table}", key, known)
    return frame[ids.isin(keys)]
