"""A record: every method speaks of its own folder, and no two records share anything."""

import json
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from small_record import Rows, edit, edited_descriptor, raw, small, write

import cubairan_data as cid
from cubairan_data.contract.catalogue import MODELS
from cubairan_data.storage.locate import installed_root
from cubairan_data.storage.names import TABLE_NAMES

VISIT = "2001-05-lopez-tehran"


def other() -> Rows:
    """The small record with another visit, another source and a rival reading."""
    rows = small()
    rows["visits"][0]["summary"] = "Talks on sugar."
    rows["sources"][0]["title"] = "Minister speaks of sugar"
    rows["evidence"].append(
        {
            "table_name": "visits",
            "row_id": VISIT,
            "columns": "date",
            "source_id": "agency-2001-visit",
            "verdict": "contradicts",
            "reading": "2001-05-08",
            "reason": "typo",
            "locator": "The minister arrived,on Tuesday",
        }
    )
    rows["coverage"] = [
        {
            "table_name": "visits",
            "period": "2001",
            "languages": "en",
            "kinds_of_sources": "news_agency",
            "depth": "systematic",
            "note": "All dispatches of the year.",
        }
    ]
    return rows


@pytest.fixture
def another(tmp_path: Path) -> cid.Record:
    """A second record, opened beside the small one."""
    folder = tmp_path / "another"
    folder.mkdir()
    return cid.open(write(folder, other()))


def test_the_tables_are_those_of_the_folder(record: cid.Record) -> None:
    rows = {name: len(frame) for name, frame in record.load_all().items()}
    assert list(rows) == list(TABLE_NAMES)
    assert rows == dict.fromkeys(TABLE_NAMES, 0) | {
        name: len(table) for name, table in small().items()
    }
    assert record.tables().set_index("name")["rows"].to_dict() == rows
    assert list(record.load("visits")["visit_id"]) == [VISIT]


def test_the_codebook_is_that_of_the_contract(record: cid.Record) -> None:
    pd.testing.assert_frame_equal(record.codebook("visits"), cid.codebook("visits"))
    pd.testing.assert_frame_equal(record.codebook("panel"), cid.codebook("panel"))


@pytest.mark.parametrize("table", TABLE_NAMES)
def test_the_objects_are_the_rows(
    frames: dict[cid.TableName, pd.DataFrame], table: cid.TableName
) -> None:
    objects = cid.objects(table)
    key = MODELS[table].META.key[0]
    assert all(isinstance(each, MODELS[table]) for each in objects)
    assert [getattr(each, key) for each in objects] == list(frames[table][key])


def test_objects_of_a_folder_are_its_rows(record: cid.Record) -> None:
    (visit,) = record.objects("visits")
    assert visit.model_dump()["places"] == ("Tehran", "Isfahan")


def test_evidence_and_explanations_are_those_of_the_folder(
    record: cid.Record, another: cid.Record
) -> None:
    assert len(record.evidence("visits")) == 1
    assert len(another.evidence("visits")) == 2
    assert set(record.evidence()["title"]) == {"Minister in Tehran"}
    assert set(another.evidence()["title"]) == {"Minister speaks of sugar"}
    assert "summary: Talks on trade." in str(record.explain("visits", VISIT))
    assert "summary: Talks on sugar." in str(another.explain("visits", VISIT))


def test_rivals_and_corroboration_are_those_of_the_folder(
    record: cid.Record, another: cid.Record
) -> None:
    assert len(record.rivals()) == 0
    (rival,) = another.rivals("visits").to_dict("records")
    assert (rival["value"], rival["reading"]) == ("2001-05-07/2001-05-10", "2001-05-08")
    assert list(record.corroboration("visits")["is_disputed"]) == [False]
    assert list(another.corroboration("visits")["is_disputed"]) == [True]
    assert len(record.load("visits", min_independent=1)) == 1
    assert len(record.load("visits", min_independent=2)) == 0


