"""Exceptions: what breaks a rule about sense and is right all the same is no finding."""

from pathlib import Path
from typing import get_args

from small_record import Rows, small, write

import cubairan_data as cid
from cubairan_data.contract.codes.exception_kinds import RuledTable
from cubairan_data.storage.finding import Finding
from cubairan_data.storage.names import TableName

EXCEPTION = {
    "table_name": "officials",
    "row_id": "reza-amini",
    "column": "other_names",
    "rule": "alias",
    "kind": "reviewed",
    "note": "Cousins of one name.",
    "judged": "2026-11-28",
}


def found(folder: Path, *exceptions: dict[str, str], **options: str) -> list[Finding]:
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
