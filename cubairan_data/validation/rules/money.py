"""Rules against counting the same money twice."""

from collections.abc import Iterator

from cubairan_data.contract.families import Family
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.raw import RawRow, RawTable
from cubairan_data.validation.rules.registry import Breach, rule


@rule(
    "additive",
    "The same money is counted once: of rows linked by part_of_id, "
    "at most one of a kind and stage is additive.",
    family=Family.NUMBERS,
)
def additive(tables: Tables) -> Iterator[Breach]:
    table = tables["financial_flows"]
    first: dict[tuple[str | None, ...], str] = {}
    for row in table.rows:
        if row.cells.get("is_additive") != "true":
            continue
        money = (_root(table, row), row.cells.get("kind"), row.cells.get("stage"))
        if money in first:
            message = f"found true; {first[money]!r} is the same money and already additive"
            yield Breach(table, row, "is_additive", message)
        first.setdefault(money, row.id)


def _root(table: RawTable, row: RawRow) -> str:
    """Return the flow with which a chain of part_of_id begins."""
    seen = {row.id}
    while (parent := table.by_id.get(row.cells.get("part_of_id", ""))) and parent.id not in seen:
        row = parent
        seen.add(row.id)
    return row.id
