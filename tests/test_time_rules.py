"""The rules about time: what had happened, what existed, and what came first."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from entered_rows import entered, together, without
from rule_cases import VISIT, Case, Change, added, assert_admitted, assert_found, changed
from small_record import small, write

from cubairan_data import dataset
from cubairan_data.storage.folder import Tables
from cubairan_data.validation.rules.time import last_reading, today

SOURCE = "agency-2001-visit"
AGREEMENT = "2001-05-trade-memorandum"
FLOW = "2001-credit"
SESSION = "joint-commission-3"
# What may be announced now, whenever now is.
SOON = str(today().year + 2)


def later_agreement(**cells: str) -> Change:
    return entered("agreements", agreement_id="2005-loan", signed="2005", in_force="", **cells)


CASES = [
    Case("future-date", changed("visits", 0, date="2101"), "visits", VISIT, "date"),
    Case("future-date", changed("visits", 0, date="2001/2101"), "visits", VISIT, "date"),
    Case(
        "future-date",
        changed("visits", 0, date="2101", status="announced"),
        "visits",
        VISIT,
        "date",
    ),
    Case(
        "future-date",
        changed("contacts", 0, date="2101-05-11"),
        "contacts",
        "2001-05-lopez-amini-call",
        "date",
    ),
    Case("future-date", entered("sessions", date="2101"), "sessions", SESSION, "date"),
    Case("future-date", entered("agreements", signed="2101"), "agreements", AGREEMENT, "signed"),
    Case(
        "future-date",
        entered("agreements", in_force="2101/.."),
        "agreements",
        AGREEMENT,
        "in_force",
    ),
    Case(
        "future-date",
        changed("financial_flows", 0, period="2001/2101", stage="disbursed"),
        "financial_flows",
        FLOW,
        "period",
    ),
    Case(
        "future-date", entered("projects", period="2001/2101"), "projects", "joint-plant", "period"
    ),
    Case("future-date", entered("statements", date="2101"), "statements", "", "date"),
    Case("future-date", entered("measures", period="2101/.."), "measures", "", "period"),
    Case(
        "future-date", changed("tenures", 0, ended="2101"), "tenures", "ana-lopez-minister", "ended"
    ),
    Case("future-date", changed("sources", 0, published="2101-05"), "sources", SOURCE, "published"),
    Case(
        "future-date", changed("sources", 0, accessed="2101-05-05"), "sources", SOURCE, "accessed"
    ),
    Case(
        "future-date",
        changed("indicators", 0, year="2101"),
        "indicators",
        "un_votes_joint/2101",
        "year",
    ),
    Case("first-year", changed("visits", 0, date="1978-05"), "visits", VISIT, "date"),
    Case("first-year", changed("visits", 0, date="1402-03-25"), "visits", VISIT, "date"),
    Case("first-year", changed("visits", 0, date="1001/2001"), "visits", VISIT, "date"),
    Case("first-year", entered("measures", period="1102/.."), "measures", "1962-embargo", "period"),
    Case("first-year", changed("sources", 0, published="1901"), "sources", SOURCE, "published"),
    Case("first-year", changed("sources", 0, accessed="1896-11-23"), "sources", SOURCE, "accessed"),
    Case(
        "first-year",
        changed("indicators", 0, year="1978"),
        "indicators",
        "un_votes_joint/1978",
        "year",
    ),
    Case(
        "read-after-published",
        changed("sources", 0, accessed="2001-05-09"),
        "sources",
        SOURCE,
        "accessed",
    ),
    Case("announced-outcome", changed("visits", 0, status="announced"), "visits", VISIT, "status"),
    Case(
        "announced-outcome", entered("sessions", status="announced"), "sessions", SESSION, "status"
    ),
    Case(
        "announced-outcome",
        entered("sessions", status="announced", date=""),
        "sessions",
        SESSION,
        "status",
    ),
    Case("id-date", changed("visits", 0, date="2001-06-07"), "visits", VISIT, "date"),
    Case("id-date", changed("sources", 0, published="2003-05-11"), "sources", SOURCE, "published"),
    Case("id-date", entered("statements", date="2001-05-09"), "statements", "", "date"),
    Case("id-date", entered("measures", period="1982/.."), "measures", "1962-embargo", "period"),
    Case("id-date", entered("measures", period="1960/.."), "measures", "1962-embargo", "period"),
    Case(
        "currency-life",
        changed("financial_flows", 0, period="1990"),
        "financial_flows",
        FLOW,
        "currency",
    ),
    Case(
        "currency-life",
        changed("financial_flows", 0, period="2015", currency="DEM"),
        "financial_flows",
        FLOW,
        "currency",
    ),
    Case("source-after-event", changed("sources", 0, published="2001-04"), "visits", VISIT, "date"),
    Case("source-after-event", changed("visits", 0, date="2001-06"), "visits", VISIT, "date"),
    Case(
        "source-after-event",
        changed("tenures", 0, attested="2002"),
        "tenures",
        "ana-lopez-minister",
        "attested",
    ),
    Case(
        "last-attested",
        changed("tenures", 0, attested="2001-05/2002"),
        "tenures",
        "ana-lopez-minister",
        "attested",
    ),
    Case(
        "last-attested",
        entered("projects", period="2001/2003"),
        "projects",
        "joint-plant",
        "period",
    ),
    Case("stay", changed("visits", 0, date="2001-05-07/2001-08"), "visits", VISIT, "date"),
    Case(
        "indicator-source",
        changed("indicators", 0, year="2002"),
        "indicators",
        "un_votes_joint/2002",
        "source_id",
    ),
    Case(
        "origin-first",
        added(
            "sources",
            source_id="copy",
            url="https://example.org/copy",
            published="2001-05-08",
            derived_from=SOURCE,
        ),
        "sources",
        "copy",
        "derived_from",
    ),
    Case(
        "part-after-whole",
        together(entered("agreements", part_of_id="2005-loan"), later_agreement()),
        "agreements",
        AGREEMENT,
        "part_of_id",
    ),
    Case(
        "part-after-whole",
        together(
            added("financial_flows", flow_id="2013-raise", period="2013", is_additive="false"),
            changed("financial_flows", 0, part_of_id="2013-raise"),
        ),
        "financial_flows",
        FLOW,
        "part_of_id",
    ),
    Case(
        "agreement-first",
        together(changed("financial_flows", 0, agreement_id="2005-loan"), later_agreement()),
        "financial_flows",
        FLOW,
        "agreement_id",
    ),
    Case(
        "agreement-first",
        together(
            changed("financial_flows", 0, agreement_id="2005-loan", period="../2002"),
            later_agreement(),
        ),
        "financial_flows",
        FLOW,
        "agreement_id",
    ),
    Case(
        "agreement-first",
        together(
            entered("projects", agreement_id=AGREEMENT, period="2005/2006"),
            entered("agreements", in_force="2001-06/2003", status="lapsed"),
        ),
        "projects",
        "joint-plant",
        "agreement_id",
    ),
    Case(
        "signed-during",
        entered("agreements", visit_id=VISIT, signed="2001-05-12"),
        "agreements",
        AGREEMENT,
        "visit_id",
    ),
    Case(
        "signed-during",
        together(entered("sessions"), entered("agreements", session_id=SESSION)),
        "agreements",
        AGREEMENT,
        "session_id",
    ),
    Case(
        "signed-during",
        together(changed("visits", 0, status="cancelled"), entered("agreements", visit_id=VISIT)),
        "agreements",
        AGREEMENT,
        "visit_id",
    ),
    Case(
        "session-order",
        together(
            entered("sessions"),
            entered("sessions", session_id="joint-commission-4", number="4", date="1999"),
        ),
        "sessions",
        "joint-commission-4",
        "number",
    ),
    Case("session-number", entered("sessions", number="13"), "sessions", SESSION, "number"),
    Case(
        "attested-in-term",
        changed("tenures", 0, attested="1999/2001"),
        "tenures",
        "ana-lopez-minister",
        "attested",
    ),
    Case(
        "attested-in-term",
        changed("tenures", 0, attested="2001/2004"),
        "tenures",
        "ana-lopez-minister",
        "attested",
    ),
    Case(
        "one-head",
        together(
            changed("tenures", 0, office_kind="head_of_state"),
            added("officials", official_id="x", name="Juan Ruiz"),
            added("tenures", tenure_id="x-president", official_id="x", office="President"),
        ),
        "tenures",
        "x-president",
        "started",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_rule_finds_its_breach(tmp_path: Path, case: Case) -> None:
    assert_found(tmp_path, case)


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        ("future-date", changed("visits", 0, date=SOON, status="announced")),
        ("future-date", entered("measures", period=f"2001/{SOON}")),
        ("future-date", entered("projects", period="2001/..")),
        ("future-date", changed("financial_flows", 0, period=SOON)),
        ("future-date", without("tenures", 0, "ended")),
        ("first-year", changed("tenures", 0, started="1965")),
        ("first-year", entered("measures")),
        ("read-after-published", changed("sources", 0, accessed="2001-05-10")),
        ("announced-outcome", changed("visits", 0, date=SOON, status="announced")),
        ("announced-outcome", changed("visits", 0, status="cancelled")),
        ("id-date", changed("visits", 0, date="2001-05~")),
        ("id-date", changed("visits", 0, date="2001-05-07/..")),
        ("id-date", without("sources", 0, "published")),
        ("currency-life", changed("financial_flows", 0, period="2001", currency="DEM")),
        ("currency-life", changed("financial_flows", 0, period="1995/2005")),
        ("source-after-event", changed("sources", 0, published="2001-05~")),
        ("source-after-event", changed("visits", 0, date=SOON, status="announced")),
        ("source-after-event", changed("financial_flows", 0, period="2002")),
        ("indicator-source", changed("sources", 0, published="2001/..")),
        ("last-attested", changed("tenures", 0, attested="2001-05/..")),
        ("last-attested", changed("tenures", 0, attested="2001-05-07/2001-05-13")),
        (
            "last-attested",
            together(
                without("sources", 0, "published"),
                changed("tenures", 0, attested="2001-05/2002"),
            ),
        ),
        ("stay", changed("visits", 0, date="2001-05-07/2001-06-07")),
        ("stay", changed("visits", 0, date="2001")),
        ("agreement-first", changed("financial_flows", 0, agreement_id="nowhere")),
        (
            "agreement-first",
            together(
                changed("financial_flows", 0, agreement_id=AGREEMENT),
                entered("agreements", in_force="2001-01"),
            ),
        ),
        ("signed-during", entered("agreements", visit_id=VISIT, signed="2001-05")),
        ("one-head", added("tenures", tenure_id="again", started="2003", attested="2003")),
    ],
)
def test_what_is_right_is_not_found(tmp_path: Path, rule: str, change: Change) -> None:
    assert_admitted(tmp_path, rule, change)


def test_an_office_is_handed_over_within_a_day(tmp_path: Path) -> None:
    day = "2001-05-08"
    change = together(
        changed("tenures", 0, office_kind="head_of_state", ended=day, attested=day),
        added("officials", official_id="x", name="Juan Ruiz"),
        added(
            "tenures",
            tenure_id="x",
            official_id="x",
            office_kind="head_of_state",
            started=day,
            attested=day,
        ),
        without("tenures", 2, "ended"),
    )
    assert_admitted(tmp_path, "one-head", change)


def test_the_day_of_the_version_is_the_last_that_may_have_come_anywhere() -> None:
    assert today() == max(date.today() + timedelta(days=1), date.fromisoformat(dataset.RELEASED))


def test_what_should_be_known_by_now_goes_with_the_record(tmp_path: Path) -> None:
    """The last day of reading, whatever the clock says; a day that has not come does not count."""
    rows = small()
    rows["sources"].append({**rows["sources"][0], "source_id": "b", "accessed": "2005-05-05"})
    rows["sources"].append({**rows["sources"][0], "source_id": "c", "accessed": "2101-05-05"})
    assert last_reading(Tables(write(tmp_path, rows))) == date(2005, 5, 5)
