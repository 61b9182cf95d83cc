"""The rules between the columns of a row: each finds its breach, in the column where it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from valid_rows import full

from cubairan_data.contract.catalogue import MODELS, ROW_RULES
from cubairan_data.contract.families import Family
from cubairan_data.contract.row_rules import (
    OF_THE_SEARCH,
    Breaches,
    Values,
    row_rule,
    sentence_whole,
    summary_of_event,
)
from cubairan_data.validation.row_layer import row_faults

SUMMARY = (("summary", "summary"),)

CASES: list[tuple[str, dict[str, str | None], str, str]] = [
    ("countries", {"country_id": "XQZ"}, "country_id", "iso-country"),
    ("countries", {"alpha2": "cu"}, "alpha2", "iso-country"),
    ("countries", {"alpha2": "IR"}, "alpha2", "iso-country"),
    ("countries", {"numeric": "364"}, "numeric", "iso-country"),
    ("countries", {"cow_code": "-40"}, "cow_code", "state-number"),
    ("countries", {"gw_code": "1040"}, "gw_code", "state-number"),
    ("organizations", {"acronym": "Ministry of Trade"}, "acronym", "acronym-short"),
    ("places", {"latitude": "-32.65246"}, "latitude", "coordinates"),
    ("places", {"longitude": "5.167462"}, "longitude", "coordinates"),
    ("places", {"country_id": "CUB"}, "latitude", "coordinates"),
    ("places", {"longitude": None}, "longitude", "filled-together"),
    ("visits", {"date_latest": "2001-05-11"}, "date_latest", "bounds"),
    ("visits", {"sender_id": "IRN"}, "sender_id", "direction"),
    ("visits", {"host_id": "CUB"}, "sender_id", "direction"),
    ("visits", {"kind": "third_country_meeting"}, "sender_id", "third-country"),
    (
        "visits",
        {"kind": "third_country_meeting", "sender_id": None},
        "host_id",
        "third-country",
    ),
    ("contacts", {"place": "Havana"}, "place", "contact-place"),
    ("contacts", {"host_id": "CUB"}, "host_id", "contact-place"),
    ("contacts", {"mode": "in_person"}, "host_id", "contact-place"),
    ("financial_flows", {"currency": None}, "currency", "amount-with-currency"),
    ("financial_flows", {"amount": None}, "currency", "amount-with-currency"),
    ("financial_flows", {"amount_low": "30000000"}, "amount", "amount-order"),
    ("financial_flows", {"amount_high": "3"}, "amount_high", "amount-order"),
    ("financial_flows", {"amount": "-5"}, "amount", "amount-positive"),
    ("financial_flows", {"quantity": "20"}, "quantity_unit", "filled-together"),
    ("financial_flows", {"receiver_id": "IRN"}, "receiver_id", "direction"),
    ("tenures", {"ended": "1999"}, "ended", "end-not-before-start"),
    ("tenures", {"attested": "1998"}, "attested", "end-not-before-start"),
    ("sources", {"language": "es"}, "title_english", "title-translated"),
    ("sources", {"title_english": "Minister in Tehran"}, "title_english", "title-translated"),
    ("indicators", {"unit": "USD"}, "unit", "indicator-unit"),
    (
        "indicators",
        {"indicator": "diplomatic_mission_cub_in_irn", "unit": "level", "value": "4"},
        "value",
        "indicator-unit",
    ),
    ("agreements", {"document_count": "0"}, "document_count", "count-plausible"),
    ("agreements", {"document_count": "100000"}, "document_count", "count-plausible"),
    ("sessions", {"number": "-4"}, "number", "count-plausible"),
    ("sessions", {"document_count": "-12"}, "document_count", "count-plausible"),
    ("financial_flows", {"amount": "0"}, "amount", "amount-positive"),
    (
        "financial_flows",
        {"quantity": "0", "quantity_unit": "tonne"},
        "quantity",
        "quantity-positive",
    ),
    (
        "financial_flows",
        {"quantity": "2.5", "quantity_unit": "piece"},
        "quantity",
        "quantity-positive",
    ),
    ("financial_flows", {"stage": "sought"}, "is_additive", "additive-counts"),
    (
        "financial_flows",
        {"amount": None, "amount_low": "1000000", "amount_high": "3000000"},
        "is_additive",
        "additive-counts",
    ),
    ("indicators", {"value": "-5"}, "value", "indicator-range"),
    ("indicators", {"value": "60.5"}, "value", "indicator-range"),
    ("indicators", {"value": "9999"}, "value", "indicator-range"),
    ("sources", {"language": "zz"}, "language", "language-known"),
    ("sources", {"language": "spa"}, "language", "language-known"),
    ("sources", {"language": "per"}, "language", "language-known"),
    ("coverage", {"languages": "en;qq"}, "languages", "language-known"),
    ("sources", {"authors": "Castro,Fidel"}, "authors", "author-form"),
    ("sources", {"authors": "Castro, Fidel;et al."}, "authors", "author-form"),
    ("sources", {"authors": "Castro, ,"}, "authors", "author-form"),
    ("publishers", {"domains": "https://example.org"}, "domains", "domain-form"),
    ("publishers", {"domains": "www.example.org"}, "domains", "domain-form"),
    ("evidence", {"reason": "other"}, "note", "other-explained"),
    ("evidence", {"locator": "a"}, "locator", "locator-telling"),
    ("evidence", {"locator": "2001 2002"}, "locator", "locator-telling"),
    ("evidence", {"locator": "x" * 61 + " words"}, "locator", "locator-telling"),
    ("evidence", {"locator": "some words,some words"}, "locator", "locator-telling"),
    ("visits", {"summary": "Talks; the page gives no day."}, "summary", "summary-of-event"),
    ("visits", {"summary": "A loan; no sum is told."}, "summary", "summary-of-event"),
    ("visits", {"summary": "Talks on tra"}, "summary", "sentence-whole"),
    ("evidence", {"note": "Local time of"}, "note", "sentence-whole"),
    ("judgements", {"reason": "Two countries"}, "reason", "sentence-whole"),
    ("agreements", {"status": "draft"}, "signed", "signed-status"),
    ("agreements", {"in_force": "1999/2000"}, "in_force", "end-not-before-start"),
    ("agreements", {"status": "draft", "signed": None}, "in_force", "in-force-status"),
    (
        "sessions",
        {"status": "announced", "document_count": "4"},
        "document_count",
        "session-documents",
    ),
    ("statements", {"kind": "allegation"}, "standing", "allegation-standing"),
    ("statements", {"speaker_id": None}, "speaker_id", "speaker-named"),
    ("statements", {"speaker_name": "Ana López"}, "speaker_name", "speaker-named"),
    ("measures", {"imposing_country_id": None}, "imposing_country_id", "measure-sides"),
    ("measures", {"target_country_id": None}, "target_country_id", "measure-sides"),
    ("evidence", {"columns": "date;places"}, "columns", "contradiction-one-column"),
    ("evidence", {"reading": None}, "reading", "contradiction-explained"),
    ("evidence", {"reason": None}, "reason", "contradiction-explained"),
    ("evidence", {"verdict": "supports"}, "reason", "support-no-reason"),
    ("publishers", {"reliability": "A"}, "note", "grade-reasoned"),
    ("publishers", {"reliability": "B"}, "note", "grade-reasoned"),
    ("publishers", {"reliability": "E"}, "note", "grade-reasoned"),
    ("identifiers", {"value": "11256"}, "value", "identifier-form"),
    ("identifiers", {"scheme": "doi"}, "value", "identifier-form"),
    ("judgements", {"second_id": "ana-lopez"}, "second_id", "judgement-pair"),
    ("judgements", {"second_id": "aaa"}, "second_id", "judgement-pair"),
    ("judgements", {"verdict": "reprint"}, "verdict", "judgement-verdict"),
    ("judgements", {"kind": "independence"}, "verdict", "judgement-verdict"),
    (
        "judgements",
        {"kind": "origin", "verdict": "independent"},
        "table_name",
        "judgement-verdict",
    ),
    (
        "evidence",
        {"verdict": "supports", "reason": None, "columns": "date;places"},
        "reading",
        "support-reading-one-column",
    ),
    ("exceptions", {"kind": "attested"}, "source_id", "exception-attested"),
    ("financial_flows", {"is_additive": "false"}, "additive_reason", "additive-reason"),
    ("financial_flows", {"additive_reason": "restates"}, "additive_reason", "additive-reason"),
    ("financial_flows", {"amount": None, "currency": None}, "is_additive", "additive-reason"),
    (
        "financial_flows",
        {"is_additive": "false", "additive_reason": "no_amount"},
        "additive_reason",
        "additive-reason",
    ),
    (
        "financial_flows",
        {"is_additive": "false", "additive_reason": "part_of"},
        "part_of_id",
        "additive-reason",
    ),
]


@pytest.mark.parametrize(("table", "changes", "column", "rule"), CASES)
def test_a_breach_is_found_in_its_column(
    table: str, changes: dict[str, str | None], column: str, rule: str
) -> None:
    faults = row_faults(MODELS[table], full(table, **changes))
    assert (column, rule) in [(fault.column, fault.rule) for fault in faults]


@given(st.from_regex(OF_THE_SEARCH, alphabet=st.characters(codec="ascii")))
def test_no_phrase_of_the_search_escapes_what_is_looked_for_first(summary: str) -> None:
    (name,) = {column for column, _ in summary_of_event(SUMMARY, {"summary": summary})}
    assert name == "summary"


@pytest.mark.parametrize("end", [".", "!", "?", "…", '."', "?’)", ".»"])
def test_a_sentence_ends_with_its_mark_or_what_closes_it(end: str) -> None:
    assert list(sentence_whole(SUMMARY, {"summary": f"It was so{end}"})) == []
    assert list(sentence_whole(SUMMARY, {"summary": f"It was so{end} and"}))


def test_every_row_rule_has_a_case() -> None:
    assert {rule for *_, rule in CASES} == set(ROW_RULES)


def test_a_rule_has_one_reason_and_one_family() -> None:
    def find(values: Values) -> Breaches:
        yield from ()

    with pytest.raises(ValueError, match="another reason"):
        row_rule("bounds", "Because.", MODELS["visits"], family=Family.FORM)(find)
    reason = ROW_RULES["bounds"].reason
    with pytest.raises(ValueError, match="another reason or family"):
        row_rule("bounds", reason, MODELS["visits"], family=Family.TIME)(find)
