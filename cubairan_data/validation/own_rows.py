"""Check a user's own rows against the contract of a table."""

import io
from collections.abc import Iterator, Mapping, Set
from dataclasses import replace
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cubairan_data.contract.codes.judgements import JudgementKind
from cubairan_data.contract.lists import DELIMITER
from cubairan_data.errors import CannotRunError, did_you_mean
from cubairan_data.matching.candidates import unsettled
from cubairan_data.storage.canonical import with_flags
from cubairan_data.storage.files import LARGEST_WORKBOOK, read_bytes
from cubairan_data.storage.finding import Finding, Report
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.names import TableName
from cubairan_data.storage.raw import (
    Cells,
    RawRow,
    RawTable,
    has_usable_header,
    read_own_table,
    shortened,
)
from cubairan_data.storage.schema import Schema, schemas
from cubairan_data.validation.row_layer import check_table
from cubairan_data.validation.rules.references import dangling, repeated

if TYPE_CHECKING:
    import pandas as pd

# A cell of a workbook is what it is: NA is a text, and 007 no number, where somebody wrote so.
_WORKBOOK = {"dtype": object, "keep_default_na": False, "na_values": [""]}
_FRAME_READERS: dict[str, tuple[str, dict[str, Any]]] = {
    ".xlsx": ("read_excel", _WORKBOOK),
    ".xls": ("read_excel", _WORKBOOK),
    ".ods": ("read_excel", _WORKBOOK),
    ".parquet": ("read_parquet", {}),
}
_OF_A_CELL = "a text, a number, a date, true or false, or a list of them"
_ALLOWED = "UTF-8 CSV, TSV, Excel or Parquet"
_TAB_SUFFIXES = (".tsv", ".tab")
# Comparing every row with every other is for what somebody coded, not for what a machine did.
_COMPARED = 2000


def check(tables: Tables, rows: "pd.DataFrame | str | Path", table: TableName) -> Report:
    """Check rows as if they were part of a record, whose other rows they may reference."""
    own = _own_table(rows, schemas()[table])
    own.findings += _column_findings(own)
    own.rows = [RawRow(row.line, row.id, _completed(own, row.cells)) for row in own.rows]
    around = tables.with_table(_among(tables[table], own))
    refused = {(found.line, found.column) for found in own.findings if found.line}
    findings = [
        *own.findings,
        *(each for each in check_table(own) if (each.line, each.column) not in refused),
    ]
    findings += [breach.finding("key") for breach in repeated(own, own.schema.key)]
    findings += [breach.finding("reference") for breach in dangling(own, around)]
    findings += _lookalikes(own, around)
    return Report(
        sorted(findings, key=lambda found: (found.line or 0, found.column or "", found.rule))
    )


def _lookalikes(own: RawTable, around: Tables) -> Iterator[Finding]:
    """Warn of rows that may be in the record already, or in the file twice."""
    key = own.schema.key
    if len(own.rows) > _COMPARED:
        # A row that is known only by others, such as a line of evidence, looks like none.
        if len(key) == 1:
            message = f"found {len(own.rows)} rows; rows that look alike were not looked for"
            limit = f"allowed for that: {_COMPARED} at most"
            found = own.finding(None, None, "unsettled-pair", f"{message}; {limit}")
            yield replace(found, severity="warning")
        return
    for pair in unsettled(around):
        ids = (pair.first_id, pair.second_id)
        if pair.table != own.name or pair.kind is not JudgementKind.IDENTITY:
            continue
        for row_id, other in (ids, ids[::-1]):
            if row_id in own.by_id:
                message = f"looks like {other!r} ({pair.likeness})"
                found = own.finding(own.by_id[row_id], key[0], "unsettled-pair", message)
                yield replace(found, severity="warning")
                break


def _own_table(rows: "pd.DataFrame | str | Path", schema: Schema) -> RawTable:
    import pandas as pd

    if isinstance(rows, pd.DataFrame):
        return _from_frame(rows, schema, "DataFrame", first_line=1)
    if not isinstance(rows, (str, PathLike)):
        found = f"found {_kind(rows)}; allowed: a DataFrame or the path of a file"
        raise CannotRunError(f"cannot check these rows: {found}")
    path = Path(rows)
    suffix = path.suffix.lower()
    if suffix in _FRAME_READERS:
        return _from_frame(_read_frame(path, suffix), schema, str(path), first_line=2)
    own = read_own_table(schema, path, "\t" if suffix in _TAB_SUFFIXES else ",")
    unreadable = [found for found in own.findings if found.rule in ("file", "encoding", "csv")]
    if unreadable or not own.header:
        reason = unreadable[0].message if unreadable else "it is empty"
        raise CannotRunError(f"cannot read {path}: {reason}; allowed: {_ALLOWED}")
    return own


