"""The rules about persons: their names, their ranks and what they did in which capacity."""

from dataclasses import replace
from pathlib import Path

import pytest
from entered_rows import entered, together
from rule_cases import VISIT, Case, Change, added, assert_admitted, assert_found, changed, removed

from cubairan_data.storage.folder import Tables
from cubairan_data.validation.rules import RULES

CONTACT = "2001-05-lopez-amini-call"
PARTS = {"given_names": "Ana", "family_name": "López"}
HOST = f"{VISIT}/reza-amini"

CASES = [
    Case(
        "name-parts",
        changed("officials", 0, given_names="Anna", family_name="López"),
        "officials",
        "ana-lopez",
        "given_names",
    ),
    Case(
        "name-parts",
        changed("officials", 0, given_names="López", family_name="Ana"),
        "officials",
        "ana-lopez",
        "family_name",
    ),
    Case(
        "name-parts",
        changed("officials", 0, **(PARTS | {"family_name": "Lopes"})),
        "officials",
        "ana-lopez",
        "family_name",
    ),
    Case(
        "spelled-once",
        changed("officials", 0, other_names="Ana Lopez;ANA LÓPEZ"),
        "officials",
        "ana-lopez",
        "other_names",
    ),
    Case(
        "spelled-once",
        changed("officials", 0, other_names="Ana Lopez;ana lopez"),
        "officials",
        "ana-lopez",
        "other_names",
    ),
    Case(
        "script",
        changed("officials", 1, name="رضا امینی"),
        "officials",
        "reza-amini",
        "name",
    ),
    Case("script", changed("visits", 0, summary="Talks on торговля."), "visits", VISIT, "summary"),
    Case("script", changed("countries", 0, name_fa="Kuba"), "countries", "CUB", "name_fa"),
    Case("script", changed("countries", 0, name_es="کوبا"), "countries", "CUB", "name_es"),
    Case(
        "script",
        changed("officials", 1, name_original="Reza Aminí"),
        "officials",
        "reza-amini",
        "name_original",
    ),
    Case(
        "script",
        changed("organizations", 0, name_original="وزارت"),
        "organizations",
        "ministry-of-trade",
        "name_original",
    ),
    Case(
        "office-kind",
        changed("tenures", 0, office_kind="head_of_state"),
        "tenures",
        "ana-lopez-minister",
        "office_kind",
    ),
    Case(
        "office-kind",
        changed("tenures", 0, office="Minister of Foreign Affairs"),
        "tenures",
        "ana-lopez-minister",
        "office_kind",
    ),
    Case(
        "one-script",
        changed("officials", 1, name="Rez\u0430 Amini"),
        "officials",
        "reza-amini",
        "name",
    ),
    Case(
        "one-script",
        changed("sources", 0, title="Minist\u0435r in Tehran"),
        "sources",
        "agency-2001-visit",
        "title",
    ),
    Case(
        "speaker-known",
        entered("statements", speaker_id="", speaker_name="Ana Lopez"),
        "statements",
        "2001-05-08-lopez-trade",
        "speaker_name",
    ),
    Case("level", changed("visits", 0, level="head_of_state"), "visits", VISIT, "level"),
    Case("level", changed("visits", 0, level="deputy_minister"), "visits", VISIT, "level"),
    Case("level", changed("contacts", 0, level="other"), "contacts", CONTACT, "level"),
    Case(
        "capacity",
        changed("visit_participants", 1, capacity="President of Iran"),
        "visit_participants",
        HOST,
        "capacity",
    ),
    Case(
        "capacity",
        changed("visit_participants", 1, capacity="Ambassador"),
        "visit_participants",
        HOST,
        "capacity",
    ),
    Case(
        "capacity",
        changed("contact_participants", 1, capacity="Minister of Health"),
        "contact_participants",
        f"{CONTACT}/reza-amini",
        "capacity",
    ),
    Case(
        "two-offices",
        added("tenures", tenure_id="bank", office="Governor of the bank", office_kind="other"),
        "tenures",
        "bank",
        "office",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_rule_finds_its_breach(tmp_path: Path, case: Case) -> None:
    assert_found(tmp_path, case)


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        ("name-parts", changed("officials", 0, **PARTS)),
        ("name-parts", changed("officials", 0, name="Dr Ana María López Ruiz", **PARTS)),
        ("name-parts", changed("officials", 0, family_name="Ana López")),
        ("spelled-once", changed("officials", 0, other_names="Ana Lopez;Anna Lopez")),
        ("script", changed("officials", 1, name_original="رضا امینی")),
        ("script", changed("countries", 0, name_fa="کوبا", name_es="Cuba", name_ru="Куба")),
        ("script", changed("officials", 0, name_original="Ana López")),
        ("script", changed("sources", 0, title="وزیر در تهران")),
        ("office-kind", changed("tenures", 0, office="Acting Minister of Trade")),
        ("office-kind", changed("tenures", 0, office="President of the bank")),
        ("one-script", changed("officials", 1, name_original="رضا امینی")),
        ("one-script", changed("sources", 0, title="TV-канал: визит")),
        ("speaker-known", entered("statements", speaker_id="", speaker_name="Ana Lobo")),
        ("level", removed("visit_participants", 0)),
        ("capacity", changed("visit_participants", 1, capacity="Trade minister")),
        ("capacity", changed("visit_participants", 1, capacity="Head of the delegation")),
        (
            "capacity",
            together(
                changed("tenures", 1, office="Speaker of the Islamic Consultative Assembly"),
                changed("visit_participants", 1, capacity="President of the Iranian parliament"),
            ),
        ),
        (
            "two-offices",
            added("tenures", tenure_id="b", office="Governor", started="2003", attested="2003"),
        ),
        ("two-offices", added("tenures", tenure_id="b", started="2003", attested="2003")),
    ],
)
def test_what_is_right_is_not_found(tmp_path: Path, rule: str, change: Change) -> None:
    assert_admitted(tmp_path, rule, change)


