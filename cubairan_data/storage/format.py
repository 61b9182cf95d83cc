"""Format the tables of a folder: canonical form, date bounds filled; all files or none."""

from cubairan_data.errors import CannotRunError
from cubairan_data.storage.canonical import canonical_cells, sorted_text
from cubairan_data.storage.finding import Finding, Report
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.locate import is_in_installation
from cubairan_data.storage.raw import BYTE_ORDER_MARK, RawTable, is_harmless
from cubairan_data.storage.replacing import fingerprint, replace_all, undo_killed


def format_tables(tables: Tables, *, check: bool) -> list[str]:
    """Rewrite the tables of a folder in canonical form, with date bounds filled.

    Args:
        tables: the folder.
        check: only list what would change.

    Returns:
        The files that were rewritten, as the descriptor names them.

    Raises:
        CannotRunError: a file cannot be read or written, or changes meanwhile, or the folder is
            that of an installed package; none is replaced then.
    """
    if not check and is_in_installation(tables.root):
        message = f"{tables.root} belongs to an installed package and is never rewritten"
        raise CannotRunError(f"{message}; name a folder of your own, or look with check only")
    files = (table.path for table in tables.values() if table.is_read)
    if not check and undo_killed(tables.root, files):
        tables = Tables(tables.root)
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
    seen = {table.path: _original(table) for table in tables.values()}
    changed = {
        tables[name].path: text.encode()
        for name, text in texts.items()
        if text.encode() != seen[tables[name].path]
    }
    if not check:
        before = {path: fingerprint(content) for path, content in seen.items()}
        replace_all(tables.root, changed, before)
    return sorted(table.file for table in tables.values() if table.path in changed)


def _original(table: RawTable) -> bytes:
    """Give the file as it was read; of what blocks formatting, only the mark is not in the text."""
    mark = BYTE_ORDER_MARK if any(map(is_harmless, table.findings)) else ""
    return f"{mark}{table.content}".encode()


def _formatted(table: RawTable, blocking: list[Finding]) -> str:
    rows = []
    for row in table.rows:
        try:
            rows.append(canonical_cells(table.schema, row.cells))
        except ValueError as error:
            blocking.append(table.finding(row, None, "date", str(error)))
    return sorted_text(table.schema, rows)
