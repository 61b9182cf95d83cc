"""Check a user's own rows against the contract of a table."""

from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from cubairan_data.contract.catalogue import MODELS
from cubairan_data.contract.codes.judgements import JudgementKind
from cubairan_data.errors import CannotRunError, did_you_mean
from cubairan_data.matching.candidates import unsettled
from cubairan_data.storage.canonical import with_flags
from cubairan_data.storage.finding import Finding, Report, Severity
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.names import TableName
from cubairan_data.storage.raw import MOST_COLUMNS, Cells, RawRow, RawTable
from cubairan_data.storage.schema import Schema, schemas
from cubairan_data.validation.own_csv import of_csv
from cubairan_data.validation.own_frames import of_frame, of_parquet, of_workbook
from cubairan_data.validation.own_table import OwnTable
from cubairan_data.validation.row_layer import row_faults
from cubairan_data.validation.rules import RULES
from cubairan_data.validation.rules.references import items

if TYPE_CHECKING:
    import pandas as pd

_WORKBOOK_SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods")
_JSON_SUFFIXES = (".json", ".jsonl", ".ndjson")
# Comparing every row with every other is for what somebody coded, not for what a machine did; and
# what is no more than this can be held.
_COMPARED, _HELD = 2000, 50_000
# The names that pandas gives the first column, or those of Parquet, where it writes an index.
_INDEX, _INDEX_OF_PARQUET = ("", "Unnamed: 0"), "__index_level_"
# Unknown columns for which a near name is looked for.
_NAMED = 20
# Rules that ask more than somebody's own rows are to bring: a form of the file, evidence, a use,
# rows of other tables. The last is asked apart.
_OF_THE_RECORD = {
    *("order", "canonical", "evidence-for-cell", "coverage-note", "exception-used"),
    *("lead-participates", "used-sources", "used-publishers", "used-organizations"),
    *("used-officials", "unsettled-pair"),
}
# What is found row by row, for files of any length.
_ROW_BY_ROW = {"key", "reference"}


@dataclass
class _Seen:
    """What is kept of the rows while they are read, however many there are."""

    held: list[RawRow] = field(default_factory=list)
    """The rows, as long as they are few."""
    hashes: "array[int]" = field(default_factory=lambda: array("q"))
    """Of the keys, in the order of the rows."""
    loose: list[tuple[RawRow, str, str]] = field(default_factory=list)
    """References that lead to no row of the record, but may lead to one of these: the place of the
    row, the column, the key."""


def check(tables: Tables, rows: "pd.DataFrame | str | Path", table: TableName) -> Report:
    """Check rows as if they were part of a record, whose other rows they may reference."""
    own = _opened(rows, schemas()[table])
    findings = [*own.findings, *_column_findings(own.table)]
    if len(own.table.header) > MOST_COLUMNS:
        return Report(findings)
    seen = _Seen()
    findings += _row_by_row(own, tables, seen)
    findings += _repeated(own, seen)
    findings += _dangling(own, seen)
    findings += _together(own.table, seen, tables)
    return Report(
        sorted(findings, key=lambda found: (found.line or 0, found.column or "", found.rule))
    )


def _opened(rows: "pd.DataFrame | str | Path", schema: Schema) -> OwnTable:
    import pandas as pd

    if isinstance(rows, pd.DataFrame):
        return of_frame(rows, schema)
    if not isinstance(rows, (str, PathLike)):
        found = f"found a value of type {type(rows).__name__}"
        allowed = "a DataFrame or the path of a file"
        raise CannotRunError(f"cannot check these rows: {found}; allowed: {allowed}")
    path = Path(rows)
    suffix = path.suffix.lower()
    if suffix in _JSON_SUFFIXES:
        raise CannotRunError("the file is JSON; allowed: UTF-8 CSV, TSV, Excel or Parquet")
    if suffix in _WORKBOOK_SUFFIXES:
        return of_workbook(path, schema)
    return of_parquet(path, schema) if suffix == ".parquet" else of_csv(path, schema)


def _row_by_row(own: OwnTable, tables: Tables, seen: _Seen) -> Iterator[Finding]:
    """Find what is wrong with each row by itself, and remember what is to be looked at later."""
    table, model = own.table, MODELS[own.table.name]
    references = [
        (column, tables[column.references].by_id)
        for column in table.schema.fields.values()
        if column.references
    ]
    for bare, faults in own.rows():
        row = RawRow(bare.line, bare.id, _completed(table, bare.cells))
        yield from faults
        refused = {found.column for found in faults}
        for fault in row_faults(model, row.cells):
            if fault.column not in refused:
                yield table.finding(row, fault.column, fault.rule, fault.message)
        seen.hashes.append(hash(row.id))
        if len(seen.hashes) <= _HELD:
            seen.held.append(row)
        for column, known in references:
            for item in items(row, column):
                if item not in known:
                    seen.loose.append((RawRow(row.line, row.id, {}), column.name, item))


