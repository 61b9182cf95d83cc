"""The descriptor states the contract so that any reader of Data Packages understands it."""

from pathlib import Path

import pytest

from cubairan_data import dataset
from tools.generate import descriptor


def test_each_table_has_a_dialect_and_a_key() -> None:
    package = descriptor.package()
    assert package["$schema"].endswith("/2.0/datapackage.json")
    for resource in package["resources"]:
        assert resource["dialect"]["delimiter"] == ","
        assert resource["schema"]["primaryKey"]


def test_an_enumeration_is_stated_both_as_categories_and_as_a_constraint() -> None:
    """Because readers of the one ignore the other."""
    fields = [
        field
        for resource in descriptor.package()["resources"]
        for field in resource["schema"]["fields"]
        if "categories" in field
    ]
    assert fields
    for field in fields:
        assert field["constraints"]["enum"] == field["categories"]


def test_a_reference_to_the_own_table_omits_the_resource() -> None:
    keys = {
        resource["name"]: resource["schema"].get("foreignKeys", [])
        for resource in descriptor.package()["resources"]
    }
    own = next(key for key in keys["agreements"] if key["fields"] == ["part_of_id"])
    assert own["reference"] == {"fields": ["agreement_id"]}


@pytest.mark.slow
def test_frictionless_accepts_the_descriptor(root: Path) -> None:
    from frictionless import Package

    assert Package(str(root / "datapackage.json")).to_descriptor()["name"] == dataset.NAME
