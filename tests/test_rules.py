"""The rules about the whole: each finds the fault it is there for, and names table, line, row and column."""

from collections.abc import Callable
from pathlib import Path

import pytest
from small_record import Rows, evidence_for, raw, small, write

import cubairan_data as cid
from cubairan_data.validation.rules import RULES

Change = Callable[[Rows], None]


def find(rows: Rows, key: str, value: str) -> dict[str, str]:
    """The row of some table whose cell has a value."""
    return next(row for table in rows.values() for row in table if row.get(key) == value)


def add(rows: Rows, table: str, like: int = 0, **cells: str) -> None:
    """Add a row like another one, with its own evidence."""
    row = {**rows[table][like], **cells}
    rows[table].append(row)
    line = evidence_for(table, row)
    if line["columns"]:
        rows["evidence"].append(line)


def add_contradiction(rows: Rows, **cells: str) -> None:
    line = {
        "table": "visits",
        "row_id": "2001-05-lopez-tehran",
        "columns": "date",
        "source_id": "agency-2001-visit",
        "verdict": "contradicts",
        "reading": "2001-05-08",
        "reason": "typo",
        "locator": "The minister arrived,on Tuesday",
    }
    rows["evidence"].append({**line, **cells})


def _unborne(rows: Rows) -> None:
    line = find(rows, "table", "visits")
    line["columns"] = line["columns"].replace("places;", "")


def _reading_for_many(rows: Rows) -> None:
    add_contradiction(rows, verdict="supports", reading="2001-06")
    del rows["evidence"][-1]["reason"]


def _parents(rows: Rows) -> None:
    rows["organizations"][0]["parent_id"] = "chamber"
    add(
        rows,
        "organizations",
        organization_id="chamber",
        name="Chamber",
        parent_id="ministry-of-trade",
    )
    rows["evidence"].append(
        {**evidence_for("organizations", rows["organizations"][0]), "locator": "again"}
    )


def _retired(rows: Rows) -> None:
    rows["retired_ids"] = [
        {
            "table": "visits",
            "old_id": "2001-05-lopez-tehran",
            "version": "0.2.0",
            "reason": "Same journey as another.",
        }
    ]


