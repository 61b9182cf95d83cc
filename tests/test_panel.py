"""The dyad-year panel, in which a zero means that somebody looked."""

from pathlib import Path

import pandas as pd
import pytest
from small_record import small, write

import cubairan_data as cid


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
    levels = [name for name in panel.columns if name.startswith("visits_irn_to_cub_")]
    assert (panel[levels].fillna(0).sum(axis=1) == panel["visits_irn_to_cub"].fillna(0)).all()


def test_agreement_in_votes_is_identical_by_joint(panel: pd.DataFrame) -> None:
    voted = panel[panel["un_votes_joint"].notna()]
    assert ((voted["un_votes_identical"] / voted["un_votes_joint"]) == voted["un_agreement"]).all()
    assert voted["un_agreement"].between(0, 1).all()


def test_the_codebook_of_the_panel_describes_every_column(panel: pd.DataFrame) -> None:
    book = cid.codebook("panel")
    assert list(book["column"]) == list(panel.columns)
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
