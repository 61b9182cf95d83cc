"""The rules about sources and about lines of evidence."""

from pathlib import Path

import pytest
from rule_cases import (
    Case,
    Change,
    added,
    assert_admitted,
    assert_found,
    blanked,
    changed,
    contradicted,
    line_of,
    supported,
)
from small_record import Rows

from tools.outlets import with_domains

SOURCE = "agency-2001-visit"
PERSIAN = {"language": "fa", "title": "وزیر در تهران", "title_english": "Minister in Tehran"}


def once_more(**cells: str) -> Change:
    """Repeat the line of the visit, or as the cells have it."""

    def change(rows: Rows) -> None:
        rows["evidence"].append(line_of(rows, "visits") | cells)

    return change


def bearing(columns: str, table: str = "visits") -> Change:
    """Let the line of a table bear other columns."""
    return lambda rows: line_of(rows, table).update(columns=columns)


CASES = [
    Case("source-findable", blanked("sources", 0, "url", "published"), "sources", SOURCE, "url"),
    Case("title-script", changed("sources", 0, language="fa"), "sources", SOURCE, "language"),
    Case(
        "title-script",
        changed("sources", 0, **PERSIAN | {"language": "ru"}),
        "sources",
        SOURCE,
        "language",
    ),
    Case(
        "title-english",
        changed("sources", 0, language="es", title_english="Minister in Tehran"),
        "sources",
        SOURCE,
        "title_english",
    ),
    Case(
        "title-english",
        changed("sources", 0, **PERSIAN | {"title_english": "وزیر خارجه در تهران"}),
        "sources",
        SOURCE,
        "title_english",
    ),
    Case(
        "publisher-domain",
        changed("sources", 0, url="https://elsewhere.org/visit"),
        "sources",
        SOURCE,
        "url",
    ),
    Case(
        "domain-used",
        changed("publishers", 0, domains="example.org;elsewhere.org"),
        "publishers",
        "agency",
        "domains",
    ),
    Case("one-verdict", contradicted(), "evidence", "", "verdict"),
    Case("rival-reading", contradicted(reading="2001-05"), "evidence", "", "reading"),
    Case("rival-reading", contradicted(reading="2001/2001-05"), "evidence", "", "reading"),
    Case(
        "rival-reading",
        contradicted(columns="places", reading="Isfahan;Tehran"),
        "evidence",
        "",
        "reading",
    ),
    Case(
        "rival-reading",
        contradicted(columns="summary", reading="Talks on TRADE."),
        "evidence",
        "",
        "reading",
    ),
    Case(
        "reading-reference",
        contradicted(columns="lead_official_id", reading="nobody-known"),
        "evidence",
        "",
        "reading",
    ),
    Case("borne-column", bearing("visit_id"), "evidence", "", "columns"),
    Case("borne-column", bearing("date;level"), "evidence", "", "columns"),
    Case("borne-column", contradicted(columns="visit_id", reading="x"), "evidence", "", "columns"),
    Case("evidence-twice", once_more(columns="date"), "evidence", "", "locator"),
    Case(
        "evidence-twice",
        once_more(columns="date", locator="the MINISTER arrived,talks on trade"),
        "evidence",
        "",
        "locator",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_rule_finds_its_breach(tmp_path: Path, case: Case) -> None:
    assert_found(tmp_path, case)


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        ("source-findable", blanked("sources", 0, "url")),
        ("source-findable", blanked("sources", 0, "published")),
        ("title-script", changed("sources", 0, **PERSIAN)),
        ("title-script", changed("sources", 0, language="sr-Latn", title_english="A minister")),
        ("title-english", changed("sources", 0, **PERSIAN)),
        ("publisher-domain", changed("sources", 0, url="https://en.example.org/visit")),
        ("publisher-domain", blanked("publishers", 0, "domains")),
        ("publisher-domain", changed("sources", 0, url="http://www.example.org/visit")),
        (
            "publisher-domain",
            added("sources", source_id="copy", url="", published="2001-05-12"),
        ),
        ("one-verdict", supported("date", "2001-05")),
        ("rival-reading", contradicted(reading="2001-05-07/2001-05-11")),
        ("rival-reading", contradicted(reading="2001-05-08")),
        ("rival-reading", contradicted(columns="places", reading="Tehran;Qom")),
        ("rival-reading", supported("date", "2001-05")),
        ("reading-reference", contradicted(columns="lead_official_id", reading="reza-amini")),
        ("borne-column", bearing("name;other_names", "officials")),
        ("borne-column", contradicted(columns="level", reading="ambassador")),
        ("evidence-twice", once_more(locator="The minister left,talks on trade")),
        ("evidence-twice", supported("date", "2001-05")),
    ],
)
def test_what_is_right_is_not_found(tmp_path: Path, rule: str, change: Change) -> None:
    assert_admitted(tmp_path, rule, change)


def test_domains_that_are_blank_are_filled_from_the_addresses() -> None:
    hosts = {"en.granma.cu": 1, "granma.cu": 4, "copies.org": 2}
    assert with_domains({"name": "Granma"}, hosts)["domains"] == "granma.cu;copies.org"
    listed = {"name": "Granma", "domains": "granma.cu"}
    assert with_domains(listed, hosts) == listed
    assert with_domains({"name": "Granma"}, {}) == {"name": "Granma"}
