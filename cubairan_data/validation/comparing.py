"""What changed between two versions of the record, and whether the version policy allows it."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from cubairan_data.loading.locate import data_root
from cubairan_data.validation.reading import Data, read_descriptor, read_tables

MAJOR, MINOR, PATCH = 0, 1, 2


@dataclass
class TableChange:
    """What changed in one table."""

    table: str
    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    changed: dict[str, dict[str, tuple[str | None, str | None]]] = field(default_factory=dict)
    columns_added: list[str] = field(default_factory=list)
    columns_removed: list[str] = field(default_factory=list)


@dataclass
class Comparison:
    """What changed between two folders, and every breach of the version policy."""

    old_version: str
    new_version: str
    tables: list[TableChange]
    breaches: list[str]

    def __str__(self) -> str:
        lines = [f"{self.old_version} -> {self.new_version}"]
        for change in self.tables:
            lines += [f"{change.table}: + {row_id}" for row_id in change.added]
            lines += [f"{change.table}: - {row_id}" for row_id in change.removed]
            for row_id, cells in change.changed.items():
                lines += [
                    f"{change.table}: {row_id} {name}: {old!r} -> {new!r}"
                    for name, (old, new) in cells.items()
                ]
            lines += [f"{change.table}: + column {name}" for name in change.columns_added]
            lines += [f"{change.table}: - column {name}" for name in change.columns_removed]
        lines += [f"breach: {breach}" for breach in self.breaches]
        return "\n".join(lines)

    def to_json(self) -> str:
        """Give the comparison as JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=2)

    def to_markdown(self) -> str:
        """Give the comparison as Markdown for a changelog: a line a table, then the changed cells."""
        lines = [f"Rows, {self.old_version} to {self.new_version}:", ""]
        for change in self.tables:
            counts = f"{len(change.added)} added, {len(change.removed)} removed, {len(change.changed)} changed"
            lines.append(f"- `{change.table}`: {counts}")
            for row_id, cells in change.changed.items():
                told = "; ".join(
                    f"`{name}` {old or 'blank'} → {new or 'blank'}"
                    for name, (old, new) in cells.items()
                )
                lines.append(f"  - {row_id}: {told}")
        lines += [f"- **breach**: {breach}" for breach in self.breaches]
        return "\n".join(lines)


def compare(old: str | Path | None, new: str | Path | None) -> Comparison:
    """Compare two folders that hold a ``datapackage.json`` and its tables.

    Args:
        old: the earlier version; None means the record in use.
        new: the later version; None means the record in use.

    Returns:
        Rows added, removed and changed by table, with old and new cells, and the breaches of the version policy: an
        identifier that vanished without being retired, a column removed or renamed below a MAJOR version, rows or
        columns added in a PATCH, a version that does not rise.

    Raises:
        CannotRunError: a folder cannot be read.

    Example:
        >>> import cubairan_data as cid
        >>> cid.compare(None, None).tables
        []
    """
    folders = [data_root() if folder is None else Path(folder) for folder in (old, new)]
    versions = [str(read_descriptor(folder).get("version", "0.0.0")) for folder in folders]
    before, after = (read_tables(folder)[0] for folder in folders)
    headers = [_headers(data) for data in (before, after)]
    changes = []
    for name in after:
        change = TableChange(name)
        rows_before, rows_after = before[name].by_id, after[name].by_id
        change.added = [row_id for row_id in rows_after if row_id not in rows_before]
        change.removed = [row_id for row_id in rows_before if row_id not in rows_after]
        change.columns_added = [
            column for column in headers[1][name] if column not in headers[0][name]
        ]
        change.columns_removed = [
            column for column in headers[0][name] if column not in headers[1][name]
        ]
        for row_id in rows_before.keys() & rows_after.keys():
            cells_before, cells_after = rows_before[row_id].cells, rows_after[row_id].cells
            differing = {
                column: (cells_before.get(column), cells_after.get(column))
                for column in sorted(cells_before.keys() | cells_after.keys())
                if cells_before.get(column) != cells_after.get(column)
            }
            if differing:
                change.changed[row_id] = differing
        change.changed = dict(sorted(change.changed.items()))
        if any(
            (
                change.added,
                change.removed,
                change.changed,
                change.columns_added,
                change.columns_removed,
            )
        ):
            changes.append(change)
    return Comparison(versions[0], versions[1], changes, _breaches(versions, changes, after))


def _headers(data: Data) -> dict[str, list[str]]:
    return {name: table.content.split("\n", 1)[0].split(",") for name, table in data.items()}


def _breaches(versions: list[str], changes: list[TableChange], after: Data) -> list[str]:
    if not changes:
        return []
    old, new = ([int(part) for part in version.split(".")[:3]] for version in versions)
    if new <= old:
        return [
            f"the version does not rise from {versions[0]} to {versions[1]}, but the tables changed"
        ]
    level = next(
        place for place, (one, other) in enumerate(zip(old, new, strict=True)) if one != other
    )
    retired = {
        (row.cells.get("table"), row.cells.get("old_id")) for row in after["retired_ids"].rows
    }
    found = []
    for change in changes:
        keyed_by_others = change.table in ("evidence", "coverage", "retired_ids")
        if level > MAJOR:
            found += [
                f"{change.table}: column {name!r} was removed; that needs a MAJOR version"
                for name in change.columns_removed
            ]
            found += [
                f"{change.table}: identifier {row_id!r} vanished; list it in retired_ids"
                for row_id in change.removed
                if not keyed_by_others and (change.table, row_id) not in retired
            ]
        if level == PATCH:
            found += [
                f"{change.table}: column {name!r} was added; that needs a MINOR version"
                for name in change.columns_added
            ]
            if change.added and not keyed_by_others:
                found.append(
                    f"{change.table}: {len(change.added)} rows were added; that needs a MINOR version"
                )
    return found
