"""Which tables a command judges: those named, those where one stands, or the installed ones."""

from pathlib import Path

from cubairan_data.errors import CannotRunError
from cubairan_data.record import default
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.locate import DESCRIPTOR, folder_at_or_above, installed_root


def tables_to_judge(named: Path | None, here: Path) -> Tables:
    """Open the tables that are to be judged.

    Args:
        named: the folder that somebody named, or its descriptor.
        here: the folder in which somebody stands.

    Returns:
        The tables of the folder named; without one, of the nearest folder at or above ``here``
        that holds a descriptor; without that, of the record in use.

    Raises:
        CannotRunError: the folder holds no descriptor that can be read.
    """
    if named is None:
        return Tables(folder_at_or_above(here) or default().root)
    folder = named.parent if named.name == DESCRIPTOR else named
    if not folder.is_dir():
        raise CannotRunError(f"{folder} is not a folder; name one that contains {DESCRIPTOR}")
    return Tables(folder.resolve())


def what_is_judged(tables: Tables, here: Path) -> str:
    """Say which tables are judged, in one line."""
    version = tables.descriptor.get("version", "unknown")
    rows = sum(len(table.rows) for table in tables.values())
    content = f"version {version}, {len(tables)} tables, {rows:,} rows"
    if tables.root == installed_root() and not here.is_relative_to(tables.root):
        return f"the installed record, in {tables.root}: {content}"
    is_near = tables.root.is_relative_to(here)
    return f"{tables.root.relative_to(here) if is_near else tables.root}: {content}"
