"""Every column of the contract is declared in full."""

import pytest
from pydantic import BaseModel

import cubairan_data as cid
from cubairan_data.contract.catalogue import MODELS
from cubairan_data.contract.cell_kinds import CellType
from cubairan_data.contract.cell_types import Text
from cubairan_data.contract.codes.evidence_lines import EvidencedTable
from cubairan_data.contract.columns import Role, columns_of
from cubairan_data.storage.folder import Tables
from cubairan_data.validation.row_layer import cell_fault

COLUMNS = {
    f"{table}.{column.name}": (table, column)
    for table, model in MODELS.items()
    for column in model.declared().values()
}
# Numbers that count nothing.
WITHOUT_UNIT = ("number", "cow_code", "gw_code", "geonames_id")


def test_the_example_of_a_column_is_a_valid_cell() -> None:
    faults = {
        place: fault
        for place, (table, column) in COLUMNS.items()
        if (fault := cell_fault(MODELS[table], column.name, column.example))
    }
    assert faults == {}


def test_the_description_of_a_column_is_a_sentence_under_a_title() -> None:
    assert [
        place
        for place, (_, column) in COLUMNS.items()
        if not column.description.endswith(".") or not column.title
    ] == []


def test_an_amount_of_something_names_its_unit() -> None:
    amounts = {
        place: column
        for place, (_, column) in COLUMNS.items()
        if column.cell in (CellType.COUNT, CellType.NUMBER) and column.name not in WITHOUT_UNIT
    }
    assert amounts
    assert [place for place, column in amounts.items() if not column.unit] == []


def test_a_reference_leads_to_a_table_with_one_key() -> None:
    targets = {
        place: column.references for place, (_, column) in COLUMNS.items() if column.references
    }
    assert targets
    assert [place for place, table in targets.items() if len(MODELS[table].META.key) != 1] == []


def test_a_date_has_both_its_bounds() -> None:
    for place, (_, column) in COLUMNS.items():
        if column.cell is CellType.EDTF:
            assert {f"{place}_earliest", f"{place}_latest"} <= COLUMNS.keys()


def test_the_example_of_a_bound_belongs_to_that_of_its_date() -> None:
    visits = MODELS["visits"].declared()
    assert visits["date"].example == "2023-06-14/2023-06-15"
    assert visits["date_earliest"].example == "2023-06-14"
    assert visits["date_latest"].example == "2023-06-15"
    assert MODELS["agreements"].declared()["in_force_latest"].example == "2011-12-31"


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
    for place, (_, column) in COLUMNS.items():
        for code in column.codes or ():
            assert code.definition.endswith("."), (place, code)


def test_only_tables_of_evidence_have_columns_that_are_evidence_themselves() -> None:
    for name, model in MODELS.items():
        roles = {column.role for column in model.declared().values()}
        assert (Role.RECORDED in roles) == (model.META.group == "evidence"), name


def test_the_example_of_an_identifier_is_one_of_the_record() -> None:
    tables = Tables(cid.Record.installed_root())
    for name, model in MODELS.items():
        for column in model.declared().values():
            is_key = (column.name,) == model.META.key
            target = name if is_key else column.references
            if target:
                assert column.example in tables[target].by_id, f"{name}.{column.name}"


@pytest.mark.parametrize("name", MODELS)
def test_every_table_says_which_columns_a_reader_wants_first(name: str) -> None:
    model = MODELS[name]
    headline = model.META.headline
    assert headline, f"{name} declares no headline"
    assert headline[0] in model.META.key
    assert len(set(headline)) == len(headline)
    bounds = {bound for bound, _ in model.bound_columns()}
    assert set(headline) <= set(model.declared()) - bounds
