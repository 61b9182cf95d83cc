"""Rows of somebody's own as a table of DuckDB: texts, and where a row is doubtful."""

from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cubairan_data.errors import CannotRunError
from cubairan_data.escaping import plain
from cubairan_data.storage.files import MEGABYTE
from cubairan_data.storage.raw import RawTable, has_usable_header
from cubairan_data.storage.schema import Schema
from cubairan_data.validation.engines.opening_engines import RunningEngine
from cubairan_data.validation.engines.questions import FLAG, Questions
from cubairan_data.validation.engines.typed_columns import as_text, is_odd
from cubairan_data.validation.kept_findings import KeptFindings
from cubairan_data.validation.own_csv import CsvForm, with_form
from cubairan_data.validation.own_frames import is_edtf, made_days, of_parquet, parquet_header
from cubairan_data.validation.own_table import OwnTable
from cubairan_data.validation.progress import Progress
from cubairan_data.validation.source_files import PARQUET, SourceFile

if TYPE_CHECKING:
    import ibis.expr.types as ir

ROW = "row_"
_LARGEST = 1024 * 1024 * MEGABYTE
# The texts as they are read; what is kept of them; a table of Arrow.
_TEXTS, _ROWS, _ARROW = "cubairan_texts", "cubairan_rows", "cubairan_arrow"
_BATCH = 20_000
_SPACES = "".join(chr(code) for code in range(0x3001) if chr(code).isspace())
# A path with one of these would be read as a pattern.
_WILD = set("*?[{")


class NotTextsError(Exception):
    """Some values are no texts of cells, so that only Python can say what is wrong with them."""


class WantsAllError(Exception):
    """Texts are asked for that were left out."""


@dataclass
class LoadedRows:
    """Rows in an engine.

    Args:
        table: the table without its rows.
        rows: the texts that were kept, and the flags, where there is a usable header; with the
            number of each row where the engine keeps their order.
        places: of each file the number of its first row, its name, and what gives lines of rows.
        is_slim: whether texts of rows that are surely right were left out.
    """

    table: RawTable
    rows: "ir.Table | None"
    places: list[tuple[int, str, Callable[[int], int]]] = field(default_factory=list)
    is_slim: bool = False

    @property
    def has_order(self) -> bool:
        """Whether rows have a place, and not only a key."""
        return self.rows is not None and ROW in self.rows.columns

    def place(self, row: int) -> tuple[str, int]:
        """Give the file and the line of a row."""
        first, file, line = next(each for each in reversed(self.places) if each[0] <= row)
        return file, line(row - first)


