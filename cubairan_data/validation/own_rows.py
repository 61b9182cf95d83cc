"""Check a user's own rows against the contract of a table."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cubairan_data.contract.catalogue import MODELS
from cubairan_data.contract.codes.judgements import JudgementKind
from cubairan_data.errors import CannotRunError, did_you_mean
from cubairan_data.matching.candidates import unsettled
from cubairan_data.storage.finding import Finding, Report, Severity
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.raw import MOST_COLUMNS, Cells, RawRow, RawTable
from cubairan_data.storage.schema import Field, Schema
from cubairan_data.validation.kept_findings import KeptFindings
from cubairan_data.validation.own_csv import of_csv
from cubairan_data.validation.own_frames import of_frame, of_parquet, of_workbook
from cubairan_data.validation.own_table import OwnTable, completed
from cubairan_data.validation.row_layer import RowCheck
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


def are_few(count: int) -> bool:
    """Whether so many rows can be held, and compared with those of the record."""
    return count <= _HELD


@dataclass
class Seen:
    """What is kept of the rows while they are read, however many there are."""

    count: int = 0
    held: list[RawRow] = field(default_factory=list)
    """The rows, as long as they are few."""
    hashes: "dict[tuple[str, ...], array[int]]" = field(
        default_factory=lambda: defaultdict(lambda: array("q"))
    )
    """Of what must be unique, in the order of the rows."""
    wanted: set[str] = field(default_factory=set)
    """Keys that lead to no row of the record, but may lead to one of these."""

    def add(self, row: RawRow) -> None:
        """Count a row; keep it while there are few."""
        self.count += 1
        if are_few(self.count):
            self.held.append(row)
        else:
            self.held.clear()


def check(tables: Tables, own: OwnTable, kept: KeptFindings) -> Report:
    """Check rows one by one, as if they were part of a record, whose rows they may reference."""
    kept.add([*own.findings, *column_findings(own.table)])
    if len(own.table.header) > MOST_COLUMNS:
        return kept.report()
    seen = Seen()
    _row_by_row(own, tables, seen, kept)
    kept.add(_repeated(own, tables, seen))
    kept.add(_dangling(own, seen))
    kept.add(together(own.table, seen, tables))
    return kept.report()


def opened(rows: "pd.DataFrame | str | Path", schema: Schema) -> OwnTable:
    """Open a frame or a file by its kind; raises CannotRunError."""
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


def _row_by_row(own: OwnTable, tables: Tables, seen: Seen, kept: KeptFindings) -> None:
    """Find what is wrong with each row by itself, and remember what is to be looked at later."""
    table, schema = own.table, own.table.schema
    rows = RowCheck(MODELS[table.name])
    references = [
        (column, tables[column.references].by_id)
        for column in schema.fields.values()
        if column.references
    ]
    for bare, faults in own.rows():
        row = RawRow(bare.line, bare.id, completed(schema, table.header, bare.cells))
        refused = {found.column for found in faults}
        found = [
            *faults,
            *(
                table.finding(row, fault.column, fault.rule, fault.message)
                for fault in rows.faults(row.cells)
                if fault.column not in refused
            ),
        ]
        for column, known in references:
            for item in items(row, column):
                if item in known:
                    continue
                if column.references == table.name:
                    seen.wanted.add(item)
                else:
                    found.append(_leads_nowhere(table, row, column, item))
        kept.add(sorted(found, key=lambda each: (each.column or "", each.rule)))
        seen.add(row)
        seen.hashes[()].append(hash(row.id))
        for columns in schema.unique:
            values = unique_values(row.cells, columns)
            seen.hashes[columns].append(hash(values) if values else -1 - seen.count)


def _leads_nowhere(table: RawTable, row: RawRow, column: Field, item: str) -> Finding:
    message = f"found {item!r}, which is not in {column.references}"
    return table.finding(row, column.name, "reference", message)


def unique_values(cells: Cells, columns: tuple[str, ...]) -> tuple[str, ...] | None:
    """Give what must not occur twice; nothing where a cell is blank."""
    values = tuple(cells.get(name, "") for name in columns)
    return None if "" in values else values


def _repeated(own: OwnTable, tables: Tables, seen: Seen) -> Iterator[Finding]:
    """Find the keys that occur again, and where rows are many what must be unique besides."""
    key, schema = own.table.schema.key[0], own.table.schema
    for row, line in _again(own, seen.hashes[()], lambda row: row.id, {}):
        message = f"found {row.id!r} again; it is on line {line} already"
        yield own.table.finding(row, key, "key", message)
    if are_few(seen.count) or not schema.unique:
        return
    replaced = {row.id for row, _ in own.rows() if row.id in tables[schema.name].by_id}
    for columns in schema.unique:
        others = of_record(tables[schema.name], columns, replaced)

        def values(row: RawRow, columns: tuple[str, ...] = columns) -> Any:
            return unique_values(row.cells, columns)

        for row, line in _again(own, seen.hashes[columns], values, others):
            found = " / ".join(row.cells[name] for name in columns)
            message = f"found {found!r} again; it is on line {line} already"
            yield own.table.finding(row, columns[0], "unique", message)


def of_record(
    table: RawTable, columns: tuple[str, ...], replaced: Collection[str]
) -> dict[Any, int]:
    """Give what is unique in the rows of the record that stay, with their lines."""
    lines: dict[Any, int] = {}
    for row in table.rows:
        values = unique_values(row.cells, columns)
        if values and row.id not in replaced:
            lines.setdefault(values, row.line)
    return lines


def _again(
    own: OwnTable, hashes: "array[int]", of: Callable[[RawRow], Any], first: dict[Any, int]
) -> Iterator[tuple[RawRow, int]]:
    """Find what occurs again, by hashes first; with the line on which it stood before."""
    import numpy as np

    distinct, counts = np.unique(np.frombuffer(hashes, dtype=np.int64), return_counts=True)
    doubtful = {*distinct[counts > 1].tolist(), *map(hash, first)}
    if not doubtful:
        return
    lines = dict(first)
    for row, _ in own.rows():
        values = of(row)
        if values is None or hash(values) not in doubtful:
            continue
        if values in lines:
            yield row, lines[values]
        lines.setdefault(values, row.line)


def _dangling(own: OwnTable, seen: Seen) -> Iterator[Finding]:
    """Find the references to the table itself that lead to no row, of the record or of these."""
    if not seen.wanted:
        return
    table = own.table
    lacking = seen.wanted - {row.id for row, _ in own.rows() if row.id in seen.wanted}
    columns = [each for each in table.schema.fields.values() if each.references == table.name]
    if lacking:
        for row, _ in own.rows():
            for column in columns:
                for item in items(row, column):
                    if item in lacking:
                        yield _leads_nowhere(table, row, column, item)


def together(own: RawTable, seen: Seen, tables: Tables) -> Iterator[Finding]:
    """Find what is wrong with the rows beside those of the record."""
    count = seen.count
    if not are_few(count):
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


def column_findings(own: RawTable) -> Iterator[Finding]:
    """Find what is wrong with the header."""
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


def _among(table: RawTable, own: RawTable) -> RawTable:
    """Add a user's rows to a table of the record; they replace rows with the same key."""
    others = [row for row in table.rows if row.id not in own.by_id]
    return RawTable(table.schema, own.file, own.path, own.header, rows=[*others, *own.rows])
