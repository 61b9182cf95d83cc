"""Rules about retired identifiers: each leads to a row, and names a version that there is."""

import re
from collections.abc import Iterator

from cubairan_data.contract.families import Family
from cubairan_data.storage.folder import Tables
from cubairan_data.validation.rules.registry import Breach, rule

_VERSION = re.compile(r"(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})")


@rule(
    "retired-successor",
    "The successors of a retired identifier lead to a row, not round in a circle.",
    family=Family.COVERAGE,
)
def retired_successor(tables: Tables) -> Iterator[Breach]:
    table = tables["retired_ids"]
    successors = {
        (row.cells.get("table_name", ""), row.cells.get("old_id", "")): row.cells.get("new_id", "")
        for row in table.rows
    }
    for row in table.rows:
        name, old = row.cells.get("table_name", ""), row.cells.get("old_id", "")
        chain = [old]
        while (following := successors.get((name, chain[-1]))) and following not in chain:
            chain.append(following)
        if following:
            circle = " -> ".join([*chain, following])
            yield Breach(table, row, "new_id", f"found a circle: {circle}")


@rule(
    "retired-version",
    "An identifier is retired in a version that there is, or in the next.",
    family=Family.COVERAGE,
)
def retired_version(tables: Tables) -> Iterator[Breach]:
    table = tables["retired_ids"]
    current = _parts(str(tables.descriptor.get("version", "")))
    for row in table.rows:
        text = row.cells.get("version", "")
        version = _parts(text)
        if version is None:
            message = f"found {text!r}; allowed: a version such as 0.2.0"
        elif current and version > current and version not in _following(current):
            allowed = " or ".join(".".join(map(str, each)) for each in _following(current))
            message = f"found {text!r}, later than the next version; allowed: {allowed}"
        else:
            continue
        yield Breach(table, row, "version", message)


def _parts(version: str) -> tuple[int, int, int] | None:
    found = _VERSION.fullmatch(version)
    return (int(found[1]), int(found[2]), int(found[3])) if found else None


def _following(version: tuple[int, int, int]) -> tuple[tuple[int, int, int], ...]:
    major, minor, patch = version
    return (major, minor, patch + 1), (major, minor + 1, 0), (major + 1, 0, 0)
