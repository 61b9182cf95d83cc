"""A user's own CSV file, read line by line, so that its size costs time and not memory."""

import codecs
import csv
import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, cast

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
_BLANKS = (b" ", b"\t")
_ENDS = (b",", b";", b"|", b"\t", b"\r", b"\n")
_COMPRESSED = ".gz"


@dataclass
class CsvForm:
    """How a CSV file is written, as far as whoever reads it anew needs to know."""

    delimiter: str = ","
    lines: int = 0
    """As an editor counts them."""
    has_plain_breaks: bool = True
    """Whether all lines end alike, by a line feed with or without a carriage return before it."""
    has_plain_quotes: bool = True
    """Whether no cell begins with blanks before a quote, which programs read in several ways."""
    start: str = ""


def of_csv(path: Path, schema: Schema) -> OwnTable:
    """Open a CSV file, divided by whatever gives the header most columns of the table.

    Raises:
        CannotRunError: it cannot be read, is not text, or cannot be parsed.
    """
    return with_form(path, schema, LARGEST_OWN_TABLE)[0]


def with_form(path: Path, schema: Schema, largest: int) -> tuple[OwnTable, CsvForm]:
    """Open a CSV file, and say how it is written; raises CannotRunError."""
    with readable(path):
        form = _looked_through(path, largest)
    suffix = Path(path.name.lower().removesuffix(_COMPRESSED)).suffix
    usual = "\t" if suffix in _TAB_SUFFIXES else ","
    form.delimiter = delimiter = _delimiter(form.start, schema, usual)

    def lines() -> Lines:
        with readable(path), _unpacked(path, largest) as stream:
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
    return own, form


@contextmanager
def _unpacked(path: Path, largest: int) -> Iterator[BinaryIO]:
    """Open a file, whose name alone says whether it is compressed."""
    with opened(path, largest) as stream:
        if path.suffix.lower() != _COMPRESSED:
            yield stream
            return
        try:
            with gzip.GzipFile(fileobj=stream) as unpacked:
                yield cast("BinaryIO", unpacked)
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            raise ValueError(f"it is damaged: {error}") from error


def _delimiter(start: str, schema: Schema, usual: str) -> str:
    """Find what divides a header into most names of the table's columns."""

    def known(delimiter: str) -> int:
        try:
            header = next(csv.reader(io.StringIO(start), delimiter=delimiter), [])
        except csv.Error:
            return 0
        return len(schema.fields.keys() & set(header))

    return max([usual, *_DELIMITERS], key=known)


def _looked_through(path: Path, largest: int) -> CsvForm:
    """Read a file once, in pieces, as the text that it should be.

    Raises:
        ValueError, OSError: it is not text, or a line of it is too long to be held.
    """
    form, read, length, breaks = CsvForm(), 0, 0, _Breaks()
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    with _unpacked(path, largest) as stream:
        while chunk := stream.read(_CHUNK):
            if not read:
                _check_signature(chunk)
            if b"\x00" in chunk:
                line = 1 + form.lines + chunk[: chunk.index(b"\x00")].count(b"\n")
                raise ValueError(f"found a NUL byte on line {line}; save the file as UTF-8 text")
            read += len(chunk)
            if read > largest:
                raise ValueError(f"it unpacks to more than {largest:,} bytes")
            text = _decoded(decoder, chunk, read)
            form.start = form.start or text
            form.lines += chunk.count(b"\n")
            form.has_plain_quotes &= not _has_odd_quotes(breaks.end, chunk)
            breaks.add(chunk)
            end = chunk.rfind(b"\n")
            length = length + len(chunk) if end < 0 else len(chunk) - end
            if length > _LONGEST_LINE:
                raise ValueError(f"line {form.lines + 1} has more than {_LONGEST_LINE:,} bytes")
    _decoded(decoder, b"", read, final=True)
    form.has_plain_quotes &= not _has_odd_quotes(breaks.end, b"")
    form.has_plain_breaks = breaks.are_alike(form.lines)
    form.lines += not breaks.end.endswith(b"\n")
    return form


@dataclass
class _Breaks:
    """How the lines of a file end, as far as it was read."""

    returns: int = 0
    pairs: int = 0
    end: bytes = b""

    def add(self, chunk: bytes) -> None:
        here = chunk.count(b"\r")
        self.returns += here
        self.pairs += here and chunk.count(b"\r\n")
        self.pairs += self.end.endswith(b"\r") and chunk.startswith(b"\n")
        self.end = chunk[-3:]

    def are_alike(self, lines: int) -> bool:
        return self.returns == self.pairs and self.pairs in (0, lines)


def _has_odd_quotes(before: bytes, chunk: bytes) -> bool:
    """Whether a quote may stand where only a strict reader minds it: beside a blank.

    Args:
        before: the last three bytes of the piece before, which are judged here.
        chunk: a piece, whose last three bytes are judged with the next; empty after the last.
    """
    seam = before + chunk[:3]
    judged = len(before) if chunk else len(seam)
    return any(
        _closes_early(piece)
        or any(
            _opens_late(piece, blank, end, is_last=not chunk) for blank in _BLANKS if blank in piece
        )
        for piece, end in ((seam, judged), (chunk, len(chunk) - 3))
    )


def _opens_late(piece: bytes, blank: bytes, end: int, *, is_last: bool) -> bool:
    """Whether a quote follows a blank before a place, and is not the first of two in a cell."""
    opening, stop = blank + b'"', max(end, 0) + 1
    at = piece.find(opening, 0, stop)
    while at >= 0:
        after, then = piece[at + 2 : at + 3], piece[at + 3 : at + 4]
        if after != b'"' or then in _ENDS or (is_last and not then):
            return True
        at = piece.find(opening, at + 2, stop)
    return False


def _closes_early(piece: bytes) -> bool:
    """Whether blanks alone stand between a quote and the end of a cell, or of the piece."""
    at = piece.find(b'" ')
    while at >= 0:
        rest = piece[at + 1 : at + 33].lstrip(b" ")
        if not rest or rest[:1] in _ENDS:
            return True
        at = piece.find(b'" ', at + 2)
    return False


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
