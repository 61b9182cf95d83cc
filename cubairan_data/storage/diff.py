"""What changed between two versions of the record."""

from dataclasses import asdict, dataclass
from typing import Any

from cubairan_data.errors import CannotRunError
from cubairan_data.escaping import json_text, markdown, plain
from cubairan_data.storage.changes import TableChange
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.raw import RawTable
from cubairan_data.storage.version_policy import breaches_of


@dataclass
class Diff:
    """The changes between two folders, and every breach of the version policy."""

    old_version: str
    new_version: str
    tables: list[TableChange]
    breaches: list[str]

    def __str__(self) -> str:
        changes = [line for change in self.tables for line in change.lines()]
        breaches = [f"breach: {breach}" for breach in self.breaches]
        changed = [*changes, *breaches] or ["no difference"]
        lines = [f"{self.old_version} -> {self.new_version}", *changed]
        return "\n".join(map(plain, lines))

    def to_json(self) -> str:
        """Return the changes as JSON."""
        return json_text(asdict(self))

    def to_markdown(self) -> str:
        """Return the changes as Markdown for a changelog."""
        lines = [f"Rows, {markdown(self.old_version)} to {markdown(self.new_version)}:", ""]
        for change in self.tables:
            counts = (
                f"{len(change.added)} added, {len(change.removed)} removed, "
                f"{len(change.changed)} changed"
            )
            lines.append(f"- `{change.table}`: {counts}")
            lines += [f"  - added {markdown(row_id)}" for row_id in change.added]
            lines += [f"  - removed {markdown(row_id)}" for row_id in change.removed]
            for row_id, cells in change.changed.items():
                values = "; ".join(
                    f"`{name}` {markdown(old or 'blank')} → {markdown(new or 'blank')}"
                    for name, (old, new) in cells.items()
                )
                lines.append(f"  - {markdown(row_id)}: {values}")
        breaches = [f"- **breach**: {markdown(breach)}" for breach in self.breaches]
        return "\n".join([*lines, *breaches])


def diff(old: Tables, new: Tables) -> Diff:
    """Compare two folders.

    Raises:
        CannotRunError: a folder, or a table in it, cannot be read; or a version is not valid.
    """
    for tables in (old, new):
        _check_read(tables, is_old=tables is old)
    versions = [str(tables.descriptor.get("version", "0.0.0")) for tables in (old, new)]
    changes = [change for name in new if (change := _change(old[name], new[name]))]
    return Diff(versions[0], versions[1], changes, breaches_of(versions, changes, new))


def _check_read(tables: Tables, *, is_old: bool) -> None:
    """Refuse a folder with a table that cannot be read: none of its rows is removed or added.

    An older version may lack a table or have other columns, though.
    """
    named = {name for each in tables.descriptor["resources"] if (name := _name(each)) in tables}
    for name, table in tables.items():
        if table.is_read or (is_old and name not in named):
            continue
        faults = [each for each in (*tables.findings, *table.findings) if each.table == name]
        if fault := next((each for each in faults if each.rule != "header"), None):
            raise CannotRunError(f"cannot compare {tables.root}: {fault}")


def _name(resource: Any) -> str:
    return str(resource.get("name")) if isinstance(resource, dict) else ""


def _change(old: RawTable, new: RawTable) -> TableChange:
    changed = {}
    for row_id in sorted(old.by_id.keys() & new.by_id.keys()):
        before, after = old.by_id[row_id].cells, new.by_id[row_id].cells
        if before != after:
            changed[row_id] = {
                column: (before.get(column), after.get(column))
                for column in sorted(before.keys() | after.keys())
                if before.get(column) != after.get(column)
            }
    return TableChange(
        table=new.name,
        added=[row_id for row_id in new.by_id if row_id not in old.by_id],
        removed=[row_id for row_id in old.by_id if row_id not in new.by_id],
        changed=changed,
        columns_added=[column for column in new.header if column not in old.header],
        columns_removed=[column for column in old.header if column not in new.header],
    )
