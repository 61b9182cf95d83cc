"""Checking one table of somebody else's against the contract of a table of the dataset."""

from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cubairan_data.contract.catalogue import TABLES
from cubairan_data.contract.row import Row, bound, bound_columns
from cubairan_data.loading.locate import data_root
from cubairan_data.loading.names import TableName, known_table
from cubairan_data.validation.finding import Finding, Report
from cubairan_data.validation.reading import CannotRunError, Data, TableFile, TableRow, read_tables
from cubairan_data.validation.row_layer import check_table
from cubairan_data.validation.rules.references import key, reference

if TYPE_CHECKING:
    import pandas as pd

READERS = {
    ".xlsx": "read_excel",
    ".xls": "read_excel",
    ".ods": "read_excel",
    ".parquet": "read_parquet",
}


def check(rows: "pd.DataFrame | str | Path", table: TableName) -> Report:
    """Check rows of one's own against the contract of a table.

    Args:
        rows: a DataFrame, or a file: CSV, TSV, Excel or Parquet.
        table: the table whose contract holds. Its key columns and every needed column must be there, others may be
            missing; date bounds may be missing, too, they are computed. References are looked up in the record in use
            and among the rows themselves.

    Returns:
        A report as `validate` gives it; the line of a finding is the line of the file, or for a DataFrame the
        position of the row, from 1.

    Raises:
        UnknownTableError: no table has this name.
        CannotRunError: the file cannot be read.

    Example:
        >>> import cubairan_data as cid
        >>> cid.check(cid.load("visits"), "visits")
        valid: no findings
    """
    contract = TABLES[known_table(table)]
    if isinstance(rows, (str, Path)):
        file, frame, first = str(rows), _read(Path(rows)), 2
    else:
        file, frame, first = "DataFrame", rows, 1
    own = TableFile(contract, file, Path(file))
    names = [str(name) for name in frame.columns]
    own.findings += _columns(own, names)
    if not own.findings or set(contract.TABLE.key) <= set(names):
        own.rows = _rows(contract, frame, first)
    data, _ = read_tables(data_root())
    merged = TableFile(contract, file, Path(file), rows=own.rows)
    merged.by_id.update(
        {row_id: row for row_id, row in data[table].by_id.items() if row_id not in merged.by_id}
    )
    around: Data = {**data, table: merged}
    found = [*own.findings, *check_table(own)]
    for rule in (key, reference):
        found += [finding for finding in rule(around) if finding.file == file]
    return Report(
        sorted(found, key=lambda finding: (finding.line or 0, finding.column or "", finding.rule))
    )


def _columns(own: TableFile, names: list[str]) -> list[Finding]:
    declared = own.row.declared()
    found = []
    for name in names:
        if name not in declared:
            near = get_close_matches(name, declared, n=1)
            hint = (
                f"; did you mean {near[0]!r}?"
                if near
                else f"; columns of {own.name}: {', '.join(declared)}"
            )
            found.append(
                own.finding(
                    None,
                    name,
                    "header",
                    f"found a column {name!r} that {own.name} does not have{hint}",
                )
            )
    for name in sorted({name for name in names if names.count(name) > 1}):
        found.append(own.finding(None, name, "header", f"found the column {name!r} twice"))
    for column in declared.values():
        if column.required and column.name not in names:
            found.append(
                own.finding(
                    None,
                    column.name,
                    "header",
                    f"found no column {column.name!r}, which {own.name} needs",
                )
            )
    return found


def _rows(contract: type[Row], frame: "pd.DataFrame", first: int) -> list[TableRow]:
    declared = contract.declared()
    read = []
    for line, record in enumerate(frame.to_dict("records"), first):
        cells = {
            str(name): text
            for name, value in record.items()
            if name in declared and (text := cell_text(value)) is not None
        }
        for bound_name, date in bound_columns(contract):
            if bound_name not in frame.columns and date in cells:
                try:
                    day = bound(cells[date], bound_name)
                except ValueError:
                    continue
                if day:
                    cells[bound_name] = day.isoformat()
        read.append(
            TableRow(line, "/".join(cells.get(part, "") for part in contract.TABLE.key), cells)
        )
    return read


def cell_text(value: Any) -> str | None:
    """A value of any frame as the text of a cell; None where it is missing."""
    import pandas as pd

    if value is None or (pd.api.types.is_scalar(value) and pd.isna(value)) or value == "":
        return None
    if isinstance(value, (list, tuple)):
        return ";".join(map(str, value))
    if isinstance(value, pd.Timestamp) or hasattr(value, "isoformat"):
        return str(value.isoformat())[:10]
    if isinstance(value, bool) or type(value).__name__ in ("bool_", "bool"):
        return str(bool(value)).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _read(path: Path) -> "pd.DataFrame":
    import pandas as pd

    suffix = path.suffix.lower()
    try:
        if suffix in READERS:
            frame: pd.DataFrame = getattr(pd, READERS[suffix])(path)
            return frame
        separator = "\t" if suffix in (".tsv", ".tab") else ","
        return pd.read_csv(
            path, sep=separator, dtype=str, keep_default_na=False, encoding="utf-8-sig"
        )
    except ImportError as error:
        raise CannotRunError(f"cannot read {path}: {error}") from error
    except (OSError, ValueError) as error:
        raise CannotRunError(
            f"cannot read {path}: {error}; allowed: UTF-8 CSV, TSV, Excel or Parquet"
        ) from error
