"""A user's own CSV file, read line by line, so that its size costs time and not memory."""

import codecs
import csv
import io
from dataclasses import replace
from pathlib import Path

from cubairan_data.storage.files import LARGEST_OWN_TABLE, MEGABYTE, opened
from cubairan_data.storage.raw import RawRow, RawTable
from cubairan_data.storage.schema import Schema
from cubairan_data.validation.own_table import Lines, OwnTable, readable, unreadable

_TAB_SUFFIXES = (".tsv", ".tab")
_DELIMITERS = {",": "','", ";": "';'", "\t": "a tab", "|": "'|'"}
# How the file begins that only calls itself a text, with what it is.
_SIGNATURES = {
    b"PK\x03\x04": "a ZIP archive or a workbook",
    b"\x1f\x8b": "compressed (gzip)",
    b"BZh": "compressed (bzip2)",
    b"\xfd7zXZ": "compressed (xz)",
    b"\x28\xb5\x2f\xfd": "compressed (zstd)",
    b"\xd0\xcf\x11\xe0": "a workbook in an old format",
    b"PAR1": "Parquet",
    b"%PDF": "a PDF",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}
_CHUNK = MEGABYTE
_LONGEST_LINE = 16 * MEGABYTE


def of_csv(path: Path, schema: Schema) -> OwnTable:
    """Open a CSV file, divided by whatever gives the header most columns of the table.

    Raises:
        CannotRunError: it cannot be read, is not text, or cannot be parsed.
    """
    with readable(path):
        start = _looked_through(path)
    usual = "\t" if path.suffix.lower() in _TAB_SUFFIXES else ","
    delimiter = _delimiter(start, schema, usual)

    def lines() -> Lines:
        with readable(path), opened(path, LARGEST_OWN_TABLE) as stream:
            text = io.TextIOWrapper(stream, "utf-8-sig", newline="")
            reader = csv.reader(text, strict=True, delimiter=delimiter)
            line = 1
            try:
                for cells in reader:
                    yield line, cells
                    line = reader.line_num + 1
            except csv.Error as error:
                raise csv.Error(f"in the row that begins on line {line}, {error}") from error

    def rows() -> Lines:
        read = lines()
        next(read, None)
        return read

    header = next(lines(), (1, []))[1]
    if not header:
        raise unreadable(path, "it is empty")
    own = OwnTable(RawTable(schema, str(path), path, list(header)), rows)
    if delimiter != usual:
        found = f"found {_DELIMITERS[delimiter]} as the separator, and read it as such"
        message = f"{found}; the files of the record have ','"
        finding = own.table.finding(RawRow(1, "", {}), None, "csv", message)
        own.findings.append(replace(finding, severity="warning"))
    return own


def _delimiter(start: str, schema: Schema, usual: str) -> str:
    """Find what divides a header into most names of the table's columns."""

    def known(delimiter: str) -> int:
        try:
            header = next(csv.reader(io.StringIO(start), delimiter=delimiter), [])
        except csv.Error:
            return 0
        return len(schema.fields.keys() & set(header))

    return max([usual, *_DELIMITERS], key=known)


def _looked_through(path: Path) -> str:
    """Read a file once, in pieces, as the text that it should be; give its start.

    Raises:
        ValueError, OSError: it is not text, or a line of it is too long to be held.
    """
    start, read, line, length = "", 0, 1, 0
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    with opened(path, LARGEST_OWN_TABLE) as stream:
        while chunk := stream.read(_CHUNK):
            if not read:
                _check_signature(chunk)
            if b"\x00" in chunk:
                line += chunk[: chunk.index(b"\x00")].count(b"\n")
                raise ValueError(f"found a NUL byte on line {line}; save the file as UTF-8 text")
            read += len(chunk)
            text = _decoded(decoder, chunk, read)
            start = start or text
            line += chunk.count(b"\n")
            end = chunk.rfind(b"\n")
            length = length + len(chunk) if end < 0 else len(chunk) - end
            if length > _LONGEST_LINE:
                raise ValueError(f"line {line} has more than {_LONGEST_LINE:,} bytes")
    _decoded(decoder, b"", read, final=True)
    return start


def _check_signature(content: bytes) -> None:
    for signature, kind in _SIGNATURES.items():
        if content.startswith(signature):
            raise ValueError(f"it is {kind}, not UTF-8 text")


def _decoded(
    decoder: codecs.IncrementalDecoder, content: bytes, read: int, *, final: bool = False
) -> str:
    try:
        return decoder.decode(content, final)
    except UnicodeDecodeError as error:
        at = read - len(error.object) + error.start
        raise ValueError(f"byte {at} is not UTF-8; save the file as UTF-8") from error
