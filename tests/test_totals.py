"""Sums of flows that refuse to mix what does not add up, and say how to select."""

import io
from typing import Any

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


def reasoned(*amounts_and_reasons: tuple[object, str | None], **columns: list[Any]) -> pd.DataFrame:
    """Flows of one family, additive where there is no reason why not."""
    amounts, reasons = zip(*amounts_and_reasons, strict=True)
    parts = {"part_of_id": ["family"] * len(amounts)} | columns
    return flows(
        amount=list(amounts),
        is_additive=[reason is None for reason in reasons],
        additive_reason=list(reasons),
        **parts,
    )


def bounds(frame: pd.DataFrame) -> tuple[int | None, int, int | None]:
    total = cid.total(frame)
    return total.amount, total.low, total.high


def test_additive_rows_of_one_sort_are_summed() -> None:
    total = cid.total(flows(amount=[10, 20, 30], is_additive=[True, True, False]))
    assert int(total) == total.amount == 30
    assert list(total.rows["is_in"]) == [True, True, False]


def test_a_row_that_is_not_marked_additive_is_left_out_with_its_reason() -> None:
    total = cid.total(flows(amount=[10, 20], is_additive=[True, None]))
    assert total.amount == 10
    assert total.rows["reason"].iloc[0] is pd.NA
    assert total.rows["reason"].iloc[1] == "not additive"
    total = cid.total(reasoned((10, None), (20, "restates"), (None, "no_amount")))
    assert total.amount == 10
    assert list(total.rows["reason"][1:]) == ["restates", "no_amount"]


def test_a_row_that_a_merge_repeats_is_counted_once() -> None:
    twice = pd.concat([flows(amount=[10, 20]), flows(amount=[10, 20])])
    assert cid.total(twice).amount == 30
    assert len(cid.total(twice).rows) == 2


def test_rows_known_by_their_index_are_summed_too() -> None:
    assert cid.total(flows(amount=[10, 20]).set_index("flow_id")).amount == 30


def test_a_currency_can_be_chosen() -> None:
    mixed = flows(amount=[10, 20], currency=["EUR", "USD"])
    total = cid.total(mixed, currency="USD")
    assert total.amount == 20
    assert list(total.rows["reason"].fillna("")) == ["another currency", ""]
    with pytest.raises(cid.UnknownNameError, match="no currency 'dollar'"):
        cid.total(mixed, currency="dollar")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # The additive row of a family is its money.
        ([(10, None), (3, "part_of"), (10, "restates")], (10, 10, 10)),
        # Without one, parts overlap or add up, and what restates is the same money.
        ([(80, "part_of"), (200, "part_of")], (None, 200, 280)),
        ([(80, "restates"), (200, "restates")], (None, 200, 200)),
        ([(80, "part_of"), (200, "raised")], (None, 200, 200)),
        # What is doubtful may be nothing.
        ([(10, None), (7, "may_overlap")], (10, 10, 17)),
        ([(7, "not_carried_out")], (None, 0, 7)),
        # What is counted in another currency may be nothing in this one.
        ([(10, "other_currency"), (12, "other_currency")], (None, 0, 12)),
    ],
)
def test_families_of_rows_give_bounds(
    rows: list[tuple[object, str | None]], expected: tuple[int | None, int, int | None]
) -> None:
    assert bounds(reasoned(*rows)) == expected


def test_families_add_up() -> None:
    two = reasoned((80, "restates"), (20, "restates"), part_of_id=["one", "other"])
    assert bounds(two) == (None, 100, 100)


def test_a_range_gives_bounds_and_an_open_one_no_upper_end() -> None:
    ranged = reasoned((None, None), amount_low=[20], amount_high=[30])
    assert bounds(ranged) == (None, 20, 30)
    assert bounds(ranged.assign(amount_high=None)) == (None, 20, None)
    with pytest.raises(cid.MixedFlowsError, match="no exact sum, only bounds: at least 20 EUR"):
        int(cid.total(ranged))


def test_figures_for_the_trade_of_a_year_stand_in_place_of_one_another() -> None:
    day = pd.Timestamp("2006-07-01")
    trade = reasoned(
        (5, None),
        (90, "unconfirmed"),
        (40, "unstated_period"),
        part_of_id=[None] * 3,
        kind=["trade_total"] * 3,
        period_earliest=[day] * 3,
        period_latest=[day] * 3,
    )
    assert bounds(trade) == (5, 5, 90)


def test_a_family_is_known_by_rows_that_were_not_passed() -> None:
    """The three lead to one credit line by way of rows that are not in the frame."""
    ids = ["2011-credit-ceiling-270-million-usd", "2012-credit-line-250-million-usd"]
    table = cid.load("financial_flows").set_index("flow_id", drop=False)
    total = cid.total(table.loc[[*ids, "2009-soft-credit-680-million-usd"]])
    assert (total.low, total.high) == (0, 680_000_000)