def _repeated(own: OwnTable, seen: _Seen) -> Iterator[Finding]:
    """Find the keys that occur again, by their hashes first."""
    import numpy as np

    hashes, counts = np.unique(np.frombuffer(seen.hashes, dtype=np.int64), return_counts=True)
    doubtful = set(hashes[counts > 1].tolist())
    if not doubtful:
        return
    lines: dict[str, int] = {}
    for row, _ in own.rows():
        if hash(row.id) not in doubtful:
            continue
        if row.id in lines:
            message = f"found {row.id!r} again; it is on line {lines[row.id]} already"
            yield own.table.finding(row, own.table.schema.key[0], "key", message)
        lines.setdefault(row.id, row.line)


def _dangling(own: OwnTable, seen: _Seen) -> Iterator[Finding]:
    """Find the references that lead neither to a row of the record nor to one of these."""
    fields, name = own.table.schema.fields, own.table.name
    wanted = {item for _, column, item in seen.loose if fields[column].references == name}
    here = {row.id for row, _ in own.rows() if row.id in wanted} if wanted else set()
    for row, column, item in seen.loose:
        target = fields[column].references
        if target != name or item not in here:
            yield own.table.finding(
                row, column, "reference", f"found {item!r}, which is not in {target}"
            )


def _together(own: RawTable, seen: _Seen, tables: Tables) -> Iterator[Finding]:
    """Find what is wrong with the rows beside those of the record."""
    count = len(seen.hashes)
    if count > _HELD:
        yield _warning(own, f"found {count} rows, which are checked one by one only", _HELD)
        return
    own.rows = seen.held
    around = tables.with_table(_among(tables[own.name], own))
    for rule in RULES.values():
        if rule.id not in _OF_THE_RECORD | _ROW_BY_ROW:
            # What may be right after all is for its author to say, once the row is in the record.
            severity: Severity = "warning" if rule.exceptions else "error"
            yield from (
                replace(found, severity=severity)
                for found in rule.findings(around)
                if found.table == own.name and found.row_id in own.by_id
            )
    # A row that is known only by others, such as a line of evidence, looks like none.
    if count <= _COMPARED:
        yield from _lookalikes(own, around)
    elif len(own.schema.key) == 1:
        yield _warning(own, f"found {count} rows, which are not compared for likeness", _COMPARED)


def _warning(own: RawTable, found: str, limit: int) -> Finding:
    message = f"{found}; the limit for more is {limit:,}"
    return replace(own.finding(None, None, "unsettled-pair", message), severity="warning")


def _lookalikes(own: RawTable, around: Tables) -> Iterator[Finding]:
    """Warn of rows that may be in the record already, or in the file twice."""
    for pair in unsettled(around):
        ids = (pair.first_id, pair.second_id)
        if pair.table != own.name or pair.kind is not JudgementKind.IDENTITY:
            continue
        for row_id, other in (ids, ids[::-1]):
            if row_id in own.by_id:
                message = f"looks like {other!r} ({pair.likeness})"
                key = own.schema.key[0]
                found = own.finding(own.by_id[row_id], key, "unsettled-pair", message)
                yield replace(found, severity="warning")
                break


def _column_findings(own: RawTable) -> Iterator[Finding]:
    fields, header = own.schema.fields, own.header
    if len(header) > MOST_COLUMNS or not fields.keys() & set(header):
        found = f"{len(header)} columns" if len(header) > MOST_COLUMNS else repr(",".join(header))
        message = f"found {found}; allowed: {', '.join(fields)}"
        yield own.finding(None, None, "header", message)
        return
    unknown = 0
    for name, count in Counter(header).items():
        if (name == header[0] and name in _INDEX) or name.startswith(_INDEX_OF_PARQUET):
            message = f"found a column {name!r}, in which pandas writes an index; it is left out"
            yield replace(own.finding(None, None, "header", message), severity="warning")
        elif name not in fields:
            unknown += 1
            hint = did_you_mean(name, fields, f"columns of {own.name}") if unknown < _NAMED else ""
            yield own.finding(None, name, "header", f"found an unknown column {name!r}{hint}")
        if count > 1:
            times = "twice" if count == 2 else f"{count} times"
            yield own.finding(None, name, "header", f"found the column {name!r} {times}")
    for column in fields.values():
        if column.is_required and column.name not in header:
            message = f"found no column {column.name!r}, which {own.name} requires"
            yield own.finding(None, column.name, "header", message)


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
    return RawTable(table.schema, own.file, own.path, own.header, rows=[*others, *own.rows])
