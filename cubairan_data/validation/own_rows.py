"""Check a user's own rows against the contract of a table."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cubairan_data.contract.codes.judgements import JudgementKind
from cubairan_data.contract.lists import DELIMITER
from cubairan_data.errors import CannotRunError, did_you_mean
from cubairan_data.matching.candidates import unsettled
from cubairan_data.storage.finding import Finding, Report
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.names import TableName
from cubairan_data.storage.raw import Cells, RawRow, RawTable, has_usable_header, read_own_table
from cubairan_data.storage.schema import Schema, schemas
from cubairan_data.validation.row_layer import check_table
from cubairan_data.validation.rules.references import dangling, repeated

if TYPE_CHECKING:
    import pandas as pd

_FRAME_READERS = {
    ".xlsx": "read_excel",
    ".xls": "read_excel",
    ".ods": "read_excel",
    ".parquet": "read_parquet",
}
_TAB_SUFFIXES = (".tsv", ".tab")
# Comparing every row with every other is for what somebody coded, not for what a machine did.
_COMPARED = 2000


def check(tables: Tables, rows: "pd.DataFrame | str | Path", table: TableName) -> Report:
    """Check rows as if they were part of a record, whose other rows they may reference."""
    own = _own_table(rows, schemas()[table])
    own.findings += _column_findings(own)
    own.rows = [RawRow(row.line, row.id, _with_missing_bounds(own, row.cells)) for row in own.rows]
    around = tables.with_table(_among(tables[table], own))
    findings = [*own.findings, *check_table(own)]
    findings += [breach.finding("key") for breach in repeated(own, own.schema.key)]
    findings += [breach.finding("reference") for breach in dangling(own, around)]
    findings += _lookalikes(own, around)
    return Report(
        sorted(findings, key=lambda found: (found.line or 0, found.column or "", found.rule))
    )


def _lookalikes(own: RawTable, around: Tables) -> Iterator[Finding]:
    """Warn of rows that may be in the record already, or in the file twice."""
    if len(own.rows) > _COMPARED:
        return
    for pair in unsettled(around):
        ids = (pair.first_id, pair.second_id)
        if pair.table != own.name or pair.kind is not JudgementKind.IDENTITY:
            continue
        for row_id, other in (ids, ids[::-1]):
            if row_id in own.by_id:
                message = f"looks like {other!r} ({pair.likeness})"
                found = own.finding(own.by_id[row_id], own.schema.key[0], "unsettled-pair", message)
                yield replace(found, severity="warning")
                break


def _own_table(rows: "pd.DataFrame | str | Path", schema: Schema) -> RawTable:
    if not isinstance(rows, (str, Path)):
        return _from_frame(rows, schema, "DataFrame", first_line=1)
    path = Path(rows)
    suffix = path.suffix.lower()
    if suffix in _FRAME_READERS:
        return _from_frame(_read_frame(path, suffix), schema, str(path), first_line=2)
    own = read_own_table(schema, path, "\t" if suffix in _TAB_SUFFIXES else ",")
    unreadable = [found for found in own.findings if found.rule in ("file", "encoding", "csv")]
    if unreadable or not own.header:
        reason = unreadable[0].message if unreadable else "it is empty"
        allowed = "UTF-8 CSV, TSV, Excel or Parquet"
        raise CannotRunError(f"cannot read {path}: {reason}; allowed: {allowed}")
    return own


def _read_frame(path: Path, suffix: str) -> "pd.DataFrame":
    import pandas as pd

    try:
        frame: pd.DataFrame = getattr(pd, _FRAME_READERS[suffix])(path)
    except ImportError as error:
        raise CannotRunError(f"cannot read {path}: {error}") from error
    except (OSError, ValueError, KeyError) as error:
        raise CannotRunError(
            f"cannot read {path}: {error}; allowed: UTF-8 CSV, TSV, Excel or Parquet"
        ) from error
    return frame


def _from_frame(frame: "pd.DataFrame", schema: Schema, file: str, first_line: int) -> RawTable:
    own = RawTable(schema, file, Path(file), header=[str(name) for name in frame.columns])
    if has_usable_header(own):
        records = frame.to_dict("records")
        for line, record in enumerate(records, first_line):
            cells = {
                str(name): text
                for name, value in record.items()
                if name in schema.fields and (text := cell_text(value)) is not None
            }
            own.rows.append(RawRow(line, schema.row_id(cells), cells))
    return own


def cell_text(value: Any) -> str | None:
    """Write a value of any frame as the text of a cell; None where it is missing."""
    import pandas as pd

    if value is None or (pd.api.types.is_scalar(value) and pd.isna(value)) or value == "":
        return None
    if isinstance(value, (list, tuple)):
        return DELIMITER.join(map(str, value))
    if hasattr(value, "isoformat"):
        return str(value.isoformat())[:10]
    if pd.api.types.is_bool(value):
        return str(bool(value)).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


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
