"""Format the tables of a folder: canonical form, date bounds filled; all files or none."""

import os
import tempfile
from pathlib import Path

from cubairan_data.errors import CannotRunError
from cubairan_data.storage.canonical import canonical_cells, sorted_text
from cubairan_data.storage.finding import Finding, Report
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.raw import RawTable, is_harmless

_MODE_OF_NEW = 0o644


def format_tables(tables: Tables, *, check: bool) -> list[str]:
    """Rewrite the tables of a folder in canonical form, with date bounds filled.

    Args:
        tables: the folder.
        check: only list what would change.

    Returns:
        The files that were rewritten, as the descriptor names them.

    Raises:
        CannotRunError: a file cannot be read or written; none is changed then.
    """
    blocking = [
        found
        for found in [
            *tables.findings,
            *(each for name in tables for each in tables[name].findings),
        ]
        if not is_harmless(found)
    ]
    texts: dict[str, str] = {}
    for name, table in tables.items():
        texts[name] = _formatted(table, blocking)
    if blocking:
        raise CannotRunError(f"nothing was changed:\n{Report(blocking)}")
    try:
        changed = {
            tables[name].path: text
            for name, text in texts.items()
            if tables[name].path.read_bytes() != text.encode()
        }
    except OSError as error:
        raise CannotRunError(f"nothing was changed: {error}") from error
    if not check:
        replace_all(changed)
    return sorted(table.file for table in tables.values() if table.path in changed)


def _formatted(table: RawTable, blocking: list[Finding]) -> str:
    rows = []
    for row in table.rows:
        try:
            rows.append(canonical_cells(table.schema, row.cells))
        except ValueError as error:
            blocking.append(table.finding(row, None, "date", str(error)))
    return sorted_text(table.schema, rows)


def replace_all(texts: dict[Path, str]) -> None:
    """Replace files; all are complete in temporary files before the first is replaced.

    Raises:
        CannotRunError: a file cannot be written.
    """
    ready: list[tuple[str, Path]] = []
    try:
        for path, text in texts.items():
            handle, name = tempfile.mkstemp(
                dir=path.parent, prefix=f".{path.name}.", suffix=".part"
            )
            ready.append((name, path))
            with os.fdopen(handle, "wb") as file:
                file.write(text.encode())
                file.flush()
                os.fsync(file.fileno())
            mode = path.stat().st_mode & 0o777 if path.exists() else _MODE_OF_NEW
            Path(name).chmod(mode)
        while ready:
            name, path = ready[0]
            Path(name).replace(path)
            ready.pop(0)
    except OSError as error:
        raise CannotRunError(f"cannot write: {error}") from error
    finally:
        for name, _ in ready:
            Path(name).unlink(missing_ok=True)
