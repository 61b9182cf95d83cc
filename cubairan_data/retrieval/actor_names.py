"""From what a user calls a person or a body to the row of its table."""

from collections.abc import Mapping, Sequence

from cubairan_data.contract.lists import DELIMITER
from cubairan_data.errors import UnknownRowError, unknown
from cubairan_data.folding import folded, words
from cubairan_data.storage.folder import Tables

Actor = tuple[str, str]
"""The table and the key of a person or a body."""

ACTORS = {"officials": "official", "organizations": "organization"}
_MOST = 10
_NAMES = ("name", "name_original", "other_names", "acronym")


def known_actor(
    tables: Tables, text: object, among: Sequence[str] = tuple(ACTORS)
) -> tuple[str, str]:
    """Find the table and key of a person or a body, by its key or a name that only it has.

    A part of a name, such as the family name, is enough where only one has it.

    Raises:
        UnknownRowError: there is none, or several have this name.
    """
    for table in among:
        if isinstance(text, str) and text in tables.cells(table):
            return table, text
    what = " or ".join(ACTORS[table] for table in among)
    named = _by_name(tables, among)
    found = (named.get(folded(text)) or _by_part(named, text)) if isinstance(text, str) else []
    if len(found) > 1:
        ids = [row_id for _, row_id in found]
        several = f"{', '.join(ids[:_MOST])}{', …' if len(ids) > _MOST else ''}"
        raise UnknownRowError(
            f"several rows have the name {text!r}; give the key of one: {several}"
        )
    if not found:
        rows = [(row_id, cells) for table in among for row_id, cells in tables.cells(table).items()]
        known = [row_id for row_id, _ in rows] + [name for _, row in rows for name in names_of(row)]
        raise unknown(UnknownRowError, what, text, known)
    return found[0]


def names_of(cells: dict[str, str]) -> list[str]:
    """Give every name that a row has, the usual one first."""
    return [name for column in _NAMES if column in cells for name in cells[column].split(DELIMITER)]


def _by_part(named: Mapping[str, list[Actor]], text: str) -> list[Actor]:
    """Find those that have all words of a text in one of their names."""
    sought = set(words(text))
    found = [rows for name, rows in named.items() if sought and sought <= set(words(name))]
    return list(dict.fromkeys(row for rows in found for row in rows))


def _by_name(tables: Tables, among: Sequence[str]) -> dict[str, list[Actor]]:
    return tables.derived(_names, *among)


def _names(tables: Tables, *among: str) -> dict[str, list[Actor]]:
    named: dict[str, list[Actor]] = {}
    for table in among:
        for row_id, cells in tables.cells(table).items():
            for name in names_of(cells):
                rows = named.setdefault(folded(name), [])
                if (table, row_id) not in rows:
                    rows.append((table, row_id))
    return named
