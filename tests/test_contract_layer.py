"""The contract layer: what frictionless reads in the descriptor, added to what our layers find."""

import csv
import sys
from pathlib import Path

import pytest
from small_record import edit, edited_descriptor, raw

import cubairan_data as cid
from cubairan_data.storage.folder import Tables
from cubairan_data.validation.contract_layer import check_contract


@pytest.mark.slow
def test_it_agrees_that_the_small_record_is_valid(package: Path) -> None:
    assert cid.validate(package, engine="frictionless").valid


@pytest.mark.slow
def test_a_fault_that_two_layers_see_is_reported_once(package: Path) -> None:
    edit(package, "visits", ",official,", ",offical,")
    assert len(cid.validate(package, engine="frictionless").findings) == 1


@pytest.mark.slow
def test_it_holds_the_tables_to_the_contract_of_the_package_not_to_the_descriptor(
    package: Path,
) -> None:
    with edited_descriptor(package) as descriptor:
        fields = descriptor["resources"][1]["schema"]["fields"]
        fields[-1]["constraints"] = {"maxLength": 3}
    (finding,) = cid.validate(package, engine="frictionless").findings
    assert (finding.table, finding.rule) == ("visits", "descriptor")
    assert finding.message.startswith("found schema.fields[")


@pytest.mark.slow
def test_a_fault_is_placed_on_its_line_not_on_its_record(package: Path) -> None:
    edit(package, "countries", "Cuba", '"Cu\n\nba"')
    edit(package, "countries", "IRN,IR,Iran", "irn,IR,Iran")
    found = check_contract(Tables(package))
    place = next(
        (each.line, each.row_id) for each in found if each.rule.endswith("constraint-error")
    )
    assert place == (5, "irn")


@pytest.mark.slow
def test_where_it_fails_on_its_own_that_is_one_finding(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    frictionless = pytest.importorskip("frictionless")

    def fails(*_: object, **__: object) -> None:
        raise AssertionError("by itself")

    monkeypatch.setattr(frictionless.Package, "validate", fails)
    (finding,) = cid.validate(package, engine="frictionless").findings
    assert (finding.rule, finding.line) == ("schema/package", None)
    assert finding.message == "frictionless failed: AssertionError: by itself"


@pytest.mark.slow
@pytest.mark.parametrize("skipped", ["reference", "key"])
def test_what_is_skipped_does_not_come_back_from_another_layer(package: Path, skipped: str) -> None:
    edit(package, "visits", "ana-lopez", "ana-lopes")
    lines = raw(package, "countries").read_text("utf-8").splitlines()
    raw(package, "countries").write_text("\n".join([*lines, lines[-1], ""]), "utf-8")
    rules = {
        finding.rule
        for finding in cid.validate(package, skip=skipped, engine="frictionless").findings
    }
    assert rules & {"key", "reference"} == {"key", "reference"} - {skipped}
    assert not {rule for rule in rules if rule.startswith("schema/")}


@pytest.mark.slow
def test_it_leaves_the_reader_of_csv_as_it_was(package: Path) -> None:
    """Frictionless lets the whole process read cells of any length."""
    longest = csv.field_size_limit()
    edit(package, "visits", "Talks", "T" * (longest + 1))
    before = cid.validate(package, rule="csv")
    cid.validate(package, engine="frictionless")
    assert csv.field_size_limit() == longest
    assert cid.validate(package, rule="csv").findings == before.findings


def test_without_frictionless_it_says_what_to_install(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "frictionless", None)
    with pytest.raises(cid.CannotRunError, match=r"pip install 'cubairan-data\[validate\]'"):
        cid.validate(package, engine="frictionless")
    assert cid.validate(package, quick=True).valid
