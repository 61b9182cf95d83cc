"""What a cell of each type may hold, and that a refusal names the column."""

import pytest
from valid_rows import full

from cubairan_data.contract.catalogue import MODELS
from cubairan_data.contract.texts import check_text
from cubairan_data.validation.row_layer import row_faults

CASES: list[tuple[str, dict[str, str | None], str, str]] = [
    ("visits", {"date": "2023-02-30"}, "date", "date"),
    ("visits", {"date": "2024-13-45"}, "date", "date"),
    ("visits", {"kind": "officially"}, "kind", "code"),
    ("visits", {"host_id": None}, "host_id", "required"),
    ("visits", {"host_id": "cuba"}, "host_id", "format"),
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
    ("financial_flows", {"amount": "20 million"}, "amount", "format"),
    ("financial_flows", {"amount": "2e7"}, "amount", "format"),
    ("financial_flows", {"amount": "9223372036854775808"}, "amount", "format"),
    ("financial_flows", {"amount": "-9223372036854775809"}, "amount", "format"),
    ("financial_flows", {"amount": "1٠"}, "amount", "format"),
    ("financial_flows", {"quantity": "9" * 400}, "quantity", "format"),
    ("financial_flows", {"period": "2٠٠1"}, "period", "date"),
    ("financial_flows", {"is_additive": "yes"}, "is_additive", "format"),
    ("sources", {"url": "example.org"}, "url", "format"),
    ("sources", {"language": "English"}, "language", "format"),
    ("evidence", {"locator": "one two three four five six seven"}, "locator", "format"),
    ("evidence", {"locator": "one, two"}, "locator", "format"),
    ("evidence", {"locator": "one,two,three"}, "locator", "format"),
    ("evidence", {"locator": None}, "locator", "required"),
]


@pytest.mark.parametrize(("table", "changes", "column", "rule"), CASES)
def test_a_wrong_cell_is_found_in_its_column(
    table: str, changes: dict[str, str | None], column: str, rule: str
) -> None:
    faults = row_faults(MODELS[table], full(table, **changes))
    assert (column, rule) in [(fault.column, fault.rule) for fault in faults]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "an empty text"),
        ("x" * 5001, "5001 characters"),
        ("a ", "blanks at an end"),
        ("a\tb", "control character"),
        ("a\u2028b", "line break"),
        ("+1", "formula"),
        ("-1", "formula"),
    ],
)
def test_a_text_is_refused_with_a_reason(text: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        check_text(text)


def test_persian_spelling_keeps_its_zero_width_non_joiner() -> None:
    assert row_faults(MODELS["officials"], full("officials", name_original="می\u200cروم")) == []


def test_amounts_up_to_64_bits_are_allowed() -> None:
    for amount in (2**63 - 1, -(2**63)):
        faults = row_faults(MODELS["financial_flows"], full("financial_flows", amount=str(amount)))
        assert "format" not in {fault.rule for fault in faults}
