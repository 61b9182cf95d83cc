"""The contract: every column is declared in full, and what is generated from it is fresh and readable by others."""

import json
from pathlib import Path

import pytest
from pydantic import BaseModel

from cubairan_data import about
from cubairan_data.contract.catalogue import MODELS
from cubairan_data.contract.cell_types import CellType, Text
from cubairan_data.contract.codes.evidence_lines import EvidencedTable
from cubairan_data.contract.columns import Column, Role, columns_of
from cubairan_data.validation.row_layer import cell_fault
from tools.generate import FILES, descriptor
from tools.generate.__main__ import main

COLUMNS = [(name, column) for name, model in MODELS.items() for column in model.declared().values()]
EVERY_COLUMN = pytest.mark.parametrize(
    ("table", "column"), COLUMNS, ids=[f"{table}.{column.name}" for table, column in COLUMNS]
)


@EVERY_COLUMN
def test_the_example_of_a_column_is_a_valid_cell(table: str, column: Column) -> None:
    assert cell_fault(MODELS[table], column.name, column.example) is None


@EVERY_COLUMN
def test_the_description_of_a_column_is_a_sentence(table: str, column: Column) -> None:
    assert column.description.endswith(".")
    assert column.title


@EVERY_COLUMN
def test_an_amount_of_something_names_its_unit(table: str, column: Column) -> None:
    if column.cell in (CellType.COUNT, CellType.NUMBER) and column.name not in (
        "number",
        "cow_code",
        "gw_code",
    ):
        assert column.unit


@EVERY_COLUMN
def test_a_reference_leads_to_a_table_with_one_key(table: str, column: Column) -> None:
    if column.references:
        assert len(MODELS[column.references].META.key) == 1


def test_a_date_has_both_its_bounds() -> None:
    for table, column in COLUMNS:
        if column.cell is CellType.EDTF:
            bounds = {f"{column.name}_earliest", f"{column.name}_latest"}
            assert bounds <= set(MODELS[table].declared())


def test_the_example_of_a_bound_belongs_to_that_of_its_date() -> None:
    visits = MODELS["visits"].declared()
    assert visits["date"].example == "2023-06-14/2023-06-15"
    assert visits["date_earliest"].example == "2023-06-14"
    assert visits["date_latest"].example == "2023-06-15"
    assert MODELS["agreements"].declared()["in_force_latest"].example == "2006-12-31"


def test_a_field_that_declares_no_column_is_refused() -> None:
    class Undeclared(BaseModel):
        name: Text

    with pytest.raises(TypeError, match="name"):
        columns_of(Undeclared.model_fields)


def test_evidenced_tables_are_those_of_the_record_and_those_with_sourced_columns() -> None:
    evidenced = {
        name: f"{model.META.title}."
        for name, model in MODELS.items()
        if model.META.group == "record" or model.declared_as(Role.SOURCED)
    }
    assert {code.value: code.definition for code in EvidencedTable} == evidenced


def test_a_code_has_a_definition() -> None:
    for _, column in COLUMNS:
        for code in column.codes or ():
            assert code.definition.endswith("."), code


def test_record_columns_say_what_stands_behind_them() -> None:
    for name, model in MODELS.items():
        roles = {column.role for column in model.declared().values()}
        assert (Role.RECORDED in roles) == (model.META.group == "evidence"), name


def test_generated_files_are_fresh(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--check"]) == 0, capsys.readouterr().out


def test_the_version_is_the_same_everywhere(root: Path) -> None:
    assert json.loads((root / "datapackage.json").read_text("utf-8"))["version"] == about.VERSION
    assert f'version: "{about.VERSION}"' in (root / "CITATION.cff").read_text("utf-8")
    assert f"## {about.VERSION}" in (root / "CHANGELOG.md").read_text("utf-8")


def test_the_descriptor_names_a_schema_dialect_and_keys_for_each_table() -> None:
    package = descriptor.package()
    assert package["$schema"].endswith("/2.0/datapackage.json")
    for resource in package["resources"]:
        assert resource["dialect"]["delimiter"] == ","
        assert resource["schema"]["primaryKey"]


def test_an_enumeration_is_stated_both_as_categories_and_as_a_constraint() -> None:
    """Because readers of the one ignore the other."""
    for resource in descriptor.package()["resources"]:
        for field in resource["schema"]["fields"]:
            if "categories" in field:
                assert field["constraints"]["enum"] == field["categories"]


def test_a_reference_to_the_own_table_omits_the_resource() -> None:
    keys = {
        resource["name"]: resource["schema"].get("foreignKeys", [])
        for resource in descriptor.package()["resources"]
    }
    own = next(key for key in keys["agreements"] if key["fields"] == ["part_of_id"])
    assert own["reference"] == {"fields": ["agreement_id"]}


@pytest.mark.slow
def test_the_descriptor_passes_frictionless_as_metadata(root: Path) -> None:
    from frictionless import Package

    assert Package(str(root / "datapackage.json")).to_descriptor()["name"] == about.NAME


def test_every_generated_file_is_known_by_a_path_of_the_checkout(root: Path) -> None:
    assert all((root / name).is_file() for name in FILES)
