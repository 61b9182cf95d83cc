"""Exceptions: what breaks a rule about sense and is right all the same is no finding."""

from pathlib import Path
from typing import Any, get_args

import pytest
from rule_cases import TESTS, Case, cases_of
from small_record import Rows, small, write

import cubairan_data as cid
from cubairan_data.contract.codes.exception_kinds import RuledTable
from cubairan_data.storage.finding import Finding
from cubairan_data.storage.names import TableName
from cubairan_data.validation.rules import RULES

# One case of each rule that admits exceptions.
CASE_OF: dict[str, Case] = {
    case.rule: case
    for file in sorted(TESTS.glob("test_*rules.py"))
    for case in cases_of(file.stem)
    if RULES[case.rule].exceptions
}

EXCEPTION = {
    "table_name": "officials",
    "row_id": "reza-amini",
    "column": "other_names",
    "rule": "alias",
    "kind": "reviewed",
    "note": "Cousins of one name.",
    "judged": "2026-11-28",
}


def found(folder: Path, *exceptions: dict[str, str], **options: Any) -> list[Finding]:
    """Validate the small record with two officials of one name and some exceptions."""
    rows: Rows = small()
    rows["officials"][1]["other_names"] = "ana LOPEZ"
    rows["exceptions"] = list(exceptions)
    return list(cid.validate(write(folder, rows), quick=True, **options).findings)


def test_a_finding_of_a_rule_that_admits_exceptions_says_how_to_state_one(tmp_path: Path) -> None:
    (finding,) = found(tmp_path)
    assert finding.rule == "alias"
    assert finding.message.endswith("; if it is right, say why in exceptions")


def test_what_an_exception_covers_is_no_finding(tmp_path: Path) -> None:
    assert found(tmp_path, EXCEPTION) == []


def test_an_exception_covers_one_cell_and_one_rule(tmp_path: Path) -> None:
    other_column = EXCEPTION | {"column": "name"}
    assert {each.rule for each in found(tmp_path, other_column)} == {"alias", "exception-used"}
    other_rule = EXCEPTION | {"rule": "tenure-admits"}
    assert {each.rule for each in found(tmp_path, other_rule)} == {"alias", "exception-used"}


def test_an_exception_counts_as_used_where_its_rule_was_not_asked_for(tmp_path: Path) -> None:
    assert found(tmp_path, EXCEPTION, rule="exception-used") == []
    assert found(tmp_path, EXCEPTION, skip="alias") == []


def test_an_unknown_rule_is_answered_with_the_nearest(tmp_path: Path) -> None:
    messages = [each.message for each in found(tmp_path, EXCEPTION | {"rule": "alia"})]
    assert any("did you mean 'alias'" in message for message in messages)


def test_every_table_but_that_of_exceptions_may_have_some() -> None:
    assert {table.value for table in RuledTable} == {*get_args(TableName)} - {"exceptions"}


@pytest.mark.parametrize("rule_id", [rule.id for rule in RULES.values() if rule.exceptions])
def test_what_breaks_a_rule_about_sense_may_be_right(tmp_path: Path, rule_id: str) -> None:
    """Of every rule that admits exceptions: what it finds in its own case, an exception covers."""
    case = CASE_OF[rule_id]
    rows = small()
    case.change(rows)
    about = [rule_id, "exception-used"]
    broken = cid.validate(write(tmp_path, rows), quick=True, rule=about).findings
    assert (case.table, case.column) in {(each.table, each.column) for each in broken}
    places = {(each.table, str(each.row_id), str(each.column)) for each in broken}
    rows["exceptions"] = [
        {**EXCEPTION, "table_name": table, "row_id": row_id, "column": column, "rule": rule_id}
        for table, row_id, column in sorted(places)
    ]
    assert cid.validate(write(tmp_path, rows), quick=True, rule=about).findings == []
