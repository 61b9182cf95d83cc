"""The rules about figures: sums, quantities, counts and votes."""

from pathlib import Path

import pytest
from rule_cases import Case, Change, add, added, assert_admitted, assert_found, changed
from small_record import Rows

FLOW = "2001-credit"


def agreement(**cells: str) -> Change:
    """Add an agreement, and let the flow rest on it."""
    row = {
        "agreement_id": "2001-six-documents",
        "title": "Six documents on credit",
        "kind": "agreement",
        "sectors": "finance",
        "status": "signed",
        "document_count": "6",
        "summary": "A credit of 20 million euros and five other texts.",
    }

    def change(rows: Rows) -> None:
        rows["agreements"] = [row]
        add(rows, "agreements", **cells)
        del rows["agreements"][0]
        rows["financial_flows"][0]["agreement_id"] = rows["agreements"][0]["agreement_id"]

    return change


def flow(**cells: str) -> Change:
    """Add a second flow that is not additive."""
    return added("financial_flows", **{"flow_id": "2002-more", "is_additive": "false"} | cells)


def trade(one: dict[str, str], other: dict[str, str]) -> Change:
    """Make the flow a published figure of trade, and add another."""
    figure = {"kind": "trade_total", "stage": "reported"}

    def change(rows: Rows) -> None:
        rows["financial_flows"][0].update(figure | one)
        add(rows, "financial_flows", **{"flow_id": "2001-other-figure"} | other)

    return change


def votes(**counts: str) -> Change:
    """Tell how the joint votes of the year were cast."""

    def change(rows: Rows) -> None:
        (joint,) = rows["indicators"]
        for name, value in counts.items():
            rows["indicators"].append(joint | {"indicator": f"un_votes_{name}", "value": value})

    return change


CASES = [
    Case(
        "figure-in-summary",
        changed("financial_flows", 0, summary="A credit line."),
        "financial_flows",
        FLOW,
        "amount",
    ),
    Case(
        "figure-in-identifier",
        flow(flow_id="2001-credit-30-million"),
        "financial_flows",
        "2001-credit-30-million",
        "amount",
    ),
    Case(
        "figure-in-identifier",
        flow(flow_id="2001-200-wagons", quantity="2000", quantity_unit="piece"),
        "financial_flows",
        "2001-200-wagons",
        "quantity",
    ),
    Case(
        "figure-in-summary",
        changed("financial_flows", 0, summary="A credit line of 30 to 40 million euros."),
        "financial_flows",
        FLOW,
        "amount",
    ),
    Case(
        "figure-in-summary",
        changed(
            "financial_flows",
            0,
            quantity="2000",
            quantity_unit="piece",
            summary="Fifteen wagons of 2001 for 20 million euros.",
        ),
        "financial_flows",
        FLOW,
        "quantity",
    ),
    Case(
        "sum-of-agreement",
        agreement(summary="A credit of two million euros."),
        "financial_flows",
        FLOW,
        "amount",
    ),
    Case(
        "sum-of-whole",
        flow(part_of_id=FLOW, amount="20000000000"),
        "financial_flows",
        "2002-more",
        "amount",
    ),
    Case(
        "count-in-title",
        agreement(document_count="7"),
        "agreements",
        "2001-six-documents",
        "document_count",
    ),
    Case(
        "count-in-title",
        agreement(agreement_id="2001-04-7-memoranda", title="Memoranda on credit"),
        "agreements",
        "2001-04-7-memoranda",
        "document_count",
    ),
    Case(
        "votes-add-up",
        votes(identical="51", partly="8", opposed="2"),
        "indicators",
        "un_votes_identical/2001",
        "value",
    ),
    Case("votes-add-up", votes(identical="61"), "indicators", "un_votes_joint/2001", "value"),
    Case(
        "additive-part",
        flow(part_of_id=FLOW, is_additive="true", stage="completed"),
        "financial_flows",
        "2002-more",
        "is_additive",
    ),
    Case(
        "additive-period",
        trade({"period": "2001"}, {"period": "2001-05~"}),
        "financial_flows",
        "2001-other-figure",
        "is_additive",
    ),
    Case(
        "range-complete",
        changed("financial_flows", 0, amount_low="10000000"),
        "financial_flows",
        FLOW,
        "amount_high",
    ),
    Case(
        "range-complete",
        changed("financial_flows", 0, amount="", amount_high="10000000"),
        "financial_flows",
        FLOW,
        "amount_low",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_rule_finds_its_breach(tmp_path: Path, case: Case) -> None:
    assert_found(tmp_path, case)


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        ("figure-in-identifier", flow(flow_id="2001-credit-20-million")),
        ("figure-in-identifier", flow(flow_id="2001-trade-of-1380", amount="3000000")),
        ("figure-in-identifier", flow(flow_id="2001-credit-2-5-million", amount="2500000")),
        (
            "figure-in-identifier",
            flow(flow_id="2001-100-000-doses", quantity="100000", quantity_unit="dose"),
        ),
        (
            "figure-in-summary",
            changed("financial_flows", 0, summary="Some 19.6 million euros, for 2001."),
        ),
        (
            "figure-in-summary",
            changed("financial_flows", 0, summary="Between 20 and 30 million euros, it is said."),
        ),
        ("sum-of-agreement", agreement()),
        ("sum-of-whole", flow(part_of_id=FLOW, amount="500000")),
        ("sum-of-whole", flow(part_of_id=FLOW, amount="600000000000", currency="IRR")),
        ("count-in-title", agreement()),
        (
            "count-in-title",
            agreement(
                agreement_id="2001-commission-16-documents",
                title="Twelve documents of a session",
                document_count="12",
            ),
        ),
        ("votes-add-up", votes(identical="50", partly="8", opposed="2")),
        ("votes-add-up", votes(identical="50", partly="8")),
        ("additive-part", flow(part_of_id=FLOW)),
        (
            "additive-period",
            trade({"period": "2001"}, {"period": "2002"}),
        ),
        (
            "additive-period",
            trade({"period": "2001"}, {"provider_id": "CUB", "receiver_id": "IRN"}),
        ),
        (
            "range-complete",
            changed("financial_flows", 0, amount_low="10000000", amount_high="30000000"),
        ),
    ],
)
def test_what_is_right_is_not_found(tmp_path: Path, rule: str, change: Change) -> None:
    assert_admitted(tmp_path, rule, change)
