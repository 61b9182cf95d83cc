"""Lines of evidence joined with their sources and publishers."""

from functools import cache

import pandas as pd

from cubairan_data.asking.links import passage_link
from cubairan_data.loading import descriptor
from cubairan_data.loading.cells import Cells, cells
from cubairan_data.loading.frames import TEXT, kept_frame
from cubairan_data.loading.names import TableName, known_table

FROM_SOURCE = [
    "source_id",
    "title",
    "publisher_id",
    "published",
    "language",
    "url",
    "derived_from",
    "origin_agency",
]
FROM_PUBLISHER = {
    "publisher_id": "publisher_id",
    "name": "publisher",
    "kind": "publisher_kind",
    "country_id": "publisher_country",
    "reliability": "reliability",
}
SHOWN = [
    "table",
    "row_id",
    "columns",
    "verdict",
    "reading",
    "reason",
    "source_id",
    "title",
    "publisher",
    "publisher_kind",
    "reliability",
    "published",
    "language",
    "locator",
    "link",
    "note",
]


class NoSuchRowError(ValueError):
    """The table has no row, or no column, of this name."""


def evidence(
    table: TableName, row_id: str | None = None, column: str | None = None
) -> pd.DataFrame:
    """List what the sources say of a table, a row or a value.

    Args:
        table: name of a table of the record or actor group.
        row_id: key of one row (parts of a key joined by ``/``); None means all rows.
        column: name of one column; None means all.

    Returns:
        One row a line of evidence: ``table``, ``row_id``, ``columns``, ``verdict``, ``reading``, ``reason``,
        ``source_id``, ``title``, ``publisher``, ``publisher_kind``, ``reliability``, ``published`` (EDTF),
        ``language``, ``locator``, ``link`` (the address that opens the page at the passage; missing where the source
        has no address), ``note``. Codes are ``category``, all else ``string``.

    Raises:
        UnknownTableError: no table has this name.
        NoSuchRowError: the table has no such row or column.

    Example:
        >>> import cubairan_data as cid
        >>> lines = cid.evidence("visits", column="date")
        >>> set(lines["verdict"]) <= {"supports", "contradicts"}
        True
    """
    lines = joined_lines()
    lines = lines[lines["table"] == known_table(table)]
    if row_id is not None:
        check_row(table, row_id)
        lines = lines[lines["row_id"] == row_id]
    if column is not None:
        check_column(table, column)
        lines = lines[mentions(lines, column)]
    return with_links(lines)[SHOWN].reset_index(drop=True)


def mentions(lines: pd.DataFrame, column: str) -> "pd.Series[bool]":
    """Which lines of evidence name a column."""
    return (";" + lines["columns"] + ";").str.contains(f";{column};", regex=False).astype(bool)


@cache
def _joined() -> pd.DataFrame:
    publishers = kept_frame("publishers")[list(FROM_PUBLISHER)].rename(columns=FROM_PUBLISHER)
    sources = kept_frame("sources")[FROM_SOURCE].merge(publishers, on="publisher_id", how="left")
    lines = kept_frame("evidence").merge(sources, on="source_id", how="left")
    return lines


def joined_lines() -> pd.DataFrame:
    """All lines of evidence with their sources and publishers; for our own reading only, nobody may change it."""
    return _joined()


def with_links(lines: pd.DataFrame) -> pd.DataFrame:
    """Add to lines of evidence the addresses that open the pages at the passages."""
    pairs = zip(lines["url"], lines["locator"], strict=True)
    links = [
        passage_link(url, locator) if isinstance(url, str) else pd.NA for url, locator in pairs
    ]
    return lines.assign(link=pd.array(links, dtype=TEXT))


def row_ids(table: str, frame: pd.DataFrame) -> pd.Series:
    """The identifiers by which evidence knows the rows of a frame."""
    key = descriptor.resource(table)["schema"]["primaryKey"]
    parts = [frame[name].astype("string") for name in key]
    ids = parts[0].str.cat(parts[1:], sep="/") if len(parts) > 1 else parts[0]
    named: pd.Series = ids.astype(TEXT)
    return named


def check_row(table: TableName, row_id: str) -> Cells:
    """Give the filled cells of a row, or raise NoSuchRowError that names the nearest identifiers."""
    from difflib import get_close_matches

    rows = cells(table)
    if row_id not in rows:
        near = get_close_matches(row_id, list(rows), n=3)
        hint = f"; near: {', '.join(near)}" if near else ""
        raise NoSuchRowError(f"no row {row_id!r} in {table}{hint}")
    return rows[row_id]


def check_column(table: TableName, column: str) -> str:
    """Give the name back, or raise NoSuchRowError that lists the right ones."""
    names = [field["name"] for field in descriptor.fields(table)]
    if column not in names:
        raise NoSuchRowError(f"no column {column!r} in {table}; columns: {', '.join(names)}")
    return column
