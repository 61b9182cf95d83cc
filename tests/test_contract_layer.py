"""The contract layer: what frictionless reads in the descriptor, added to what our layers find."""

import sys
from pathlib import Path

import pytest
from small_record import edit, edited_descriptor

import cubairan_data as cid


@pytest.mark.slow
def test_it_agrees_that_the_small_record_is_valid(package: Path) -> None:
    assert cid.validate(package).valid


@pytest.mark.slow
def test_a_fault_that_two_layers_see_is_reported_once(package: Path) -> None:
    edit(package, "visits", ",official,", ",offical,")
    assert len(cid.validate(package).findings) == 1


@pytest.mark.slow
def test_it_finds_what_a_changed_descriptor_forbids(package: Path) -> None:
    """A folder may tighten the contract in its own descriptor; only frictionless reads that."""
    with edited_descriptor(package) as descriptor:
        resources = {each["name"]: each for each in descriptor["resources"]}
        fields = {each["name"]: each for each in resources["visits"]["schema"]["fields"]}
        fields["summary"]["constraints"]["maxLength"] = 3
    (finding,) = cid.validate(package).findings
    assert finding.rule == "schema/constraint-error"
    assert (finding.table, finding.line, finding.column) == ("visits", 2, "summary")
    assert finding.row_id == "2001-05-lopez-tehran"


@pytest.mark.slow
def test_a_descriptor_that_it_refuses_as_a_whole_is_one_finding(package: Path) -> None:
    with edited_descriptor(package) as descriptor:
        descriptor["resources"][1]["schema"]["fields"] = 3
    assert {finding.rule for finding in cid.validate(package).findings} == {"schema/package"}


def test_without_frictionless_it_says_what_to_install(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "frictionless", None)
    with pytest.raises(cid.CannotRunError, match=r"pip install 'cubairan-data\[validate\]'"):
        cid.validate(package)
    assert cid.validate(package, quick=True).valid
