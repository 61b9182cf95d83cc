"""Every rule id of every layer has a reason, and something that breaks the rule."""

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from small_record import edit, edited_descriptor, raw

import cubairan_data as cid
from cubairan_data.contract.catalogue import ROW_RULES
from cubairan_data.storage.schema import installed_descriptor
from cubairan_data.validation import contract_layer
from cubairan_data.validation.rule_catalogue import FILE_AND_CELL_RULES, reason_of, rule_reasons
from cubairan_data.validation.rules import RULES


def tightened() -> dict[str, Any]:
    """The contract, but that only frictionless is asked for short summaries."""
    descriptor = copy.deepcopy(installed_descriptor())
    visits = next(each for each in descriptor["resources"] if each["name"] == "visits")
    field = next(each for each in visits["schema"]["fields"] if each["name"] == "summary")
    field["constraints"]["maxLength"] = 3
    return descriptor


def without_coverage(package: Path) -> None:
    with edited_descriptor(package) as descriptor:
        descriptor["resources"] = [
            each for each in descriptor["resources"] if each["name"] != "coverage"
        ]


# What breaks each rule about files and single cells. The rules between the columns of a row have
# their cases in test_row_rules.py, those about the tables as a whole in test_rules.py.
BREAKS: dict[str, Callable[[Path], object]] = {
    # What a folder asks beyond the contract is a finding about its descriptor.
    "schema": lambda package: None,
    "descriptor": without_coverage,
    "file": lambda package: raw(package, "coverage").unlink(),
    "encoding": lambda package: raw(package, "countries").write_bytes(b"\xff"),
    "header": lambda package: edit(package, "countries", "alpha2", "alpha"),
    "cells": lambda package: edit(package, "countries", "Cuba,40", "Cuba"),
    "csv": lambda package: edit(package, "countries", "Iran", '"Iran'),
    "required": lambda package: edit(package, "countries", "Cuba", ""),
    "code": lambda package: edit(package, "visits", ",official,", ",offical,"),
    "date": lambda package: edit(package, "visits", "2001-05-07/2001-05-10", "2001-02-30"),
    "format": lambda package: edit(package, "countries", "Cuba", "=Cuba"),
}


@pytest.mark.parametrize(
    "rule_id",
    [pytest.param(name, marks=pytest.mark.slow if name == "schema" else ()) for name in BREAKS],
)
def test_a_rule_about_files_and_cells_finds_its_breach(
    package: Path, rule_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    BREAKS[rule_id](package)
    monkeypatch.setattr(contract_layer, "installed_descriptor", tightened)
    engine: Any = {"engine": "frictionless"} if rule_id == "schema" else {"quick": True}
    found = cid.validate(package, **engine).findings
    assert rule_id in {each.rule.partition("/")[0] for each in found}
    alone = cid.validate(package, rule=rule_id, **engine).findings
    assert {each.rule.partition("/")[0] for each in alone} == {rule_id}


def test_every_rule_about_files_and_cells_has_something_that_breaks_it() -> None:
    assert BREAKS.keys() == FILE_AND_CELL_RULES.keys()


def test_the_catalogue_is_all_rules_of_the_three_layers_each_once() -> None:
    ids = [*FILE_AND_CELL_RULES, *ROW_RULES, *RULES]
    assert len(ids) == len(set(ids))
    assert list(rule_reasons()) == ids


def test_a_rule_gives_its_reason_in_a_sentence() -> None:
    for rule_id in (*rule_reasons(), "schema/constraint-error"):
        assert reason_of(rule_id).endswith("."), rule_id
