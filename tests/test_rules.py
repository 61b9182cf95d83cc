"""The rules about the tables as a whole: each finds its breach, at its table, line and column."""

from collections.abc import Callable
from pathlib import Path

import pytest
from rule_cases import (
    TESTS,
    VISIT,
    Case,
    Change,
    add,
    added,
    assert_found,
    cases_of,
    changed,
    contradicted,
    findings,
    judged,
    line_of,
    removed,
    retired,
    supported,
)
from small_record import Rows, edit, evidence_for, raw, small

import cubairan_data as cid
from cubairan_data.contract.families import Family
from cubairan_data.validation.rules import RULES
from cubairan_data.validation.rules.registry import rule


def places_unborne(rows: Rows) -> None:
    line = line_of(rows, "visits")
    line["columns"] = line["columns"].replace("places;", "")


def about_nobody(rows: Rows) -> None:
    line_of(rows, "visits")["row_id"] = "nobody"


def two_parents(rows: Rows) -> None:
    """Two bodies that are each the parent of the other."""
    chamber = {"organization_id": "chamber", "name": "Chamber", "parent_id": "ministry-of-trade"}
    rows["organizations"][0]["parent_id"] = "chamber"
    add(rows, "organizations", **chamber)
    line = evidence_for("organizations", rows["organizations"][0])
    rows["evidence"].append({**line, "locator": "again"})


def identified(**cells: str) -> Change:
    """Give an official an identifier of Wikidata, or as the cells have it."""
    row = {
        "table_name": "officials",
        "row_id": "ana-lopez",
        "scheme": "wikidata",
        "value": "Q1",
        "source_id": "agency-2001-visit",
    }
    return lambda rows: rows.update(identifiers=[{**row, **cells}])


def excepted(**cells: str) -> Change:
    """State an exception for the name of an official, which breaks no rule."""
    row = {
        "table_name": "officials",
        "row_id": "reza-amini",
        "column": "name",
        "rule": "alias",
        "kind": "reviewed",
        "note": "Cousins of one name.",
        "judged": "2026-11-28",
    }
    return lambda rows: rows.update(exceptions=[{**row, **cells}])


def reprint_unlinked(rows: Rows) -> None:
    """Two sources are judged one text, and neither says so."""
    add(rows, "sources", source_id="copy", url="https://example.org/copy", published="2001-05-12")
    pair = {"first_id": "agency-2001-visit", "second_id": "copy"}
    judged(kind="independence", table_name="sources", verdict="reprint", **pair)(rows)


def merged_though_different(rows: Rows) -> None:
    """Two rows are judged different, and one is retired in favour of the other."""
    retired(table_name="officials", old_id="reza-amini-x", new_id="reza-amini")(rows)
    judged(first_id="reza-amini", second_id="reza-amini-x")(rows)


def independent_though_linked(rows: Rows) -> None:
    """Two sources are judged independent, and one names the other as its origin."""
    copy = {"source_id": "copy", "url": "https://example.org/copy", "published": "2001-05-12"}
    add(rows, "sources", **copy, derived_from="agency-2001-visit")
    pair = {"first_id": "agency-2001-visit", "second_id": "copy"}
    judged(kind="independence", table_name="sources", verdict="independent", **pair)(rows)


def origin_named_in_note(rows: Rows) -> None:
    """The note of a source names an outlet of the record."""
    rows["sources"][0]["note"] = "Reprints the Gazette."
    rows["publishers"].append({**rows["publishers"][0], "publisher_id": "g", "name": "Gazette"})


def nothing_found(note: str) -> Change:
    """Say in coverage that nothing was found."""
    row = {
        "table_name": "visits",
        "period": "1999/2002",
        "languages": "en",
        "kinds_of_sources": "news_agency",
        "depth": "partial",
        "note": note,
    }
    return lambda rows: rows.update(coverage=[row])


def term_too_short(rows: Rows) -> None:
    """The host's tenure ends before the visit."""
    rows["tenures"][1].update(ended="2000", attested="2000")


