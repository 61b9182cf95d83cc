"""The rules about the two sides: who acts for whom, who travels, who receives."""

from pathlib import Path

import pytest
from entered_rows import entered, together, without
from rule_cases import VISIT, Case, Change, added, assert_admitted, assert_found, changed, removed

AGREEMENT = "2001-05-trade-memorandum"
SESSION = "joint-commission-3"
FLOW = "2001-credit"
IRANIAN_BODY = added(
    "organizations", organization_id="trade-bank", name="Bank of Trade", country_id="IRN"
)

CASES = [
    Case(
        "side",
        entered("agreements", cuban_signatory_id="reza-amini"),
        "agreements",
        AGREEMENT,
        "cuban_signatory_id",
    ),
    Case(
        "side",
        entered("agreements", iranian_party_id="ministry-of-trade"),
        "agreements",
        AGREEMENT,
        "iranian_party_id",
    ),
    Case(
        "side",
        entered("sessions", iranian_chair_id="ana-lopez"),
        "sessions",
        SESSION,
        "iranian_chair_id",
    ),
    Case(
        "side",
        together(IRANIAN_BODY, entered("projects", cuban_org_id="trade-bank")),
        "projects",
        "joint-plant",
        "cuban_org_id",
    ),
    Case(
        "same-country",
        changed("financial_flows", 0, provider_org_id="ministry-of-trade"),
        "financial_flows",
        FLOW,
        "provider_org_id",
    ),
    Case(
        "same-country",
        together(IRANIAN_BODY, entered("statements", speaker_org_id="trade-bank")),
        "statements",
        "",
        "speaker_org_id",
    ),
    Case(
        "same-country",
        changed("tenures", 1, organization_id="ministry-of-trade"),
        "tenures",
        "reza-amini-minister",
        "organization_id",
    ),
    Case(
        "same-country",
        together(IRANIAN_BODY, changed("organizations", 0, parent_id="trade-bank")),
        "organizations",
        "ministry-of-trade",
        "parent_id",
    ),
    Case(
        "same-country",
        changed("visits", 0, lead_official_id="reza-amini"),
        "visits",
        VISIT,
        "lead_official_id",
    ),
    Case(
        "two-sides",
        entered(
            "agreements",
            cuban_party_id="ministry-of-trade",
            iranian_party_id="ministry-of-trade",
        ),
        "agreements",
        AGREEMENT,
        "cuban_party_id;iranian_party_id",
    ),
    Case(
        "two-sides",
        entered("measures", imposing_country_id="CUB"),
        "measures",
        "1962-embargo",
        "imposing_country_id;target_country_id",
    ),
    Case(
        "between-the-two",
        changed("financial_flows", 0, provider_id="VEN"),
        "financial_flows",
        FLOW,
        "provider_id",
    ),
    Case("between-the-two", entered("sessions", host_id="USA"), "sessions", SESSION, "host_id"),
    Case(
        "trade-total-sides",
        changed("financial_flows", 0, kind="trade_total", provider_id="CUB", receiver_id="IRN"),
        "financial_flows",
        FLOW,
        "provider_id",
    ),
    Case(
        "traveller",
        changed("visit_participants", 1, role="member"),
        "visit_participants",
        f"{VISIT}/reza-amini",
        "role",
    ),
    Case(
        "traveller",
        changed("visit_participants", 0, role="host"),
        "visit_participants",
        f"{VISIT}/ana-lopez",
        "role",
    ),
    Case(
        "both-present",
        changed("officials", 1, country_id="CUB"),
        "contact_participants",
        "2001-05-lopez-amini-call/reza-amini",
        "official_id",
    ),
    Case(
        "country-in-name",
        changed("organizations", 0, name="Ministry of Trade of Iran"),
        "organizations",
        "ministry-of-trade",
        "country_id",
    ),
    Case(
        "one-imposer",
        entered("measures", imposing_org_id="ministry-of-trade"),
        "measures",
        "1962-embargo",
        "imposing_org_id",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_rule_finds_its_breach(tmp_path: Path, case: Case) -> None:
    assert_found(tmp_path, case)


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        ("side", entered("agreements", cuban_signatory_id="ana-lopez")),
        ("side", entered("agreements", cuban_party_id="nobody")),
        ("same-country", changed("financial_flows", 0, receiver_org_id="ministry-of-trade")),
        # An international body has no country, so that anyone may speak for it.
        ("same-country", together(without("organizations", 0, "country_id"))),
        ("two-sides", entered("measures")),
        ("between-the-two", without("financial_flows", 0, "provider_id")),
        ("trade-total-sides", changed("financial_flows", 0, kind="trade_total")),
        ("traveller", changed("visit_participants", 1, role="counterpart")),
        ("traveller", without("visits", 0, "sender_id")),
        ("both-present", removed("contact_participants", 1)),
        ("country-in-name", changed("organizations", 0, name="Embassy of Cuba in Iran")),
        ("country-in-name", changed("organizations", 0, name="Ministry of Trade of Cuba")),
    ],
)
def test_what_is_right_is_not_found(tmp_path: Path, rule: str, change: Change) -> None:
    assert_admitted(tmp_path, rule, change)
