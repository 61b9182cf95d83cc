"""Rules against counting the same money twice."""

from collections.abc import Iterator

from cubairan_data.validation.finding import Finding
from cubairan_data.validation.reading import Data
from cubairan_data.validation.rules.registry import rule


@rule(
    "additive",
    "The same money is summed once: of rows joined by part_of_id, one at most of a kind and stage is additive.",
)
def additive(data: Data) -> Iterator[Finding]:
    table = data["financial_flows"]
    first: dict[tuple[str | None, ...], str] = {}
    for row in table.rows:
        if row.cells.get("is_additive") != "true":
            continue
        root, seen = row, {row.id}
        while (
            parent := table.by_id.get(root.cells.get("part_of_id", ""))
        ) and parent.id not in seen:
            root = parent
            seen.add(root.id)
        money = (root.id, row.cells.get("kind"), row.cells.get("stage"))
        if money in first:
            message = f"found true; {first[money]!r} is additive already and is the same money"
            yield table.finding(row, "is_additive", "additive", message)
        first.setdefault(money, row.id)
