"""The dyad-year panel, in which a zero means that somebody looked."""

from pathlib import Path
from typing import Any, get_args

import pandas as pd
import pytest
from small_record import small, write

import cubairan_data as cid
from cubairan_data import dataset
from cubairan_data.analysis.search_depth import Zeros


@pytest.fixture(scope="module")
def panel() -> pd.DataFrame:
    return cid.panel()


def test_the_panel_has_a_row_for_every_year(panel: pd.DataFrame) -> None:
    years = list(panel["year"])
    assert years == list(range(1979, years[-1] + 1))
    assert set(panel["ccode1"]) == {40}
    assert set(panel["ccode2"]) == {630}


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


def test_trade_of_an_iranian_year_counts_where_its_middle_lies(panel: pd.DataFrame) -> None:
    flows = cid.load("financial_flows").set_index("flow_id")
    flow = flows.loc["2022-cuban-exports-to-iran-1401"]
    assert flow["period"] == "2022-03-21/2023-03-20"
    year = panel.set_index("year").loc[2022]
    assert year["trade_cub_to_irn_usd_low"] == flow["amount"]
    assert year["trade_cub_to_irn_usd_high"] == flow["amount"]


def test_a_measure_without_a_known_end_counts_in_the_upper_bound_only(panel: pd.DataFrame) -> None:
    by_year = panel.set_index("year").fillna({"measures_in_force_low": 0})
    low, high = by_year["measures_in_force_low"], by_year["measures_in_force_high"].fillna(0)
    assert (low <= high).all()
    assert high.loc[2005] > low.loc[2005]


def test_levels_add_up_to_the_direction(panel: pd.DataFrame) -> None:
    levels = [
        name
        for name in panel.columns
        if name.startswith("visits_irn_to_cub_") and name != "visits_irn_to_cub"
    ]
    assert len(levels) == len(cid.load("visits")["level"].cat.categories)
    assert (panel[levels].fillna(0).sum(axis=1) == panel["visits_irn_to_cub"].fillna(0)).all()


def test_agreement_in_votes_is_identical_by_joint(panel: pd.DataFrame) -> None:
    voted = panel[panel["un_votes_joint"].notna()]
    assert ((voted["un_votes_identical"] / voted["un_votes_joint"]) == voted["un_agreement"]).all()
    assert voted["un_agreement"].between(0, 1).all()


def test_the_codebook_of_the_panel_describes_every_column(panel: pd.DataFrame) -> None:
    book = cid.codebook("panel")
    assert list(book["column"][: len(panel.columns)]) == list(panel.columns)
    assert book["description"].str.endswith(".").all()


def test_a_folder_without_a_searched_year_has_a_panel_without_rows(record: cid.Record) -> None:
    assert list(record.panel().columns) == list(cid.panel().columns)
    assert len(record.panel()) == 0


def test_the_panel_of_a_folder_counts_its_own_rows(tmp_path: Path) -> None:
    rows = small()
    searched = {"table_name": "visits", "period": "2000/2001", "depth": "systematic"}
    searched |= {"languages": "en", "kinds_of_sources": "news_agency", "note": "Read whole."}
    rows["coverage"] = [searched]
    panel = cid.open(write(tmp_path, rows)).panel().set_index("year")
    assert list(panel.index) == list(range(1979, 2002))
    assert panel.loc[2000, "visits_cub_to_irn"] == 0
    assert panel.loc[2001, "visits_cub_to_irn"] == 1
    assert panel.loc[2001, "visits_cub_to_irn_minister"] == 1
    assert panel.loc[1999, "visits_cub_to_irn"] is pd.NA
    assert panel.loc[2001, "agreements_signed"] is pd.NA
    assert panel.loc[2001, "un_votes_joint"] == 60
    assert panel.loc[2001, "un_votes_identical"] is pd.NA
    assert panel.loc[2001, "un_agreement"] is pd.NA


FORMS: list[dict[str, Any]] = [
    {"directed": directed, "freq": freq} for directed in (False, True) for freq in ("year", "month")
]


