"""Checking rows of one's own, in a frame or a file, against the contract of a table."""

import sys
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from command_line import run

import cubairan_data as cid
from cubairan_data.storage.names import TABLE_NAMES
from cubairan_data.validation.cell_texts import cell_text


@pytest.mark.parametrize("table", TABLE_NAMES)
def test_every_table_of_the_record_passes_as_a_frame(
    frames: dict[cid.TableName, pd.DataFrame], table: cid.TableName
) -> None:
    assert cid.check(frames[table], table).valid


def own(**changes: object) -> pd.DataFrame:
    row = {
        "visit_id": "2030-01-somebody-havana",
        "date": "2030-01",
        "kind": "working",
        "sender_id": "IRN",
        "host_id": "CUB",
        "level": "minister",
        "status": "announced",
        "summary": "A journey that is announced.",
    }
    return pd.DataFrame([{**row, **changes}])


def test_a_row_of_ones_own_needs_neither_bounds_nor_evidence() -> None:
    assert cid.check(own(), "visits").valid


@pytest.mark.parametrize(
    ("changes", "column", "part"),
    [
        ({"kind": "workin"}, "kind", "working"),
        ({"date": "2030-02-30"}, "date", "calendar"),
        ({"lead_official_id": "nobody-at-all"}, "lead_official_id", "not in officials"),
        (
            {"leed_official_id": "ebrahim-raisi"},
            "leed_official_id",
            "did you mean 'lead_official_id'",
        ),
        ({"host_id": None}, "host_id", "blank"),
        ({"date_earliest": "2030-01-02"}, "date_earliest", "2030-01-01"),
    ],
)
def test_a_fault_is_reported_with_its_column_and_what_is_right(
    changes: dict[str, object], column: str, part: str
) -> None:
    found = [
        finding
        for finding in cid.check(own(**changes), "visits").findings
        if finding.column == column
    ]
    assert found
    assert part in found[0].message


def test_a_column_that_is_needed_and_missing_is_reported() -> None:
    found = cid.check(own().drop(columns="summary"), "visits").findings
    assert any(finding.rule == "header" and finding.column == "summary" for finding in found)


def test_a_key_used_twice_is_reported() -> None:
    twice = pd.concat([own(), own()])
    (finding,) = cid.check(twice, "visits").findings
    assert (finding.rule, finding.line) == ("key", 2)


