"""What looks like one thing entered twice, or like one text: true and false cases of each kind."""

from pathlib import Path

import pandas as pd
import pytest
from small_record import Rows, evidence_for, small, write

import cubairan_data as cid
from cubairan_data.folding import folded, romanised, skeleton
from cubairan_data.matching.addresses import plain_address
from cubairan_data.matching.candidates import candidates, unsettled
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.schema import schemas

Ids = set[tuple[str, str, str]]


def pairs(folder: Path, rows: Rows) -> Ids:
    return {
        (pair.table, pair.first_id, pair.second_id)
        for pair in candidates(Tables(write(folder, rows)))
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bruno Rodríguez", "bruno rodriguez"),
        ("Díaz-Canel", "Diaz Canel"),
        ("علي", "علی"),
        ("كوبا", "کوبا"),
        ("بین\u200cالمللی", "بین المللی"),
        ("Sa'adabad", "Saadabad"),
        ("مسئول", "مسیول"),
        ("۱۳۹۶", "1396"),
        ("٢٠١٧", "2017"),
        ("Cuba–Iran", "cuba iran"),
        ("كـوبا", "کوبا"),
    ],
)
def test_folding_makes_spellings_one(one: str, other: str) -> None:
    assert folded(one) == folded(other)


def test_romanisations_and_skeletons() -> None:
    assert romanised("hossein") == romanised("hosein")
    assert romanised("khatami") == romanised("xatami")
    assert skeleton("muhammad") == skeleton("mohamed")
    assert skeleton("rouhani") != skeleton("raisi")


OFFICIALS = [
    ("Mohammad Khatami", "Mohamed Khatami", True),
    ("Hossein Amir-Abdollahian", "Hosein Amirabdollahian", True),
    ("Ali Akbar Velayati", "Velayati Ali Akbar", True),
    ("Dr. Kazem Gharibabadi", "Kazem Qaribabadi", True),
    ("Ebrahim Yazdi", "EbrahimYazdi", True),
    ("Ebrahim Yazdi", "Dr. Yazdi Ibrahim", True),
    ("Jose Ramon Balaguer", "José Ramón Balaguer Cabrera", True),
    ("Ali Larijani", "Sadeq Larijani", False),
    ("Fidel Castro", "Raul Castro", False),
    ("Maria Perez", "Mario Gomez", False),
]


@pytest.mark.parametrize(("one", "other", "alike"), OFFICIALS)
def test_officials_are_alike_by_name(tmp_path: Path, one: str, other: str, alike: bool) -> None:
    rows = small()
    rows["officials"] += [
        {"official_id": "x-one", "name": one, "country_id": "IRN"},
        {"official_id": "x-two", "name": other, "country_id": "IRN"},
    ]
    assert (("officials", "x-one", "x-two") in pairs(tmp_path, rows)) is alike


def test_officials_of_two_countries_are_two(tmp_path: Path) -> None:
    rows = small()
    rows["officials"].append({"official_id": "x", "name": "Ana Lopez", "country_id": "IRN"})
    assert not any(table == "officials" for table, *_ in pairs(tmp_path, rows))


def test_an_alias_or_the_own_script_makes_officials_alike(tmp_path: Path) -> None:
    rows = small()
    rows["officials"][1]["name_original"] = "رضا امینی"
    rows["officials"].append(
        {
            "official_id": "x",
            "name": "R. Aminy",
            "name_original": "رضا اميني",
            "country_id": "IRN",
        }
    )
    assert ("officials", "reza-amini", "x") in pairs(tmp_path, rows)


