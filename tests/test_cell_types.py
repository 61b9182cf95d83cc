"""What a cell of each type may hold, and that a refusal names the column."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from valid_rows import full

from cubairan_data.contract.catalogue import MODELS
from cubairan_data.contract.texts import check_text, mended
from cubairan_data.contract.urls import check_url
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
        ("a ", "begins or ends with a blank"),
        ("a\tb", "control character"),
        ("a\u2028b", "line break"),
        ("+1", "formula"),
        ("-1", "formula"),
        ("＝1", "formula"),
        ("'=1", "formula"),
        ("Cafe\u0301", "NFC"),
        ("two  blanks", "two blanks"),
        ("a\u00a0b", r"the blank U\+00A0"),
        ("a\u2009b", r"the blank U\+2009"),
        ("a\u3000b", r"the blank U\+3000"),
        ("a\u200bb", r"invisible character U\+200B"),
        ("a\u202eb", r"invisible character U\+202E"),
        ("a\u3164b", r"invisible character U\+3164"),
        ("a\ufe0fb", r"invisible character U\+FE0F"),
        ("a\u034fb", r"invisible character U\+034F"),
        ("a\U000e0041b", r"invisible character U\+E0041"),
        ("a\ufff9b", r"invisible character U\+FFF9"),
        ("a\u200cb", r"invisible character U\+200C"),
        ("a\uffffb", r"U\+FFFF, which is not a standard character"),
        ("a\ue000b", r"U\+E000, which is not a standard character"),
        ("l\ufffdst", r"U\+FFFD, which stands where a character was lost"),
        ("Cuba &amp; Iran", "markup '&amp;'"),
        ("Cuba &#38; Iran", "markup '&#38;'"),
        ("<b>Cuba</b>", "markup '<b>'"),
        ("a <!-- b", "markup '<!--'"),
        ("R\u0430isi", "mixes scripts in a word: a latin capital letter r beside a cyrillic"),
        *((text, "is a placeholder") for text in ("?", ".", "…", "TBD", "N/A", "null", "xxx")),
    ],
)
def test_a_text_is_refused_with_a_reason(text: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        check_text(text)


@pytest.mark.parametrize(
    "text",
    ["a < b and c > d", "AT&T; a company", "Null set", "Unknown persons", "NA", "Кубинец Castro"],
)
def test_what_only_looks_like_a_fault_is_a_text(text: str) -> None:
    assert check_text(text) == text


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (" two\u00a0  blanks ", "two blanks"),
        ("Cuba &amp;amp; Iran", "Cuba & Iran"),
        ("a\u200bb\u2060c\ufe0f", "abc"),
        ("e\u200d\u0301", "é"),
        ("می\u200cروم a\u200cb", "می\u200cروم ab"),
    ],
)
def test_what_can_be_mended_for_certain_is_mended(text: str, plain: str) -> None:
    assert mended(text) == plain
    assert check_text(plain) == plain


@given(st.text())
def test_what_is_mended_once_stays_as_it_is(text: str) -> None:
    assert mended(mended(text)) == mended(text)


@pytest.mark.parametrize("text", ["l\ufffdst", "<b>", "＝1", "?", "a\nb"])
def test_what_may_have_been_something_else_stays_for_validation_to_find(text: str) -> None:
    assert mended(text) == text


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("https://example.org/" + "a" * 2000, "2020 characters"),
        ('https://example.org/"><script>', "percent-encode"),
        ("https://example.org/{a}", "percent-encode"),
        ("https://example.org/\u202egpj.exe", r"U\+202E"),
        ("https://example.org/\x1b[31m", r"U\+001B"),
        ("https://example.o\u200brg/", r"U\+200B"),
        ("https://user:secret@example.org/", "user name or a password"),
        ("https://?", "the host ''"),
        ("http://C:/Users/me/page.html", "the host 'c'"),
        ("http://localhost/page", "the host 'localhost'"),
        ("http://wiki.internal/page", "the host 'wiki.internal'"),
        ("http://127.0.0.1/page", "the host '127.0.0.1'"),
        ("http://192.168.1.1/page", "the host '192.168.1.1'"),
        ("https://example.org./page", "the host 'example.org.'"),
        ("https://example.org:99999/", "not an address"),
    ],
)
def test_an_address_that_leads_nowhere_is_refused(url: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        check_url(url)


@pytest.mark.parametrize(
    "url", ["https://example.org/ایران", "http://20.210.105.67/page", "https://lists.org/a@b/msg"]
)
def test_an_address_may_be_international_or_a_number(url: str) -> None:
    assert check_url(url) == url


def test_persian_spelling_keeps_its_zero_width_non_joiner() -> None:
    assert row_faults(MODELS["officials"], full("officials", name_original="می\u200cروم")) == []


def test_amounts_up_to_64_bits_are_allowed() -> None:
    for amount in (2**63 - 1, -(2**63)):
        faults = row_faults(MODELS["financial_flows"], full("financial_flows", amount=str(amount)))
        assert "format" not in {fault.rule for fault in faults}