@pytest.mark.parametrize("suffix", [".csv", ".tsv"])
def test_files_are_read_by_their_kind(tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"mine{suffix}"
    own(kind="workin").to_csv(file, index=False, sep="\t" if suffix == ".tsv" else ",")
    (finding,) = cid.check(file, "visits").findings
    assert (finding.line, finding.column, finding.file) == (2, "kind", str(file))
    assert "workin" in run("check", file, "--as", "visits", code=1)


@pytest.mark.oracle
@pytest.mark.parametrize(("suffix", "library"), [(".xlsx", "openpyxl"), (".parquet", "pyarrow")])
def test_excel_and_parquet_are_read_too(tmp_path: Path, suffix: str, library: str) -> None:
    pytest.importorskip(library, exc_type=ImportError)
    good, bad = tmp_path / f"good{suffix}", tmp_path / f"bad{suffix}"
    write_as = {".xlsx": "to_excel", ".parquet": "to_parquet"}[suffix]
    getattr(own(), write_as)(good, index=False)
    getattr(own(kind="workin"), write_as)(bad, index=False)
    assert cid.check(good, "visits").valid
    (finding,) = cid.check(bad, "visits").findings
    assert finding.column == "kind"


def test_a_missing_library_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("openpyxl")
    own().to_excel(tmp_path / "mine.xlsx", index=False)
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(cid.CannotRunError, match=r"openpyxl is needed: pip install openpyxl$"):
        cid.check(tmp_path / "mine.xlsx", "visits")


@pytest.mark.parametrize("name", ["mine.xlsx", "mine.parquet"])
def test_what_only_calls_itself_excel_or_parquet_could_not_run(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("visit_id,date\n", encoding="utf-8")
    run("check", tmp_path / name, "--as", "visits", code=2)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00a", b'visit_id,date\n"1,2\n'])
def test_an_unreadable_file_could_not_run(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "mine.csv"
    file.write_bytes(content)
    with pytest.raises(cid.CannotRunError, match=r"cannot read .*allowed: UTF-8 CSV, TSV, Excel"):
        cid.check(file, "visits")
    run("check", file, "--as", "visits", code=2)


def test_a_file_that_is_not_there_could_not_run(tmp_path: Path) -> None:
    for name in ("none.csv", "none.xlsx"):
        run("check", tmp_path / name, "--as", "visits", code=2)


def test_a_column_given_twice_is_reported_and_no_row_is_read() -> None:
    frame = own()
    frame.insert(1, "date", "2030-01", allow_duplicates=True)
    findings = cid.check(frame, "visits").findings
    assert [finding.message for finding in findings] == ["found the column 'date' twice"]


def test_references_are_looked_up_among_the_rows_themselves() -> None:
    row = cid.load("agreements").iloc[:1].assign(agreement_id="2030-01-first")
    part = row.assign(agreement_id="2030-01-second", part_of_id="2030-01-first")
    assert cid.check(pd.concat([row, part]), "agreements").valid
    findings = cid.check(part, "agreements").findings
    (finding,) = (found for found in findings if found.severity == "error")
    assert (finding.rule, finding.column) == ("reference", "part_of_id")


def test_a_row_of_the_record_may_be_given_again_with_changes() -> None:
    changed = cid.load("visits").iloc[:1].assign(summary="Another summary.")
    assert cid.check(changed, "visits").valid


def test_references_are_looked_up_in_the_record_that_is_asked(record: cid.Record) -> None:
    journey = own(sender_id="CUB", host_id="IRN", lead_official_id="ana-lopez")
    assert record.check(journey, "visits").valid
    findings = cid.check(journey, "visits").findings
    (finding,) = (found for found in findings if found.severity == "error")
    assert (finding.rule, finding.column) == ("reference", "lead_official_id")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, None),
        (pd.NA, None),
        (pd.NaT, None),
        (float("nan"), None),
        ("", None),
        ("a", "a"),
        (["a", "b"], "a;b"),
        (["a", None, float("nan"), pd.NA, ""], "a"),
        ([], None),
        ({"b", "a", "c"}, "a;b;c"),
        (frozenset({2, 1}), "1;2"),
        (np.array(["a", "b"], dtype=object), "a;b"),
        (np.array([], dtype=object), None),
        (np.array(["a"]), "a"),
        (np.array("a"), "a"),
        (np.array([True, False]), "true;false"),
        (pd.array(["a", None], dtype="string"), "a"),
        (pd.Series([2030.0, 0.5]), "2030;0.5"),
        ([date(2030, 1, 2)], "2030-01-02"),
        (np.float32(2030), "2030"),
        (("a",), "a"),
        (pd.Timestamp("2030-01-02"), "2030-01-02"),
        (date(2030, 1, 2), "2030-01-02"),
        (True, "true"),
        (np.bool_(False), "false"),
        (2030.0, "2030"),
        (0.5, "0.5"),
        (np.int64(7), "7"),
    ],
)
def test_a_value_of_any_frame_is_written_as_a_cell(value: object, text: str | None) -> None:
    assert cell_text(value) == text


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ({"a": 1}, "found a value of type dict"),
        (b"a", "found a value of type bytes"),
        ([["a"]], "found a value of type list in a list"),
        ([{"a": 1}], "found a value of type dict"),
        (np.array([["a"]]), "found a value of type ndarray in a list"),
    ],
)
def test_what_is_no_value_of_a_cell_is_reported_once(value: object, found: str) -> None:
    with pytest.raises(ValueError, match=f"{found}; allowed: a text, a number"):
        cell_text(value)
    frame = own()
    for column in ("summary", "kind"):
        frame[column] = pd.Series([value], dtype=object)
        findings = cid.check(frame, "visits").findings
        (finding,) = (each for each in findings if each.column == column)
        assert (finding.rule, finding.line) == ("format", 1)
        assert found in finding.message
        frame = own()


