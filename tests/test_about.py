"""Everything about one person or body."""

from pathlib import Path

import pytest
from small_record import small, write

import cubairan_data as cid
from cubairan_data.contract.labels import word
from cubairan_data.storage.schema import schemas


def test_a_person_is_found_in_every_column_that_can_name_one() -> None:
    who = "ricardo-cabrisas"
    found = cid.about(who).to_frame()
    found = found[found["part"] != word("named_in_text", "en")]
    expected = set()
    for name, frame in cid.load_all().items():
        schema = schemas()[name]
        for field in schema.fields.values():
            if field.references == "officials" and schema.group != "evidence":
                rows = frame[frame[field.name] == who]
                table = {"visit_participants": "visits", "contact_participants": "contacts"}
                expected |= {(table.get(name, name), row_id) for row_id in rows[schema.key[0]]}
    assert set(zip(found["table_name"], found["row_id"], strict=True)) == expected
    assert {"agreements", "visits", "sessions", "statements", "tenures"} <= set(found["table_name"])


def test_a_lead_is_named_once_with_the_part_taken(record: cid.Record) -> None:
    found = record.about("ana-lopez").to_frame()
    (visit,) = found[found["table_name"] == "visits"].to_dict("records")
    assert visit["part"] == "Lead"
    assert visit["date"] == "2001-05-07/2001-05-10"


def test_rows_that_name_a_person_only_in_their_text_are_there_too() -> None:
    found = cid.about("ricardo-cabrisas").to_frame()
    in_text = found[found["part"] == word("named_in_text", "en")]
    assert len(in_text) > 0
    assert set(in_text["row_id"]) <= set(cid.search("Cabrisas")["row_id"])


def test_a_body_is_found_with_its_people() -> None:
    found = cid.about("pasteur-institute-of-iran").to_frame()
    assert {"agreements", "projects", "tenures"} <= set(found["table_name"])


@pytest.mark.parametrize("name", ["Ana López", "ana lopez", "ANA-LOPEZ", "ana-lopez", "López"])
def test_a_name_will_do_where_only_one_has_it(record: cid.Record, name: str) -> None:
    assert record.about(name).row_id == "ana-lopez"


def test_a_part_of_a_name_that_several_have_is_answered_with_their_keys() -> None:
    with pytest.raises(cid.UnknownRowError, match=r"'Rodriguez'; give the key of one: .*bruno-"):
        cid.about("Rodriguez")
    assert cid.about("Cabrisas").row_id == "ricardo-cabrisas"


def test_a_name_that_several_have_is_answered_with_their_keys(tmp_path: Path) -> None:
    rows = small()
    rows["officials"][0]["note"] = "Not the minister of that name."
    rows["officials"].append(
        {"official_id": "ana-lopez-2", "name": "Ana Lopez", "country_id": "CUB"}
    )
    record = cid.open(write(tmp_path, rows))
    keys = "several rows have the name 'Ana López'; give the key of one: ana-lopez, ana-lopez-2"
    with pytest.raises(cid.UnknownRowError, match=keys):
        record.about("Ana López")
    assert "note: Not the minister of that name." in record.about("ana-lopez").facts


def test_who_is_not_in_the_record_is_answered_with_the_nearest(record: cid.Record) -> None:
    with pytest.raises(cid.UnknownRowError, match="no official or organization 'ana-lopes'; did"):
        record.about("ana-lopes")
    with pytest.raises(cid.UnknownRowError, match="did you mean 'Ministry of Trade'"):
        record.about("Ministry of Trades")
    for wrong in (5, None, ["ana-lopez"]):
        with pytest.raises(cid.UnknownRowError, match="no official or organization"):
            record.about(wrong)  # type: ignore[arg-type]


def test_a_profile_reads_well_in_every_form(record: cid.Record) -> None:
    profile = record.about("ana-lopez")
    assert str(profile).splitlines() == [
        "Ana López (officials ana-lopez)",
        "  country: Cuba",
        "",
        "visits (1)",
        "  2001-05-07/2001-05-10  Ana López in Tehran, Isfahan (Lead)",
        "",
        "contacts (1)",
        *[line for line in str(profile).splitlines() if "telephone" in line],
        "",
        "tenures (1)",
        "  2000/2003  Ana López: Minister of Trade (Official)",
    ]
    assert repr(profile) == str(profile)
    assert "**visits** (1)" in profile._repr_markdown_()
    assert "`2001-05-lopez-tehran`" in profile.to_markdown()
    assert "<strong>visits</strong> (1)" in profile._repr_html_()


def test_what_a_name_holds_is_escaped(record: cid.Record) -> None:
    for official in cid.load("officials")["official_id"].head(30):
        html = cid.about(official).to_html()
        assert "<script" not in html
        assert cid.about(official).name in str(cid.about(official))
