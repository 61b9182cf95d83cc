"""Which rows ``show`` selects by condition, period and order, and what it says of none."""

import json
from collections.abc import Callable

import pandas as pd
import pytest
from command_line import piped, run

import cubairan_data as cid

Frames = dict[cid.TableName, pd.DataFrame]


def shown(table: cid.TableName, *arguments: str) -> list[str]:
    """The keys of the rows that are shown."""
    rows = json.loads(piped("show", table, *arguments, "--format", "json"))
    key = cid.codebook(table)["column"].iloc[0]
    return [row[key] for row in rows]


@pytest.mark.parametrize(
    ("table", "condition", "expected"),
    [
        ("visits", "host_id=CUB", lambda visits: visits["host_id"] == "CUB"),
        ("visits", "sender_id!=CUB", lambda visits: visits["sender_id"].fillna("") != "CUB"),
        ("visits", "summary~vaccine", lambda v: v["summary"].str.contains("vaccine", case=False)),
        (
            "visits",
            " places = Havana ",
            lambda v: v["places"].fillna("").str.contains("Havana"),
        ),
        (
            "visits",
            "date=2016",
            lambda v: v["date"].fillna("").str.match("2016"),
        ),
        ("visits", "date<2001-05", lambda visits: visits["date_latest"] < "2001-05-01"),
        ("visits", "date<=2001-05", lambda visits: visits["date_latest"] <= "2001-05-31"),
        ("visits", "date>2001-05", lambda visits: visits["date_earliest"] > "2001-05-31"),
        ("visits", "date>=2001-05", lambda visits: visits["date_earliest"] >= "2001-05-01"),
        ("visits", "date_earliest>2020", lambda visits: visits["date_earliest"] > "2020-12-31"),
        ("financial_flows", "amount>=20000000", lambda f: f["amount"].fillna(0) >= 20_000_000),
        ("financial_flows", "amount<1,000,000", lambda f: f["amount"].fillna(10**9) < 1_000_000),
        ("financial_flows", "is_additive=true", lambda flows: flows["is_additive"].fillna(False)),
        ("financial_flows", "is_additive!=true", lambda f: ~f["is_additive"].fillna(False)),
        ("financial_flows", "stage=agreed", lambda flows: flows["stage"] == "agreed"),
        ("financial_flows", "currency=", lambda flows: flows["currency"].isna()),
        ("financial_flows", "currency!=", lambda flows: flows["currency"].notna()),
    ],
)
def test_a_condition_selects_what_pandas_would(
    frames: Frames,
    table: cid.TableName,
    condition: str,
    expected: Callable[[pd.DataFrame], "pd.Series[bool]"],
) -> None:
    frame = frames[table]
    rows = frame[expected(frame).fillna(value=False).astype(bool)]
    assert shown(table, "--where", condition) == rows.iloc[:, 0].tolist()
    assert 0 < len(rows) < len(frame)


@pytest.mark.parametrize(
    "name",
    ["Miguel Díaz-Canel Bermúdez", "miguel diaz-canel bermudez", "MIGUEL DIAZ CANEL BERMUDEZ"],
)
def test_case_accents_and_hyphens_do_not_matter(name: str) -> None:
    assert shown("officials", "--where", f"name={name}") == ["miguel-diaz-canel"]


def test_persian_is_found_with_and_without_half_spaces_and_arabic_letters() -> None:
    named = shown("officials", "--where", "name_original~علی‌اکبر")
    assert named
    assert shown("officials", "--where", "name_original~علي اكبر") == named


def test_conditions_are_all_to_be_met(frames: Frames) -> None:
    visits = frames["visits"]
    both = visits[(visits["host_id"] == "CUB") & (visits["kind"] == "official")]
    assert shown("visits", "--where", "host_id=CUB", "--where", "kind=official") == list(
        both["visit_id"]
    )


def test_a_period_selects_what_reaches_into_it(frames: Frames) -> None:
    visits = frames["visits"]
    within = visits[
        (visits["date_latest"] >= "2016-02-01") & (visits["date_earliest"] <= "2017-12-31")
    ]
    assert shown("visits", "--since", "2016-02", "--until", "2017") == list(within["visit_id"])
    undated = int(frames["financial_flows"]["period"].isna().sum())
    assert undated > 1
    output = run("show", "financial_flows", "--since", "2016", "--columns", "period")
    assert f"left out: {undated} rows without period" in output


def test_what_is_open_ended_reaches_on(frames: Frames) -> None:
    measures = frames["measures"]
    in_force = measures[measures["period"].str.endswith("/..").fillna(value=False)]
    assert set(in_force["measure_id"]) <= set(shown("measures", "--since", "2026"))
    assert len(in_force)


