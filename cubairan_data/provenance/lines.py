"""Lines of evidence joined with their sources and publishers."""

import pandas as pd

from cubairan_data.contract.lists import DELIMITER
from cubairan_data.errors import NotEvidencedError, UnknownRowError, unknown
from cubairan_data.provenance.joins import check_sources
from cubairan_data.provenance.passage_links import passage_link
from cubairan_data.storage.dtypes import TEXT
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.names import TableName
from cubairan_data.storage.raw import Cells
from cubairan_data.storage.schema import evidenced_tables, schemas

_FROM_SOURCE = ["source_id", "title", "publisher_id", "published", "language", "url"]
_FROM_PUBLISHER = {
    "publisher_id": "publisher_id",
    "name": "publisher",
    "kind": "publisher_kind",
    "reliability": "reliability",
}
_COLUMNS = [
    "table_name",
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


def evidence_lines(
    tables: Tables, table: TableName | None, row_id: str | None, column: str | None
) -> pd.DataFrame:
    """List the lines of evidence of a record, a table, a row or a value, with their links."""
    lines = joined_lines(tables)
    if table is not None:
        check_evidenced(table)
        lines = lines[lines["table_name"] == table]
    if row_id is not None:
        lines = lines[lines["row_id"] == row_id]
    if column is not None:
        lines = lines[mentions(lines, column)]
    return with_links(lines)[_COLUMNS].reset_index(drop=True)


def mentions(lines: pd.DataFrame, column: str) -> "pd.Series[bool]":
    """Mark the lines of evidence that name a column."""
    names = DELIMITER + lines["columns"] + DELIMITER
    return names.str.contains(f"{DELIMITER}{column}{DELIMITER}", regex=False).astype(bool)


def joined_lines(tables: Tables) -> pd.DataFrame:
    """Join all lines of evidence with their sources and publishers. Shared; do not modify."""
    return tables.derived(_joined)


def _joined(tables: Tables) -> pd.DataFrame:
    check_sources(tables)
    publishers = tables.frame("publishers")[list(_FROM_PUBLISHER)].rename(columns=_FROM_PUBLISHER)
    sources = tables.frame("sources")[_FROM_SOURCE].merge(publishers, on="publisher_id", how="left")
    return tables.frame("evidence").merge(sources, on="source_id", how="left")


def with_links(lines: pd.DataFrame) -> pd.DataFrame:
    """Add the links that open the pages at the passages."""
    pairs = zip(lines["url"], lines["locator"], strict=True)
    links = [
        passage_link(url, locator) if isinstance(url, str) else pd.NA for url, locator in pairs
    ]
    return lines.assign(link=pd.array(links, dtype=TEXT))


def row_ids(table: str, frame: pd.DataFrame) -> "pd.Series[str]":
    """Return the keys of the rows of a frame, as evidence refers to them."""
    key = schemas()[table].key
    ids = frame[key[0]].astype(TEXT)
    for name in key[1:]:
        ids = ids.str.cat(frame[name].astype(TEXT), sep="/")
    return ids


def cells_of_row(tables: Tables, table: TableName, row_id: str) -> Cells:
    """Return the filled cells of a row; raises UnknownRowError, which suggests the nearest keys."""
    rows = tables.cells(table)
    if not isinstance(row_id, str) or row_id not in rows:
        raise unknown(UnknownRowError, f"row of {table}", row_id, rows)
    return rows[row_id]


def check_evidenced(table: TableName) -> None:
    """Raise NotEvidencedError for a table whose rows do not rest on lines of evidence."""
    evidenced = evidenced_tables()
    if table not in evidenced:
        message = f"{table} does not rest on lines of evidence; tables that do"
        raise NotEvidencedError(f"{message}: {', '.join(evidenced)}")
