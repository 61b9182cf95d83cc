"""What several rules ask of a record, worked out once for each folder."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from cubairan_data.contract import edtf
from cubairan_data.contract.codes.evidence_lines import Verdict
from cubairan_data.contract.edtf import Ends, Span
from cubairan_data.contract.lists import DELIMITER
from cubairan_data.storage.canonical import sort_key
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.raw import RawRow, RawTable

BOTH_OPEN = Span(None, None)


def days(row: RawRow, column: str) -> Span | None:
    """The days that a date admits; None where it is blank or no date."""
    text = row.cells.get(column)
    if text is None:
        return None
    try:
        return edtf.span(text)
    except ValueError:
        return None


def ends(row: RawRow, column: str) -> Ends | None:
    """What the two ends of a date admit; None where it is blank or no date."""
    text = row.cells.get(column)
    if text is None:
        return None
    try:
        return edtf.ends(text)
    except ValueError:
        return None


def overlap(one: Span | None, other: Span | None) -> bool:
    """Whether two spans of days have one in common; a date that is not known has none."""
    if one is None or other is None:
        return False
    first, last = date.min, date.max
    one_begins_in_time = (one.earliest or first) <= (other.latest or last)
    other_begins_in_time = (other.earliest or first) <= (one.latest or last)
    return one_begins_in_time and other_begins_in_time


def share_days(one: Span | None, other: Span | None) -> bool:
    """Whether two terms overlap by more than a day on which one follows the other."""
    if one is None or other is None or not overlap(one, other):
        return False
    return not (_follows(one, other) or _follows(other, one))


def _follows(later: Span, earlier: Span) -> bool:
    return earlier.latest is not None and later.earliest == earlier.latest


def is_before(one: Span | None, other: Span | None) -> bool:
    """Whether the last day of one date is certainly before the first day of another."""
    if one is None or other is None or one.latest is None or other.earliest is None:
        return False
    return one.latest < other.earliest


def limits(tenure: RawRow) -> Span:
    """The days outside which a tenure certainly does not reach."""
    started, ended = days(tenure, "started"), days(tenure, "ended")
    return Span(started.earliest if started else None, ended.latest if ended else None)


def term(tenure: RawRow) -> Span | None:
    """The days that a tenure certainly covers: latest start to earliest end, else as attested."""
    started, ended = days(tenure, "started"), days(tenure, "ended")
    attested = days(tenure, "attested")
    first = started.latest if started else attested.earliest if attested else None
    last = ended.earliest if ended else attested.latest if attested else None
    return Span(first, last) if first or last else None


def tenures_of(tables: Tables) -> dict[str, list[RawRow]]:
    """The tenures of each official, in canonical order, whatever that of the file is."""
    return tables.derived(_tenures_of)


def _tenures_of(tables: Tables) -> dict[str, list[RawRow]]:
    tenures: dict[str, list[RawRow]] = defaultdict(list)
    for row in tables["tenures"].rows:
        tenures[row.cells.get("official_id", "")].append(row)
    schema = tables["tenures"].schema
    return {
        official: sorted(held, key=lambda row: sort_key(schema, row.cells))
        for official, held in tenures.items()
    }


def held_at(tables: Tables, official_id: str, when: Span | None) -> list[RawRow]:
    """The tenures of an official that admit a date; all of them where the date is not known."""
    tenures = tenures_of(tables).get(official_id, [])
    if when is None:
        return tenures
    return [tenure for tenure in tenures if overlap(when, limits(tenure))]


def country_of(tables: Tables, table: str, row_id: str | None) -> str | None:
    """The country of an official or a body; None where it has none or is unknown."""
    row = tables[table].by_id.get(row_id or "")
    return row.cells.get("country_id") if row else None


class Bearing(NamedTuple):
    """One line of evidence, and the columns that it names."""

    line: RawRow
    columns: list[str]


def lines_of_evidence(tables: Tables) -> list[Bearing]:
    """Every line of evidence with the columns that it names."""
    return tables.derived(_lines)


def _lines(tables: Tables) -> list[Bearing]:
    lines = tables["evidence"].rows
    return [Bearing(line, line.cells.get("columns", "").split(DELIMITER)) for line in lines]


def supporting(tables: Tables) -> dict[tuple[str, str], list[Bearing]]:
    """The lines of evidence that support each row, under its table and key."""
    return tables.derived(_by_row, Verdict.SUPPORTS)


def contradicting(tables: Tables) -> dict[tuple[str, str], list[Bearing]]:
    """The lines of evidence that contradict each row, under its table and key."""
    return tables.derived(_by_row, Verdict.CONTRADICTS)


def _by_row(tables: Tables, verdict: Verdict) -> dict[tuple[str, str], list[Bearing]]:
    rows: dict[tuple[str, str], list[Bearing]] = defaultdict(list)
    for bearing in lines_of_evidence(tables):
        cells = bearing.line.cells
        if cells.get("verdict") == verdict:
            rows[cells.get("table_name", ""), cells.get("row_id", "")].append(bearing)
    return dict(rows)


def borne_by(tables: Tables, table: RawTable, row: RawRow, column: str) -> Iterator[RawRow]:
    """The sources that support a cell, each once."""
    sources, seen = tables["sources"].by_id, set[str]()
    for line, columns in supporting(tables).get((table.name, row.id), []):
        source_id = line.cells.get("source_id", "")
        if column in columns and source_id in sources and source_id not in seen:
            seen.add(source_id)
            yield sources[source_id]