CASES = [
    Case("evidence-for-cell", places_unborne, "visits", VISIT, "places"),
    Case("evidence-row", about_nobody, "evidence", "", "row_id"),
    Case("evidence-columns", contradicted(columns="delegation"), "evidence", "", "columns"),
    Case("evidence-columns", contradicted(columns="colour"), "evidence", "", "columns"),
    Case("evidence-columns", contradicted(columns="date_latest"), "evidence", "", "columns"),
    Case("reading", contradicted(reading="2001-05-07/2001-05-10"), "evidence", "", "reading"),
    Case("reading", contradicted(reading="May 2001"), "evidence", "", "reading"),
    Case("reading", supported("date", "2001-06"), "evidence", "", "reading"),
    Case("reading", supported("date", "2001-05-08"), "evidence", "", "reading"),
    Case("reading", supported("places", "Tehran;Qom"), "evidence", "", "reading"),
    Case("reading", supported("level", "president"), "evidence", "", "reading"),
    Case(
        "used-sources",
        added("sources", source_id="idle", url="https://example.org/2"),
        "sources",
        "idle",
        "source_id",
    ),
    Case(
        "used-publishers",
        added("publishers", publisher_id="idle"),
        "publishers",
        "idle",
        "publisher_id",
    ),
    Case(
        "used-organizations",
        added("organizations", organization_id="idle"),
        "organizations",
        "idle",
        "organization_id",
    ),
    Case(
        "used-officials",
        added("officials", official_id="idle", name="Idle"),
        "officials",
        "idle",
        "official_id",
    ),
    Case("key", added("visits"), "visits", VISIT, "visit_id"),
    Case(
        "key",
        added("visit_participants"),
        "visit_participants",
        f"{VISIT}/ana-lopez",
        "visit_id",
    ),
    Case("unique", added("sources", source_id="same-page"), "sources", "same-page", "url"),
    Case("unique", changed("countries", 1, cow_code="40"), "countries", "IRN", "cow_code"),
    Case(
        "reference",
        changed("visits", 0, lead_official_id="nobody"),
        "visits",
        VISIT,
        "lead_official_id",
    ),
    Case(
        "unsettled-pair",
        added("officials", official_id="x", name="Anna Lopes"),
        "officials",
        "x",
        "official_id",
    ),
    Case("unsettled-pair", origin_named_in_note, "sources", "agency-2001-visit", "source_id"),
    Case("judgement-rows", judged(second_id="somebody"), "judgements", "", "second_id"),
    Case("judgement-done", judged(verdict="same"), "judgements", "", "verdict"),
    Case("judgement-done", merged_though_different, "judgements", "", "verdict"),
    Case("judgement-done", independent_though_linked, "judgements", "", "verdict"),
    Case("judgement-done", reprint_unlinked, "judgements", "", "verdict"),
    Case("exception-used", excepted(rule="alia"), "exceptions", "", "rule"),
    Case("exception-used", excepted(rule="key"), "exceptions", "", "rule"),
    Case("exception-used", excepted(row_id="nobody"), "exceptions", "", "row_id"),
    Case("exception-used", excepted(column="colour"), "exceptions", "", "column"),
    Case("exception-used", excepted(), "exceptions", "", "rule"),
    Case("coverage-note", nothing_found("No visit found for 2001."), "coverage", "", "note"),
    Case(
        "coverage-note",
        nothing_found("Nothing dated was found for 1999-2002 and 2004."),
        "coverage",
        "",
        "note",
    ),
    Case("cycle", two_parents, "organizations", "chamber", "parent_id"),
    Case(
        "cycle",
        changed("sources", 0, derived_from="agency-2001-visit"),
        "sources",
        "agency-2001-visit",
        "derived_from",
    ),
    Case("identifier-row", identified(row_id="nobody"), "identifiers", "", "row_id"),
    Case("retired", retired(old_id=VISIT), "visits", VISIT, "visit_id"),
    Case("retired", retired(old_id="gone", new_id="nowhere"), "retired_ids", "", "new_id"),
    Case(
        "additive",
        added("financial_flows", flow_id="2001-raise", part_of_id="2001-credit"),
        "financial_flows",
        "2001-raise",
        "is_additive",
    ),
    Case(
        "alias",
        changed("officials", 1, other_names="ana LOPEZ"),
        "officials",
        "reza-amini",
        "other_names",
    ),
    Case(
        "tenure-overlap",
        added("tenures", tenure_id="twice", started="2002"),
        "tenures",
        "twice",
        "started",
    ),
    Case(
        "tenure-admits",
        term_too_short,
        "visit_participants",
        f"{VISIT}/reza-amini",
        "official_id",
    ),
    Case(
        "tenure-admits",
        removed("tenures", 1),
        "visit_participants",
        f"{VISIT}/reza-amini",
        "official_id",
    ),
    Case(
        "lead-participates",
        changed("visits", 0, lead_official_id="reza-amini"),
        "visits",
        VISIT,
        "lead_official_id",
    ),
    Case(
        "lead-participates",
        changed("visit_participants", 1, role="lead"),
        "visit_participants",
        f"{VISIT}/reza-amini",
        "role",
    ),
]


