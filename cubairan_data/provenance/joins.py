"""Whether lines of evidence can be joined: with their sources, publishers and rows.

A join drops what leads nowhere, and with it a witness or a contradiction. So what leads nowhere is
an error, found before the first join.
"""

from collections import defaultdict
from typing import NoReturn

from cubairan_data.storage.folder import Tables

_JOINS = (("evidence", "source_id", "sources"), ("sources", "publisher_id", "publishers"))


def check_sources(tables: Tables) -> None:
    """Check that every line of evidence leads to a source, and every source to a publisher.

    Raises:
        InvalidTableError: one does not.
    """
    tables.derived(_check_sources)


def check_rows(tables: Tables, table: str) -> None:
    """Check that every line of evidence about a table leads to one of its rows.

    Raises:
        InvalidTableError: one does not.
    """
    tables.derived(_check_rows, table)


def _check_sources(tables: Tables) -> None:
    for name, column, target in _JOINS:
        known = tables.cells(target)
        for row_id, cells in tables.cells(name).items():
            if cells.get(column) not in known:
                message = f"found {cells.get(column)!r}, which is not in {target}"
                _refuse(tables, name, row_id, column, message)


def _check_rows(tables: Tables, table: str) -> None:
    known = tables.cells(table)
    for row_id, line in tables.derived(_lines_by_row).get(table, {}).items():
        if row_id not in known:
            message = f"found {row_id!r}, which is not in {table}"
            _refuse(tables, "evidence", line, "row_id", message)


def _lines_by_row(tables: Tables) -> dict[str, dict[str, str]]:
    """Give, by table, a line of evidence about each row that evidence names."""
    lines: dict[str, dict[str, str]] = defaultdict(dict)
    for line, cells in tables.cells("evidence").items():
        lines[cells.get("table_name", "")][cells.get("row_id", "")] = line
    return lines


def _refuse(tables: Tables, name: str, row_id: str, column: str, message: str) -> NoReturn:
    # Imported only here, since most records have no such fault.
    from cubairan_data.storage.soundness import refusal

    table = tables[name]
    fault = table.finding(table.by_id[row_id], column, "reference", message)
    raise refusal("join the lines of evidence", fault, tables.root)
