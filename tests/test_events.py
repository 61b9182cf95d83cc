"""Everything dated in one frame, between two days or about somebody."""

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from small_record import small, write

import cubairan_data as cid
from cubairan_data.retrieval.dated import dated_tables

SIX = ("open", "before", "within", "after", "year", "undated")


@pytest.fixture
def measures(tmp_path_factory: pytest.TempPathFactory) -> cid.Record:
    """Measures before, in, after and around 2006, one without end and one without date."""
    periods = ["2005/..", "2001-05", "2006-02-03", "2007", "2005-12/2006-01", ""]
    rows = small()
    rows["measures"] = [
        {
            "measure_id": f"m-{name}",
            "period": period,
            "kind": "embargo",
            "imposing_country_id": "CUB",
            "target_country_id": "IRN",
            "summary": "A measure.",
        }
        for name, period in zip(SIX, periods, strict=True)
    ]
    for row in rows["measures"]:
        if not row["period"]:
            del row["period"]
    return cid.open(write(tmp_path_factory.mktemp("measures"), rows))


def named(events: pd.DataFrame) -> list[str]:
    return [row_id.removeprefix("m-") for row_id in events["row_id"]]


def test_every_dated_row_of_the_record_is_an_event(
    frames: dict[cid.TableName, pd.DataFrame],
) -> None:
    counts = cid.events(undated=True)["table_name"].value_counts().to_dict()
    assert counts == {name: len(frames[name]) for name in dated_tables()}  # type: ignore[index]
    assert {"visits", "agreements", "financial_flows", "statements"} <= counts.keys()


def test_the_dates_and_texts_are_those_of_the_tables() -> None:
    visits = cid.load("visits").set_index("visit_id")
    events = cid.events(kinds="visits", undated=True).set_index("row_id")
    visits = visits.loc[events.index]
    for event, column in (
        ("date", "date"),
        ("earliest", "date_earliest"),
        ("latest", "date_latest"),
        ("summary", "summary"),
    ):
        assert events[event].equals(visits[column].rename(event))
    assert events["title"].str.len().gt(0).all()


def test_events_come_by_date_and_the_undated_last_and_only_on_request(measures: cid.Record) -> None:
    in_order = ["before", "open", "year", "within", "after"]
    assert named(measures.events(kinds="measures")) == in_order
    assert named(measures.events(kinds="measures", undated=True)) == [*in_order, "undated"]


@pytest.mark.parametrize(
    ("since", "until", "within", "found"),
    [
        ("2006", "2006", "partly", ["open", "year", "within"]),
        ("2006", "2006", "wholly", ["within"]),
        ("2006", None, "partly", ["open", "year", "within", "after"]),
        ("2006", None, "wholly", ["within", "after"]),
        (None, "2001", "partly", ["before"]),
        (date(2006, 2, 3), pd.Timestamp("2006-02-03"), "partly", ["open", "within"]),
        ("2006-02-04", "2006-12", "partly", ["open"]),
    ],
)
def test_events_between_two_days(
    measures: cid.Record, since: Any, until: Any, within: Any, found: list[str]
) -> None:
    events = measures.events(since, until, kinds="measures", within=within)
    assert named(events) == found


def test_the_year_is_a_whole_number_and_missing_where_there_are_several(
    measures: cid.Record,
) -> None:
    years = measures.events(kinds="measures").set_index("row_id")["year"]
    assert str(years.dtype) == "Int64"
    assert years["m-within"] == 2006
    assert years["m-open"] is pd.NA
    assert years["m-year"] is pd.NA


def test_events_of_a_person_are_those_that_name_the_person(record: cid.Record) -> None:
    assert list(record.events(person="ana-lopez")["table_name"]) == ["visits", "contacts"]
    assert list(record.events(person="Ana Lopez", kinds="visits")["title"]) == [
        "Ana López in Tehran, Isfahan"
    ]
    terms = record.events(person="ana-lopez", kinds=["tenures"])
    assert list(terms["title"]) == ["Ana López: Minister of Trade"]
    assert list(record.events(organization="ministry-of-trade", kinds="tenures")["row_id"]) == [
        "ana-lopez-minister"
    ]


