"""Which tables a command judges: those named, of the current folder, or the installed ones."""

import os
from pathlib import Path

from cubairan_data.errors import CannotRunError
from cubairan_data.escaping import plain
from cubairan_data.record import default
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.locate import DESCRIPTOR, folder_at_or_above, installed_root


def tables_to_judge(named: Path | None, here: Path) -> Tables:
    """Open the tables that are to be judged.

    Args:
        named: the folder that the user named, or its descriptor.
        here: the current folder.

    Returns:
        The tables of the folder named; without one, of the nearest folder at or above ``here``
        that holds a descriptor; without that, of the record in use.

    Raises:
        CannotRunError: the folder holds no descriptor that can be read.
    """
    if named is None:
        return Tables(folder_at_or_above(here) or default().root)
    folder = named.parent if named.name == DESCRIPTOR else named
    try:
        if folder.is_dir():
            return Tables(folder.resolve())
    except (ValueError, RuntimeError) as error:  # no path at all, or links in a circle
        raise CannotRunError(f"cannot open {plain(str(folder))}: {error}") from error
    found = f"{plain(str(folder))} is not a folder"
    raise CannotRunError(f"{found}; name one that contains {DESCRIPTOR}")


def what_is_judged(tables: Tables, here: Path) -> str:
    """Say which tables are judged, in one line."""
    version = tables.descriptor.get("version", "unknown")
    rows = sum(len(table.rows) for table in tables.values())
    content = f"version {version}, {len(tables)} tables, {rows:,} rows"
    if tables.root == installed_root() and not here.is_relative_to(tables.root):
        return plain(f"the installed record, in {tables.root}: {content}")
    is_near = tables.root.is_relative_to(here)
    return plain(f"{tables.root.relative_to(here) if is_near else tables.root}: {content}")


def in_repository(file: Path, here: Path) -> str:
    """Name a file as the repository of which it is a part names it, and as it is if it is of none.

    Args:
        file: the file.
        here: the current folder.
    """
    whole = Path(os.path.abspath(here / file))  # noqa: PTH100 - links are not followed
    workspace = os.environ.get("GITHUB_WORKSPACE")
    roots = [Path(workspace)] if workspace else []
    roots += [folder for folder in (here, *here.parents) if (folder / ".git").exists()][:1]
    root = next((root for root in [*roots, here] if whole.is_relative_to(root)), None)
    return whole.relative_to(root).as_posix() if root else str(file)