@pytest.mark.parametrize(
    ("url", "alike"),
    [
        ("http://www.example.org/visit/", True),
        ("https://example.org/visit?utm_source=feed", True),
        ("https://example.org/visit#top", True),
        ("https://m.example.org/visit", True),
        ("https://example.org:443/visit", True),
        ("https://amp.example.org/visit", True),
        ("https://EXAMPLE.org/visit/amp/", True),
        ("https://example.org/visit/index.html?ref=home", True),
        ("https://example.org/visit?id=2", False),
        ("https://example.org/visit/2", False),
    ],
)
def test_sources_are_alike_by_address(tmp_path: Path, url: str, alike: bool) -> None:
    rows = small()
    again = {**rows["sources"][0], "source_id": "x", "url": url, "title": "Another title"}
    rows["sources"].append(again)
    assert (("sources", "agency-2001-visit", "x") in pairs(tmp_path, rows)) is alike


def test_an_address_keeps_what_says_which_text_it_is() -> None:
    assert plain_address("https://a.org/?p=12&utm_medium=x") == "a.org?p=12"
    assert plain_address("http://a.org/news.php?id=3&fbclid=z") == "a.org/news.php?id=3"
    assert plain_address("http://a.org/news.php?utm_source=x&id=3") == "a.org/news.php?id=3"


@pytest.mark.parametrize(
    ("url", "alike"),
    [
        ("https://copies.net/doc/nycirc197908681pdf.html", True),
        ("http://www.papers.org/NYCIRC197908681PDF.html?page=2", True),
        ("https://example.org/other/nycirc197908681pdf.html", False),
        ("https://copies.net/news/index.html", False),
    ],
)
def test_addresses_that_end_alike_at_two_hosts_look_like_a_copy(
    tmp_path: Path, url: str, alike: bool
) -> None:
    rows = small()
    rows["sources"][0]["url"] = "https://example.org/d/nycirc197908681pdf.html"
    copy = {"source_id": "x", "url": url, "title": "Another title", "published": ""}
    rows["sources"].append(rows["sources"][0] | {k: v for k, v in copy.items() if v})
    assert (("sources", "agency-2001-visit", "x") in pairs(tmp_path, rows)) is alike


def test_a_copy_that_is_linked_is_no_candidate(tmp_path: Path) -> None:
    rows = small()
    rows["sources"][0]["url"] = "https://example.org/d/nycirc197908681pdf.html"
    copy = {"source_id": "x", "url": "https://copies.net/nycirc197908681pdf.html", "title": "Copy"}
    rows["sources"].append(rows["sources"][0] | copy | {"derived_from": "agency-2001-visit"})
    assert pairs(tmp_path, rows) == set()


def test_one_text_in_two_rows_of_a_table_is_a_candidate(tmp_path: Path) -> None:
    rows = small()
    told = {"summary": "Talks on trade, credit and sugar."}
    rows["visits"][0].update(told)
    rows["visits"].append(rows["visits"][0] | {"visit_id": "x", "date": "2009"})
    short = {"visit_id": "y", "date": "2012", "summary": "Talks on trade."}
    rows["visits"] += [rows["visits"][0] | short, rows["visits"][0] | short | {"visit_id": "z"}]
    rows["visits"][-1]["date"] = "2015"
    assert {key for key in pairs(tmp_path, rows) if key[0] == "visits"} == {
        ("visits", "2001-05-lopez-tehran", "x")
    }


def test_a_row_that_differs_in_its_key_alone_is_a_candidate(tmp_path: Path) -> None:
    rows = small()
    office = rows["tenures"][0]
    rows["tenures"] += [office | {"tenure_id": "x"}, office | {"tenure_id": "y", "office": "Envoy"}]
    assert ("tenures", "ana-lopez-minister", "x") in pairs(tmp_path, rows)
    assert ("tenures", "ana-lopez-minister", "y") not in pairs(tmp_path, rows)


def cited(rows: Rows, source_id: str, locator: str = "Other words", **source: str) -> None:
    """Add a source that bears the visit too."""
    address = f"https://example.org/{source_id}"
    rows["sources"].append({**rows["sources"][0], "source_id": source_id, "url": address, **source})
    line = evidence_for("visits", rows["visits"][0])
    rows["evidence"].append({**line, "source_id": source_id, "locator": locator})


