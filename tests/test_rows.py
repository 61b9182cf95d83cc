"""One row: what its pydantic class refuses, and that the refusal names the column."""

import pytest
from pydantic import ValidationError
from small_record import SMALL

from cubairan_data.contract.catalogue import TABLES
from cubairan_data.contract.row import bound, bound_columns
from cubairan_data.validation.row_layer import row_faults


def full(table: str, **changes: str | None) -> dict[str, str]:
    row = {**SMALL[table][0], **changes}
    kept = {name: cell for name, cell in row.items() if cell is not None}
    for name, text in bound_columns(TABLES[table]):
        try:
            day = bound(kept[text], name) if text in kept else None
        except ValueError:
            continue
        if day:
            kept.setdefault(name, day.isoformat())
    return kept


def test_a_valid_row_has_no_fault() -> None:
    for table in SMALL:
        assert row_faults(TABLES[table], full(table)) == []


CASES = [
    ("visits", {"date": "2023-02-30"}, "date", "date"),
    ("visits", {"date": "2024-13-45"}, "date", "date"),
    ("visits", {"date_latest": "2001-05-11"}, "date_latest", "bounds"),
    ("visits", {"kind": "officially"}, "kind", "code"),
    ("visits", {"host_id": None}, "host_id", "required"),
    ("visits", {"host_id": "cuba"}, "host_id", "format"),
    ("visits", {"sender_id": "IRN"}, "sender_id", "direction"),
    ("visits", {"kind": "third_country_meeting"}, "sender_id", "third-country"),
    ("visits", {"places": "Tehran;Tehran"}, "places", "format"),
    ("visits", {"places": "Tehran; Isfahan"}, "places", "format"),
    ("visits", {"summary": " Talks."}, "summary", "format"),
    ("visits", {"summary": "Talks\nand more."}, "summary", "format"),
    ("visits", {"summary": "Lo\u0301pez."}, "summary", "format"),
    ("visits", {"summary": "=HYPERLINK(A1)"}, "summary", "format"),
    ("visits", {"summary": "@SUM(A1)"}, "summary", "format"),
    ("visits", {"summary": "Talks\u202eno"}, "summary", "format"),
    ("visits", {"summary": "Tal\u200bks"}, "summary", "format"),
    ("visits", {"summary": "Tal\u200cks"}, "summary", "format"),
    ("visits", {"visit_id": "2001-05-l\u043epez-tehran"}, "visit_id", "format"),
    ("visits", {"visit_id": "2001-05-López"}, "visit_id", "format"),
    ("financial_flows", {"currency": None}, "currency", "amount-with-currency"),
    ("financial_flows", {"amount": None}, "currency", "amount-with-currency"),
    ("financial_flows", {"amount_low": "30000000"}, "amount", "amount-order"),
    ("financial_flows", {"amount_high": "3"}, "amount_high", "amount-order"),
    ("financial_flows", {"amount": "-5"}, "amount", "amount-positive"),
    ("financial_flows", {"amount": "20 million"}, "amount", "format"),
    ("financial_flows", {"amount": "2e7"}, "amount", "format"),
    ("financial_flows", {"is_additive": "yes"}, "is_additive", "format"),
    ("financial_flows", {"quantity": "20"}, "quantity_unit", "filled-together"),
    ("financial_flows", {"receiver_id": "IRN"}, "receiver_id", "direction"),
    ("tenures", {"end": "1999"}, "end", "end-not-before-start"),
    ("tenures", {"attested": "1998"}, "attested", "end-not-before-start"),
    ("sources", {"url": "example.org"}, "url", "format"),
    ("sources", {"language": "English"}, "language", "format"),
    ("sources", {"language": "es"}, "title_english", "title-translated"),
    ("sources", {"title_english": "Minister in Tehran"}, "title_english", "title-translated"),
    ("indicators", {"unit": "USD"}, "unit", "indicator-unit"),
    (
        "indicators",
        {"indicator": "diplomatic_mission_cub_in_irn", "unit": "level", "value": "4"},
        "value",
        "indicator-unit",
    ),
]


@pytest.mark.parametrize(("table", "changes", "column", "rule"), CASES)
def test_a_fault_names_its_column_and_rule(
    table: str, changes: dict[str, str | None], column: str, rule: str
) -> None:
    assert (column, rule) in [
        (fault.column, fault.rule) for fault in row_faults(TABLES[table], full(table, **changes))
    ]


def test_persian_spelling_keeps_its_zero_width_non_joiner() -> None:
    assert row_faults(TABLES["officials"], full("officials", name_original="می\u200cروم")) == []


EVIDENCE = {
    "table": "visits",
    "row_id": "2001-05-lopez-tehran",
    "columns": "date",
    "source_id": "agency-2001-visit",
    "verdict": "contradicts",
    "reading": "2001-05-08",
    "reason": "typo",
    "locator": "The minister arrived,on Tuesday",
}
EVIDENCE_CASES = [
    ({"columns": "date;places"}, "columns", "contradiction-one-column"),
    ({"reading": None}, "reading", "contradiction-told"),
    ({"reason": None}, "reason", "contradiction-told"),
    ({"verdict": "supports"}, "reason", "support-no-reason"),
    ({"locator": "one two three four five six seven"}, "locator", "format"),
    ({"locator": "one, two"}, "locator", "format"),
    ({"locator": "one,two,three"}, "locator", "format"),
    ({"locator": None}, "locator", "required"),
]


@pytest.mark.parametrize(("changes", "column", "rule"), EVIDENCE_CASES)
def test_a_line_of_evidence_is_well_formed(
    changes: dict[str, str | None], column: str, rule: str
) -> None:
    line = {name: cell for name, cell in {**EVIDENCE, **changes}.items() if cell is not None}
    assert row_faults(TABLES["evidence"], dict(EVIDENCE)) == []
    assert (column, rule) in [
        (fault.column, fault.rule) for fault in row_faults(TABLES["evidence"], line)
    ]


def test_all_faults_of_a_row_are_told_also_those_between_columns() -> None:
    faults = row_faults(
        TABLES["financial_flows"],
        full("financial_flows", kind="gift", amount_low="30000000", period="2001-02-30"),
    )
    assert {fault.column for fault in faults} == {"kind", "amount", "period"}


def test_an_unknown_column_is_refused() -> None:
    with pytest.raises(ValidationError, match="colour"):
        TABLES["visits"].model_validate({**full("visits"), "colour": "red"})


def test_the_message_says_what_is_allowed() -> None:
    (fault,) = row_faults(TABLES["visits"], full("visits", status="done"))
    assert "'done'" in fault.message
    assert "took_place" in fault.message
