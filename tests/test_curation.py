"""Adding a row: the draft, what follows from it, and that all is written or nothing."""

import os
import subprocess
import sys
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from small_record import cells, edit, raw, small, write
from typer.testing import CliRunner

from cubairan_data.cli.main import app
from cubairan_data.curation.additions import additions
from cubairan_data.curation.drafts import read
from cubairan_data.curation.forms import BLOCKS, table_of
from cubairan_data.curation.identifiers import proposed, slug
from cubairan_data.curation.known import Known
from cubairan_data.curation.passages import locator
from cubairan_data.curation.templates import template, written
from cubairan_data.curation.writing import record_folder
from cubairan_data.errors import CannotRunError, UnknownTableError
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.names import TABLE_NAMES, TableName
from cubairan_data.storage.schema import schemas
from cubairan_data.validation.validate import validate

Content = dict[str, Any]
Run = Callable[..., str]

SOURCE = {"source_id": "agency-2001-visit", "passage": "The minister came, and left for home."}
NEW_SOURCE = {
    "title": "Ministro en Teherán",
    "title_english": "Minister in Tehran",
    "kind": "article-newspaper",
    "published": "2001-06-02",
    "url": "https://eldiario.example/second",
    "language": "es",
    "passage": ["El ministro", "regresó a Cuba"],
    "publisher": {"name": "El Diario", "kind": "state_media", "reliability": "C"},
}
VISIT = {
    "date": "2001-06-01/2001-06-03",
    "kind": "working",
    "sender_id": "Cuba",
    "host_id": "IRN",
    "places": ["Tehran"],
    "level": "minister",
    "lead_official_id": "ana lopez",
    "status": "took_place",
    "summary": "A second visit.",
}
DRAFTS: dict[TableName, Content] = {
    "agreements": {
        "agreement": {
            "title": "Memorandum on customs",
            "kind": "memorandum",
            "sectors": "trade; health",
            "signed": "2001-05-08",
            "status": "signed",
            "cuban_party_id": "Ministry of Trade",
            "cuban_signatory_id": "ana-lopez",
            "document_count": 1,
            "summary": "Assistance in customs.",
        },
        "source": [SOURCE],
    },
    "visits": {"visit": VISIT, "source": [SOURCE]},
    "contacts": {
        "contact": {
            "date": "2001-07-02",
            "mode": "in_person",
            "occasion": "credentials",
            "host_id": "Cuba",
            "place": "Havana",
            "level": "minister",
            "status": "took_place",
            "summary": "Ana López received Reza Amini.",
        },
        "source": [SOURCE],
        "contact_participant": [
            {"official_id": "Ana López", "role": "host"},
            {"official_id": "Reza Amini", "role": "guest"},
        ],
    },
    "sessions": {
        "session": {"number": 3, "date": "2001-05", "status": "held", "summary": "It met."},
        "source": [SOURCE],
    },
    "financial_flows": {
        "flow": {
            "kind": "credit_line",
            "stage": "agreed",
            "period": "2002",
            "provider_id": "Iran",
            "receiver_id": "Cuba",
            "amount": 2_500_000,
            "currency": "EUR",
            "is_additive": True,
            "summary": "Another credit line.",
        },
        "source": [SOURCE],
    },
    "projects": {
        "project": {
            "name": "Joint plant for vaccines",
            "sector": "health",
            "status": "agreed",
            "cuban_org_id": "vaccine-institute",
            "summary": "A plant.",
        },
        "source": [SOURCE],
        "organization": [{"name": "Vaccine Institute", "kind": "institute", "country_id": "CUB"}],
    },
    "statements": {
        "statement": {
            "date": "2001-05-09",
            "kind": "position",
            "topic": "bilateral_relations",
            "speaker_id": "Reza Amini",
            "standing": "uncontested",
            "summary": "Praises the relation.",
        },
        "source": [SOURCE],
    },
    "measures": {
        "measure": {
            "period": "2001/..",
            "kind": "waiver",
            "imposing_country_id": "CUB",
            "target_country_id": "IRN",
            "summary": "A waiver.",
        },
        "source": [SOURCE],
    },
    "indicators": {
        "indicator": {
            "indicator": "un_votes_joint",
            "year": 2002,
            "value": 61,
            "unit": "roll_call",
        },
        "source": [{"url": "http://www.example.org/visit/"}],
    },
    "countries": {"country": {"country_id": "MEX", "alpha2": "MX", "name": "Mexico"}},
    "places": {"place": {"name": "Matanzas", "country_id": "Cuba"}},
    "officials": {
        "official": {"name": "María Pérez", "country_id": "CUB"},
        "source": [SOURCE],
        "tenure": [{"office": "Envoy", "office_kind": "envoy", "attested": "2001"}],
    },
    "tenures": {
        "tenure": {
            "official_id": "Ana López",
            "office": "Envoy to the Gulf",
            "office_kind": "envoy",
            "attested": "2004",
        },
        "source": [SOURCE],
    },
    "visit_participants": {
        "participant": {
            "visit_id": "2001-05-lopez-tehran",
            "official_id": "María Pérez",
            "role": "member",
        },
        "source": [SOURCE],
        "official": [{"name": "María Pérez", "country_id": "CUB"}],
        "tenure": [{"office": "Envoy", "office_kind": "envoy", "attested": "2001"}],
    },
    "contact_participants": {
        "contact_participant": {
            "contact_id": "2001-05-lopez-amini-call",
            "official_id": "María Pérez",
            "role": "party",
        },
        "source": [SOURCE],
        "official": [{"name": "María Pérez", "country_id": "CUB"}],
        "tenure": [{"office": "Envoy", "office_kind": "envoy", "attested": "2001"}],
    },
    "evidence": {
        "evidence": {"table_name": "visits", "row_id": "2001-05-lopez-tehran"},
        "source": [{**NEW_SOURCE, "supports": ["places", "date"]}],
    },
    "coverage": {
        "coverage": {
            "table_name": "visits",
            "period": "2001/2002",
            "languages": ["en", "es"],
            "kinds_of_sources": "news_agency;state_media",
            "depth": "partial",
            "note": "Nothing else was found.",
        }
    },
    "judgements": {
        "judgement": {
            "table_name": "officials",
            "first_id": "Reza Amini",
            "second_id": "ana-lopez",
            "verdict": "different",
            "reason": "Of two countries.",
        }
    },
    "exceptions": {
        "exception": {
            "table_name": "officials",
            "row_id": "reza-amini",
            "column": "other_names",
            "rule": "alias",
            "kind": "reviewed",
            "note": "Cousins of one name.",
        }
    },
    "identifiers": {
        "identifier": {
            "table_name": "officials",
            "row_id": "ana-lopez",
            "scheme": "wikidata",
            "value": "Q1",
            "source_id": "agency-2001-visit",
        }
    },
    "retired_ids": {
        "retired_id": {
            "table_name": "visits",
            "old_id": "2001-05-lopez-teheran",
            "new_id": "2001-05-lopez-tehran",
            "version": "0.2.0",
            "reason": "Misspelt.",
        }
    },
}
PROPOSED = {
    "agreements": "2001-05-memorandum-customs",
    "visits": "2001-06-lopez-tehran",
    "contacts": "2001-07-credentials-havana",
    "sessions": "joint-commission-3",
    "financial_flows": "2002-credit-line-2-5-million",
    "projects": "joint-plant-vaccines",
    "statements": "2001-05-09-amini-bilateral-relations",
    "measures": "2001-cu-waiver-iran",
    "officials": "maria-perez",
    "tenures": "ana-lopez-envoy-gulf",
}
NOT_ALONE = ("organizations", "publishers", "sources")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "record"
    folder.mkdir()
    rows = small()
    # A page that is kept up to date may tell of what came later.
    rows["sources"][0]["published"] = "2001/.."
    return write(folder, rows)


