"""What the tests of rules share: cases, changes to the small record, and what must be found."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from small_record import Rows, evidence_for, raw, small, write

import cubairan_data as cid
from cubairan_data.storage.finding import Finding

TESTS = Path(__file__).parent
Change = Callable[[Rows], None]
VISIT = "2001-05-lopez-tehran"


class Case(NamedTuple):
    """A change to the small record, and where the rule must find it."""

    rule: str
    change: Change
    table: str
    row_id: str
    column: str

    def __str__(self) -> str:
        return f"{self.rule}-{self.table}-{self.column}"


def changed(table: str, number: int, **cells: str) -> Change:
    """Change cells of a row."""
    return lambda rows: rows[table][number].update(cells)


def blanked(table: str, number: int, *columns: str) -> Change:
    """Leave cells of a row blank."""

    def change(rows: Rows) -> None:
        for column in columns:
            del rows[table][number][column]

    return change


def removed(table: str, number: int) -> Change:
    """Leave a row out."""
    return lambda rows: rows[table].__delitem__(number)


def added(table: str, **cells: str) -> Change:
    """Add a row like the first one, with its own evidence."""
    return lambda rows: add(rows, table, **cells)


def contradicted(**cells: str) -> Change:
    """Add a line that contradicts the date of the visit, or as the cells have it."""
    return lambda rows: add_contradiction(rows, **cells)


def supported(columns: str, reading: str) -> Change:
    """Add a line that supports a value of the visit with a reading of its own."""

    def change(rows: Rows) -> None:
        add_contradiction(rows, verdict="supports", columns=columns, reading=reading)
        del rows["evidence"][-1]["reason"]

    return change


def add(rows: Rows, table: str, **cells: str) -> None:
    row = {**rows[table][0], **cells}
    rows[table].append(row)
    line = evidence_for(table, row)
    if line["columns"]:
        rows["evidence"].append(line)


def add_contradiction(rows: Rows, **cells: str) -> None:
    line = {
        "table_name": "visits",
        "row_id": VISIT,
        "columns": "date",
        "source_id": "agency-2001-visit",
        "verdict": "contradicts",
        "reading": "2001-05-08",
        "reason": "typo",
        "locator": "The minister arrived,on Tuesday",
    }
    rows["evidence"].append({**line, **cells})


def line_of(rows: Rows, table: str) -> dict[str, str]:
    """The first line of evidence about a table."""
    return next(line for line in rows["evidence"] if line["table_name"] == table)


def retired(**cells: str) -> Change:
    """List an identifier of visits as retired."""
    row = {"table_name": "visits", "version": "0.2.0", "reason": "Same journey as another."}
    return lambda rows: rows.update(retired_ids=[{**row, **cells}])


def judged(**cells: str) -> Change:
    """Judge two officials to be two, or as the cells have it."""
    row = {
        "kind": "identity",
        "table_name": "officials",
        "first_id": "ana-lopez",
        "second_id": "reza-amini",
        "verdict": "different",
        "reason": "Two countries.",
        "judged": "2026-11-28",
    }
    return lambda rows: rows.update(judgements=[{**row, **cells}])


def cases_of(module: str) -> list[Case]:
    """The cases of one file of tests; none where it has another kind of case."""
    cases = getattr(import_module(module), "CASES", [])
    return [case for case in cases if isinstance(case, Case)]


def findings(folder: Path, change: Change) -> list[Finding]:
    rows = small()
    change(rows)
    return list(cid.validate(write(folder, rows), quick=True).findings)


def assert_found(folder: Path, case: Case) -> None:
    """The rule finds the breach of a case, at its table, line and column."""
    found = findings(folder, case.change)
    at = [each for each in found if each.row_id == case.row_id or not case.row_id]
    places = {(each.rule, each.table, each.column): each for each in at}
    assert (case.rule, case.table, case.column) in places, found
    finding = places[case.rule, case.table, case.column]
    assert finding.line
    line = raw(folder, case.table).read_text("utf-8").split("\n")[finding.line - 1]
    assert all(part in line for part in (finding.row_id or "").split("/"))


def assert_admitted(folder: Path, rule: str, change: Change) -> None:
    """The rule finds nothing in the small record as changed."""
    assert [each for each in findings(folder, change) if each.rule == rule] == []
