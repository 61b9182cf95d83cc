"""Rules about persons: one person one row, one office one term at a time, and nobody acts outside a term."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from cubairan_data.contract.edtf import Span, span
from cubairan_data.contract.types import DELIMITER
from cubairan_data.validation.finding import Finding
from cubairan_data.validation.reading import Data, TableRow
from cubairan_data.validation.rules.registry import rule

_SAME_LETTERS = str.maketrans(
    {"ي": "ی", "ك": "ک", "ى": "ی", "\u200c": " ", "-": " ", "'": None, "’": None, "‘": None}
)


def folded(name: str) -> str:
    """A name without case, accents, hyphens and the two forms of Arabic letters.

    Example:
        >>> folded("Miguel Díaz-Canel") == folded("miguel diaz canel")
        True
    """
    plain = unicodedata.normalize("NFKD", name.translate(_SAME_LETTERS))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(letters.casefold().split())


@rule("alias", "Two officials do not share a name; one person is not entered twice.")
def alias(data: Data) -> Iterator[Finding]:
    table = data["officials"]
    owner: dict[str, TableRow] = {}
    for row in table.rows:
        for column in ("name", "name_original", "other_names"):
            text = row.cells.get(column, "")
            for name in text.split(DELIMITER) if column == "other_names" else [text]:
                first = owner.setdefault(folded(name), row) if name else row
                if first.id != row.id:
                    yield table.finding(
                        row,
                        column,
                        "alias",
                        f"found {name!r}, which is also a name of {first.id!r}",
                    )


@rule("tenure-overlap", "A person holds one office once at a time.")
def tenure_overlap(data: Data) -> Iterator[Finding]:
    table = data["tenures"]
    held: dict[tuple[str, ...], list[TableRow]] = defaultdict(list)
    for row in table.rows:
        office = tuple(
            row.cells.get(name, "") for name in ("official_id", "office", "organization_id")
        )
        for other in held[office]:
            if _overlap(_term(row), _term(other)):
                message = (
                    f"found the same office at the same time as in {other.id!r} (line {other.line})"
                )
                yield table.finding(row, "start", "tenure-overlap", message)
        held[office].append(row)


@rule("tenure-admits", "Who acts on a date holds an office then, as far as terms are known.")
def tenure_admits(data: Data) -> Iterator[Finding]:
    tenures: dict[str, list[TableRow]] = defaultdict(list)
    for row in data["tenures"].rows:
        tenures[row.cells.get("official_id", "")].append(row)
    for table_name, row, column, day in _acts(data):
        official = row.cells[column]
        table = data[table_name]
        if official not in tenures:
            yield table.finding(
                row, column, "tenure-admits", f"found {official!r}, who has no row in tenures"
            )
        elif day and not any(_overlap(day, _limits(tenure)) for tenure in tenures[official]):
            message = f"found {official!r}, none of whose tenures admits {day.earliest}; add the office held then"
            yield table.finding(row, column, "tenure-admits", message)


def _acts(data: Data) -> Iterator[tuple[str, TableRow, str, Span | None]]:
    for row in data["visit_participants"].rows:
        visit = data["visits"].by_id.get(row.cells.get("visit_id", ""))
        if visit and "official_id" in row.cells:
            yield "visit_participants", row, "official_id", _days(visit, "date")
    for table, columns, when in (
        ("statements", ("speaker_id",), "date"),
        ("agreements", ("cuban_signatory_id", "iranian_signatory_id"), "signed"),
        ("sessions", ("cuban_chair_id", "iranian_chair_id"), "date"),
    ):
        for row in data[table].rows:
            for column in columns:
                if column in row.cells:
                    yield table, row, column, _days(row, when)


def _days(row: TableRow, column: str) -> Span | None:
    text = row.cells.get(column)
    if text is None:
        return None
    try:
        return span(text)
    except ValueError:
        return None


def _limits(row: TableRow) -> Span:
    """The days outside which a tenure certainly does not reach."""
    start, end = _days(row, "start"), _days(row, "end")
    return Span(start.earliest if start else None, end.latest if end else None)


def _term(row: TableRow) -> Span | None:
    """The days that a tenure certainly covers: from the latest start to the earliest end, else the attested ones."""
    start, end, attested = _days(row, "start"), _days(row, "end"), _days(row, "attested")
    first = start.latest if start else attested.earliest if attested else None
    last = end.earliest if end else attested.latest if attested else None
    return Span(first, last) if first or last else None


def _overlap(one: Span | None, other: Span | None) -> bool:
    if one is None or other is None:
        return False
    first, last = date.min, date.max
    return (one.earliest or first) <= (other.latest or last) and (other.earliest or first) <= (
        one.latest or last
    )
