"""Validation as a whole: all faults, each once, of the rules that were asked for."""

import sys
from pathlib import Path
from typing import Any

import pytest
from small_record import edit, raw

import cubairan_data as cid
from cubairan_data.validation.rule_catalogue import rule_reasons


@pytest.fixture
def faulty(package: Path) -> Path:
    """A folder with one blank cell that is needed and one number that is none."""
    edit(package, "countries", "CUB,CU,Cuba,40", "CUB,,Cuba,forty")
    return package


def rules(folder: Path, **choice: Any) -> set[str]:
    found = cid.validate(folder, quick=True, **choice).findings
    return {finding.rule for finding in found}


def test_all_faults_of_a_file_are_reported_in_the_order_of_its_lines(faulty: Path) -> None:
    edit(faulty, "countries", "IRN,IR,Iran,630", "IRN,,Iran,x")
    found = cid.validate(faulty, quick=True).findings
    assert [(finding.line, finding.column) for finding in found] == [
        (2, "alpha2"),
        (2, "cow_code"),
        (3, "alpha2"),
        (3, "cow_code"),
    ]


def test_tables_come_in_the_order_of_publication(faulty: Path) -> None:
    edit(faulty, "visits", ",official,", ",offical,")
    found = cid.validate(faulty, quick=True).findings
    assert [finding.table for finding in found] == ["visits", "countries", "countries"]


def test_rules_can_be_chosen_and_left_out(faulty: Path) -> None:
    assert rules(faulty) == {"required", "format"}
    assert rules(faulty, rule=["format"]) == rules(faulty, rule="format") == {"format"}
    assert rules(faulty, skip=["format"]) == rules(faulty, skip="format") == {"required"}


def test_a_rule_is_not_checked_and_skipped_at_once(faulty: Path) -> None:
    with pytest.raises(
        cid.UnknownRuleError, match="found format among both the rules to check and"
    ):
        rules(faulty, rule=["format", "required"], skip="format")


def test_a_choice_that_leaves_no_rule_is_refused(faulty: Path) -> None:
    for choice in ({"rule": "schema"}, {"skip": list(rule_reasons())}):
        with pytest.raises(cid.UnknownRuleError, match="no rule is left to check"):
            rules(faulty, **choice)


def test_a_report_names_the_rules_that_were_checked(faulty: Path) -> None:
    assert cid.validate(faulty, rule=["format", "code"]).rules == ["code", "format"]
    quick = cid.validate(faulty, quick=True).rules
    assert [*quick] == [name for name in rule_reasons() if name != "schema"]
    raw(faulty, "visits").unlink()
    left_out = set(quick) - set(cid.validate(faulty, quick=True).rules)
    assert "evidence-for-cell" in left_out
    assert not left_out & {"key", "code", "order"}


def test_a_chosen_rule_needs_no_frictionless(faulty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "frictionless", None)
    (finding,) = cid.validate(faulty, rule="format").findings
    assert finding.rule == "format"


def test_an_unknown_rule_is_answered_with_the_nearest(faulty: Path) -> None:
    for choice in ({"rule": ["formt"]}, {"skip": "formt"}):
        with pytest.raises(cid.UnknownRuleError, match="did you mean 'format'"):
            rules(faulty, **choice)


def test_a_folder_is_read_anew_at_each_call(package: Path) -> None:
    record = cid.open(package)
    assert record.validate(quick=True).valid
    edit(package, "visits", ",official,", ",offical,")
    assert not record.validate(quick=True).valid
