"""The rules about the stage of a thing: it agrees with the dates and the evidence of the row."""

from pathlib import Path

import pytest
from entered_rows import entered, together
from rule_cases import VISIT, Case, Change, added, assert_admitted, assert_found, changed
from small_record import Rows
from valid_rows import VALID

AGREEMENT = "2001-05-trade-memorandum"
STATEMENT = VALID["statements"]["statement_id"]
READ = changed("sources", 0, accessed="2005-05-05")


def disputed(source: str = "agency-2001-visit") -> Change:
    """Add a line that contradicts the content of the statement."""
    line = {
        "table_name": "statements",
        "row_id": STATEMENT,
        "columns": "summary",
        "source_id": source,
        "verdict": "contradicts",
        "reading": "Nothing was signed.",
        "reason": "sources_disagree",
        "locator": "Nothing was,signed in Tehran",
    }

    def change(rows: Rows) -> None:
        rows["evidence"].append(line)

    return change


def of_reliability(letter: str) -> Change:
    """Add a source whose publisher is graded so."""
    publisher = {"publisher_id": "other", "name": "Other", "reliability": letter, "note": "So."}
    return together(
        added("publishers", **publisher),
        added("sources", source_id="other-source", publisher_id="other", url="https://b.example/"),
    )


CASES = [
    Case(
        "in-force-today",
        together(READ, entered("agreements", in_force="2001-06/2003")),
        "agreements",
        AGREEMENT,
        "status",
    ),
    Case(
        "in-force-today",
        together(READ, entered("agreements", status="signed")),
        "agreements",
        AGREEMENT,
        "status",
    ),
    Case(
        "ended",
        entered("projects", status="completed", period="2001/.."),
        "projects",
        "joint-plant",
        "period",
    ),
    Case(
        "ended",
        changed("financial_flows", 0, stage="completed", period="2001/.."),
        "financial_flows",
        "2001-credit",
        "period",
    ),
    Case("ended", entered("agreements", status="lapsed"), "agreements", AGREEMENT, "in_force"),
    Case("ended", entered("measures", kind="lifting"), "measures", "1962-embargo", "period"),
    Case(
        "standing",
        entered("statements", standing="contested"),
        "statements",
        STATEMENT,
        "standing",
    ),
    Case(
        "standing", entered("statements", standing="refuted"), "statements", STATEMENT, "standing"
    ),
    Case(
        "standing",
        together(
            entered("statements", standing="refuted"),
            of_reliability("D"),
            disputed("other-source"),
        ),
        "statements",
        STATEMENT,
        "standing",
    ),
    Case("kind-of-visit", changed("visits", 0, kind="state"), "visits", VISIT, "kind"),
    Case("kind-of-visit", changed("visits", 0, kind="unofficial"), "visits", VISIT, "kind"),
    Case(
        "kind-of-visit",
        changed("visits", 0, kind="working", level="head_of_state"),
        "visits",
        VISIT,
        "kind",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_rule_finds_its_breach(tmp_path: Path, case: Case) -> None:
    assert_found(tmp_path, case)


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        ("in-force-today", together(READ, entered("agreements", in_force="2001-06"))),
        ("in-force-today", together(READ, entered("agreements", in_force="2001-06/2006"))),
        (
            "in-force-today",
            together(READ, entered("agreements", status="signed", in_force="2006/..")),
        ),
        ("ended", entered("projects", status="completed")),
        ("ended", entered("projects", period="2001/..")),
        ("ended", entered("agreements", status="lapsed", in_force="2001-06/2003")),
        ("standing", entered("statements")),
        ("standing", together(entered("statements", standing="contested"), disputed())),
        ("standing", together(entered("statements", standing="refuted"), disputed())),
        (
            "standing",
            together(
                entered("statements", standing="refuted"),
                of_reliability("B"),
                disputed("other-source"),
            ),
        ),
        ("kind-of-visit", changed("visits", 0, kind="working")),
        ("kind-of-visit", changed("visits", 0, kind="ceremonial")),
    ],
)
def test_what_is_right_is_not_found(tmp_path: Path, rule: str, change: Change) -> None:
    assert_admitted(tmp_path, rule, change)