@pytest.fixture
def run(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run ``add`` on the small record with a draft, and give what it prints on 100 columns."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")

    def runs(table: str, content: Content | str, *options: str, code: int = 0) -> str:
        draft = tmp_path / "draft.toml"
        text = content if isinstance(content, str) else written(content)
        draft.write_text(text, encoding="utf-8")
        arguments = ["add", table, "--from", str(draft), "--folder", str(folder), *options]
        result = CliRunner().invoke(app, arguments)
        assert result.exit_code == code, result.output
        return result.output

    return runs


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def changed(content: Content, block: str, place: int | None = None, **fields: Any) -> Content:
    """Copy a draft with some fields of one block set; None drops a field."""
    found = content.get(block, [])
    old = found if place is None else found[place] if place < len(found) else {}
    new = {name: value for name, value in {**old, **fields}.items() if value is not None}
    if place is None:
        return {**content, block: new}
    return {**content, block: [*found[:place], new, *found[place + 1 :]]}


# Drafts


def test_every_table_has_a_block_that_names_one_row() -> None:
    assert set(BLOCKS) == set(TABLE_NAMES)
    assert len(set(BLOCKS.values())) == len(BLOCKS)
    for table, block in BLOCKS.items():
        assert table_of(table) == table_of(block) == table


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(UnknownTableError, match="did you mean 'visits'"):
        table_of("vists")


@pytest.mark.parametrize("table", TABLE_NAMES)
def test_the_blank_draft_of_a_table_is_toml_with_every_column_that_is_given(
    table: TableName,
) -> None:
    result = CliRunner().invoke(app, ["new", BLOCKS[table]])
    if table in NOT_ALONE:
        assert result.exit_code == 2
        assert "add it with" in result.output
        return
    content = tomllib.loads(result.output)
    assert all(len(line) <= 100 for line in result.output.splitlines())
    given = {name for name, field in schemas()[table].fields.items() if field.role != "derived"}
    if table == "evidence":
        given = {"table_name", "row_id"}
    assert set(content[BLOCKS[table]]) == given


def test_a_blank_draft_is_refused_for_what_is_needed_first() -> None:
    for table in set(TABLE_NAMES) - set(NOT_ALONE):
        with pytest.raises(CannotRunError, match=f"{BLOCKS[table]}: blank"):
            read(tomllib.loads(template(table)), table)


def test_a_written_draft_is_read_back_as_it_was() -> None:
    content = {"visit": {**VISIT, "purpose": 'A "quoted"\ttext'}, "source": [NEW_SOURCE, SOURCE]}
    assert tomllib.loads(written(content)) == content


# Rows


@pytest.mark.parametrize("table", [name for name in TABLE_NAMES if name not in NOT_ALONE])
def test_a_row_of_any_table_is_added_and_the_record_stays_valid(
    run: Run, folder: Path, table: TableName
) -> None:
    if table == "exceptions":
        edit(folder, "officials", "Reza Amini,,,,,", "Reza Amini,,,,Ana Lopez,")
    before = {name: len(Tables(folder)[name].rows) for name in TABLE_NAMES}
    output = run(BLOCKS[table], DRAFTS[table])
    after = Tables(folder)
    assert validate(after, quick=True, rule=(), skip=()).valid
    assert len(after[table].rows) == before[table] + 1
    assert f"+ {table}" in output
    assert f"seeds/{schemas()[table].group}/{table}.csv" in " ".join(output.split())
    if table in PROPOSED:
        assert PROPOSED[table] in after[table].by_id


def test_a_draft_says_why_a_cell_that_breaks_a_rule_is_right(run: Run, folder: Path) -> None:
    content = changed(DRAFTS["visits"], "visit", None, level="deputy_minister")
    assert "[level]" in run("visits", content, code=1)
    reason = {"column": "level", "rule": "level", "kind": "attested", "note": "So the page has it."}
    run("visits", {**content, "exception": [reason]})
    (row,) = cells(folder, "exceptions")
    assert (row["table_name"], row["row_id"]) == ("visits", "2001-06-lopez-tehran")
    assert (row["source_id"], row["judged"]) == ("agency-2001-visit", date.today().isoformat())


def test_a_draft_names_the_row_of_an_exception_where_it_is_another(run: Run, folder: Path) -> None:
    content = changed(DRAFTS["visits"], "visit")
    host = {"official_id": "Reza Amini", "role": "host", "capacity": "President of Iran"}
    content["participant"] = [host]
    assert "[capacity]" in run("visits", content, code=1)
    row_id = "2001-06-lopez-tehran/reza-amini"
    reason = {"column": "capacity", "rule": "capacity", "kind": "reviewed", "note": "Of a club."}
    about = {"table": "visit_participants", "row": row_id}
    run("visits", {**content, "exception": [{**reason, **about}]})
    (row,) = cells(folder, "exceptions")
    assert (row["table_name"], row["row_id"]) == ("visit_participants", row_id)


@pytest.mark.parametrize("table", NOT_ALONE)
def test_what_nothing_would_refer_to_is_not_added_alone(run: Run, table: str) -> None:
    assert "add it with" in run(table, "", code=2)


def test_a_visit_brings_its_outlet_its_people_and_the_evidence_for_each(
    run: Run, folder: Path
) -> None:
    lead: Content = {"lead_official_id": "María Pérez", "level": "ambassador"}
    content = changed(DRAFTS["visits"], "visit", None, **lead)
    content["source"] = [NEW_SOURCE]
    content["official"] = [{"name": "María Pérez", "family_name": "Pérez", "country_id": "Cuba"}]
    content["tenure"] = [{"office": "Envoy", "office_kind": "envoy", "organization_id": "MINT"}]
    ministry = {"name": "Ministry of Industry", "acronym": "MINT", "kind": "ministry"}
    content["organization"] = [ministry]
    content["participant"] = [
        {"official_id": "Reza Amini", "role": "host", "passage": "Reza Amini received her"}
    ]
    run("visits", content)
    tables = Tables(folder)
    assert validate(tables, quick=True, rule=(), skip=()).valid
    source_id = "el-diario-2001-06-02-minister-tehran"
    assert tables["sources"].by_id[source_id].cells["publisher_id"] == "el-diario"
    assert tables["sources"].by_id[source_id].cells["accessed"] == date.today().isoformat()
    tenure = tables["tenures"].by_id["maria-perez-envoy"].cells
    assert tenure["attested"] == VISIT["date"]
    assert tenure["organization_id"] == "ministry-of-industry"
    visit_id = "2001-06-perez-tehran"
    assert tables["visit_participants"].by_id[f"{visit_id}/maria-perez"].cells["role"] == "lead"
    lines = [line for line in cells(folder, "evidence") if line["source_id"] == source_id]
    assert {(line["table_name"], line["columns"]) for line in lines} == {
        ("visits", "date;sender_id;host_id;places;lead_official_id;summary"),
        ("organizations", "name;acronym"),
        ("officials", "name;country_id"),
        ("tenures", "official_id;office;organization_id;attested"),
        ("visit_participants", "official_id"),
    }
    locators = {line["row_id"]: line["locator"] for line in lines}
    assert locators[visit_id] == "El ministro,regresó a Cuba"
    assert locators[f"{visit_id}/reza-amini"] == "Reza Amini received her"


