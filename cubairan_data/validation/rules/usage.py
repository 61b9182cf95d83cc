"""Rules that keep unused rows out of the actor and source tables."""

from collections.abc import Iterator

from cubairan_data.contract.families import Family
from cubairan_data.storage.folder import Tables
from cubairan_data.validation.rules.references import items
from cubairan_data.validation.rules.registry import Breach, rule


def _unused(tables: Tables, target: str) -> Iterator[Breach]:
    """Find the rows of a table to which no other row refers."""
    used = {
        item
        for name, table in tables.items()
        for field in table.schema.fields.values()
        if field.references == target
        for row in table.rows
        for item in items(row, field)
        if not (name == target and item == row.id)
    }
    table = tables[target]
    for row in table.rows:
        if row.id not in used:
            message = f"found {row.id!r}, to which nothing refers"
            yield Breach(table, row, table.schema.key[0], message)


@rule(
    "used-sources",
    "Every source is evidence for something.",
    family=Family.SOURCES,
)
def used_sources(tables: Tables) -> Iterator[Breach]:
    yield from _unused(tables, "sources")


@rule(
    "used-publishers",
    "Every publisher has a source.",
    family=Family.SOURCES,
)
def used_publishers(tables: Tables) -> Iterator[Breach]:
    yield from _unused(tables, "publishers")


@rule(
    "used-organizations",
    "Every organization is named in the record.",
    family=Family.SOURCES,
)
def used_organizations(tables: Tables) -> Iterator[Breach]:
    yield from _unused(tables, "organizations")


@rule(
    "used-officials",
    "Every official is named in the record.",
    family=Family.SOURCES,
)
def used_officials(tables: Tables) -> Iterator[Breach]:
    yield from _unused(tables, "officials")