@pytest.mark.parametrize("form", FORMS)
def test_every_form_has_described_columns_of_at_most_32_characters_and_one_row_a_key(
    form: dict[str, Any],
) -> None:
    panel = cid.panel(**form)
    book = list(cid.codebook("panel")["column"])
    assert set(panel.columns) <= set(book)
    assert len(book) == len(set(book))
    assert max(map(len, panel.columns)) <= 32
    key = [name for name in ("year", "month", "ccode1", "ccode2") if name in panel.columns]
    assert not panel.duplicated(key).any()
    assert {str(dtype) for dtype in panel.dtypes} == (
        {"Int64", "Float64", "category"} if form["freq"] == "year" else {"Int64", "category"}
    )


@pytest.mark.parametrize("zeros", ["systematic", "partial", "all"])
def test_a_zero_more_is_stated_and_no_count_changes(panel: pd.DataFrame, zeros: Any) -> None:
    other = cid.panel(zeros)
    counts = [name for name in panel.columns if name.startswith(("visits_irn", "sessions_held"))]
    for name in counts:
        counted = panel[name].notna()
        assert other.loc[counted, name].equals(panel.loc[counted, name])
        assert other.loc[~counted, name].fillna(0).eq(0).all()
    assert "A zero means that " in other.attrs["assumption"]
    assert other[[name for name in panel.columns if name.startswith("trade_")]].equals(
        panel[[name for name in panel.columns if name.startswith("trade_")]]
    )


def test_all_zeros_leave_no_count_missing() -> None:
    panel = cid.panel("all")
    counts = ["visits_irn_to_cub", "agreements_signed", "sessions_held", "measures_in_force_low"]
    assert not panel[counts].isna().any().any()
    assert len({cid.panel(zeros).attrs["assumption"] for zeros in get_args(Zeros)}) == 3


def test_the_directed_panel_has_each_country_once_in_front(panel: pd.DataFrame) -> None:
    directed = cid.panel(directed=True)
    assert len(directed) == 2 * len(panel)
    cuba = directed[directed["ccode1"] == 40].reset_index(drop=True)
    iran = directed[directed["ccode1"] == 630].reset_index(drop=True)
    assert set(cuba["ccode2"]) == {630}
    assert set(iran["ccode2"]) == {40}
    for name, ours, theirs in (
        ("visits_irn_to_cub", "visits_received", "visits_made"),
        ("visits_cub_to_irn_minister", "visits_made_minister", "visits_received_minister"),
        ("trade_cub_to_irn_usd_low", "exports_usd_low", "imports_usd_low"),
    ):
        assert list(cuba[ours].fillna(-1)) == list(panel[name].fillna(-1))
        assert list(iran[theirs].fillna(-1)) == list(panel[name].fillna(-1))
    shared = [name for name in panel.columns if name in directed and not name.startswith("ccode")]
    assert cuba[shared].equals(panel[shared])


def test_months_add_up_to_what_is_dated_to_a_month(panel: pd.DataFrame) -> None:
    monthly = cid.panel(freq="month")
    by_year = monthly.groupby("year")["visits_irn_to_cub"].sum()
    yearly = panel.set_index("year")["visits_irn_to_cub"].fillna(0)
    assert (by_year <= yearly).all()
    visits = cid.load("visits")
    in_june = visits[visits["date"].fillna("").str.startswith("2023-06")]
    assert len(in_june[in_june["sender_id"] == "IRN"]) > 0
    row = monthly[(monthly["year"] == 2023) & (monthly["month"] == 6)].iloc[0]
    assert row["visits_irn_to_cub"] >= 1
    assert "un_agreement" not in monthly


def test_no_month_lies_in_the_future_of_the_version() -> None:
    last = cid.panel(freq="month").iloc[-1]
    assert f"{last['year']}-{last['month']:02d}" <= dataset.RELEASED[:7]


@pytest.mark.parametrize(
    ("form", "message"),
    [
        ({"zeros": "some"}, "no zeros 'some'"),
        ({"zeros": True}, "no zeros True; allowed: systematic, partial, all"),
        ({"freq": "M"}, "no freq 'M'; allowed: year, month"),
        ({"directed": "yes"}, "directed is 'yes'; allowed: True or False"),
    ],
)
def test_another_form_is_refused(form: dict[str, Any], message: str) -> None:
    with pytest.raises(cid.UnknownNameError, match=message):
        cid.panel(**form)
