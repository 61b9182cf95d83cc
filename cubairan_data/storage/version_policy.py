"""The version policy of CONTRIBUTING.md: which changes a version number allows."""

from collections.abc import Iterator, Sequence

from cubairan_data.storage.changes import TableChange
from cubairan_data.storage.folder import Tables

MAJOR, MINOR, PATCH = 0, 1, 2
# Their rows have no identifier of their own that anyone could have cited.
_WITHOUT_IDENTIFIERS = ("evidence", "coverage", "exceptions", "retired_ids")


def breaches_of(versions: Sequence[str], changes: Sequence[TableChange], new: Tables) -> list[str]:
    """List every breach of the policy by changes from one version to another."""
    if not changes:
        return []
    old_number, new_number = (_number(version) for version in versions)
    if new_number <= old_number:
        rise = f"from {versions[0]} to {versions[1]}"
        return [f"the version does not rise {rise}, but the tables changed"]
    pairs = zip(old_number, new_number, strict=True)
    level = next(place for place, (old, other) in enumerate(pairs) if old != other)
    retired = {
        (row.cells.get("table_name"), row.cells.get("old_id")) for row in new["retired_ids"].rows
    }
    breaches: list[str] = []
    for change in changes:
        if level > MAJOR:
            breaches += _removals(change, retired)
        if level == PATCH:
            breaches += _additions(change)
    return breaches


def _number(version: str) -> list[int]:
    return [int(part) for part in version.split(".")[:3]]


def _removals(change: TableChange, retired: set[tuple[str | None, str | None]]) -> Iterator[str]:
    for name in change.columns_removed:
        yield f"{change.table}: column {name!r} was removed; that needs a MAJOR version"
    if change.table in _WITHOUT_IDENTIFIERS:
        return
    for row_id in change.removed:
        if (change.table, row_id) not in retired:
            yield f"{change.table}: identifier {row_id!r} vanished; list it in retired_ids"


def _additions(change: TableChange) -> Iterator[str]:
    for name in change.columns_added:
        yield f"{change.table}: column {name!r} was added; that needs a MINOR version"
    if change.added and change.table not in _WITHOUT_IDENTIFIERS:
        count = len(change.added)
        yield f"{change.table}: {count} rows were added; that needs a MINOR version"