@pytest.mark.parametrize(
    ("level", "found"),
    [("minister", []), ("vice_president", ["level"]), ("head_of_agency", ["level"])],
)
def test_the_lower_of_two_who_meet_gives_the_level(
    tmp_path: Path, level: str, found: list[str]
) -> None:
    """A vice-president and a minister meet at the level of ministers."""
    change = together(
        changed("tenures", 1, office="Vice-President", office_kind="vice_president"),
        changed("contacts", 0, level=level),
    )
    case = Case("level", change, "contacts", CONTACT, "level")
    if found:
        assert_found(tmp_path, case)
    else:
        assert_admitted(tmp_path, "level", change)


def test_where_one_side_is_not_named_its_rank_may_be_lower(tmp_path: Path) -> None:
    alone = removed("contact_participants", 1)
    assert_admitted(tmp_path, "level", together(alone, changed("contacts", 0, level="ambassador")))
    too_high = together(alone, changed("contacts", 0, level="head_of_state"))
    assert_found(tmp_path, Case("level", too_high, "contacts", CONTACT, "level"))


@pytest.mark.parametrize("level", ["ambassador", "other"])
def test_a_diplomat_ranks_with_ambassadors_or_below(tmp_path: Path, level: str) -> None:
    change = together(
        changed("tenures", 0, office_kind="diplomat"),
        changed("visits", 0, level=level),
        changed("contacts", 0, level=level),
    )
    assert_admitted(tmp_path, "level", change)


def test_two_offices_are_found_at_one_row_whatever_the_order_of_the_rows(root: Path) -> None:
    """Or the exception that names the one would not cover the other."""
    tables = Tables(root)
    reversed_rows = replace(tables["tenures"], rows=tables["tenures"].rows[::-1])

    def places(of: Tables) -> list[tuple[str, str, str]]:
        return sorted(breach.place for breach in RULES["two-offices"].breaches(of))

    assert places(tables)
    assert places(tables.with_table(reversed_rows)) == places(tables)
