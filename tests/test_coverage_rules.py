"""The rules about what was searched and about retired identifiers."""

from pathlib import Path

import pytest
from rule_cases import VISIT, Case, Change, assert_admitted, assert_found, retired
from small_record import Rows


def searched(*rows: dict[str, str]) -> Change:
    """List searches."""
    search = {
        "table_name": "visits",
        "period": "1999/2002",
        "languages": "en;es",
        "kinds_of_sources": "news_agency",
        "depth": "partial",
        "note": "Looked for journeys of ministers.",
    }
    return lambda record: record.update(coverage=[search | row for row in rows])


def circle(rows: Rows) -> None:
    """Two identifiers that are each retired in favour of the other."""
    for old, new in (("a", "b"), ("b", "a")):
        retired(old_id=old, new_id=new)(rows)
        rows.setdefault("kept", []).extend(rows["retired_ids"])
    rows["retired_ids"] = rows.pop("kept")


CASES = [
    Case("future-date", searched({"period": "2150/2160"}), "coverage", "", "period"),
    Case(
        "coverage-depth",
        searched({}, {"depth": "sporadic", "note": "Looked for journeys of artists."}),
        "coverage",
        "",
        "depth",
    ),
    Case(
        "coverage-systematic",
        searched({"depth": "systematic", "languages": "en"}),
        "coverage",
        "",
        "depth",
    ),
    Case("retired-successor", retired(old_id="a", new_id="a"), "retired_ids", "", "new_id"),
    Case("retired-successor", circle, "retired_ids", "", "new_id"),
    Case(
        "retired-version",
        retired(old_id="a", new_id=VISIT, version="soon"),
        "retired_ids",
        "",
        "version",
    ),
    Case(
        "retired-version",
        retired(old_id="a", new_id=VISIT, version="9.0.0"),
        "retired_ids",
        "",
        "version",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_rule_finds_its_breach(tmp_path: Path, case: Case) -> None:
    assert_found(tmp_path, case)


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        ("future-date", searched({"period": "1979/2026"})),
        ("coverage-depth", searched({}, {"note": "Looked for journeys of artists."})),
        ("coverage-depth", searched({}, {"period": "1999", "depth": "sporadic"})),
        ("coverage-systematic", searched({"depth": "systematic"})),
        ("coverage-systematic", searched({"languages": "en"})),
        ("retired-successor", retired(old_id="a", new_id=VISIT)),
        ("retired-successor", retired(old_id="a")),
        ("retired-version", retired(old_id="a", new_id=VISIT, version="0.1.0")),
    ],
)
def test_what_is_right_is_not_found(tmp_path: Path, rule: str, change: Change) -> None:
    assert_admitted(tmp_path, rule, change)