@dataclass
class Loading:
    """Fills a table of DuckDB with rows of one or more files, or of one frame.

    Args:
        engine: DuckDB.
        schema: the table whose contract applies.
        kept: takes what is found on the way.
        name: how findings name the source as a whole.
        questions: gives, for a table of texts, what is asked about them.
        is_slim: leave out the texts of rows that are not doubtful, where nobody asks for them.
    """

    engine: RunningEngine
    schema: Schema
    kept: KeptFindings
    name: str
    questions: Callable[[RawTable, "ir.Table"], Questions]
    is_slim: bool

    def __post_init__(self) -> None:
        self.database: Any = self.engine.connection.con
        self.places: list[tuple[int, str, Callable[[int], int]]] = []
        self.table: RawTable | None = None
        self.first = ""
        self.columns: list[str] = []
        self.query = self.key_flag = ""

    def files(self, files: list[SourceFile], progress: Progress) -> None:
        """Load files, one after the other."""
        for number, file in enumerate(files):
            progress(f"reading {file.path.name}", number, len(files))
            if file.kind == PARQUET:
                self._parquet(file)
            else:
                self._csv(file)

    def loaded(self) -> LoadedRows:
        """Give what was loaded."""
        assert self.table is not None
        if not self.query:
            return LoadedRows(self.table, None)
        return LoadedRows(self.table, self.engine.table(_ROWS), self.places, self.is_slim)

    def rows(self, own: OwnTable, file: SourceFile) -> None:
        """Load rows that Python reads one by one.

        Raises:
            NotTextsError: a value is no text of a cell.
        """
        import pyarrow as pa

        self._begin(own.table, file)
        if not has_usable_header(own.table):
            return
        first, lines = self._count(), array("q")
        read = self._read(own, lines)
        while cells := list(islice(read, _BATCH)):
            columns = {name: [each.get(name) for each in cells] for name in self.columns}
            columns |= {name: [value] * len(cells) for name, value in file.partition.items()}
            batch = {name: pa.array(columns[name], pa.string()) for name in self.columns}
            end = first + len(lines)
            numbers = pa.array(range(end - len(cells), end), pa.int64())
            self.database.register(_ARROW, pa.table({ROW: numbers, **batch}))
            self._insert(f"SELECT * FROM {_ARROW}")
            self.database.unregister(_ARROW)
        self.places.append((first, own.table.file, lines.__getitem__))

    def _read(self, own: OwnTable, lines: "array[int]") -> Iterator[dict[str, str]]:
        for row, faults in own.rows():
            if any(fault.rule == "format" for fault in faults):
                raise NotTextsError
            self.kept.add(faults)
            lines.append(row.line)
            yield row.cells

    def _csv(self, file: SourceFile) -> None:
        own, form = with_form(file.path, self.schema, _LARGEST)
        self.kept.add(own.findings)
        self._begin(own.table, file)
        if not (has_usable_header(own.table) and self._csv_whole(own.table, form, file)):
            self.rows(own, file)

    def _csv_whole(self, table: RawTable, form: CsvForm, file: SourceFile) -> bool:
        """Let DuckDB read a file; say whether it reads each line as one row, as Python does."""
        import duckdb

        is_plain = form.has_plain_breaks and form.has_plain_quotes
        if not is_plain or _WILD & set(str(file.path)):
            return False
        first, header = self._count(), table.header
        columns = ", ".join(f"'c{at}': 'VARCHAR'" for at in range(len(header)))
        places = {name: f"nullif(c{at}, '')" for at, name in enumerate(header)}
        options = (
            f"header = false, skip = 1, auto_detect = false, columns = {{{columns}}}, "
            f"delim = {_quoted(form.delimiter)}, quote = '\"', escape = '\"', strict_mode = true, "
            f"compression = '{'gzip' if file.path.suffix.lower() == '.gz' else 'none'}'"
        )
        source = f"read_csv({_quoted(str(file.path))}, {options})"
        try:
            self._insert(self._selection(places, file, source))
        except duckdb.Error:
            self._forget(first)
            return False
        if self._count() - first != form.lines - 1 or self._has_blank_rows(first):
            self._forget(first)
            return False
        self.places.append((first, table.file, lambda row: row + 2))
        return True

    def _parquet(self, file: SourceFile) -> None:
        header = parquet_header(file.path)
        table = RawTable(self.schema, str(file.path), file.path, header)
        self._begin(table, file)
        if not has_usable_header(table):
            return
        path = f"read_parquet({_quoted(str(file.path))}, hive_partitioning = false)"
        is_plain = not _WILD & set(str(file.path))
        if not (is_plain and self._typed(table, file, path)):
            own = of_parquet(file.path, self.schema)
            self.kept.add(own.findings)
            self.rows(own, file)

    def arrow(self, data: Any, own: OwnTable | None = None) -> None:
        """Load a table of Arrow; where its values are no plain ones, the same rows from Python.

        Raises:
            NotTextsError: a value is no text of a cell.
        """
        file = SourceFile(Path(self.name))
        header = [str(name) for name in data.schema.names]
        table = RawTable(self.schema, self.name, file.path, header)
        self._begin(table, file)
        if not has_usable_header(table):
            return
        self.database.register(_ARROW, data)
        is_whole = self._typed(table, file, _ARROW)
        self.database.unregister(_ARROW)
        if not is_whole:
            if own is None:
                raise NotTextsError
            self.kept.add(own.findings)
            self.rows(own, file)

    def _typed(self, table: RawTable, file: SourceFile, path: str) -> bool:
        """Load typed columns; say whether each value is written as Python writes it."""
        self.engine.create_view("cubairan_typed", f"SELECT * FROM {path}")
        source = self.engine.table("cubairan_typed")
        known = [name for name in table.header if name in source.columns and name in self.columns]
        texts = {name: as_text(source[name]) for name in known}
        odd = [found for name in known if (found := is_odd(source[name])) is not None]
        if any(text is None for text in texts.values()) or self._any(source, odd):
            return False
        first = self._count()
        compiled = self.engine.connection.compile(source.select(**texts))
        self._insert(self._selection({n: f'"{n}"' for n in known}, file, f"({compiled})"))
        if self._has_blank_rows(first):
            self._forget(first)
            return False
        self.places.append((first, table.file, lambda row: row + 1))
        for name in known:
            if is_edtf(self.schema.fields[name]) and source[name].type().is_date():
                self._warn_of_days(table, name, source)
        return True

    def _any(self, source: "ir.Table", odd: list[Any]) -> bool:
        return any(self.engine.first(source.aggregate(n=each.any()))[0] for each in odd)

    def _warn_of_days(self, table: RawTable, name: str, source: "ir.Table") -> None:
        numbered = source.select(day=source[name], n=_row_number()).filter(
            lambda row: row.day.notnull()
        )
        count, row = self.engine.first(
            numbered.aggregate(count=numbered.count(), row=numbered["n"].min())
        )
        if count:
            self.kept.add([made_days(table, name, count, row + 1)])

    def _begin(self, table: RawTable, file: SourceFile) -> None:
        """Make the table of the first file; those of the others must be alike."""
        table.header = [*table.header, *(n for n in file.partition if n not in table.header)]
        if self.table is not None:
            if set(self.table.header) != set(table.header):
                found = f"found other columns than in {plain(self.first)}"
                raise CannotRunError(f"cannot read {plain(table.file)}: {found}")
            return
        self.first = table.file
        self.table = RawTable(self.schema, self.name, Path(self.name), table.header)
        fields = self.schema.fields
        self.columns = list(dict.fromkeys(name for name in table.header if name in fields))
        if not has_usable_header(table):
            return
        nothing = ", ".join(f'NULL::VARCHAR AS "{name}"' for name in self.columns)
        self.engine.create_view(_TEXTS, f"SELECT NULL::BIGINT AS {ROW}, {nothing}")
        self.query = self._flagging(self.questions(self.table, self.engine.table(_TEXTS)))
        self.engine.create(_ROWS, f"AS SELECT * FROM ({self.query}) LIMIT 0")

    def _flagging(self, questions: Questions) -> str:
        """Write the query that keeps of a table of texts what is needed later."""
        # The first question about a column is about its cells, and always has a flag.
        columns = [each.columns for each in questions.all]
        self.key_flag = f"{FLAG}{columns.index(self.schema.key[:1])}"
        query = str(self.engine.connection.compile(questions.flagged()))
        needed = questions.always_needed()
        left_out = [name for name in self.columns if name not in needed]
        flags = [f"{FLAG}{at}" for at, each in enumerate(questions.all) if each.is_sure is not None]
        if not (self.is_slim and left_out and flags):
            return query
        # Ibis would write each flag anew wherever it is used.
        marked = f"SELECT *, {' OR '.join(flags)} AS marked_ FROM ({query})"
        emptied = ", ".join(f'CASE WHEN marked_ THEN "{name}" END AS "{name}"' for name in left_out)
        return f"SELECT * EXCLUDE (marked_) REPLACE ({emptied}) FROM ({marked})"

    def _selection(self, places: dict[str, str], file: SourceFile, source: str) -> str:
        """Select the columns of a file, and number its rows.

        They are numbered where they are read, since what looks up keys leaves them in no order.
        """
        values = {name: f"nullif({_quoted(text)}, '')" for name, text in file.partition.items()}
        chosen = ", ".join(f'{(places | values)[name]} AS "{name}"' for name in self.columns)
        number = f"row_number() OVER () - 1 + {self._count()} AS {ROW}"
        return f"SELECT {number}, {chosen} FROM {source} AS source"

    def _insert(self, texts: str) -> None:
        self.engine.create_view(_TEXTS, texts)
        self.database.execute(f"INSERT INTO {_ROWS} {self.query}")

    def _count(self) -> int:
        ((count,),) = self.database.execute(f"SELECT count(*) FROM {_ROWS}").fetchall()
        return int(count)

    def _forget(self, first: int) -> None:
        """Take back the rows of a file."""
        self.engine.create(f"{_ROWS}_before", f"AS SELECT * FROM {_ROWS} WHERE {ROW} < {first}")
        self.engine.create(_ROWS, f"AS SELECT * FROM {_ROWS}_before")
        self.engine.drop(f"{_ROWS}_before")

    def _has_blank_rows(self, first: int) -> bool:
        """Whether rows may be blank; such a row is doubtful, since its key is, and so kept."""
        blank = " AND ".join(
            f"trim(coalesce(\"{name}\", ''), {_quoted(_SPACES)}) = ''"
            for name in (*self.schema.key, *self.columns)
        )
        # To trim takes long, and a flag is looked up at once.
        doubtful = f"SELECT * FROM {_ROWS} WHERE {ROW} >= {first} AND {self.key_flag}"
        query = f"WITH doubtful AS MATERIALIZED ({doubtful}) SELECT 1 FROM doubtful WHERE {blank}"
        return bool(self.database.execute(f"{query} LIMIT 1").fetchall())


def _row_number() -> Any:
    import ibis

    return ibis.row_number()


def _quoted(text: str) -> str:
    quoted = text.replace("'", "''")
    return f"'{quoted}'"
