"""The charts show what the tables say, in three languages."""

import doctest
import inspect
import re
from itertools import chain
from typing import Any

import pandas as pd
import pytest
from small_record import small, write

import cubairan_data as cid
from cubairan_data.charts import drawing
from cubairan_data.charts.credit_tree import families
from cubairan_data.charts.plots import Plots
from cubairan_data.contract.labels import LANGUAGES

pytestmark = pytest.mark.oracle
CHARTS = (
    "agreements_by_sector",
    "credit_family",
    "measures_in_force",
    "relation_by_year",
    "timeline",
    "visits_by_year",
    "votes",
)
PERSIAN = re.compile("[\u0600-\u06ff]")
CREDIT = "2006-credit-line-200-million"


@pytest.fixture(scope="session", autouse=True)
def libraries() -> None:
    pytest.importorskip("altair", reason="needs the extra plot")
    pytest.importorskip("vl_convert", reason="needs the extra plot")


def values(chart: Any) -> list[dict[str, Any]]:
    """The rows that a chart holds."""

    def within(part: Any) -> list[Any]:
        if isinstance(part, list):
            return list(chain.from_iterable(map(within, part)))
        if isinstance(part, dict):
            own = part.get("values", [])
            return [*own, *within([each for name, each in part.items() if name != "values"])]
        return []

    return within(chart.to_dict())


def test_every_chart_is_listed() -> None:
    assert {*CHARTS, "network"} == {name for name in vars(Plots) if name[0] != "_"}


@pytest.mark.parametrize("name", [*CHARTS, "network"])
def test_the_examples_of_a_chart_run(name: str) -> None:
    text = (inspect.getdoc(getattr(Plots, name)) or "").replace("  # doctest: +SKIP", "")
    test = doctest.DocTestParser().get_doctest(text, {}, name, name, 0)
    assert test.examples
    assert doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test).failed == 0


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_speaks_its_language(name: str, language: str) -> None:
    title = getattr(cid.plot, name)(language=language).to_dict()["title"]
    assert bool(PERSIAN.search(title)) == (language == "fa")
    english = getattr(cid.plot, name)().to_dict()["title"]
    assert (title == english) == (language == "en")


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_of_few_rows_can_be_drawn(record: cid.Record, name: str) -> None:
    import vl_convert

    svg = vl_convert.vegalite_to_svg(getattr(record.plot, name)().to_dict())
    assert svg.startswith("<svg")


def test_persian_is_drawn_and_saved_without_a_browser(tmp_path: Any) -> None:
    file = tmp_path / "visits.svg"
    cid.plot.visits_by_year("fa").save(file)
    assert "سفرها به تفکیک سال" in file.read_text("utf-8")
    picture = tmp_path / "visits.png"
    cid.plot.visits_by_year("fa").save(picture)
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_the_bars_of_visits_are_those_of_the_panel() -> None:
    panel = cid.panel(zeros="all")
    columns = ["visits_cub_to_irn", "visits_irn_to_cub", "visits_third_country"]
    rows = values(cid.plot.visits_by_year())
    assert sum(row["visits"] for row in rows) == panel[columns].to_numpy().sum()
    assert {row["year"] for row in rows} <= set(panel["year"])


def test_the_timeline_holds_what_has_two_ends() -> None:
    events = cid.events(kinds="measures", undated=True)
    rows = values(cid.plot.timeline(events))
    both = events.dropna(subset=["earliest", "latest"])
    assert len(rows) == len(both) < len(events)
    days = both["earliest"] == both["latest"]
    assert sum(row["is_day"] for row in rows) == days.sum()


def test_the_bars_of_sectors_count_each_agreement_in_each_of_its_sectors() -> None:
    sectors = cid.load("agreements")["sectors"].dropna().str.split(";")
    assert sum(row["agreements"] for row in values(cid.plot.agreements_by_sector())) == sum(
        map(len, sectors)
    )


def test_a_family_is_what_hangs_together_by_part_of() -> None:
    flows = cid.load("financial_flows").set_index("flow_id")["part_of_id"].dropna()
    known = families(cid.open("installed")._tables)
    members = {branch.flow_id: root for root, own in known.items() for branch in own}
    for flow, parent in flows.items():
        assert members[str(flow)] == members[parent]
    chart = cid.plot.credit_family("2006-credit-drawn-80-million")
    assert values(chart) == values(cid.plot.credit_family(CREDIT))
    assert all(row["low"] < row["high"] for row in values(chart))


def test_the_votes_are_those_of_the_indicators() -> None:
    indicators = cid.load("indicators")
    kinds = ["un_votes_identical", "un_votes_partly", "un_votes_opposed"]
    known = indicators[indicators["indicator"].isin(kinds)]["value"].sum()
    assert sum(row["votes"] for row in values(cid.plot.votes())) == pytest.approx(known)


def test_the_network_holds_those_of_the_same_visits_and_contacts() -> None:
    person = "hassan-rouhani"
    met: dict[str, int] = {}
    for table, event in (
        ("visit_participants", "visit_id"),
        ("contact_participants", "contact_id"),
    ):
        people = cid.load(table)  # type: ignore[arg-type]
        own = people[people["official_id"] == person][event]
        others = people[people[event].isin(own) & (people["official_id"] != person)]
        for other, times in others["official_id"].value_counts().items():
            met[str(other)] = met.get(str(other), 0) + int(times)
    names = cid.load("officials").set_index("official_id")["name"]
    wanted = {str(names[other]): times for other, times in met.items()}
    shown = {
        row["name"]: row["times"] for row in values(cid.plot.network(person)) if "times" in row
    }
    assert shown
    assert len(shown) == min(len(wanted), 24)
    assert all(wanted[name] == times for name, times in shown.items())


def test_what_there_is_not_is_an_error() -> None:
    with pytest.raises(cid.UnknownNameError, match="de"):
        cid.plot.votes("de")
    with pytest.raises(cid.UnknownRowError, match="row of financial_flows"):
        cid.plot.credit_family("nothing")
    with pytest.raises(cid.UnknownRowError, match="official"):
        cid.plot.network("nobody")
    with pytest.raises(cid.UnknownNameError, match="'table_name'"):
        cid.plot.timeline(pd.DataFrame({"title": ["a"]}))


def test_a_missing_library_is_named_with_what_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "find_spec", lambda name: None if name == "vl_convert" else name)
    with pytest.raises(
        cid.CannotRunError, match=r'vl_convert.*pip install "cubairan-data\[plot\]"'
    ):
        cid.plot.votes()


def test_a_record_draws_its_own_rows(tmp_path: Any) -> None:
    searched = {
        "table_name": "visits",
        "period": "2000/2002",
        "languages": "en",
        "kinds_of_sources": "news_agency",
        "depth": "partial",
        "note": "Looked for visits.",
    }
    record = cid.open(write(tmp_path, {**small(), "coverage": [searched]}))
    (row,) = values(record.plot.visits_by_year())
    assert (row["year"], row["visits"]) == (2001, 1)