@pytest.mark.oracle
def test_lists_in_parquet_are_lists(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", exc_type=ImportError)
    frame = own(places=["Havana", "Matanzas"])
    frame.to_parquet(tmp_path / "good.parquet", index=False)
    assert cid.check(tmp_path / "good.parquet", "visits").valid
    own(places=["Havana", "Havana"]).to_parquet(tmp_path / "bad.parquet", index=False)
    (finding,) = cid.check(tmp_path / "bad.parquet", "visits").findings
    assert finding.column == "places"
    assert "[" not in finding.message


@pytest.mark.parametrize("text", ["NA", "null", "None", "nan", "N/A", "007", "TRUE"])
def test_what_is_a_text_in_excel_stays_one(tmp_path: Path, text: str) -> None:
    pytest.importorskip("openpyxl")
    file = tmp_path / "mine.xlsx"
    names = [text, "Agencia"]
    row = {"kind": "news_agency", "reliability": "C"}
    rows = [{"publisher_id": f"p-{at}", "name": name, **row} for at, name in enumerate(names)]
    pd.DataFrame(rows).to_excel(file, index=False)
    # A placeholder is refused as the text that it is; a blank would be refused as required.
    faults = [each.message for each in cid.check(file, "publishers").findings]
    assert all(fault.startswith(f"{text!r} is a placeholder") for fault in faults)
    pd.DataFrame(rows).assign(kind=text).to_excel(file, index=False)
    assert f"{text!r}" in cid.check(file, "publishers").findings[0].message


def test_a_blank_cell_of_excel_is_blank(tmp_path: Path) -> None:
    pytest.importorskip("openpyxl")
    own(summary=None, lead_official_id=None).to_excel(tmp_path / "mine.xlsx", index=False)
    (finding,) = cid.check(tmp_path / "mine.xlsx", "visits").findings
    assert (finding.column, finding.rule) == ("summary", "required")


@pytest.mark.parametrize("damage", ["cut", "no sheet", "not XML", "bad sum"])
def test_a_damaged_workbook_could_not_run(tmp_path: Path, damage: str) -> None:
    pytest.importorskip("openpyxl")
    file = tmp_path / "mine.xlsx"
    own().to_excel(file, index=False)
    content = file.read_bytes()
    if damage == "cut":
        file.write_bytes(content[: len(content) // 2])
    elif damage == "bad sum":
        middle = content.index(b"xl/worksheets/sheet1.xml") + 60
        file.write_bytes(content[:middle] + b"????????" + content[middle + 8 :])
    else:
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("[Content_Types].xml" if damage == "not XML" else "other", "<a")
    with pytest.raises(cid.CannotRunError, match=r"it is damaged or of another kind \(\w+: "):
        cid.check(file, "visits")


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (None, "found a value of type NoneType"),
        ([{"visit_id": "a"}], "found a value of type list"),
        (pd.Series(["a"]), "found a value of type Series"),
        (3, "found a value of type int"),
    ],
)
def test_what_is_neither_a_frame_nor_a_file_could_not_run(rows: Any, found: str) -> None:
    with pytest.raises(cid.CannotRunError, match=f"{found}; allowed: a DataFrame or the path of"):
        cid.check(rows, "visits")


def test_a_warning_says_that_too_many_rows_are_not_compared() -> None:
    country = cid.load("countries").iloc[0].to_dict()
    many = pd.DataFrame([{**country, "country_id": f"X{at}"} for at in range(2001)])
    findings = cid.check(many, "countries").findings
    message = "found 2001 rows, which are not compared for likeness; the limit for more is 2,000"
    warnings = [found for found in findings if found.severity == "warning"]
    assert [found.message for found in warnings] == [message]
    assert (warnings[0].rule, warnings[0].line) == ("unsettled-pair", None)
    assert not any(
        found.severity == "warning" for found in cid.check(many[:2000], "countries").findings
    )
    assert str(cid.check(cid.load("evidence"), "evidence")) == "valid: no findings"
