"""From what a user calls a person or a body to the row of its table."""

from collections.abc import Sequence

from cubairan_data.contract.lists import DELIMITER
from cubairan_data.errors import UnknownRowError, unknown
from cubairan_data.folding import folded
from cubairan_data.storage.folder import Tables

ACTORS = {"officials": "official", "organizations": "organization"}
_NAMES = ("name", "name_original", "other_names", "acronym")


def known_actor(
    tables: Tables, text: object, among: Sequence[str] = tuple(ACTORS)
) -> tuple[str, str]:
    """Find the table and key of a person or a body, by its key or a name that only it has.

    Raises:
        UnknownRowError: there is none, or several have this name.
    """
    for table in among:
        if isinstance(text, str) and text in tables.cells(table):
            return table, text
    what = " or ".join(ACTORS[table] for table in among)
    named = _by_name(tables, among)
    found = named.get(folded(text), []) if isinstance(text, str) else []
    if len(found) > 1:
        ids = ", ".join(row_id for _, row_id in found)
        raise UnknownRowError(f"several have the name {text!r}; name one by its key: {ids}")
    if not found:
        rows = [(row_id, cells) for table in among for row_id, cells in tables.cells(table).items()]
        known = [row_id for row_id, _ in rows] + [name for _, row in rows for name in names_of(row)]
        raise unknown(UnknownRowError, what, text, known)
    return found[0]


def names_of(cells: dict[str, str]) -> list[str]:
    """Give every name that a row has, the usual one first."""
    return [name for column in _NAMES if column in cells for name in cells[column].split(DELIMITER)]


def _by_name(tables: Tables, among: Sequence[str]) -> dict[str, list[tuple[str, str]]]:
    return tables.derived(_names, *among)


def _names(tables: Tables, *among: str) -> dict[str, list[tuple[str, str]]]:
    named: dict[str, list[tuple[str, str]]] = {}
    for table in among:
        for row_id, cells in tables.cells(table).items():
            for name in names_of(cells):
                rows = named.setdefault(folded(name), [])
                if (table, row_id) not in rows:
                    rows.append((table, row_id))
    return named