def test_a_second_source_supports_some_columns_and_contradicts_another(
    run: Run, folder: Path
) -> None:
    other = {
        **NEW_SOURCE,
        "supports": ["places"],
        "passage_note": "A caption.",
        "contradicts": [
            {"column": "date", "reading": "2001-06-02", "reason": "typo", "note": "Old type."}
        ],
    }
    run("visit", changed(DRAFTS["visits"], "source", 1, **other))
    lines = [
        line for line in cells(folder, "evidence") if line["source_id"].startswith("el-diario")
    ]
    assert [
        (line["columns"], line["verdict"], line["reading"], line["note"]) for line in lines
    ] == [
        ("date", "contradicts", "2001-06-02", "Old type."),
        ("places", "supports", "", "A caption."),
    ]


def test_a_source_that_only_contradicts_supports_nothing(run: Run, folder: Path) -> None:
    reading = {"column": "date", "reading": "2001-07", "reason": "typo", "passage": "in July"}
    other = {**NEW_SOURCE, "passage": None, "contradicts": [reading]}
    run("visit", changed(DRAFTS["visits"], "source", 1, **other))
    lines = [line for line in cells(folder, "evidence") if "diario" in line["source_id"]]
    assert [(line["verdict"], line["locator"]) for line in lines] == [("contradicts", "in July")]


def test_a_source_named_by_its_address_is_the_one_of_the_record(run: Run, folder: Path) -> None:
    source = {**SOURCE, "source_id": None, "url": "https://example.org/visit", "title": "Another"}
    output = run("visit", changed(DRAFTS["visits"], "source", 0, **source))
    assert "its description there is kept" in " ".join(output.split())
    assert len(cells(folder, "sources")) == 1


def test_what_comes_along_may_rest_on_the_second_source(run: Run, folder: Path) -> None:
    content = changed(DRAFTS["visits"], "source", 1, **NEW_SOURCE)
    host = {"official_id": "reza-amini", "role": "host", "source_id": NEW_SOURCE["url"]}
    run("visit", {**content, "participant": [host]})
    lines = {line["row_id"]: line for line in cells(folder, "evidence")}
    line = lines["2001-06-lopez-tehran/reza-amini"]
    assert line["source_id"] == "el-diario-2001-06-02-minister-tehran"
    assert line["locator"] == "El ministro,regresó a Cuba"


def test_a_date_of_toml_is_a_date(run: Run, folder: Path) -> None:
    content = changed(DRAFTS["visits"], "visit", date=None)
    run("visit", written(content).replace("[visit]", "[visit]\ndate = 2001-06-01"))
    assert "2001-06-01" in {row["date"] for row in cells(folder, "visits")}


def test_a_city_that_is_new_is_entered_with_the_country_of_the_row(run: Run, folder: Path) -> None:
    output = run("visit", changed(DRAFTS["visits"], "visit", places=["Tehran", "Bandar Abbas"]))
    assert "place bandar-abbas: new" in output
    (place,) = [row for row in cells(folder, "places") if row["place_id"] == "bandar-abbas"]
    assert (place["name"], place["country_id"]) == ("Bandar Abbas", "IRN")


def test_a_city_that_looks_like_another_is_left_to_validation(run: Run) -> None:
    content = changed(DRAFTS["visits"], "visit", places=["Tehrann"])
    assert "place-known" in run("visit", content, code=1)


def test_identifiers_are_new_and_never_those_of_retired_rows(folder: Path) -> None:
    visit = {"date": "2001-05", "lead_official_id": "ana-lopez", "places": "Tehran;Qom"}
    known = Known(Tables(folder))
    assert proposed("visits", visit, known) == "2001-05-lopez-tehran-2"
    rows = small()
    rows["retired_ids"] = [{"table_name": "visits", "old_id": "2001-05-lopez-tehran-2"}]
    known = Known(Tables(write(folder, rows)))
    assert proposed("visits", visit, known) == "2001-05-lopez-tehran-3"
    known.add("visits", {"visit_id": "2001-05-lopez-tehran-3"})
    assert proposed("visits", visit, known) == "2001-05-lopez-tehran-4"


@pytest.mark.parametrize(
    ("table", "given", "expected"),
    [
        ("visits", {"date": "198X", "sender_id": "IRN", "level": "minister", "host_id": "CUB"},
         "1980s-iran-minister-cuba"),
        ("sessions", {"date": "2001-05", "place": "Havana"}, "joint-commission-2001-havana"),
        ("officials", {"name": "Dr Íñigo Ñúñez", "given_names": "Íñigo", "family_name": "Ñúñez"},
         "inigo-nunez"),
        ("financial_flows", {"goods": "railway wagons"}, "railway-wagons"),
        ("statements", {"date": "2001-05-07/2001-05-09", "speaker_name": "A. Li", "topic": "x"},
         "2001-05-07-a-li-x"),
        ("measures", {"imposing_org_id": "un", "kind": "embargo", "target_org_id": "acme"},
         "un-embargo-acme"),
        ("publishers", {"name": "خبرگزاری"}, ""),
    ],
)  # fmt: skip
def test_identifiers_follow_from_what_is_there(
    folder: Path, table: str, given: dict[str, str], expected: str
) -> None:
    assert proposed(table, given, Known(Tables(folder))) == expected


def test_a_slug_is_ascii() -> None:
    assert slug("Compañía “Ñico López”, S.A.") == "compania-nico-lopez-s-a"


def test_rows_are_found_by_key_name_alias_and_address(folder: Path) -> None:
    rows = small()
    rows["officials"][0]["other_names"] = "Anita López;A. Lopez"
    known = Known(Tables(write(folder, rows)))
    for name in ("ana-lopez", "ANA LOPEZ", "Anita Lopez", "a. lópez"):
        assert known.named("officials", name) == ["ana-lopez"]
    assert known.named("sources", "http://www.example.org/visit/") == ["agency-2001-visit"]
    assert known.named("officials", "Lopez") == []
    assert known.near("officials", "Lopez") == ["ana-lopez"]
    assert known.near("officials", "Resa Amini")[0] == "reza-amini"
    assert known.near("officials", "Zzz") == []


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("", ""),
        (" , ", ""),
        ("signed  five\ndocuments", "signed five documents"),
        ("a b c d e f g h", "a b c d e f,g h"),
        ("Raúl, who came, left", "Raúl,left"),
        ("some 1,000 tonnes went to Havana", "some,tonnes went to Havana"),
        ("1,000 tonnes went to Havana", "tonnes went to Havana"),
    ],
)
def test_a_passage_is_kept_as_its_ends_without_commas(passage: str, expected: str) -> None:
    assert locator(passage) == expected


# Judgements


def judged(folder: Path) -> list[tuple[str, ...]]:
    columns = ("kind", "table_name", "first_id", "second_id", "verdict", "reason")
    return [tuple(row[name] for name in columns) for row in cells(folder, "judgements")]