def test_one_title_looks_like_a_reprint(tmp_path: Path) -> None:
    rows = small()
    cited(rows, "x", title="Minister in Tehran!")
    assert ("sources", "agency-2001-visit", "x") in pairs(tmp_path, rows)


def test_six_words_in_common_look_like_a_reprint(tmp_path: Path) -> None:
    rows = small()
    cited(rows, "x", "the minister of trade arrived yesterday,in Tehran", title="One account")
    cited(rows, "y", "The minister of trade arrived yesterday,at noon", title="The other one")
    cited(rows, "z", "the minister of trade arrived,on Monday", title="A third of its own")
    assert {key for key in pairs(tmp_path, rows) if key[0] == "sources"} == {("sources", "x", "y")}


def test_one_day_and_agency_look_like_a_reprint(tmp_path: Path) -> None:
    rows = small()
    cited(rows, "x", title="EFE: visit ends", published="2001-05-12")
    cited(rows, "y", title="Cuba (EFE)", published="2001-05-12")
    cited(rows, "z", title="Later, EFE", published="2001-05-13")
    assert {key for key in pairs(tmp_path, rows) if key[0] == "sources"} == {("sources", "x", "y")}


@pytest.mark.parametrize("link", [{"derived_from": "agency-2001-visit"}, {"origin_agency": "EFE"}])
def test_sources_that_are_linked_are_no_candidates(tmp_path: Path, link: dict[str, str]) -> None:
    rows = small()
    if "origin_agency" in link:
        rows["sources"][0]["origin_agency"] = "EFE"
    cited(rows, "x", title="Minister in Tehran", published="2001-05-12", **link)
    assert pairs(tmp_path, rows) == set()


@pytest.mark.parametrize(
    ("note", "found"),
    [("Reprints the report of Granma.", True), ("Reprints Granmas.", False), ("Undated.", False)],
)
def test_a_note_that_names_another_outlet_asks_for_the_origin(
    tmp_path: Path, note: str, found: bool
) -> None:
    rows = small()
    rows["publishers"].append({**rows["publishers"][0], "publisher_id": "granma", "name": "Granma"})
    rows["sources"][0]["note"] = note
    asked = ("sources", "agency-2001-visit", "granma") in pairs(tmp_path, rows)
    assert asked is found
    rows["sources"][0]["origin_agency"] = "Granma"
    assert pairs(tmp_path, rows) == set()


VISITS = [
    ({"date": "2001-05-09"}, True),
    ({"date": "2001-05-12"}, True),
    ({"date": "2001-05-20"}, False),
    ({"date": "2001-05-09", "host_id": "CUB", "sender_id": "IRN"}, False),
]


@pytest.mark.parametrize(("changes", "alike"), VISITS)
def test_journeys_near_in_time_are_alike(
    tmp_path: Path, changes: dict[str, str], alike: bool
) -> None:
    rows = small()
    rows["visits"].append({**rows["visits"][0], "visit_id": "x", **changes})
    assert (("visits", "2001-05-lopez-tehran", "x") in pairs(tmp_path, rows)) is alike


def test_journeys_of_other_people_are_two(tmp_path: Path) -> None:
    rows = small()
    rows["visits"].append({**rows["visits"][0], "visit_id": "x"})
    rows["visit_participants"].append({"visit_id": "x", "official_id": "other", "role": "lead"})
    assert pairs(tmp_path, rows) == set()


def test_one_sum_twice_is_alike(tmp_path: Path) -> None:
    rows = small()
    rows["financial_flows"].append({**rows["financial_flows"][0], "flow_id": "x"})
    rows["financial_flows"].append({**rows["financial_flows"][0], "flow_id": "y", "amount": "3"})
    assert pairs(tmp_path, rows) == {("financial_flows", "2001-credit", "x")}


