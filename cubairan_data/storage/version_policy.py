"""The version policy of CONTRIBUTING.md: which changes a version number allows."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cubairan_data.errors import CannotRunError
from cubairan_data.storage.changes import TableChange
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.raw import shortened

MAJOR, MINOR, PATCH = 0, 1, 2
_VERSION = re.compile(r"([0-9]{1,9})\.([0-9]{1,9})\.([0-9]{1,9})(?:-([0-9A-Za-z.-]+))?(?:\+.*)?")
# Their rows have no identifier of their own that anyone could have cited.
_WITHOUT_IDENTIFIERS = ("evidence", "coverage", "exceptions", "retired_ids")


def breaches_of(versions: Sequence[str], changes: Sequence[TableChange], new: Tables) -> list[str]:
    """List every breach of the policy by changes from one version to another."""
    if not changes:
        return []
    old, newer = (_number(version) for version in versions)
    if newer <= old:
        rise = f"from {versions[0]} to {versions[1]}"
        return [f"the version does not rise {rise}, but the tables changed"]
    level = _level(old.release, newer.release)
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


class _Number(NamedTuple):
    """A version as it compares with others; a final one comes after those that lead to it."""

    release: tuple[int, ...]
    is_final: bool
    candidate: str


def _number(version: str) -> _Number:
    """Read a version; raises CannotRunError."""
    read = _VERSION.fullmatch(version)
    if read is None:
        message = f"found version {shortened(version)!r}; allowed: a version such as 1.2.0"
        raise CannotRunError(f"cannot check the changes against the version policy: {message}")
    major, minor, patch, candidate = read.groups()
    return _Number((int(major), int(minor), int(patch)), not candidate, candidate or "")


def _level(old: tuple[int, ...], new: tuple[int, ...]) -> int:
    """Return the place of the number that rises, or that the next release is to raise."""
    raised = (place for place in (MAJOR, MINOR, PATCH) if old[place] != new[place])
    prepared = (place for place in (PATCH, MINOR, MAJOR) if new[place])
    return next(raised, next(prepared, PATCH))


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