def test_a_judgement_is_of_today_and_on_identity_and_its_rows_are_put_in_order(
    run: Run, folder: Path
) -> None:
    run("judgement", DRAFTS["judgements"])
    pair = ("identity", "officials", "ana-lopez", "reza-amini")
    assert judged(folder) == [(*pair, "different", "Of two countries.")]
    assert cells(folder, "judgements")[0]["judged"] == date.today().isoformat()
    assert "is in judgements already" in run("judgement", DRAFTS["judgements"], code=2)


def test_an_origin_is_judged_of_a_source_and_a_publisher(run: Run, folder: Path) -> None:
    origin = {"kind": "origin", "table_name": "sources", "verdict": "independent"}
    named = {"first_id": "https://example.org/visit", "second_id": "NA", "reason": "Its own."}
    run("judgement", {"judgement": {**origin, **named}})
    pair = ("origin", "sources", "agency-2001-visit", "agency")
    assert judged(folder) == [(*pair, "independent", "Its own.")]


def test_what_is_judged_one_may_be_retired_already(folder: Path, run: Run) -> None:
    rows = small()
    rows["retired_ids"] = [
        {
            "table_name": "officials",
            "old_id": "ana-lopes",
            "new_id": "ana-lopez",
            "version": "0.2.0",
            "reason": "Misspelt.",
        }
    ]
    write(folder, rows)
    same = {"first_id": "ana-lopez", "second_id": "ana-lopes", "verdict": "same"}
    run("judgement", changed(DRAFTS["judgements"], "judgement", None, **same))
    assert judged(folder)[0][2:5] == ("ana-lopes", "ana-lopez", "same")


TWIN = changed(DRAFTS["officials"], "official", name="Ana Lópes")
SECOND_NA = {"name": "N.A.", "kind": "news_agency", "reliability": "C"}
LOOKALIKES: list[tuple[TableName, Content, tuple[str, str, str]]] = [
    ("officials", TWIN, ("officials", "ana-lopes", "ana-lopez")),
    (
        "visits",
        changed(DRAFTS["visits"], "source", 1, **{**NEW_SOURCE, "publisher": SECOND_NA}),
        ("publishers", "n-a", "agency"),
    ),
    (
        "visits",
        changed(DRAFTS["visits"], "visit", date="2001-05-09/2001-05-12"),
        ("visits", "2001-05-lopez-tehran-2", "2001-05-lopez-tehran"),
    ),
]


@pytest.mark.parametrize(("table", "content", "pair"), LOOKALIKES)
def test_a_row_that_looks_like_one_of_the_record_is_not_written(
    run: Run, folder: Path, table: TableName, content: Content, pair: tuple[str, str, str]
) -> None:
    before = contents(folder)
    output = " ".join(run(table, content, code=1).split())
    first, second = sorted(pair[1:])
    assert f"found {second!r}, which looks like {first!r}" in output
    assert contents(folder) == before


@pytest.mark.parametrize(("table", "content", "pair"), LOOKALIKES)
def test_the_block_that_is_shown_lets_the_row_in_once_it_has_a_reason(
    run: Run, folder: Path, table: TableName, content: Content, pair: tuple[str, str, str]
) -> None:
    before = contents(folder)
    output = run(table, content, "--dry-run", code=1).removesuffix("nothing was written\n")
    (block,) = tomllib.loads(output[output.index("[[judgement]]") :])["judgement"]
    assert block == {"table": pair[0], "row": pair[1], "not_the_same_as": pair[2], "reason": ""}
    assert "reason: blank" in run(table, {**content, "judgement": [block]}, code=2)
    settled = {**content, "judgement": [{**block, "reason": "They differ."}]}
    output = run(table, settled, "--dry-run")
    assert f"+ judgements identity/{pair[0]}/" in output
    assert contents(folder) == before
    run(table, settled)
    assert judged(folder) == [("identity", pair[0], *sorted(pair[1:]), "different", "They differ.")]


def test_a_judgement_in_a_draft_needs_only_the_other_row_and_a_reason(
    run: Run, folder: Path
) -> None:
    mother = {"not_the_same_as": "Ana López", "reason": "Mother and daughter."}
    run("official", {**TWIN, "judgement": [mother]})
    assert judged(folder)[0][2:] == ("ana-lopes", "ana-lopez", "different", mother["reason"])


def reprinted(folder: Path) -> Content:
    """Give a draft whose source has the title of a known one, and a note that names an outlet."""
    rows = small()
    granma = {"publisher_id": "granma", "name": "Granma", "domains": "granma.example"}
    rows["publishers"].append({**rows["publishers"][0], **granma})
    other = {"source_id": "granma-2001", "publisher_id": "granma", "title": "Otro viaje"}
    rows["sources"].append({**rows["sources"][0], **other, "url": "https://granma.example/1"})
    rows["evidence"].append({**rows["evidence"][0], "source_id": "granma-2001"})
    write(folder, rows)
    alike = {"title_english": None, "language": "en", "title": "Minister in Tehran"}
    return changed(DRAFTS["evidence"], "source", 0, **alike, note="Cites Granma.")


def test_texts_are_independent_where_a_draft_says_why(run: Run, folder: Path) -> None:
    content = reprinted(folder)
    shown = run("evidence", content, code=1)
    assert shown.count("[[judgement]]") == 2
    assert 'independent_of = "agency-2001-visit"' in shown
    assert 'independent_of = "granma"' in shown
    content["judgement"] = [
        {"independent_of": "https://example.org/visit", "reason": "Other facts."},
        {"independent_of": "Granma", "reason": "Cited for a quotation."},
    ]
    run("evidence", content)
    new = "el-diario-2001-06-02-minister-tehran"
    pair = ("agency-2001-visit", new)
    assert judged(folder) == [
        ("independence", "sources", *pair, "independent", "Other facts."),
        ("origin", "sources", new, "granma", "independent", "Cited for a quotation."),
    ]


# Bad drafts


V, E, J = DRAFTS["visits"], DRAFTS["evidence"], DRAFTS["judgements"]
JUNE = {"column": "date", "reading": "June", "reason": "typo"}
MISTAKE = {"column": "date", "reading": "2001", "reason": "mistake"}
WITHOUT_OUTLET = {**NEW_SOURCE, "publisher": None}
TWO_OUTLETS = {**NEW_SOURCE, "publisher_id": "agency"}
NOBODY = {"office": "Envoy", "office_kind": "envoy"}
GUEST = {"official_id": "Reza Amini", "role": "guest"}


SISTER = {"name": "Anna López", "country_id": "CUB"}
SISTERS = changed(changed(V, "official", 0, **TWIN["official"]), "official", 1, **SISTER)
NOT_ANA = {"not_the_same_as": "ana-lopez", "reason": "Mother and daughter."}