def test_the_small_record_is_valid(tmp_path: Path) -> None:
    """Else the other tests here could not say what their change did."""
    assert findings(tmp_path, lambda rows: None) == []


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_rule_finds_its_breach(tmp_path: Path, case: Case) -> None:
    assert_found(tmp_path, case)


def test_a_missing_line_of_evidence_is_one_finding_that_lists_its_columns(tmp_path: Path) -> None:
    columns = line_of(small(), "visits")["columns"]

    def remove(rows: Rows) -> None:
        rows["evidence"].remove(line_of(rows, "visits"))

    (finding,) = findings(tmp_path, remove)
    assert (finding.rule, finding.table, finding.row_id) == ("evidence-for-cell", "visits", VISIT)
    assert columns.count(";") > 2
    assert finding.column == columns
    assert "places 'Tehran;Isfahan'" in finding.message
    assert all(f"{name} '" in finding.message for name in columns.split(";"))


@pytest.mark.parametrize(
    ("columns", "reading"),
    [
        ("date", "2001-05-07/2001-05-10"),
        ("date", "2001-05"),
        ("date", "2001/.."),
        ("date", "../2001-05"),
        ("places", "Isfahan"),
        ("places", "Isfahan;Tehran"),
        ("sender_id", "CUB"),
    ],
)
def test_a_supporting_reading_may_be_less_exact(tmp_path: Path, columns: str, reading: str) -> None:
    assert findings(tmp_path, supported(columns, reading)) == []


def test_an_identifier_may_be_retired_in_favour_of_a_row_or_of_another_retired_one(
    tmp_path: Path,
) -> None:
    row = {"table_name": "visits", "version": "0.2.0", "reason": "Same journey as another."}
    listed = [{"old_id": "one", "new_id": "two"}, {"old_id": "two", "new_id": VISIT}]
    assert (
        findings(tmp_path, lambda rows: rows.update(retired_ids=[row | ids for ids in listed]))
        == []
    )


def test_the_same_office_may_be_held_again_after_a_while(tmp_path: Path) -> None:
    earlier = {"started": "1995", "ended": "1996", "attested": "1995"}
    assert findings(tmp_path, added("tenures", tenure_id="again", **earlier)) == []


def reversed_countries(package: Path) -> None:
    file = raw(package, "countries")
    header, *rows = file.read_text("utf-8").splitlines(keepends=True)
    file.write_text("".join([header, *reversed(rows)]), "utf-8")


# What breaks the rules about the form of files, which no change to cells can.
BREAKS: dict[str, Callable[[Path], object]] = {
    "order": reversed_countries,
    "canonical": lambda package: edit(package, "countries", "CUB,CU,Cuba", 'CUB,CU,"Cuba"'),
}


def test_rows_out_of_order_are_found(package: Path) -> None:
    BREAKS["order"](package)
    (finding,) = cid.validate(package, quick=True).findings
    assert (finding.rule, finding.table, finding.line) == ("order", "countries", 3)


@pytest.mark.parametrize(
    "break_it",
    [
        BREAKS["canonical"],
        lambda package: edit(package, "countries", "\n", "\r\n"),
        lambda package: edit(package, "countries", "630,630,,,,,,,\n", "630,630,,,,,,,"),
    ],
    ids=["needless quotes", "CRLF", "no newline at the end"],
)
def test_a_file_not_in_canonical_form_is_found(
    package: Path, break_it: Callable[[Path], object]
) -> None:
    break_it(package)
    (finding,) = cid.validate(package, quick=True).findings
    assert (finding.rule, finding.table) == ("canonical", "countries")


def test_every_rule_has_a_case() -> None:
    cases = [case for file in TESTS.glob("test_*rules.py") for case in cases_of(file.stem)]
    assert {case.rule for case in cases} | BREAKS.keys() == set(RULES)


def test_a_rule_has_an_id_of_its_own() -> None:
    with pytest.raises(ValueError, match="two rules are called 'key'"):
        rule("key", "Because.", family=Family.KEYS)(RULES["key"].find)
