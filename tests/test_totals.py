"""Sums of flows that refuse to mix what does not add up, and say how to select."""

import pandas as pd
import pytest

import cubairan_data as cid


def flows(**columns: list[object]) -> pd.DataFrame:
    length = len(next(iter(columns.values())))
    base: dict[str, list[object]] = {
        "flow_id": [f"f{number}" for number in range(length)],
        "kind": ["loan"] * length,
        "stage": ["agreed"] * length,
        "currency": ["EUR"] * length,
        "provider_id": ["IRN"] * length,
        "receiver_id": ["CUB"] * length,
        "amount": [10] * length,
        "is_additive": [True] * length,
    }
    frame = pd.DataFrame(base | columns)
    return frame.astype({"amount": "Int64", "is_additive": "boolean"})


def test_additive_rows_of_one_sort_are_summed() -> None:
    assert cid.total(flows(amount=[10, 20, 30], is_additive=[True, True, False])) == 30


def test_a_row_that_is_not_marked_additive_is_left_out() -> None:
    assert cid.total(flows(amount=[10, 20], is_additive=[True, None])) == 10


def test_a_currency_can_be_chosen() -> None:
    mixed = flows(amount=[10, 20], currency=["EUR", "USD"])
    assert cid.total(mixed, currency="USD") == 20


def test_a_selection_of_the_record_is_summed(frames: dict[cid.TableName, pd.DataFrame]) -> None:
    table = frames["financial_flows"]
    additive = table[table["is_additive"] & table["amount"].notna()]
    same = additive.dropna(subset=["currency", "provider_id", "receiver_id"]).groupby(
        ["kind", "stage", "currency", "provider_id", "receiver_id"], observed=True
    )
    sums = {cid.total(rows) - int(rows["amount"].sum()) for _, rows in same}
    assert sums == {0}


@pytest.mark.parametrize(
    ("column", "values", "hint"),
    [
        ("kind", ["loan", "grant"], r"flows\[flows\['kind'\] == 'grant'\]"),
        ("stage", ["agreed", "sought"], r"flows\[flows\['stage'\] == 'agreed'\]"),
        ("currency", ["EUR", "USD"], r"total\(\.\.\., currency='EUR'\)"),
        ("provider_id", ["IRN", "CUB"], r"flows\[flows\['provider_id'\] == 'CUB'\]"),
        ("receiver_id", ["CUB", None], r"flows\[flows\['receiver_id'\] == 'CUB'\]"),
    ],
)
def test_what_does_not_add_up_is_refused_with_a_way_to_select(
    column: str, values: list[object], hint: str
) -> None:
    listed = ", ".join(sorted(str(value or "blank") for value in values))
    match = rf"{column} is mixed \({listed}\); select one, for example {hint}"
    with pytest.raises(cid.MixedFlowsError, match=match):
        cid.total(flows(**{column: values}))


def test_a_missing_amount_is_not_taken_for_zero() -> None:
    with pytest.raises(cid.MixedFlowsError, match="no single amount in f1"):
        cid.total(flows(amount=[10, None]))


def test_nothing_to_sum_is_not_zero() -> None:
    with pytest.raises(cid.MixedFlowsError, match="no additive row in USD"):
        cid.total(flows(amount=[10]), currency="USD")
    with pytest.raises(cid.MixedFlowsError, match="no additive row among 0 rows"):
        cid.total(flows(amount=[]))


def test_another_table_is_refused(frames: dict[cid.TableName, pd.DataFrame]) -> None:
    with pytest.raises(cid.MixedFlowsError, match="pass rows of financial_flows"):
        cid.total(frames["visits"])


def test_a_sum_beyond_64_bits_does_not_wrap() -> None:
    assert cid.total(flows(amount=[2**62, 2**62, 2**62])) == 3 * 2**62


def test_flags_and_amounts_that_are_texts_are_refused() -> None:
    texts = flows(amount=[10]).assign(is_additive=["true"])
    with pytest.raises(cid.MixedFlowsError, match="is_additive holds 'true'; pass rows of"):
        cid.total(texts)
    for amount in ("10", 1.5, float("inf")):
        with pytest.raises(cid.MixedFlowsError, match=r"amount holds .*pass rows of"):
            cid.total(flows(amount=[10]).assign(amount=[amount]))


def test_amounts_that_a_file_turned_into_floats_are_summed() -> None:
    assert cid.total(flows(amount=[10, 20]).assign(amount=[10.0, 20.0])) == 30


def test_a_frame_without_the_columns_is_refused() -> None:
    with pytest.raises(cid.MixedFlowsError, match="no column 'flow_id'"):
        cid.total(pd.DataFrame())
    with pytest.raises(cid.MixedFlowsError, match="no column 'amount'"):
        cid.total(flows(amount=[10]).drop(columns="amount"))
