"""The row layer reports all that is wrong with a row, each fault once."""

import pytest
from pydantic import ValidationError
from valid_rows import VALID, full

from cubairan_data.contract.catalogue import MODELS
from cubairan_data.validation.row_layer import row_faults


@pytest.mark.parametrize("table", VALID)
def test_a_valid_row_has_no_fault(table: str) -> None:
    assert row_faults(MODELS[table], full(table)) == []


def test_faults_between_columns_are_found_beside_wrong_cells() -> None:
    changes = {"kind": "gift", "amount_low": "30000000", "period": "2001-02-30"}
    faults = row_faults(MODELS["financial_flows"], full("financial_flows", **changes))
    assert {fault.column for fault in faults} == {"kind", "amount", "period"}


def test_what_follows_from_a_wrong_cell_is_not_reported_again() -> None:
    (fault,) = row_faults(MODELS["visits"], {**full("visits"), "date": "2001-02-30"})
    assert (fault.column, fault.rule) == ("date", "date")


@pytest.mark.parametrize("amount", ["twenty", "1" + "0" * 30, "1.5", "1,000"])
def test_an_amount_that_cannot_be_read_is_not_a_missing_one(amount: str) -> None:
    (fault,) = row_faults(MODELS["financial_flows"], full("financial_flows", amount=amount))
    assert (fault.column, fault.rule) == ("amount", "format")


def test_one_date_that_cannot_be_read_does_not_hide_what_is_wrong_with_another() -> None:
    changes = {"signed": "2001-02-30", "in_force_earliest": "1999-01-01"}
    faults = row_faults(MODELS["agreements"], {**full("agreements"), **changes})
    assert {fault.column for fault in faults} == {"signed", "in_force_earliest"}


def test_an_unknown_column_is_refused() -> None:
    cells = {**full("visits"), "colour": "red"}
    with pytest.raises(ValidationError, match="colour"):
        MODELS["visits"].model_validate(cells)
    (fault,) = row_faults(MODELS["visits"], cells)
    assert (fault.column, fault.rule) == ("colour", "header")


def test_the_message_says_what_is_allowed() -> None:
    (fault,) = row_faults(MODELS["visits"], full("visits", status="done"))
    assert "'done'" in fault.message
    assert "took_place" in fault.message