@pytest.mark.parametrize(
    ("table", "content", "message"),
    [
        ("visits", "[visit", "the draft: cannot be read as TOML"),
        ("visits", "", "visit: blank"),
        ("visits", DRAFTS["agreements"], "agreement: no block of a draft of visits"),
        ("visits", {"visit": [VISIT]}, "visit: found several"),
        ("visits", {"visit": VISIT}, "source: blank"),
        ("visits", "visit = 3", "visit: found 3; allowed: a block"),
        ("visits", changed(V, "visit", plases="Qom"), "did you mean 'places'"),
        ("visits", changed(V, "visit", date_latest="2001"), "visit.date_latest: no field"),
        ("visits", changed(V, "visit", date="2001-13"), "visit.date: '2001-13'"),
        ("visits", changed(V, "visit", kind="offical"), "visit.kind: found 'offical'; allowed"),
        ("visits", changed(V, "visit", summary=None), "visit.summary: blank; needed"),
        ("visits", changed(V, "visit", date={"year": 1}), "visit.date: found {"),
        ("visits", f"a = {'[' * 5000}", "the draft: is nested too deeply"),
        ("visits", f"visit.{'a.' * 5000}a = 1", "the draft: is nested too deeply"),
        ("visits", f"visit.date = {'1' * 5000}", "the draft: cannot be read as TOML"),
        (
            "visits",
            f"visit.date = 0x{'f' * 5000}\n[[source]]\nurl = 'x'",
            "visit.date: found a number of more than 18 digits",
        ),
        (
            "visits",
            changed(V, "visit", summary=True),
            "visit.summary: found true; allowed: a text\n",
        ),
        ("visits", changed(V, "visit", summary=3), "visit.summary: found 3; allowed: a text\n"),
        ("visits", changed(V, "visit", summary=["a"]), "visit.summary: found ['a']; allowed"),
        ("visits", changed(V, "visit", places=3), "found 3; allowed: a text or a list of texts"),
        ("visits", changed(V, "visit", places=[["a"]]), "visit.places: found ['a']; allowed"),
        (
            "visits",
            changed(V, "visit", date=1.5),
            "visit.date: found 1.5; allowed: a text or a date or a whole number",
        ),
        (
            "visits",
            "visit.date = 2001-06-01T10:00:00\nsource = [{url = 'x'}]",
            "visit.date: found 2001-06-01 10:00:00; allowed",
        ),
        (
            "financial_flows",
            changed(DRAFTS["financial_flows"], "flow", is_additive=1),
            "flow.is_additive: found 1; allowed: a text or true or false",
        ),
        *(
            (
                "indicators",
                written(DRAFTS["indicators"]).replace("value = 61", f"value = {number}"),
                f"indicator.value: found {number}; allowed: a text or a whole number or a number",
            )
            for number in ("nan", "inf", "-inf")
        ),
        ("visits", changed(V, "source", 0, passage=3), "source[0].passage: found 3; allowed"),
        ("visits", changed(V, "source", 0, passage=[True]), "source[0].passage: found true"),
        ("visits", changed(V, "source", 0, passage={"a": 1}), "source[0].passage: found {'a': 1}"),
        ("visits", changed(V, "source", 0, supports=1), "source[0].supports: found 1; allowed"),
        ("visits", changed(V, "visit", host_id="Persia"), "visit.host_id: found 'Persia'"),
        (
            "visits",
            changed(V, "visit", lead_official_id="Lopez"),
            "visit.lead_official_id: found 'Lopez', which is not in officials; nearest: ana-lopez",
        ),
        (
            "visits",
            changed(V, "visit", visit_id="2001-05-lopez-tehran"),
            "visit.visit_id: found '2001-05-lopez-tehran', which is in visits already",
        ),
        ("visits", changed(V, "visit", visit_id="A Visit"), "visit.visit_id: 'A Visit' is not"),
        ("visits", changed(V, "source", 0, passage=""), "source[0].passage: blank"),
        ("visits", changed(V, "source", 0, passage=["a, b", "c"]), "source[0].passage: found"),
        ("visits", changed(V, "source", 0, passage=["a b c d e f g"]), "is not a text fragment"),
        (
            "visits",
            changed(V, "source", 0, source_id="agency-2001"),
            "source[0].source_id: found 'agency-2001', which is not in sources; nearest: agency-2",
        ),
        ("visits", changed(V, "source", 0, supports=["plase"]), "did you mean 'places'"),
        ("visits", changed(V, "source", 0, supports="purpose"), "which is blank in the row"),
        ("visits", changed(V, "source", 0, supports="date_latest"), "which is computed"),
        (
            "visits",
            changed(V, "source", 0, contradicts=[{"column": "date"}]),
            "source[0].contradicts[0].reading: blank",
        ),
        (
            "visits",
            changed(V, "source", 0, contradicts=[JUNE]),
            "source[0].contradicts[0].reading: 'June'",
        ),
        (
            "visits",
            changed(V, "source", 0, contradicts=[MISTAKE]),
            "source[0].contradicts[0].reason: found 'mistake'; allowed: ",
        ),
        (
            "visits",
            changed(V, "source", 1, **TWO_OUTLETS),
            "source[1].publisher: found a new outlet beside publisher_id",
        ),
        (
            "visits",
            changed(V, "source", 1, **WITHOUT_OUTLET),
            "source[1].publisher_id: blank; needed",
        ),
        ("visits", changed(V, "tenure", 0, **NOBODY), "tenure[0].official_id: blank; needed"),
        (
            "visits",
            changed(V, "participant", 0, **GUEST),
            "participant[0].role: found 'guest'; allowed: lead, ",
        ),
        (
            "visits",
            changed(V, "participant", 0, visit_id="x"),
            "participant[0].visit_id: no field of this block",
        ),
        (
            "evidence",
            changed(E, "evidence", row_id="2001-05-lopez"),
            "evidence.row_id: found '2001-05-lopez', which is not in visits; nearest: 2001-05-",
        ),
        ("evidence", changed(E, "evidence", table_name=None), "evidence.table_name: blank"),
        (
            "evidence",
            changed(E, "evidence", table_name="visit"),
            "evidence.table_name: found 'visit'",
        ),
        ("evidence", changed(E, "evidence", locator="x"), "evidence.locator: no field"),
        ("evidence", changed(E, "source", 0, supports=None), "source[0].supports: blank"),
        ("coverage", {**DRAFTS["coverage"], "source": [SOURCE]}, "source: no block of a draft"),
        (
            "officials",
            changed(TWIN, "judgement", 0, not_the_same_as="ana-lopez"),
            "judgement[0].reason: blank; needed",
        ),
        (
            "officials",
            changed(TWIN, "judgement", 0, reason="x"),
            "judgement[0]: found neither; needed: one of not_the_same_as and independent_of",
        ),
        (
            "officials",
            changed(TWIN, "judgement", 0, **NOT_ANA, independent_of="agency"),
            "judgement[0]: found not_the_same_as and independent_of; needed: one of",
        ),
        (
            "officials",
            changed(TWIN, "judgement", 0, **NOT_ANA, first_id="x"),
            "judgement[0].first_id: no field of this block",
        ),
        (
            "officials",
            changed(TWIN, "judgement", 0, **{**NOT_ANA, "not_the_same_as": "reza-amini"}),
            "no new row looks like it; alike are officials ana-lopes and ana-lopez",
        ),
        (
            "officials",
            changed(TWIN, "judgement", 0, **NOT_ANA, row="ana-perez"),
            "found 'ana-lopez', but no new row 'ana-perez' looks like it",
        ),
        (
            "officials",
            changed(TWIN, "judgement", 0, **NOT_ANA, table="visits"),
            "judgement[0].not_the_same_as: found 'ana-lopez', but no new row looks like it",
        ),
        (
            "officials",
            changed(TWIN, "judgement", 0, independent_of="ana-lopez", reason="x"),
            "judgement[0].independent_of: found 'ana-lopez', but no new row looks like it",
        ),
        (
            "visits",
            changed(SISTERS, "judgement", 0, **NOT_ANA),
            "which fits officials ana-lopes and ana-lopez; officials anna-lopez and ana-lopez; "
            "give table and row",
        ),
        ("visits", changed(V, "judgement", 0, **NOT_ANA), "but no new row looks like it\n"),
        (
            "countries",
            changed(DRAFTS["countries"], "judgement", 0, **NOT_ANA),
            "judgement: no block of a draft of countries",
        ),
        ("judgements", changed(J, "judgement", table_name=None), "judgement.table_name: blank"),
        (
            "judgements",
            changed(J, "judgement", table_name="flows"),
            "judgement.table_name: found 'flows'",
        ),
        ("judgements", changed(J, "judgement", second_id=None), "judgement.second_id: blank"),
        ("judgements", changed(J, "judgement", verdict=None), "judgement.verdict: blank; needed"),
        (
            "judgements",
            changed(J, "judgement", first_id="Amini"),
            "judgement.first_id: found 'Amini', which is not in officials; nearest: reza-amini",
        ),
        (
            "countries",
            changed(DRAFTS["countries"], "country", country_id="CUB"),
            "country.country_id: found 'CUB', which is in countries already",
        ),
    ],
)
def test_a_bad_draft_is_answered_with_the_field_and_nothing_is_written(
    run: Run, folder: Path, table: str, content: Content | str, message: str
) -> None:
    before = contents(folder)
    output = run(table, content, code=2)
    assert message in output
    assert output.startswith("nothing was written: ")
    assert output.count("\n") == 1
    assert contents(folder) == before