def test_the_credit_disbursed_has_bounds() -> None:
    table = cid.load("financial_flows")
    total = cid.total(table[(table["kind"] == "credit_line") & (table["stage"] == "disbursed")])
    assert total.amount is None
    assert (total.low, total.high, total.currency) == (200_000_000, 280_000_000, "EUR")


def test_a_total_reads_well() -> None:
    total = cid.total(
        reasoned((1000, None), (300, "part_of"), (7, "may_overlap"), (None, "no_amount"))
    )
    assert str(total).splitlines() == [
        "loan, agreed, IRN to CUB: 1,000 EUR in additive rows; "
        "at least 1,000 EUR, at most 1,007 EUR",
        "in (1)",
        "  f0  1,000 EUR",
        "out (2)",
        "  f1  300 EUR  part of (family)",
        "  f2  7 EUR  may overlap (family)",
        "without an amount (1)",
        "  f3",
    ]
    assert repr(total) == str(total)
    assert "- f1  300 EUR  part of (family)" in total._repr_markdown_()
    assert str(cid.total(flows(amount=[10]))).splitlines()[0] == "loan, agreed, IRN to CUB: 10 EUR"
    ranged = reasoned((None, "upper_bound"), amount_low=[None], amount_high=[19])
    assert "  f0  … to 19 EUR  upper bound (family)" in str(cid.total(ranged))


def test_every_flow_that_is_not_additive_says_why(
    frames: dict[cid.TableName, pd.DataFrame],
) -> None:
    table = frames["financial_flows"]
    assert table["additive_reason"].isna().equals(table["is_additive"].astype(bool))


def test_a_selection_of_the_record_is_summed(frames: dict[cid.TableName, pd.DataFrame]) -> None:
    table = frames["financial_flows"]
    additive = table[table["is_additive"] & table["amount"].notna()]
    same = additive.dropna(subset=["currency", "provider_id", "receiver_id"]).groupby(
        ["kind", "stage", "currency", "provider_id", "receiver_id"], observed=True
    )
    sums = {int(cid.total(rows)) - int(rows["amount"].sum()) for _, rows in same}
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
    with pytest.raises(cid.MixedFlowsError, match="no amount in f1"):
        cid.total(flows(amount=[10, None]))


def test_nothing_to_sum_is_not_zero() -> None:
    with pytest.raises(cid.MixedFlowsError, match="no row with an amount in USD among 1 rows"):
        cid.total(flows(amount=[10]), currency="USD")
    with pytest.raises(cid.MixedFlowsError, match="no row with an amount among 0 rows"):
        cid.total(flows(amount=[]))


def test_another_table_is_refused(frames: dict[cid.TableName, pd.DataFrame]) -> None:
    with pytest.raises(cid.MixedFlowsError, match="pass rows of financial_flows"):
        cid.total(frames["visits"])


def test_a_sum_beyond_64_bits_does_not_wrap() -> None:
    assert cid.total(flows(amount=[2**62, 2**62, 2**62])).amount == 3 * 2**62


def test_flags_and_amounts_that_are_texts_are_refused() -> None:
    texts = flows(amount=[10]).assign(is_additive=["true"])
    with pytest.raises(cid.MixedFlowsError, match="is_additive holds 'true'; pass rows of"):
        cid.total(texts)
    for amount in ("10", 1.5, float("inf")):
        with pytest.raises(cid.MixedFlowsError, match=r"amount holds .*pass rows of"):
            cid.total(flows(amount=[10]).assign(amount=[amount]))


def test_amounts_that_a_file_turned_into_floats_are_summed() -> None:
    assert cid.total(flows(amount=[10, 20]).assign(amount=[10.0, 20.0])).amount == 30


def test_a_frame_without_the_columns_is_refused() -> None:
    with pytest.raises(cid.MixedFlowsError, match="no column 'flow_id'"):
        cid.total(pd.DataFrame())
    for wrong in (None, 5, "financial_flows", [1]):
        with pytest.raises(cid.MixedFlowsError, match="is not a DataFrame; pass rows of"):
            cid.total(wrong)  # type: ignore[arg-type]
    with pytest.raises(cid.MixedFlowsError, match="no column 'amount'"):
        cid.total(flows(amount=[10]).drop(columns="amount"))


def test_a_frame_that_went_through_a_file_gives_the_same_total(
    frames: dict[cid.TableName, pd.DataFrame],
) -> None:
    trade = frames["financial_flows"].query("kind == 'trade_total' and stage == 'reported'")
    again = pd.read_csv(io.StringIO(trade.to_csv(index=False)))
    ours, theirs = (cid.total(each, currency="USD") for each in (trade, again))
    assert (ours.amount, ours.low, ours.high) == (theirs.amount, theirs.low, theirs.high)
    assert list(ours.rows["reason"].fillna("")) == list(theirs.rows["reason"].fillna(""))