def _read_frame(path: Path, suffix: str) -> "pd.DataFrame":
    import pandas as pd

    reader, options = _FRAME_READERS[suffix]
    try:
        content = io.BytesIO(read_bytes(path, LARGEST_WORKBOOK))
    except OSError as error:
        raise CannotRunError(f"cannot read {path}: {error.strerror}") from error
    try:
        frame: pd.DataFrame = getattr(pd, reader)(content, **options)
    except ImportError as error:
        raise CannotRunError(f"cannot read {path}: {error}") from error
    # Each library has errors of its own for a file that is damaged or of another kind.
    except Exception as error:
        reason = f"{type(error).__name__}: {shortened(' '.join(str(error).split()))}"
        raise CannotRunError(f"cannot read {path}: {reason}; allowed: {_ALLOWED}") from error
    return frame


def _from_frame(frame: "pd.DataFrame", schema: Schema, file: str, first_line: int) -> RawTable:
    own = RawTable(schema, file, Path(file), header=[str(name) for name in frame.columns])
    if has_usable_header(own):
        for line, record in enumerate(frame.to_dict("records"), first_line):
            values = {name: value for name, value in record.items() if name in schema.fields}
            cells, faults = _cells_of(values)
            row = RawRow(line, schema.row_id(cells), cells)
            own.rows.append(row)
            for name, fault in faults.items():
                own.findings.append(own.finding(row, name, "format", fault))
    return own


def _cells_of(values: Mapping[Any, Any]) -> tuple[Cells, dict[str, str]]:
    """Write the values of a row as cells, and say what is wrong with those that are no cell."""
    cells: Cells = {}
    faults: dict[str, str] = {}
    for name, value in values.items():
        try:
            text = cell_text(value)
        except ValueError as error:
            faults[str(name)] = str(error)
        else:
            cells |= {str(name): text} if text is not None else {}
    return cells, faults


def cell_text(value: Any) -> str | None:
    """Write a value of any frame as the text of a cell; None where it is missing.

    Raises:
        ValueError: it is no value of a cell, such as bytes or a list of lists.

    Example:
        >>> cell_text(2030.0), cell_text(["Havana", None, "Tehran"]), cell_text({"b", "a"})
        ('2030', 'Havana;Tehran', 'a;b')
    """
    if isinstance(value, (Mapping, bytes, bytearray)):
        raise ValueError(f"found {_kind(value)}; allowed: {_OF_A_CELL}")
    items = _items(value)
    if items is None:
        return _scalar_text(value)
    if nested := [item for item in items if _items(item) is not None]:
        raise ValueError(f"found {_kind(nested[0])} in a list; allowed: {_OF_A_CELL}")
    texts = [text for item in items if (text := cell_text(item)) is not None]
    is_ordered = not isinstance(value, Set)
    return DELIMITER.join(texts if is_ordered else sorted(texts)) or None


def _items(value: Any) -> list[Any] | None:
    """Give the items of a value that is a collection, as Parquet and pandas have several."""
    import pandas as pd

    if isinstance(value, (list, tuple, Set)):
        return list(value)
    is_array = hasattr(value, "ndim") and not pd.api.types.is_scalar(value)
    return list(value) if is_array and value.ndim else None


def _scalar_text(value: Any) -> str | None:
    import pandas as pd

    if value is None or (pd.api.types.is_scalar(value) and pd.isna(value)):
        return None
    if hasattr(value, "isoformat"):
        return str(value.isoformat())[:10]
    if pd.api.types.is_bool(value):
        return str(bool(value)).lower()
    if pd.api.types.is_float(value) and float(value).is_integer():
        return str(int(value))
    return str(value) or None


def _kind(value: object) -> str:
    return f"a value of type {type(value).__name__}"


def _column_findings(own: RawTable) -> Iterator[Finding]:
    fields, header = own.schema.fields, own.header
    for name in dict.fromkeys(header):
        if name not in fields:
            message = f"found an unknown column {name!r}"
            hint = did_you_mean(name, fields, f"columns of {own.name}")
            yield own.finding(None, name, "header", f"{message}{hint}")
        if header.count(name) > 1:
            yield own.finding(None, name, "header", f"found the column {name!r} twice")
    for field in fields.values():
        if field.is_required and field.name not in header:
            message = f"found no column {field.name!r}, which {own.name} requires"
            yield own.finding(None, field.name, "header", message)


def _completed(own: RawTable, cells: Cells) -> Cells:
    return _with_missing_bounds(own, with_flags(own.schema, cells))


def _with_missing_bounds(own: RawTable, cells: Cells) -> Cells:
    """Compute the date bounds for which the file has no column."""
    for bound, date in own.schema.bounds:
        if bound.name not in own.header and date in cells:
            try:
                day = bound.bound(cells[date])
            except ValueError:
                continue
            if day:
                cells = {**cells, bound.name: day}
    return cells


def _among(table: RawTable, own: RawTable) -> RawTable:
    """Add a user's rows to a table of the record; they replace rows with the same key."""
    others = [row for row in table.rows if row.id not in own.by_id]
    return RawTable(table.schema, own.file, own.path, own.header, rows=[*own.rows, *others])