def test_a_term_of_office_reaches_as_far_as_it_is_known() -> None:
    tenures = cid.load("tenures").set_index("tenure_id")[["started", "ended", "attested"]]
    terms = cid.events(kinds="tenures", undated=True).set_index("row_id")["date"]
    shown = {"whole": 0, "begun": 0, "attested": 0}
    for tenure, started, ended, attested in tenures.fillna("").itertuples():
        term = terms[tenure]
        if started and ended:
            shown["whole"] += 1
            assert term in (f"{started}/{ended}", started)
        elif started:
            shown["begun"] += 1
            assert term == started or term.split("/") == [started, attested.split("/")[-1]]
        elif not ended:
            shown["attested"] += 1
            assert term == attested
    assert all(shown.values())
    (raisi,) = cid.events("2021-09", "2021-12", person="Ebrahim Raisi", kinds="tenures")["date"]
    assert raisi == "2021-08-03/2024-05-19"


def test_events_of_a_sector_are_its_agreements_and_projects_and_their_money() -> None:
    events = cid.events(sector="railways", undated=True)
    agreements, projects = cid.load("agreements"), cid.load("projects")
    names = ";" + agreements["sectors"] + ";"
    expected = set(agreements.loc[names.str.contains(";railways;"), "agreement_id"])
    expected |= set(projects.loc[projects["sector"] == "railways", "project_id"])
    flows = cid.load("financial_flows")
    expected |= set(flows.loc[flows["agreement_id"].isin(list(expected)), "flow_id"])
    assert set(events["row_id"]) == expected


def test_kinds_are_tables_or_codes() -> None:
    lines = cid.events(kinds="credit_line", undated=True)
    assert set(lines["table_name"]) == {"financial_flows"}
    assert set(lines["kind"]) == {"credit_line"}
    both = cid.events(kinds=["credit_line", "sessions"], undated=True)
    assert len(both) == len(lines) + len(cid.load("sessions"))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"since": "16/2/2017"}, "'16/2/2017' is not a date; allowed: a date, or a year"),
        ({"since": "2017-13"}, "'2017-13' is not a date"),
        ({"since": 2017}, "2017 is not a date"),
        ({"until": pd.NaT}, "NaT is not a date"),
        ({"since": "2017", "until": "2016"}, "since 2017-01-01 is after until 2016-12-31"),
        ({"kinds": "visit"}, "no table or kind of event 'visit'; did you mean 'visits'"),
        ({"sector": "railway"}, "did you mean 'railways'"),
        ({"within": "whole"}, "did you mean 'wholly'"),
        ({"person": "ricardo-cabrizas"}, "no official 'ricardo-cabrizas'; did you mean"),
        ({"organization": ["mincex"]}, "no organization"),
    ],
)
def test_a_wrong_argument_is_answered_with_what_is_allowed(
    arguments: dict[str, Any], message: str
) -> None:
    with pytest.raises(cid.UnknownNameError, match=message):
        cid.events(**arguments)


def test_no_event_is_an_empty_frame_of_the_same_columns(record: cid.Record) -> None:
    nothing = record.events(since="2090")
    assert nothing.empty
    assert list(nothing.dtypes) == list(record.events().dtypes)


def test_a_visit_that_was_not_made_says_so_in_its_title() -> None:
    events = cid.events(kinds="visits", undated=True)
    made = events["status"] == "took_place"
    assert events.loc[~made, "title"].str.endswith(")").all()
    assert not events.loc[made, "title"].str.contains("(took", regex=False).any()


def test_no_kind_is_no_event() -> None:
    assert len(cid.events(kinds=[])) == 0
    assert len(cid.events(kinds=None)) == len(cid.events())


@pytest.mark.parametrize(
    ("people", "who"),
    [
        (0, ""),
        (1, "P1: "),
        (2, "P1 and P2: "),
        (3, "P1, P2 and P3: "),
        (5, "P1, P2, P3, P4 and P5: "),
        (6, "P1, P2, P3, P4, P5 and others: "),
    ],
)
def test_a_contact_says_who_took_part(tmp_path: Path, people: int, who: str) -> None:
    rows = small()
    names = [f"P{number}" for number in range(1, people + 1)]
    rows["officials"] += [
        {"official_id": name.lower(), "name": name, "country_id": "CUB"} for name in names
    ]
    contact = rows["contacts"][0] | {"place": "Tehran"}
    rows["contacts"] = [contact]
    rows["contact_participants"] = [
        {"contact_id": contact["contact_id"], "official_id": name.lower(), "role": "initiator"}
        for name in names
    ]
    events = cid.open(write(tmp_path, rows)).events(kinds="contacts")
    what = "talks, telephone" if people else "Talks, telephone, Tehran"
    assert list(events["title"]) == [f"{who}{what}"]