def test_yearly_series_have_periods_too(frames: Frames) -> None:
    years = frames["indicators"]["year"]
    arguments = ("show", "indicators", "--format", "json")
    rows = json.loads(piped(*arguments, "--since", "1995", "--until", "1996-06"))
    assert len(rows) == int(years.isin([1995, 1996]).sum())


def test_the_last_rows_are_the_latest_dated_ones(frames: Frames) -> None:
    dates: list[tuple[cid.TableName, str]] = [("visits", "date"), ("financial_flows", "period")]
    for table, date in dates:
        frame = frames[table]
        starts = frame[f"{date}_earliest"].fillna(frame[f"{date}_latest"])
        last = starts.loc[[name in shown(table, "--last", "5") for name in frame.iloc[:, 0]]]
        assert len(last) == 5
        assert last.min() >= starts.nlargest(5).min()
    assert "left out: " in run("show", "financial_flows", "--last", "5")


def test_rows_are_sorted_by_value_and_blanks_stand_last(frames: Frames) -> None:
    amounts = frames["financial_flows"]["amount"]
    arguments = ("show", "financial_flows", "--columns", "amount", "--format", "json", "--sort")
    upwards = [row["amount"] for row in json.loads(piped(*arguments, "amount"))]
    downwards = [row["amount"] for row in json.loads(piped(*arguments, "-amount"))]
    filled = sorted(amounts.dropna())
    assert upwards[: len(filled)] == filled
    assert downwards[: len(filled)] == filled[::-1]
    assert set(upwards[len(filled) :]) == set(downwards[len(filled) :]) == {None}
    last = json.loads(piped(*arguments, "amount", "--last", "2"))
    assert [row["amount"] for row in last] == filled[-2:]


def test_columns_tolerate_blanks() -> None:
    rows = json.loads(
        piped("show", "countries", "--columns", " name , country_id,", "--format", "json")
    )
    assert list(rows[0]) == ["name", "country_id"]


@pytest.mark.parametrize("terminal", ["", "1"])
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("officials", "--where", "name=Cabrisas"), "Ricardo Cabrisas Ruiz"),
        (("officials", "--where", "name=Miguel Diaz-Canel"), "Miguel Díaz-Canel Bermúdez"),
        (("visits", "--where", "summary~vacune"), "vaccine"),
        (("visits", "--where", "summary=vaccine"), "summary~vaccine has "),
        (("visits", "--where", "places=Havanna"), "Havana"),
        (("visits", "--where", "host_id=XYZ"), "values of host_id: "),
        (("agreements", "--since", "2052"), "no row of agreements is dated since 2052 (signed)"),
        (("visits", "--where", "lead_official_id=ricardo-cabrisa"), "ricardo-cabrisas"),
        (("visits", "--where", "date=1960"), "1979"),
        (("indicators", "--where", "year=2100"), "20"),
        (("visits", "--since", "2052"), "no row of visits is dated since 2052"),
        (
            ("visits", "--where", "host_id=CUB", "--where", "sender_id=CUB"),
            "no row of visits has host_id=CUB and sender_id=CUB",
        ),
    ],
)
def test_nothing_found_is_said_with_what_comes_nearest(
    monkeypatch: pytest.MonkeyPatch, terminal: str, arguments: tuple[str, ...], said: str
) -> None:
    monkeypatch.setenv("FORCE_COLOR", terminal)
    output = run("show", *arguments)
    assert output.startswith("no row of ")
    assert said in output


def test_nothing_found_is_an_empty_table_for_a_program() -> None:
    arguments = ("show", "countries", "--where", "name=Cubba")
    assert json.loads(piped(*arguments, "--format", "json")) == []
    header = ",".join(cid.load("countries").columns)
    assert piped(*arguments, "--format", "csv") == f"{header}\n"


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (("visits", "--where", "kind<3"), "compares numbers and dates"),
        (("visits", "--where", "date=soon"), "is not a date of the record"),
        (("visits", "--where", "date=2001/.."), "an open interval"),
        (("financial_flows", "--where", "amount=much"), "allowed: a number"),
        (("visits", "--where", "year=2016"), "--since 2016 --until 2016"),
        (("visits", "--where", "places"), "COLUMN=VALUE"),
        (("visits", "--since", "soon"), "is not a date of the record"),
        (("countries", "--since", "2000"), "have no date"),
        (("visits", "--first", "1", "--last", "1"), "one of them"),
        (("visits", "--sort", "dat"), "'date'"),
        (("visits", "--columns", " , "), "no name of a column"),
    ],
)
def test_what_cannot_be_selected_is_explained(arguments: tuple[str, ...], hint: str) -> None:
    assert hint in " ".join(run("show", *arguments, code=2).split())
