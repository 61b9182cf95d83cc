"""Disagreements: every reading that was not followed, and how to re-run an analysis with one."""

from typing import Any

import pandas as pd

from cubairan_data.asking.lines import joined_lines, row_ids, with_links
from cubairan_data.loading import descriptor
from cubairan_data.loading.cells import cells
from cubairan_data.loading.frames import TEXT
from cubairan_data.loading.names import TABLE_NAMES, TableName, known_table


def rivals(table: TableName | None = None) -> pd.DataFrame:
    """List every standing disagreement.

    Args:
        table: name of one table; None means all.

    Returns:
        One row a contradicting line of evidence, all ``string`` but the codes: ``table``, ``row_id``, ``column``,
        ``value`` (the one in the record, as text), ``reading`` (the rival one), ``reason`` (why it is not followed),
        ``source_id``, ``title``, ``publisher``, ``reliability``, ``published``, ``link``, ``note``.

    Raises:
        UnknownTableError: no table has this name.

    Example:
        >>> import cubairan_data as cid
        >>> bool((cid.rivals()["value"] != cid.rivals()["reading"]).all())
        True
    """
    lines = joined_lines()
    lines = lines[lines["verdict"] == "contradicts"]
    if table is not None:
        lines = lines[lines["table"] == known_table(table)]
    lines = with_links(lines).rename(columns={"columns": "column"}).reset_index(drop=True)
    places = zip(lines["table"], lines["row_id"], lines["column"], strict=True)
    lines["value"] = pd.array(
        [cells(name)[row_id].get(column, pd.NA) for name, row_id, column in places], dtype=TEXT
    )
    shown = ["source_id", "title", "publisher", "reliability", "published", "link", "note"]
    return lines[["table", "row_id", "column", "value", "reading", "reason", *shown]]


def with_reading(frame: pd.DataFrame, line: "pd.Series | dict[str, Any]") -> pd.DataFrame:
    """Give a copy of a table in which one rival reading is put in the place of the value.

    Args:
        frame: a table as `load` gives it, filtered as one likes.
        line: one row of `rivals` (or a contradicting row of `evidence`).

    Returns:
        A copy with the same dtypes. A date takes its two bounds along.

    Raises:
        ValueError: the line is no contradiction of a row in this frame.

    Example:
        >>> import cubairan_data as cid
        >>> rival = cid.rivals("visits").iloc[0]
        >>> changed = cid.with_reading(cid.load("visits"), rival).set_index("visit_id")
        >>> changed.loc[rival["row_id"], rival["column"]] == rival["reading"]
        True
    """
    name, row_id, reading = str(line["table"]), line["row_id"], line.get("reading")
    column = line["column"] if "column" in line else line["columns"]
    if not isinstance(reading, str):
        raise ValueError("the line has no reading; give a row of cid.rivals()")
    if name not in TABLE_NAMES or column not in frame.columns:
        raise ValueError(f"the frame has no column {column!r}; it is not the table {name!r}")
    rows = row_ids(name, frame) == row_id
    if not rows.any():
        raise ValueError(f"the frame has no row {row_id!r} of {name}")
    changed = frame.copy()
    field = next(field for field in descriptor.fields(name) if field["name"] == column)
    changed.loc[rows, column] = _typed(reading, field["type"])
    if field["cell"] == "EDTF date":
        from cubairan_data.contract.edtf import span

        for end, day in zip(("earliest", "latest"), span(reading), strict=True):
            changed.loc[rows, f"{column}_{end}"] = pd.NaT if day is None else pd.Timestamp(day)
    return changed


def _typed(text: str, kind: str) -> Any:
    if kind in ("integer", "year"):
        return int(text)
    if kind == "number":
        return float(text)
    return text == "true" if kind == "boolean" else text
