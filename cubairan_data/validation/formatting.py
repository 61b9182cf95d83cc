"""Rewriting tables into canonical form, all or none."""

import os
import tempfile
from pathlib import Path

from cubairan_data.loading.locate import data_root
from cubairan_data.validation.canonical import canonical_cells, canonical_text, sort_key
from cubairan_data.validation.finding import Finding, Report
from cubairan_data.validation.reading import CannotRunError, TableFile, read_tables


def format_tables(path: str | Path | None = None, *, check: bool = False) -> list[str]:
    """Rewrite the tables of a folder into canonical form and fill their date bounds.

    Args:
        path: folder that holds ``datapackage.json``; None means the record in use.
        check: only tell which files would change.

    Returns:
        The files that were (or with ``check`` would be) rewritten, as named in the descriptor. A second call
        rewrites nothing.

    Raises:
        CannotRunError: a file cannot be read, or holds a date that cannot; no file is changed then.

    Example:
        >>> import cubairan_data as cid
        >>> cid.format_tables(check=True)
        []
    """
    folder = Path(path) if path is not None else data_root()
    data, findings = read_tables(folder)
    blocking = [
        finding
        for finding in findings
        if finding.rule != "encoding" or "order mark" not in finding.message
    ]
    texts: dict[str, tuple[TableFile, str]] = {}
    for table in data.values():
        rows = []
        for row in table.rows:
            try:
                rows.append(canonical_cells(table.row, row.cells))
            except ValueError as error:
                blocking.append(table.finding(row, None, "date", str(error)))
        rows.sort(key=lambda cells, of=table.row: sort_key(of, cells))  # type: ignore[misc]
        texts[table.file] = (table, canonical_text(table.row, rows))
    if blocking:
        raise CannotRunError(f"nothing was changed:\n{_listed(blocking)}")
    try:
        changed = {
            file: text
            for file, (table, text) in texts.items()
            if table.path.read_bytes() != text.encode()
        }
    except OSError as error:
        raise CannotRunError(f"nothing was changed: {error}") from error
    if not check:
        _replace_all({texts[file][0].path: text for file, text in changed.items()})
    return sorted(changed)


def _listed(findings: list[Finding]) -> str:
    return str(Report(findings))


def _replace_all(texts: dict[Path, str]) -> None:
    """Write every file beside its place first, and only then put all of them in place."""
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
            Path(name).chmod(path.stat().st_mode & 0o777)
        while ready:
            name, path = ready[0]
            Path(name).replace(path)
            ready.pop(0)
    except OSError as error:
        raise CannotRunError(f"cannot write: {error}") from error
    finally:
        for name, _ in ready:
            Path(name).unlink(missing_ok=True)
