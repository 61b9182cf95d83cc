"""One row: what its pydantic class refuses, and that the refusal names the column."""

import pytest
from pydantic import ValidationError
from small_record import SMALL

from cubairan_data.contract.catalogue import MODELS, ROW_RULES
from cubairan_data.contract.edtf import bound
from cubairan_data.contract.row_rules import Breaches, Values, row_rule
from cubairan_data.validation.row_layer import row_faults
from cubairan_data.validation.rule_catalogue import FILE_AND_CELL_RULES, reason_of
from cubairan_data.validation.rules import RULES

VALID = {table: rows[0] for table, rows in SMALL.items()} | {
    "agreements": {
        "agreement_id": "2001-05-trade-memorandum",
        "title": "Memorandum on trade",
        "kind": "memorandum",
        "sectors": "trade",
        "signed": "2001-05-07",
        "in_force": "2001-06/..",
        "status": "in_force",
        "document_count": "1",
        "summary": "Regular talks on trade.",
    },
    "statements": {
        "statement_id": "2001-05-08-lopez-trade",
        "date": "2001-05-08",
        "kind": "position",
        "topic": "economic_cooperation",
        "speaker_id": "ana-lopez",
        "standing": "uncontested",
        "summary": "Welcomes the memorandum.",
    },
    "measures": {
        "measure_id": "1962-embargo",
        "period": "1962/..",
        "kind": "embargo",
        "imposing_country_id": "USA",
        "target_country_id": "CUB",
        "summary": "Prohibits trade.",
    },
    "evidence": {
        "table": "visits",
        "row_id": "2001-05-lopez-tehran",
        "columns": "date",
        "source_id": "agency-2001-visit",
        "verdict": "contradicts",
        "reading": "2001-05-08",
        "reason": "typo",
        "locator": "The minister arrived,on Tuesday",
    },
}


def full(table: str, **changes: str | None) -> dict[str, str]:
    row = {**VALID[table], **changes}
    kept = {name: cell for name, cell in row.items() if cell is not None}
    for name, text in MODELS[table].bound_columns():
        try:
            day = bound(kept[text], name) if text in kept else None
        except ValueError:
            continue
        if day:
            kept.setdefault(name, day.isoformat())
    return kept


def test_a_valid_row_has_no_fault() -> None:
    for table in VALID:
        assert row_faults(MODELS[table], full(table)) == []


CASES = [
    ("visits", {"date": "2023-02-30"}, "date", "date"),
    ("visits", {"date": "2024-13-45"}, "date", "date"),
    ("visits", {"date_latest": "2001-05-11"}, "date_latest", "bounds"),
    ("visits", {"kind": "officially"}, "kind", "code"),
    ("visits", {"host_id": None}, "host_id", "required"),
    ("visits", {"host_id": "cuba"}, "host_id", "format"),
    ("visits", {"sender_id": "IRN"}, "sender_id", "direction"),
    ("visits", {"host_id": "CUB"}, "sender_id", "direction"),
    ("visits", {"kind": "third_country_meeting"}, "sender_id", "third-country"),
    (
        "visits",
        {"kind": "third_country_meeting", "sender_id": None},
        "host_id",
        "third-country",
    ),
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
    ("agreements", {"document_count": "0"}, "document_count", "count-positive"),
    ("agreements", {"status": "draft"}, "signed", "signed-status"),
    ("agreements", {"in_force": "1999/2000"}, "in_force", "end-not-before-start"),
    ("statements", {"speaker_id": None}, "speaker_id", "speaker-named"),
    ("statements", {"speaker_name": "Ana López"}, "speaker_name", "speaker-named"),
    ("measures", {"imposing_country_id": None}, "imposing_country_id", "measure-sides"),
    ("measures", {"target_country_id": None}, "target_country_id", "measure-sides"),
    ("evidence", {"columns": "date;places"}, "columns", "contradiction-one-column"),
    ("evidence", {"reading": None}, "reading", "contradiction-explained"),
    ("evidence", {"reason": None}, "reason", "contradiction-explained"),
    ("evidence", {"verdict": "supports"}, "reason", "support-no-reason"),
    (
        "evidence",
        {"verdict": "supports", "reason": None, "columns": "date;places"},
        "reading",
        "support-reading-one-column",
    ),
    ("evidence", {"locator": "one two three four five six seven"}, "locator", "format"),
    ("evidence", {"locator": "one, two"}, "locator", "format"),
    ("evidence", {"locator": "one,two,three"}, "locator", "format"),
    ("evidence", {"locator": None}, "locator", "required"),
]


@pytest.mark.parametrize(("table", "changes", "column", "rule"), CASES)
def test_a_fault_names_its_column_and_rule(
    table: str, changes: dict[str, str | None], column: str, rule: str
) -> None:
    assert (column, rule) in [
        (fault.column, fault.rule) for fault in row_faults(MODELS[table], full(table, **changes))
    ]


def test_persian_spelling_keeps_its_zero_width_non_joiner() -> None:
    assert row_faults(MODELS["officials"], full("officials", name_original="می\u200cروم")) == []


def test_every_row_rule_has_a_case() -> None:
    assert {rule for *_, rule in CASES} - set(FILE_AND_CELL_RULES) == set(ROW_RULES)


def test_every_rule_has_a_reason_and_an_id_of_its_own() -> None:
    rules = [*FILE_AND_CELL_RULES, *ROW_RULES, *RULES]
    assert len(rules) == len(set(rules))
    assert all(reason_of(rule).endswith(".") for rule in (*rules, "schema/constraint-error"))


def test_a_rule_has_one_reason() -> None:
    def find(values: Values) -> Breaches:
        yield from ()

    with pytest.raises(ValueError, match="another reason"):
        row_rule("bounds", "Because.", MODELS["visits"])(find)


def test_all_faults_of_a_row_are_reported_those_between_columns_too() -> None:
    faults = row_faults(
        MODELS["financial_flows"],
        full("financial_flows", kind="gift", amount_low="30000000", period="2001-02-30"),
    )
    assert {fault.column for fault in faults} == {"kind", "amount", "period"}


def test_an_unknown_column_is_refused() -> None:
    with pytest.raises(ValidationError, match="colour"):
        MODELS["visits"].model_validate({**full("visits"), "colour": "red"})


def test_the_message_says_what_is_allowed() -> None:
    (fault,) = row_faults(MODELS["visits"], full("visits", status="done"))
    assert "'done'" in fault.message
    assert "took_place" in fault.message