def test_a_delivery_without_a_sum_and_a_day_is_alike_by_its_quantity(tmp_path: Path) -> None:
    rows = small()
    wagons = rows["financial_flows"][0] | {"quantity": "50", "quantity_unit": "piece"}
    for name in ("amount", "currency"):
        del wagons[name]
    undated = {name: text for name, text in wagons.items() if name != "period"}
    rows["financial_flows"] = [wagons, undated | {"flow_id": "x"}]
    rows["financial_flows"].append(wagons | {"flow_id": "y", "quantity": "60"})
    assert pairs(tmp_path, rows) == {("financial_flows", "2001-credit", "x")}


def test_a_judgement_settles_its_pair_and_no_other(tmp_path: Path) -> None:
    rows = small()
    for flow_id in ("x", "y"):
        rows["financial_flows"].append({**rows["financial_flows"][0], "flow_id": flow_id})
    rows["judgements"] = [
        {
            "kind": "identity",
            "table_name": "financial_flows",
            "first_id": "2001-credit",
            "second_id": "x",
            "verdict": "different",
            "reason": "Other banks.",
            "judged": "2026-11-28",
        }
    ]
    left = unsettled(Tables(write(tmp_path, rows)))
    assert [(pair.first_id, pair.second_id) for pair in left] == [("2001-credit", "y"), ("x", "y")]


def test_own_rows_that_look_like_the_record_are_warned_of(tmp_path: Path) -> None:
    record = cid.open(write(tmp_path, small()))
    own = pd.DataFrame([{"official_id": "amini-reza", "name": "Amini, Rezza", "country_id": "IRN"}])
    report = record.check(own, "officials")
    assert report.valid
    (finding,) = report.findings
    assert (finding.severity, finding.rule, finding.line) == ("warning", "unsettled-pair", 1)
    assert "'reza-amini'" in finding.message
    assert str(report).endswith("valid: 1 warning")


@pytest.mark.parametrize(
    ("table", "column"), [("sources", "title"), ("sources", "publisher_id"), ("publishers", "name")]
)
def test_a_blank_that_another_rule_reports_is_compared_with_nothing(
    tmp_path: Path, table: str, column: str
) -> None:
    rows = small()
    again = {**rows["sources"][0], "source_id": "x", "url": "https://example.org/x"}
    rows["sources"].append({**again, "title": "Another title", "note": "After the wire."})
    for row in rows[table]:
        del row[column]
    findings = cid.validate(write(tmp_path, rows), quick=True).findings
    assert "unsettled-pair" not in {found.rule for found in findings}
    assert column in {found.column for found in findings}


def test_a_source_of_a_publisher_that_does_not_exist_looks_like_none(tmp_path: Path) -> None:
    """It has a finding of its own; there is no row that could be judged."""
    rows = small()
    source = rows["sources"][0]
    rows["sources"].append({**source, "source_id": "zz-another", "publisher_id": "zz-nobody"})
    source["url"] = "https://example.org/a"
    rows["sources"][-1]["url"] = "https://example.org/b"
    found = cid.validate(write(tmp_path, rows), quick=True).findings
    assert ("sources", "publisher_id", "reference") in {(f.table, f.column, f.rule) for f in found}


@pytest.mark.parametrize(
    ("table", "column"), [("visits", "visit_id"), ("contacts", "contact_id"), ("officials", "name")]
)
def test_rows_that_lack_what_names_them_are_compared_all_the_same(
    tmp_path: Path, table: str, column: str
) -> None:
    rows = small()
    rows["officials"][0]["name_original"] = "آنا لوپز"
    again = {**rows[table][0], schemas()[table].key[0]: "zz-again"}
    rows[table].append({name: text for name, text in again.items() if name != column})
    found = cid.validate(write(tmp_path, rows), quick=True).findings
    assert (table, column, "required") in {(f.table, f.column, f.rule) for f in found}
