"""Rules about what was searched: "nothing found" does not stand where rows say otherwise."""

import re
from collections.abc import Iterator

from cubairan_data.contract.codes.evidence_lines import CoverageDepth
from cubairan_data.contract.edtf import span
from cubairan_data.contract.families import Family
from cubairan_data.contract.lists import DELIMITER
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.raw import RawRow, RawTable
from cubairan_data.validation.rules.registry import Breach, rule

_YEARS = r"(?:19|20)\d\d(?:(?:-| to )\d{2,4})?"
# As in "Nothing dated was found for 1983-85, 1991 and 1994 to 1997" or "No visit found for 1984".
_NOTHING = re.compile(
    r"\b(?:nothing|none|no \w+)(?: dated| with a date)?(?: is| was| were)?"
    rf" (?:found|known|on record) (?:for|in|of) ({_YEARS}(?:(?:,| and) {_YEARS})*)",
    re.IGNORECASE,
)
_DATES = ("date", "signed", "period", "attested")


@rule(
    "coverage-note",
    "A search that found nothing for a year is not contradicted by a row of it.",
    family=Family.COVERAGE,
)
def coverage_note(tables: Tables) -> Iterator[Breach]:
    coverage = tables["coverage"]
    for row in coverage.rows:
        table = tables.get(row.cells.get("table_name", ""))
        if table is None:
            continue
        for years in _NOTHING.findall(row.cells.get("note", "")):
            for year in sorted(_each_year(years)):
                if row_id := _row_of_year(table, year):
                    message = f"found nothing for {year}, but {table.name} has {row_id!r}"
                    yield Breach(coverage, row, "note", f"{message}; allowed: what still holds")


@rule(
    "coverage-depth",
    "A table and a period have one depth of search.",
    family=Family.COVERAGE,
    exceptions=True,
)
def coverage_depth(tables: Tables) -> Iterator[Breach]:
    coverage = tables["coverage"]
    first: dict[tuple[str, str], RawRow] = {}
    for row in coverage.rows:
        searched = row.cells.get("table_name", ""), row.cells.get("period", "")
        other = first.setdefault(searched, row)
        if row.cells.get("depth") != other.cells.get("depth"):
            message = f"found {row.cells.get('depth')!r}; line {other.line} of the same table and"
            message = f"{message} period has {other.cells.get('depth')!r}"
            yield Breach(coverage, row, "depth", message)


@rule(
    "coverage-systematic",
    "A systematic search was made in several languages.",
    family=Family.COVERAGE,
    exceptions=True,
)
def coverage_systematic(tables: Tables) -> Iterator[Breach]:
    coverage = tables["coverage"]
    for row in coverage.rows:
        languages = row.cells.get("languages", "")
        if row.cells.get("depth") == CoverageDepth.SYSTEMATIC and DELIMITER not in languages:
            message = f"found systematic with one language, {languages}; allowed: partial"
            yield Breach(coverage, row, "depth", message)


def _each_year(text: str) -> set[int]:
    """Read years and spans of years; the end of a span may be written with two digits."""
    years: set[int] = set()
    for first, last in re.findall(r"(\d{4})(?:(?:-| to )(\d{2,4}))?", text):
        end = int(first[: 4 - len(last)] + last) if last else int(first)
        years.update(range(int(first), end + 1))
    return years


def _row_of_year(table: RawTable, year: int) -> str | None:
    """Give the first row that lies within the year as a whole."""
    for row in table.rows:
        for text in (row.cells[name] for name in _DATES if name in row.cells):
            try:
                days = span(text)
            except ValueError:
                continue
            ends = {day.year if day else None for day in days}
            if ends == {year}:
                return row.id
    return None
