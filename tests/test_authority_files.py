"""Identifiers in authority files, joined to the rows of a table as columns."""

from pathlib import Path

import pytest
from small_record import small, write

import cubairan_data as cid
from cubairan_data.storage.names import known_table
from cubairan_data.storage.schema import schemas

SCHEMES = list(schemas()["identifiers"].fields["scheme"].codes)


def line(table: str, row_id: str, scheme: str, value: str) -> dict[str, str]:
    return {
        "table_name": table,
        "row_id": row_id,
        "scheme": scheme,
        "value": value,
        "source_id": "agency-2001-visit",
    }


@pytest.fixture
def record(tmp_path: Path) -> cid.Record:
    rows = small()
    rows["identifiers"] = [
        line("officials", "ana-lopez", "wikidata", "Q1"),
        line("officials", "ana-lopez", "wikipedia", "https://en.wikipedia.org/wiki/A"),
        line("officials", "ana-lopez", "wikipedia", "https://es.wikipedia.org/wiki/A"),
        line("organizations", "ministry-of-trade", "wikidata", "Q2"),
        line("indicators", "un_votes_joint/2001", "doi", "10.7910/DVN/LEJUQZ"),
    ]
    return cid.open(write(tmp_path / "record", rows))


def test_each_scheme_is_a_column(record: cid.Record) -> None:
    frame = record.load("officials", identifiers=["wikidata", "wikipedia"])
    plain = record.load("officials")
    assert list(frame.columns) == [*plain.columns, "wikidata", "wikipedia"]
    assert frame[list(plain.columns)].equals(plain)
    known = frame.set_index("official_id")
    assert known.loc["ana-lopez", "wikidata"] == "Q1"
    assert known.loc["reza-amini", ["wikidata", "wikipedia"]].isna().all()
    assert frame["wikidata"].dtype == plain["name"].dtype
    assert frame.attrs["table"] == "officials"


def test_several_of_one_scheme_are_joined(record: cid.Record) -> None:
    frame = record.load("officials", identifiers="wikipedia").set_index("official_id")
    both = "https://en.wikipedia.org/wiki/A;https://es.wikipedia.org/wiki/A"
    assert frame.loc["ana-lopez", "wikipedia"] == both


def test_a_row_with_a_key_of_two_columns_has_its_own(record: cid.Record) -> None:
    assert list(record.load("indicators", identifiers="doi")["doi"]) == ["10.7910/DVN/LEJUQZ"]


def test_a_table_without_rows_has_the_column(record: cid.Record) -> None:
    assert record.load("sessions", identifiers="wikidata")["wikidata"].tolist() == []


def test_rows_that_are_left_out_take_theirs_along(record: cid.Record) -> None:
    frame = record.load("officials", identifiers="wikidata", min_independent=1)
    assert dict(zip(frame["official_id"], frame["wikidata"].fillna(""), strict=True)) == {
        "ana-lopez": "Q1",
        "reza-amini": "",
    }


def test_labels_and_identifiers_go_together(record: cid.Record) -> None:
    frame = record.load("organizations", identifiers="wikidata", labels=True)
    assert list(frame["wikidata"]) == ["Q2"]
    assert "wikidata" not in record.load("organizations").columns


def test_the_frame_is_still_cited(record: cid.Record) -> None:
    assert "Minister in Tehran" in record.cite(record.load("officials", identifiers="wikidata"))


@pytest.mark.parametrize("wrong", ["wikdata", ["wikidata", "orcid"], [3], "WIKIDATA"])
def test_an_unknown_scheme_is_refused_with_those_that_exist(
    record: cid.Record, wrong: str | list[str]
) -> None:
    with pytest.raises(cid.UnknownNameError, match=r"no scheme of identifiers .*wikidata"):
        record.load("officials", identifiers=wrong)


def test_a_table_whose_rows_have_none_is_refused(record: cid.Record) -> None:
    with pytest.raises(cid.UnknownNameError, match=r"no identifiers for the table 'countries'"):
        record.load("countries", identifiers="wikidata")


def test_no_column_has_the_name_of_a_scheme() -> None:
    for schema in schemas().values():
        assert not set(schema.fields) & set(SCHEMES), schema.name


def test_the_installed_record_joins_every_identifier() -> None:
    known = cid.load("identifiers")
    for table, lines in known.groupby("table_name", observed=True):
        frame = cid.load(known_table(str(table)), identifiers=SCHEMES)
        joined = frame[SCHEMES].stack().dropna().str.split(";").explode()
        assert sorted(joined) == sorted(lines["value"]), table
