"""Choosing rows and columns of a table by what the user typed."""

from difflib import get_close_matches
from typing import TYPE_CHECKING

import typer

import cubairan_data as cid

if TYPE_CHECKING:
    import pandas as pd


def chosen_column(frame: "pd.DataFrame", name: str) -> str:
    """Give the column's name back, or end with a message that lists the right ones and the nearest."""
    if name in frame.columns:
        return name
    near = get_close_matches(name, list(frame.columns), n=1)
    hint = f" did you mean {near[0]!r}?" if near else ""
    raise typer.BadParameter(f"no column {name!r};{hint} Columns: {', '.join(frame.columns)}")


def rows_where(frame: "pd.DataFrame", conditions: list[str]) -> "pd.DataFrame":
    """Keep the rows that meet every ``COLUMN=VALUE``; in a list, one item equal to the value is enough."""
    for condition in conditions:
        name, equals, value = condition.partition("=")
        if not equals:
            raise typer.BadParameter(f"{condition!r} is no condition; write COLUMN=VALUE")
        column = frame[chosen_column(frame, name)]
        if column.dtype == "category" and value not in column.cat.categories and value != "":
            raise typer.BadParameter(
                f"no code {value!r} in {name}; codes: {', '.join(column.cat.categories)}"
            )
        text = column.astype("string").fillna("")
        if str(column.dtype) == "boolean":
            text = text.str.lower()
        frame = frame[(text == value) | (";" + text + ";").str.contains(f";{value};", regex=False)]
    return frame


def readable(frame: "pd.DataFrame") -> "pd.DataFrame":
    """Leave out what a reader of a table does not miss: date bounds and columns that are blank throughout."""
    kept = [
        name
        for name in frame.columns
        if not name.endswith(("_earliest", "_latest")) and frame[name].notna().any()
    ]
    return frame[kept or list(frame.columns)]


def rows_named(table: str, row_ids: list[str]) -> "pd.DataFrame":
    """The rows of a table with these keys, all where none is given; raises NoSuchRowError for a wrong one."""
    from cubairan_data.asking.lines import check_row
    from cubairan_data.asking.lines import row_ids as keys_of

    frame = cid.load(table)  # type: ignore[arg-type]
    for row_id in row_ids:
        check_row(table, row_id)  # type: ignore[arg-type]
    return frame[keys_of(table, frame).isin(row_ids)] if row_ids else frame