def test_sources_are_cited_from_the_folder(record: cid.Record, another: cid.Record) -> None:
    for each, title in ((record, "Minister in Tehran"), (another, "Minister speaks of sugar")):
        for what in ("visits", VISIT, each.load("visits"), ["sources"]):
            items = json.loads(each.cite(what, style="csl-json"))
            assert [item["title"] for item in items[1:]] == [title]
    with pytest.raises(cid.UnknownRowError):
        record.cite(cid.load("visits"))


def test_the_panel_counts_the_rows_of_the_folder(another: cid.Record) -> None:
    assert another.panel().set_index("year").loc[2001, "visits_cub_to_irn"] == 1


def test_validating_and_formatting_work_on_the_folder(package: Path) -> None:
    record = cid.open(package)
    assert record.validate(quick=True).valid
    assert record.format(check=True) == []
    edit(package, "visits", ",official,", ",offical,")
    file = raw(package, "countries")
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert {found.rule for found in record.validate(quick=True).findings} == {"code", "canonical"}
    assert record.format(check=True) == ["seeds/actors/countries.csv"]
    assert record.format() == ["seeds/actors/countries.csv"]
    assert cid.format(check=True) == []


def test_validating_and_formatting_take_another_folder(
    record: cid.Record, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = write(tmp_path_factory.mktemp("faulty"), small(), fill=False)
    assert not record.validate(folder, quick=True).valid
    assert record.format(folder)
    assert record.validate(folder, quick=True).valid


def test_rows_are_checked_against_the_folder(record: cid.Record) -> None:
    assert record.check(record.load("tenures"), "tenures").valid
    assert not cid.check(record.load("tenures"), "tenures").valid


def test_versions_are_compared_with_the_folder(record: cid.Record, another: cid.Record) -> None:
    changed = another.diff(record.root).tables
    assert {change.table for change in changed} == {"visits", "sources", "evidence", "coverage"}
    assert record.diff(record.root).tables == []


ASK: dict[str, Callable[[cid.Record], object]] = {
    "load": lambda record: record.load("visits"),
    "tables": lambda record: record.tables(),
    "evidence": lambda record: record.evidence(),
    "rivals": lambda record: record.rivals(),
    "corroboration": lambda record: record.corroboration("visits"),
    "explain": lambda record: record.explain("visits", VISIT),
    "cite": lambda record: record.cite("visits"),
    "panel": lambda record: record.panel(),
}


def shown(answer: object) -> str:
    return answer.to_csv() if isinstance(answer, pd.DataFrame) else str(answer)


@pytest.mark.parametrize("name", ASK)
def test_two_records_do_not_share_a_cache(
    record: cid.Record, another: cid.Record, name: str
) -> None:
    ask = ASK[name]
    alone = shown(ask(cid.open(record.root))), shown(ask(cid.open(another.root)))
    assert alone[0] != alone[1]
    for _ in range(2):
        assert (shown(ask(record)), shown(ask(another))) == alone


@pytest.mark.parametrize("name", [name for name in ASK if name not in ("explain", "cite")])
def test_what_a_user_does_to_an_answer_does_not_reach_the_next(
    record: cid.Record, name: str
) -> None:
    answer = ASK[name](record)
    assert isinstance(answer, pd.DataFrame)
    before = shown(answer)
    for column in answer.columns:
        answer.loc[:, column] = pd.NA
    answer["more"] = 1
    assert shown(ASK[name](record)) == before


def test_a_table_is_read_once_and_anew_when_the_folder_is_opened_again(package: Path) -> None:
    record = cid.open(package)
    assert record.load("visits")["summary"].iloc[0] == "Talks on trade."
    edit(package, "visits", "Talks on trade.", "Talks on sugar.")
    assert record.load("visits")["summary"].iloc[0] == "Talks on trade."
    assert cid.open(package).load("visits")["summary"].iloc[0] == "Talks on sugar."


def test_a_broken_table_does_not_keep_the_others_from_loading(package: Path) -> None:
    edit(package, "countries", "Iran", '"Iran')
    record = cid.open(package)
    assert len(record.load("visits")) == 1
    with pytest.raises(cid.InvalidTableError):
        record.load("countries")
    with pytest.raises(cid.InvalidTableError):
        record.load_all()


def test_a_record_is_opened_by_folder_descriptor_or_as_the_installed_one(package: Path) -> None:
    for path in (package, str(package), package / "datapackage.json"):
        assert cid.open(path).root == package
    assert cid.open("installed").root == cid.Record.installed_root() == installed_root()
    assert cid.open("installed").load("visits").equals(cid.load("visits"))


def test_a_record_stays_in_its_folder_wherever_the_process_goes(
    package: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(package.parent)
    record = cid.open(package.name)
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    assert record.root == package
    assert len(record.load("visits")) == 1
    assert record.validate(quick=True).valid


def test_a_record_can_be_pickled_after_use(record: cid.Record) -> None:
    before = {name: shown(ask(record)) for name, ask in ASK.items()}
    again = pickle.loads(pickle.dumps(record))
    assert {name: shown(ask(again)) for name, ask in ASK.items()} == before
    used = cid.open("installed")
    used.corroboration("visits")
    assert pickle.loads(pickle.dumps(used)).load("visits").equals(cid.load("visits"))


def test_a_folder_is_cited_as_its_descriptor_has_it(package: Path) -> None:
    assert cid.open(package).cite() == cid.cite()
    with edited_descriptor(package) as descriptor:
        descriptor |= {"version": "9.1.0", "title": "Sugar", "created": "2031-02-03T00:00:00Z"}
    (line,) = cid.open(package).cite().splitlines()
    assert "(2031, February 3). cubairan-data: Sugar (Version 9.1.0) [Data set]." in line


def test_a_record_shows_its_version_and_folder(record: cid.Record) -> None:
    assert repr(record) == f"<Record {cid.__version__} in {record.root}>"


def test_a_folder_that_holds_no_record_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(cid.CannotRunError, match="is not a folder"):
        cid.open(tmp_path / "none")
    with pytest.raises(cid.CannotRunError, match=r"no datapackage\.json"):
        cid.open(tmp_path)


@pytest.mark.parametrize("path", [None, 5, b"seeds", ["seeds"]])
def test_what_is_no_path_cannot_be_opened(path: Any) -> None:
    with pytest.raises(cid.CannotRunError, match=r"is not a path; pass a folder that contains"):
        cid.open(path)


def test_a_path_that_no_system_allows_cannot_be_opened() -> None:
    with pytest.raises(cid.CannotRunError, match=r"is not a folder|cannot open"):
        cid.open("a\0b")
    with pytest.raises(cid.CannotRunError, match="cannot open"):
        cid.open("a" * 5000)


def test_one_table_is_loaded_from_a_folder(package: Path) -> None:
    assert list(cid.load("visits", path=package)["visit_id"]) == [VISIT]
    assert list(cid.load("visits", path=package, min_independent=1)["visit_id"]) == [VISIT]
    assert cid.load("visits", path="installed").equals(cid.load("visits"))
    with pytest.raises(cid.CannotRunError, match="is not a folder"):
        cid.load("visits", path=package / "none")


def in_a_new_process(program: str, folder: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", f"import cubairan_data as cid; {program}"],
        env={**os.environ, "CUBAIRAN_DATA": folder},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_environment_names_the_folder_that_all_functions_use(package: Path) -> None:
    program = "print(len(cid.load('visits')), len(cid.load_all()['officials']))"
    assert in_a_new_process(program, str(package)).stdout == "1 2\n"
    assert in_a_new_process(program, "").stdout != "1 2\n"


def test_an_environment_that_names_no_record_is_an_error_that_says_so(tmp_path: Path) -> None:
    failed = in_a_new_process("cid.load('visits')", str(tmp_path))
    assert "CannotRunError: CUBAIRAN_DATA in the environment: no datapackage.json" in failed.stderr
