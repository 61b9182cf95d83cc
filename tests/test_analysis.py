"""Sums that refuse to mix, and a panel in which a zero means that somebody looked."""

import pandas as pd
import pytest

import cubairan_data as cid
from cubairan_data.analysis.search_depth import counts_or_missing, search_depth


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


def test_a_currency_can_be_chosen() -> None:
    mixed = flows(amount=[10, 20], currency=["EUR", "USD"])
    assert cid.total(mixed, currency="USD") == 20


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("kind", ["loan", "grant"]),
        ("stage", ["agreed", "sought"]),
        ("currency", ["EUR", "USD"]),
        ("provider_id", ["IRN", "CUB"]),
    ],
)
def test_what_does_not_add_up_is_refused_with_a_way_to_select(
    column: str, values: list[object]
) -> None:
    with pytest.raises(
        cid.MixedFlowsError,
        match=rf"{column} is mixed \({'|'.join(sorted(map(str, values)))}.*select one",
    ):
        cid.total(flows(**{column: values}))


def test_a_missing_amount_is_not_taken_for_zero() -> None:
    with pytest.raises(cid.MixedFlowsError, match="no single amount in f1"):
        cid.total(flows(amount=[10, None]))


def test_nothing_to_sum_is_not_zero() -> None:
    with pytest.raises(cid.MixedFlowsError, match="no additive row in USD"):
        cid.total(flows(amount=[10]), currency="USD")


@pytest.fixture(scope="module")
def panel() -> pd.DataFrame:
    return cid.panel()


def test_the_panel_has_a_row_for_every_year(panel: pd.DataFrame) -> None:
    years = list(panel["year"])
    assert years == list(range(1979, years[-1] + 1))
    assert set(panel["cow_code_1"]) == {40}
    assert set(panel["cow_code_2"]) == {630}


def test_the_panel_counts_the_visits_of_a_year(panel: pd.DataFrame) -> None:
    visits = cid.load("visits")
    year = visits["date_earliest"].dt.year
    same_year = year == visits["date_latest"].dt.year
    made = visits[
        (visits["status"] == "took_place")
        & (visits["sender_id"] == "IRN")
        & (visits["host_id"] == "CUB")
        & same_year
    ]
    counts = made["date_earliest"].dt.year.value_counts()
    counted = panel.set_index("year")["visits_irn_to_cub"].dropna()
    assert counted[counted > 0].to_dict() == counts.to_dict()


def test_a_zero_stands_only_where_the_search_was_systematic(panel: pd.DataFrame) -> None:
    for column, depth in (
        ("visits_irn_to_cub", "visits_coverage"),
        ("agreements_signed", "agreements_coverage"),
        ("sessions_held", "sessions_coverage"),
        ("measures_in_force_low", "measures_coverage"),
        ("measures_in_force_high", "measures_coverage"),
    ):
        zero = panel[column].fillna(-1) == 0
        assert (panel.loc[zero, depth] == "systematic").all()


def test_a_search_of_some_months_supports_no_zero_for_the_year() -> None:
    coverage = pd.DataFrame(
        {
            "table": ["visits", "visits"],
            "period_earliest": pd.to_datetime(["2000-12-01", "2002-03-01"]),
            "period_latest": pd.to_datetime(["2001-12-31", "2002-03-31"]),
            "depth": ["systematic", "sporadic"],
        }
    )
    assert search_depth(coverage, "visits", range(1999, 2003)).tolist() == [
        "none",
        "partial",
        "systematic",
        "sporadic",
    ]


def test_trade_of_an_iranian_year_counts_where_its_middle_lies(panel: pd.DataFrame) -> None:
    flows = cid.load("financial_flows").set_index("flow_id")
    row = flows.loc["2022-cuban-exports-to-iran-1401"]
    assert row["period"] == "2022-03-21/2023-03-20"
    shown = panel.set_index("year").loc[
        2022, ["trade_cub_to_irn_usd_low", "trade_cub_to_irn_usd_high"]
    ]
    assert shown.tolist() == [row["amount"], row["amount"]]


def test_a_measure_without_a_known_end_counts_in_the_upper_bound_only(panel: pd.DataFrame) -> None:
    by_year = panel.set_index("year")
    low, high = (
        by_year["measures_in_force_low"].fillna(0),
        by_year["measures_in_force_high"].fillna(0),
    )
    assert (low <= high).all()
    assert high.loc[2005] > low.loc[2005]


def test_levels_add_up_to_the_direction(panel: pd.DataFrame) -> None:
    levels = [name for name in panel if name.startswith("visits_irn_to_cub_")]
    assert (panel[levels].fillna(0).sum(axis=1) == panel["visits_irn_to_cub"].fillna(0)).all()


def test_agreement_in_votes_is_identical_by_joint(panel: pd.DataFrame) -> None:
    voted = panel[panel["un_votes_joint"].notna()]
    assert ((voted["un_votes_identical"] / voted["un_votes_joint"]) == voted["un_agreement"]).all()
    assert voted["un_agreement"].between(0, 1).all()


def test_the_codebook_of_the_panel_describes_every_column(panel: pd.DataFrame) -> None:
    book = cid.codebook("panel")
    assert list(book["column"]) == list(panel.columns)
    assert book["description"].str.endswith(".").all()


def test_a_year_without_a_find_is_zero_only_after_a_systematic_search() -> None:
    years = range(2000, 2004)
    depth = pd.Series(["systematic", "partial", "none", "partial"], index=years)
    counted = counts_or_missing(pd.Series({2003: 2}), years, depth)
    assert counted.isna().tolist() == [False, True, True, False]
    assert counted.dropna().tolist() == [0, 2]