CASES: list[tuple[str, Change, str, str, str]] = [
    ("evidence-for-cell", _unborne, "visits", "2001-05-lopez-tehran", "places"),
    ("evidence-row", lambda rows: find(rows, "table", "visits").update(row_id="nobody"), "evidence", "", "row_id"),
    ("evidence-columns", lambda rows: add_contradiction(rows, columns="delegation"), "evidence", "", "columns"),
    ("evidence-columns", lambda rows: add_contradiction(rows, columns="colour"), "evidence", "", "columns"),
    ("evidence-columns", lambda rows: add_contradiction(rows, columns="date_latest"), "evidence", "", "columns"),
    ("reading", lambda rows: add_contradiction(rows, reading="2001-05-07/2001-05-10"), "evidence", "", "reading"),
    ("reading", lambda rows: add_contradiction(rows, reading="May 2001"), "evidence", "", "reading"),
    ("reading", _reading_for_many, "evidence", "", "reading"),
    ("used-sources", lambda rows: add(rows, "sources", source_id="idle", url="https://example.org/2"), "sources", "idle", "source_id"),
    ("used-publishers", lambda rows: add(rows, "publishers", publisher_id="idle"), "publishers", "idle", "publisher_id"),
    ("used-organizations", lambda rows: add(rows, "organizations", organization_id="idle"), "organizations", "idle", "organization_id"),
    ("used-officials", lambda rows: add(rows, "officials", official_id="idle", name="Idle"), "officials", "idle", "official_id"),
    ("key", lambda rows: add(rows, "visits"), "visits", "2001-05-lopez-tehran", "visit_id"),
    ("key", lambda rows: add(rows, "visit_participants"), "visit_participants", "2001-05-lopez-tehran/ana-lopez", "visit_id"),
    ("unique", lambda rows: add(rows, "sources", source_id="same-page"), "sources", "same-page", "url"),
    ("unique", lambda rows: rows["countries"][1].update(cow_code="40"), "countries", "IRN", "cow_code"),
    ("reference", lambda rows: rows["visits"][0].update(lead_official_id="nobody"), "visits", "2001-05-lopez-tehran", "lead_official_id"),
    ("cycle", _parents, "organizations", "chamber", "parent_id"),
    ("cycle", lambda rows: rows["sources"][0].update(derived_from="agency-2001-visit"), "sources", "agency-2001-visit", "derived_from"),
    ("retired", _retired, "visits", "2001-05-lopez-tehran", "visit_id"),
    ("additive", lambda rows: add(rows, "financial_flows", flow_id="2001-raise", part_of_id="2001-credit"), "financial_flows", "2001-raise", "is_additive"),
    ("alias", lambda rows: rows["officials"][1].update(other_names="ana LOPEZ"), "officials", "reza-amini", "other_names"),
    ("tenure-overlap", lambda rows: add(rows, "tenures", tenure_id="twice", start="2002"), "tenures", "twice", "start"),
    ("tenure-admits", lambda rows: find(rows, "tenure_id", "reza-amini-minister").update(end="2000", attested="2000"), "visit_participants", "2001-05-lopez-tehran/reza-amini", "official_id"),
    ("lead-participates", lambda rows: rows["visits"][0].update(lead_official_id="reza-amini"), "visits", "2001-05-lopez-tehran", "lead_official_id"),
    ("lead-participates", lambda rows: rows["visit_participants"][1].update(role="lead"), "visit_participants", "2001-05-lopez-tehran/reza-amini", "role"),
    ("tenure-admits", lambda rows: rows["tenures"].pop(), "visit_participants", "2001-05-lopez-tehran/reza-amini", "official_id"),
]  # fmt: skip


def test_the_small_record_is_valid(tmp_path: Path) -> None:
    """Else the other tests here could not tell what their change did."""
    assert cid.validate(write(tmp_path, small()), quick=True).valid


@pytest.mark.parametrize(("rule", "change", "table", "row_id", "column"), CASES)
def test_a_rule_finds_its_fault(
    tmp_path: Path, rule: str, change: Change, table: str, row_id: str, column: str
) -> None:
    rows = small()
    change(rows)
    report = cid.validate(write(tmp_path, rows), quick=True)
    found = [finding for finding in report.findings if finding.rule == rule]
    assert found, report
    finding = found[0]
    assert (finding.table, finding.column) == (table, column)
    assert finding.line
    if row_id:
        assert finding.row_id == row_id
    line = raw(tmp_path, table).read_text("utf-8").split("\n")[finding.line - 1]
    assert all(part in line for part in (finding.row_id or "").split("/"))


def test_rows_out_of_order_are_found(tmp_path: Path) -> None:
    rows = small()
    rows["countries"].reverse()
    (finding,) = cid.validate(write(tmp_path, rows, unsorted="countries"), quick=True).findings
    assert (finding.rule, finding.table, finding.line) == ("order", "countries", 3)


@pytest.mark.parametrize(
    ("old", "new"),
    [("CUB,CU,Cuba", 'CUB,CU,"Cuba"'), ("\n", "\r\n"), ("Iran,630,630\n", "Iran,630,630")],
    ids=["needless quotes", "CRLF", "no newline at the end"],
)
def test_a_file_not_in_canonical_form_is_found(tmp_path: Path, old: str, new: str) -> None:
    file = raw(write(tmp_path, small()), "countries")
    file.write_text(file.read_text("utf-8").replace(old, new), encoding="utf-8", newline="")
    assert [finding.rule for finding in cid.validate(tmp_path, quick=True).findings] == [
        "canonical"
    ]


def test_every_rule_is_tested_here_and_gives_a_reason() -> None:
    tested = {case[0] for case in CASES} | {"order", "canonical"}
    assert tested == set(RULES)
    assert all(rule.reason.endswith(".") for rule in RULES.values())