def test_a_fault_is_that_of_the_field_that_was_filled_not_of_one_taken_from_it(run: Run) -> None:
    person = {"name": "Nadia Quintero", "country_id": "CUB"}
    office = {"office": "Envoy", "office_kind": "envoy"}
    draft = changed(changed(V, "official", 0, **person), "tenure", 0, **office)
    dated = run("visits", changed(draft, "visit", date="14 October 2019"), code=2)
    assert dated.startswith("nothing was written: visit.date: '14 October 2019'")
    silent = run("visits", changed(draft, "source", 0, passage=None), code=2)
    assert silent.startswith("nothing was written: source[0].passage: blank")


def test_the_same_line_of_evidence_is_not_added_twice(run: Run) -> None:
    again = {
        "source_id": "el-diario-2001-06-02-minister-tehran",
        **{"supports": ["date", "places"]},
    }
    run("evidence", DRAFTS["evidence"])
    content = {**DRAFTS["evidence"], "source": [{**again, "passage": NEW_SOURCE["passage"]}]}
    assert "source[0].passage: found a line of evidence" in run("evidence", content, code=2)


def test_a_name_of_two_rows_is_ambiguous(folder: Path) -> None:
    rows = small()
    rows["organizations"].append({"organization_id": "trade", "name": "Ministry of trade"})
    tables = Tables(write(folder, rows))
    draft = read(DRAFTS["agreements"], "agreements")
    with pytest.raises(CannotRunError, match=r"which may be ministry-of-trade .* or trade "):
        additions(draft, tables, date(2026, 1, 2))


def test_a_file_that_cannot_be_read_is_named(folder: Path) -> None:
    arguments = ["add", "visit", "--from", "nowhere.toml", "--folder", str(folder)]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 2
    assert "cannot read nowhere.toml" in result.output


# All or nothing


def test_a_dry_run_shows_every_cell_and_writes_nothing(run: Run, folder: Path) -> None:
    before = contents(folder)
    output = run("visit", DRAFTS["visits"], "--dry-run")
    assert "    places: Tehran\n" in output
    assert "valid; nothing is written yet" in output
    assert contents(folder) == before


@pytest.mark.parametrize("options", [(), ("--dry-run",)])
def test_findings_are_shown_and_nothing_is_written(
    run: Run, folder: Path, options: tuple[str, ...]
) -> None:
    before = contents(folder)
    content = changed(DRAFTS["visits"], "visit", host_id="CUB", date="2011")
    output = run("visit", content, *options, code=1)
    assert "visits 2011-lopez-tehran sender_id: found 'CUB' to 'CUB'" in output
    assert "[tenure-admits]" in output
    assert output.endswith("nothing was written\n")
    assert contents(folder) == before


def test_a_record_that_cannot_be_read_is_not_rewritten(run: Run, folder: Path) -> None:
    file = raw(folder, "visits")
    file.write_text(file.read_text("utf-8").replace("visit_id", "visit"), encoding="utf-8")
    before = contents(folder)
    assert "[header]" in run("country", DRAFTS["countries"], code=1)
    assert contents(folder) == before


def _generator(folder: Path, code: str) -> None:
    package = folder / "tools" / "generate"
    package.mkdir(parents=True)
    (folder / "tools" / "__init__.py").touch()
    (package / "__init__.py").touch()
    (package / "__main__.py").write_text(code, encoding="utf-8")


def test_what_is_generated_is_brought_up_to_date(run: Run, folder: Path) -> None:
    _generator(folder, "rows = len(list(open('seeds/actors/countries.csv')))\n"
                       "open('n.txt', 'w').write(str(rows))\nopen('new.txt', 'w')\n")  # fmt: skip
    (folder / "n.txt").write_text("3")
    output = run("country", DRAFTS["countries"])
    assert (folder / "n.txt").read_text() == "4"
    assert "rewrote n.txt, new.txt, seeds/actors/countries.csv" in output
    assert not list(folder.rglob("*.pyc"))


def test_a_generator_that_fails_leaves_all_as_it_was(run: Run, folder: Path) -> None:
    _generator(folder, "open('n.txt', 'w').write('half')\nraise SystemExit('out of ink')\n")
    (folder / "n.txt").write_text("3")
    before = contents(folder)
    output = run("country", DRAFTS["countries"], code=2)
    assert "nothing was written: python -m tools.generate failed: out of ink" in output
    assert contents(folder) == before


