"""Rows of somebody's own in a frame, a workbook or Parquet."""

import io
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cubairan_data.errors import CannotRunError
from cubairan_data.escaping import plain
from cubairan_data.storage.files import LARGEST_OWN_TABLE, LARGEST_WORKBOOK, MEGABYTE, opened
from cubairan_data.storage.finding import Finding
from cubairan_data.storage.raw import RawRow, RawTable, has_usable_header
from cubairan_data.storage.schema import Schema
from cubairan_data.validation.cell_texts import is_blank, is_day
from cubairan_data.validation.own_table import Lines, OwnTable, readable, unreadable

if TYPE_CHECKING:
    import pandas as pd

_EDTF = "EDTF date"
# Of a workbook when it is unpacked, in bytes; of a frame or Parquet, in rows at a time.
_LARGEST_UNPACKED, _ROWS = 1024 * MEGABYTE, 5000


def of_frame(frame: "pd.DataFrame", schema: Schema) -> OwnTable:
    """Open a frame; the line of a row is its place, counted from 1."""

    def lines() -> Lines:
        for start in range(0, len(frame), _ROWS):
            part = frame.iloc[start : start + _ROWS]
            columns = [part.iloc[:, at].tolist() for at in range(part.shape[1])]
            yield from enumerate(zip(*columns, strict=True), start + 1)

    return _of_values([str(name) for name in frame.columns], lines, schema, "DataFrame")


def _of_values(
    header: list[str], lines: Callable[[], Lines], schema: Schema, file: str
) -> OwnTable:
    own = OwnTable(RawTable(schema, file, Path(file), header), lines)
    own.findings += _made_days(own)
    return own


def _made_days(own: OwnTable) -> Iterator[Finding]:
    """Warn of dates of a spreadsheet in columns where a month or a year may be meant."""
    fields, header = own.table.schema.fields, own.table.header
    places = {at: name for at, name in enumerate(header) if is_edtf(fields.get(name))}
    if not places or not has_usable_header(own.table):
        return
    first: dict[str, int] = {}
    counts: Counter[str] = Counter()
    for line, values in own.lines():
        for at, name in places.items():
            if is_day(values[at]):
                first.setdefault(name, line)
                counts[name] += 1
    for name, line in first.items():
        yield made_days(own.table, name, counts[name], line)


def made_days(table: RawTable, column: str, count: int, line: int) -> Finding:
    """Warn of dates in a column where a month or a year may be meant."""
    found = f"found {count} cells that are dates, not texts, this one first"
    message = f"{found}; each is read as a day, which may have been a month or a year"
    row = RawRow(line, "", {})
    finding = table.finding(row, column, "date", f"{message}; allowed: EDTF as text")
    return replace(finding, severity="warning")


def is_edtf(column: Any) -> bool:
    """Whether a column holds EDTF."""
    return column is not None and column.cell == _EDTF


def of_workbook(path: Path, schema: Schema) -> OwnTable:
    """Open the sheet of a workbook that is named as the table, else the first.

    Raises:
        CannotRunError: the workbook or the sheet cannot be read.
    """
    import pandas as pd

    content = _content(path)
    # Each library has errors of its own for a file that is damaged or of another kind.
    with _damaged(path), pd.ExcelFile(content) as book:
        sheets = [str(name) for name in book.sheet_names]
        # A cell is what it is: NA is a text, and 007 no number, where somebody wrote so.
        named = [name for name in sheets if name.casefold() == schema.name]
        sheet = named[0] if named else sheets[0]
        frame = pd.read_excel(
            book, sheet, header=None, dtype=object, keep_default_na=False, na_values=[""]
        )
    table = list(enumerate(frame.itertuples(index=False, name=None), 1))
    place = next((at for at, (_, row) in enumerate(table) if not all(map(is_blank, row))), None)
    if place is None:
        raise unreadable(path, "it is empty")
    names = table[place][1]
    while names and is_blank(names[-1]):
        names = names[:-1]
    rows = [(line, _trimmed(row, len(names))) for line, row in table[place + 1 :]]
    header = ["" if is_blank(name) else str(name) for name in names]
    own = _of_values(header, lambda: iter(rows), schema, str(path))
    if len(sheets) > 1 and not named:
        first = f"only the first is looked at, {sheet!r}"
        found = f"found {len(sheets)} sheets, none of them {schema.name!r}; {first}"
        own.findings.append(
            replace(own.table.finding(None, None, "file", found), severity="warning")
        )
    return own


def _trimmed(row: Sequence[Any], width: int) -> Sequence[Any]:
    """Leave out blank cells beyond the header."""
    while len(row) > width and is_blank(row[-1]):
        row = row[:-1]
    return row


def _content(path: Path) -> io.BytesIO:
    """Read a workbook whole, unless it would grow beyond measure."""
    with readable(path), opened(path, LARGEST_WORKBOOK) as stream:
        content = io.BytesIO(stream.read())
    if zipfile.is_zipfile(content):
        with _damaged(path), zipfile.ZipFile(content) as archive:
            size = sum(each.file_size for each in archive.infolist())
        if size > _LARGEST_UNPACKED:
            found = f"it unpacks to {size:,} bytes"
            raise unreadable(path, f"{found}, more than {_LARGEST_UNPACKED:,}")
    content.seek(0)
    return content


@contextmanager
def _damaged(path: Path) -> Iterator[None]:
    try:
        yield
    except ImportError as error:
        # The error behind that of pandas names the library; there is none for one that is too old.
        behind = error.__cause__ or error.__context__
        if isinstance(behind, ImportError) and behind.name:
            raise _lacking(path, behind.name) from error
        raise CannotRunError(f"cannot read {plain(str(path))}: {error}") from error
    except Exception as error:
        reason = " ".join(str(error).split())
        damage = f"it is damaged or of another kind ({type(error).__name__}: {reason})"
        raise unreadable(path, damage) from error


def _lacking(path: Path, library: str) -> CannotRunError:
    needed = f"{library} is needed: pip install {library}"
    return CannotRunError(f"cannot read {plain(str(path))}: {needed}")


def of_parquet(path: Path, schema: Schema) -> OwnTable:
    """Open a Parquet file; raises CannotRunError."""

    def lines() -> Lines:
        with _parquet(path) as file:
            names = file.schema_arrow.names
            known = [name for name in names if name in schema.fields]
            line = 1
            for batch in file.iter_batches(batch_size=_ROWS, columns=known):
                columns = {name: batch.column(at).to_pylist() for at, name in enumerate(known)}
                blank = [None] * batch.num_rows
                for values in zip(*(columns.get(name, blank) for name in names), strict=True):
                    yield line, values
                    line += 1

    return _of_values(parquet_header(path), lines, schema, str(path))


def parquet_header(path: Path) -> list[str]:
    """Read the names of the columns of a Parquet file; raises CannotRunError."""
    with _parquet(path) as file:
        return [str(name) for name in file.schema_arrow.names]


@contextmanager
def _parquet(path: Path) -> Iterator[Any]:
    try:
        from pyarrow import parquet
    except ImportError as missing:
        raise _lacking(path, "pyarrow") from missing
    with readable(path), opened(path, LARGEST_OWN_TABLE) as stream, _damaged(path):
        yield parquet.ParquetFile(stream)
