"""Rules that keep the actor and source tables free of what nothing uses."""

from collections.abc import Iterator

from cubairan_data.contract.column import Column
from cubairan_data.contract.types import DELIMITER
from cubairan_data.validation.finding import Finding
from cubairan_data.validation.reading import Data, TableRow
from cubairan_data.validation.rules.registry import rule


def referring(data: Data, target: str) -> Iterator[tuple[str, Column]]:
    """The columns that refer to a table, with the table they stand in."""
    for table in data.values():
        for column in table.row.declared().values():
            if column.references == target:
                yield table.name, column


def items(row: TableRow, column: Column) -> list[str]:
    """The identifiers in a cell: several where the column is a list."""
    text = row.cells.get(column.name)
    if text is None:
        return []
    return text.split(DELIMITER) if column.is_list else [text]


def unused(data: Data, target: str) -> Iterator[Finding]:
    """Findings for the rows of a table to which no other row refers."""
    used = {
        item
        for name, column in referring(data, target)
        for row in data[name].rows
        for item in items(row, column)
        if not (name == target and item == row.id)
    }
    table = data[target]
    for row in table.rows:
        if row.id not in used:
            yield table.finding(
                row,
                table.row.TABLE.key[0],
                f"used-{target}",
                f"found {row.id!r}, to which nothing refers",
            )


@rule("used-sources", "A source that bears nothing only looks like support.")
def used_sources(data: Data) -> Iterator[Finding]:
    yield from unused(data, "sources")


@rule("used-publishers", "A publisher without a source is left over.")
def used_publishers(data: Data) -> Iterator[Finding]:
    yield from unused(data, "publishers")


@rule("used-organizations", "A body that does nothing in the record does not belong to it.")
def used_organizations(data: Data) -> Iterator[Finding]:
    yield from unused(data, "organizations")


@rule("used-officials", "A person who does nothing in the record does not belong to it.")
def used_officials(data: Data) -> Iterator[Finding]:
    yield from unused(data, "officials")