def test_a_file_that_cannot_be_replaced_leaves_all_as_it_was(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Path.replace

    def fails(self: Path, target: Path) -> Path:
        if target.name == "visit_participants.csv":
            raise PermissionError("not yours")
        return replace(self, target)

    _generator(folder, "open('new.txt', 'w')\n")
    before = contents(folder)
    monkeypatch.setattr(Path, "replace", fails)
    assert "nothing was written: cannot write: not yours" in run("visit", V, code=2)
    assert contents(folder) == before


@pytest.mark.parametrize("file", ["n.txt", "seeds/record/visits.csv", "new.txt"])
def test_what_is_edited_meanwhile_is_kept_and_nothing_written(
    run: Run, folder: Path, file: str
) -> None:
    """A file to be replaced, a table that the row leaves alone, and a file made meanwhile."""
    edit = f"open({str(folder / file)!r}, 'a').write('mine')"
    _generator(folder, f"open('n.txt', 'w').write('4')\nopen('new.txt', 'w')\n{edit}\n")
    (folder / "n.txt").write_text("3")
    before = contents(folder)
    before[folder / file] = before.get(folder / file, b"") + b"mine"
    output = run("country", DRAFTS["countries"], code=2)
    assert f"nothing was written: changed while this ran: {file}; run it again" in output
    assert contents(folder) == before


def test_what_is_edited_meanwhile_and_not_to_be_replaced_is_no_obstacle(
    run: Run, folder: Path
) -> None:
    (folder / "notes.txt").write_text("3")
    _generator(folder, f"open({str(folder / 'notes.txt')!r}, 'a').write('4')\n")
    assert "rewrote seeds/actors/countries.csv\n" in run("country", DRAFTS["countries"])
    assert (folder / "notes.txt").read_text() == "34"


def test_of_two_at_once_one_is_to_be_run_again(folder: Path, tmp_path: Path) -> None:
    """Each has copied the record before the other writes; the second row is not lost unnoticed."""
    (tmp_path / "here").mkdir()
    meet = f"""
import os, pathlib, time
here = pathlib.Path({str(tmp_path / "here")!r})
(here / str(os.getpid())).touch()
while len(list(here.iterdir())) < 2:
    time.sleep(0.01)
"""
    _generator(folder, meet)
    countries = {"MEX": ("MX", "Mexico"), "PAN": ("PA", "Panama")}
    running = {}
    for key, (alpha2, name) in countries.items():
        draft = tmp_path / f"{key}.toml"
        country = {"country_id": key, "alpha2": alpha2, "name": name}
        draft.write_text(written({"country": country}), encoding="utf-8")
        command = [sys.executable, "-m", "cubairan_data", "add", "country", "--from", str(draft)]
        running[key] = subprocess.Popen(
            [*command, "--folder", str(folder)], stderr=subprocess.PIPE, text=True
        )
    errors = {key: process.communicate(timeout=600)[1] for key, process in running.items()}
    codes = {key: process.returncode for key, process in running.items()}
    assert sorted(codes.values()) == [0, 2], errors
    (done,), (refused,) = ([key for key in codes if codes[key] == code] for code in (0, 2))
    assert "changed while this ran: seeds/actors/countries.csv; run it again" in errors[refused]
    assert [row["country_id"] for row in cells(folder, "countries")] == sorted(["CUB", "IRN", done])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such files here")
def test_what_cannot_be_copied_is_left_out(run: Run, folder: Path) -> None:
    _generator(folder, "import pathlib\nfound = sorted(map(str, pathlib.Path().rglob('*')))\n"
                       "open('n.txt', 'w').write(' '.join(found))\n")  # fmt: skip
    for place in (folder, folder / "docs"):
        place.mkdir(exist_ok=True)
        (place / "gone").symlink_to("nowhere")
        (place / "circle").symlink_to("circle")
        (place / "up").symlink_to(".")
        (place / "linked").symlink_to(folder / "datapackage.json")
        (place / ".visits.csv.k3_x9a0b.part").touch()
        os.mkfifo(place / "pipe")
    run("country", DRAFTS["countries"])
    copied = set((folder / "n.txt").read_text().split())
    assert {"linked", "docs/linked", "seeds/record/visits.csv"} <= copied
    left_out = ("gone", "circle", "up", "pipe")
    assert not copied & {name for each in left_out for name in (each, f"docs/{each}")}
    assert not any(name.endswith(".part") for name in copied)


def test_a_file_that_cannot_be_copied_is_named(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(source: str, target: str) -> None:
        if str(source).endswith("n.txt"):
            raise PermissionError("not yours")
        Path(target).write_bytes(Path(source).read_bytes())

    _generator(folder, "")
    monkeypatch.setattr("shutil.copyfile", fails)
    (folder / "n.txt").touch()
    assert "nothing was written: not yours" in run("country", DRAFTS["countries"], code=2)
    (folder / "n.txt").unlink()
    (folder / "docs").mkdir()
    (folder / "docs" / "n.txt").touch()
    message = f"nothing was written: cannot copy {folder / 'docs' / 'n.txt'}: not yours"
    assert message in run("country", DRAFTS["countries"], code=2)


# Where


def test_the_checkout_is_found_from_a_folder_inside_it(folder: Path) -> None:
    assert record_folder(None, folder / "seeds" / "record") == folder
    assert record_folder(folder, Path("/")) == folder


def test_nothing_is_added_to_an_installation_or_outside_a_record(tmp_path: Path) -> None:
    for place in ("lib/site-packages/cubairan_data/data", "cubairan_data/data"):
        installed = tmp_path / place
        installed.mkdir(parents=True)
        (installed / "datapackage.json").touch()
        (installed.parent / "dataset.py").touch()
        with pytest.raises(CannotRunError, match="belongs to an installed package"):
            record_folder(installed, tmp_path)
    with pytest.raises(CannotRunError, match="run this in a checkout"):
        record_folder(tmp_path, tmp_path)


# Asking


def interview(
    folder: Path, table: str, *answers: str, code: int = 0, options: tuple[str, ...] = ()
) -> str:
    arguments = ["add", table, "--folder", str(folder), *options]
    result = CliRunner().invoke(app, arguments, input="\n".join(answers) + "\n")
    assert result.exit_code == code, result.output
    return result.output


COUNTRY = ("MEX", "MX", "Mexico", "70", "", *[""] * 7)


def test_a_simple_row_is_asked_for_column_by_column(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    output = interview(folder, "country", "", "Mexico", "?", *COUNTRY, "y")
    assert "A value is needed here" in output
    assert "'Mexico' is not an ISO 3166-1 alpha-3 code" in output
    assert "ISO 3166-1 alpha-3. Example: CUB" in output
    assert Tables(folder)["countries"].by_id["MEX"].cells["cow_code"] == "70"
    assert not list(tmp_path.glob("*.toml"))


def test_a_visit_is_asked_for_with_a_new_outlet_and_a_new_person(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    source = ["https://eldiario.example/second", "Ministro", "es", "Minister", "", "El Diario", "n",
              "El Diario", "Cuba", "2", "C", "", "1", "2001-06-02", "", "", ""]  # fmt: skip
    person = ["Maria Perez", "n", "María Pérez", "Pérez", "María", "", "", "CUB", "", ""]
    office = ["Envoy", "22", "Ministry", "1", "", "", ""]
    visit = ["2001-06-01", "11", "Cuba", "Iran", "Tehran; Qom", "9", *person, *office,
             "", "1", "", "A second visit.", ""]  # fmt: skip
    says = ["", "She came, saw and left.", "n", "n"]
    participants = ["", "", "y", "Amini", "1", "host", "Minister", "Amini received her", "n"]
    output = interview(folder, "visit", *source, *visit, *says, *participants, "y")
    assert "Identifier [2001-06-perez-tehran]" in output
    assert "1 reza-amini (Reza Amini)" in output
    tables = Tables(folder)
    assert validate(tables, quick=True, rule=(), skip=()).valid
    assert tables["visits"].by_id["2001-06-perez-tehran"].cells["places"] == "Tehran;Qom"
    assert tables["tenures"].by_id["maria-perez-envoy"].cells["organization_id"]
    host = "2001-06-perez-tehran/reza-amini"
    assert tables["visit_participants"].by_id[host].cells["capacity"] == "Minister"
    assert tables["publishers"].by_id["el-diario"].cells["country_id"] == "CUB"
    assert tables["publishers"].by_id["el-diario"].cells["domains"] == "eldiario.example"


def test_evidence_is_asked_for_with_what_it_contradicts(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    rows = small()
    # The page that gives another day is not the one that bears the date.
    other_page = {"source_id": "other", "url": "https://example.org/2", "title": "Trade talks"}
    rows["sources"].append(rows["sources"][0] | other_page)
    (line,) = [line for line in rows["evidence"] if line["table_name"] == "visits"]
    line["source_id"] = "other"
    write(folder, rows)
    row = ["visits", "lopez", "1"]
    source = ["https://example.org/visit"]
    says = ["plase", "places", "in Tehran"]
    other = ["y", "date", "2001-05-08", "typo", "on the eighth", "", "n", "n"]
    output = interview(folder, "evidence", *row, *source, *says, *other, "y")
    assert "in the record already: agency-2001-visit" in output
    assert "allowed: date;sender_id" in output
    lines = [
        line["locator"] for line in cells(folder, "evidence") if line["table_name"] == "visits"
    ]
    assert {"in Tehran", "on the eighth"} < set(lines)


def test_somebody_out_of_office_at_the_date_is_asked_for_the_office(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    source = ["https://example.org/visit"]
    statement = ["2011-05-09", "1", "bilateral_relations", "Ana López"]
    office = ["Envoy", "envoy", "", "", "", ""]
    rest = ["", "", "", "", "uncontested", "Praises.", ""]
    says = ["", "She praised it", "n", "n"]
    output = interview(folder, "statement", *source, *statement, *office, *rest, *says, "y")
    assert "the record has none" in output
    assert Tables(folder)["tenures"].by_id["ana-lopez-envoy"].cells["attested"] == "2011-05-09"


def test_a_person_is_asked_for_with_an_office_in_a_new_body(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    source = ["https://example.org/visit"]
    person = ["María Pérez", "", "", "", "", "Cuba", "", "ana-lopez", "A B", ""]
    body = ["Ministry of Industry", "9", "Ministry of Industry", "n", "", "", "", "", "2", "", ""]
    office = ["Envoy", "envoy", *body, "", "", "2001", ""]
    output = interview(folder, "official", *source, *person, *office, "", "She came", "n", "n", "y")
    assert "'ana-lopez' is in officials already" in output
    assert "'A B' is not an identifier" in output
    tables = Tables(folder)
    tenure = tables["tenures"].by_id["maria-perez-envoy"].cells
    assert tenure["organization_id"] == "ministry-of-industry"
    assert validate(tables, quick=True, rule=(), skip=()).valid


def test_a_judgement_is_asked_for_with_what_is_usual_proposed(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    answers = ["", "officials", "Reza Amini", "lopez", "1", "different", "Two countries.", ""]
    output = interview(folder, "judgement", *answers, "y")
    assert "Kind [identity]" in output
    assert f"Judged [{date.today()}]" in output
    pair = ("identity", "officials", "ana-lopez", "reza-amini")
    assert judged(folder) == [(*pair, "different", "Two countries.")]


def test_the_origin_asked_for_is_a_publisher_and_a_retired_row_may_be_judged(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    rows = small()
    retired = {"version": "0.2.0", "reason": "Double."}
    rows["retired_ids"] = [{"table_name": "sources", "old_id": "old", **retired}]
    write(folder, rows)
    answers = ["origin", "sources", "old", "NA", "independent", "Its own.", ""]
    output = interview(folder, "judgement", *answers, "y")
    assert "= agency (NA)" in output
    assert judged(folder)[0][:4] == ("origin", "sources", "old", "agency")


LOPES = ("https://example.org/visit", "Ana Lópes", "", "", "", "", "CUB", "", "")
AS_ENVOY = ("Envoy", "envoy", "", "", "", "2001", "", "", "She came", "n", "n")


def test_a_row_that_is_another_than_it_looks_is_written_with_the_reason(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    answers = ("?", "", "n", "", "Mother and daughter.", "y")
    output = interview(folder, "official", *LOPES, *AS_ENVOY, *answers)
    question = "officials ana-lopes looks like ana-lopez (Ana López): the same? [y/n/?]"
    assert output.count(question) == 3
    assert "alike: names 'Ana Lópes', 'Ana López'" in output
    assert output.count("    country_id: CUB\n") == 3
    assert judged(folder)[0][2:] == ("ana-lopes", "ana-lopez", "different", answers[4])


def test_a_row_that_is_there_already_is_to_be_used_and_the_answers_are_kept(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = contents(folder)
    output = interview(folder, "official", *LOPES, *AS_ENVOY, "y", code=1)
    assert "Then use ana-lopez instead of ana-lopes" in output
    assert "nothing was written" in output
    kept = tomllib.loads((tmp_path / "official-draft-1.toml").read_text("utf-8"))
    assert kept["official"]["name"] == "Ana Lópes"
    assert "judgement" not in kept
    assert contents(folder) == before


def test_it_is_asked_of_a_source_whether_it_repeats_another(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    reprinted(folder)
    row = ["visits", "2001-05-lopez-tehran"]
    outlet = ["El Diario", "n", "El Diario", "", "2", "C", ""]
    source = ["https://eldiario.example/2", "Minister in Tehran", "en", "", *outlet, "1",
              "2001-06-02", "", "", "Cites Granma."]  # fmt: skip
    says = ["places", "in Tehran", "n", "n"]
    output = interview(folder, "evidence", *row, *source, *says, "n", "Own.", "y", code=1)
    new = "el-diario-2001-06-02-minister-tehran"
    assert f"sources {new} looks like agency-2001-visit" in " ".join(output.split())
    assert f"sources {new} has a note that names granma (Granma)" in " ".join(output.split())
    assert f"fill derived_from or origin_agency of {new}" in " ".join(output.split())
    kept = tomllib.loads((tmp_path / "evidence-draft-1.toml").read_text("utf-8"))
    assert [block["independent_of"] for block in kept["judgement"]] == ["agency-2001-visit"]


def test_a_figure_is_asked_for_with_a_new_source(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    source = ["Votes of 2002", "n", "https://example.org/votes", "Votes of 2002", "en", "",
              "agency", "dataset", "2003", "", "", ""]  # fmt: skip
    interview(folder, "indicator", "un_votes_joint", "2002", "61", "roll_call", *source, "y")
    row = Tables(folder)["indicators"].by_id["un_votes_joint/2002"]
    assert row.cells["source_id"] == "agency-2003-votes-2002"


@pytest.mark.parametrize(
    ("answers", "code", "options"),
    [
        (COUNTRY[:3], 2, ()),
        ((*COUNTRY, "n"), 0, ()),
        (COUNTRY, 0, ("--dry-run",)),
        (("MEX", "CU", *COUNTRY[2:]), 1, ()),
    ],
)
def test_answers_that_are_not_written_are_kept_as_a_draft(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    answers: tuple[str, ...],
    code: int,
    options: tuple[str, ...],
) -> None:
    monkeypatch.chdir(tmp_path)
    before = contents(folder)
    (tmp_path / "country-draft-1.toml").touch()
    output = interview(folder, "country", *answers, code=code, options=options)
    assert "cubairan-data add country --from country-draft-2.toml" in output
    kept = tomllib.loads((tmp_path / "country-draft-2.toml").read_text("utf-8"))
    assert kept["country"]["name"] == "Mexico"
    assert contents(folder) == before
