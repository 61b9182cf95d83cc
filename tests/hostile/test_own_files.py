"""Files of somebody's own as they come: one reader, right lines, and one sentence for the rest."""

import gzip
import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from command_line import run
from limits import ends

import cubairan_data as cid
from cubairan_data.storage.names import TABLE_NAMES
from cubairan_data.validation import own_csv, own_frames, own_rows
from cubairan_data.validation.cell_texts import cell_text
from cubairan_data.validation.rules import time

HEADER = "visit_id,date,kind,sender_id,host_id,level,status,summary"
# Far apart and in other words, or they would look alike.
ROW = "20{0}0-01-somebody-havana,20{0}0-01,working,IRN,CUB,minister,announced,A journey of {1}."
SUBJECTS = {3: "doctors", 4: "traders in sugar", 5: "a choir", 6: "engineers for railways"}
ROWS = [ROW.format(decade, subject) for decade, subject in SUBJECTS.items()]


@pytest.fixture(autouse=True)
def foresight(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the rows be of days so far ahead that they look like none of the record."""
    monkeypatch.setattr(time, "_FORESEEN", timedelta(days=100 * 365))


def found(folder: Path, text: str | bytes, name: str = "mine.csv") -> list[tuple[int | None, str]]:
    """Check a file of visits; give line and message of each finding."""
    content = text if isinstance(text, bytes) else text.encode()
    (folder / name).write_bytes(content)
    report = cid.check(folder / name, "visits")
    return [(each.line, each.message) for each in report.findings]


def lines(*parts: str) -> str:
    return "\n".join([HEADER, *parts, ""])


def test_a_sound_file_has_no_finding(tmp_path: Path) -> None:
    assert found(tmp_path, lines(*ROWS)) == []


def test_a_comma_too_many_is_a_cell_too_many_and_shifts_nothing(tmp_path: Path) -> None:
    message = "found 9 cells; allowed: 8, as in the header"
    assert found(tmp_path, lines(*(f"{row}," for row in ROWS[:2]))) == [(2, message), (3, message)]


def test_a_short_row_is_told_with_the_cells_that_it_lacks(tmp_path: Path) -> None:
    short = ROWS[0].rpartition(",")[0]
    assert found(tmp_path, lines(short)) == [
        (2, "found 7 cells; allowed: 8, as in the header"),
        (2, "found blank; a value is required"),
    ]


@pytest.mark.parametrize("blank", ["", ",,,,,,,", "  ", '""'])
def test_blank_lines_are_passed_over(tmp_path: Path, blank: str) -> None:
    wrong = ROWS[1].replace("working", "workin")
    ((line, message),) = found(tmp_path, lines(blank, ROWS[0], blank, blank, wrong, blank))
    assert line == 6
    assert message.startswith("found 'workin'")


def test_the_line_of_a_row_is_where_it_starts(tmp_path: Path) -> None:
    long = ROWS[0].replace("A journey of doctors.", '"A journey\n\nof doctors."')
    wrong = ROWS[1].replace("working", "workin")
    assert [line for line, _ in found(tmp_path, lines(long, wrong))] == [2, 5]


def test_an_open_quote_is_named_with_its_line(tmp_path: Path) -> None:
    match = "cannot parse the file as CSV: in the row that begins on line 3, unexpected end"
    with pytest.raises(cid.CannotRunError, match=match):
        found(tmp_path, lines(ROWS[0], ROWS[1].replace("A journey", '"A journey'), *ROWS[2:]))


def test_a_column_twice_is_told_whatever_the_kind_of_file(tmp_path: Path) -> None:
    twice = f"{HEADER},date"
    message = "found the column 'date' twice"
    assert found(tmp_path, f"{twice}\n{ROWS[0]},2030\n") == [(None, message)]
    pytest.importorskip("openpyxl")
    table = [line.split(",") for line in (twice, f"{ROWS[0]},2030")]
    pd.DataFrame(table).to_excel(tmp_path / "mine.xlsx", header=False, index=False)
    (finding,) = cid.check(tmp_path / "mine.xlsx", "visits").findings
    assert finding.message == message


@pytest.mark.parametrize(("mark", "called"), [(";", "';'"), ("\t", "a tab"), ("|", "'|'")])
def test_another_mark_between_cells_is_recognised_and_told(
    tmp_path: Path, mark: str, called: str
) -> None:
    rows = [row.replace(",", mark) for row in (HEADER, ROWS[0], ROWS[1].replace("king", "kin"))]
    (first, second) = found(tmp_path, "\n".join(rows))
    message = (
        f"found {called} as the separator, and read it as such; the files of the record have ','"
    )
    assert first == (1, message)
    assert second[0] == 3
    assert found(tmp_path, "\n".join(rows[:2]).replace(mark, "\t"), "mine.tsv") == []


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (lines("Díaz").encode("latin-1"), r"byte \d+ is not UTF-8; save the file as UTF-8"),
        (lines(*ROWS).encode("utf-16"), "it is UTF-16, not UTF-8 text"),
        (lines(*ROWS, "a\0b").encode(), "found a NUL byte on line 6; save"),
        (gzip.compress(b"a", mtime=0), r"it is compressed \(gzip\), not UTF-8 text"),
        (b"PK\x03\x04rest", "it is a ZIP archive or a workbook, not UTF-8 text"),
        (b"\xd0\xcf\x11\xe0rest", "it is a workbook in an old format"),
        (b"", "it is empty"),
        (lines(*ROWS).encode() + b"x" * 300, "line 6 has more than 200 bytes"),
    ],
)
def test_what_is_no_text_is_told_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, reason: str
) -> None:
    monkeypatch.setattr(own_csv, "_LONGEST_LINE", 200)
    with pytest.raises(cid.CannotRunError, match=f"{reason}.*; allowed: UTF-8 CSV, TSV, Excel"):
        found(tmp_path, content)
    run("check", tmp_path / "mine.csv", "--as", "visits", code=2)


@pytest.mark.parametrize("chunk", [1, 2, 3, 7, 1000])
def test_a_text_is_looked_through_in_pieces_of_any_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chunk: int
) -> None:
    monkeypatch.setattr(own_csv, "_CHUNK", chunk)
    text = "\ufeff" + lines(ROWS[0].replace("A journey", "Díaz’s journey"))
    assert found(tmp_path, text.encode() + b"\n" * 3) == []
    with pytest.raises(cid.CannotRunError, match=f"byte {len(text.encode())} is not UTF-8"):
        found(tmp_path, text.encode() + b"\xff\n")
    with pytest.raises(cid.CannotRunError, match=f"byte {len(text.encode())} is not UTF-8"):
        found(tmp_path, text.encode() + "é".encode()[:1])
    with pytest.raises(cid.CannotRunError, match="NUL byte on line 3"):
        found(tmp_path, text.encode() + b"\0\n")


def test_a_million_columns_are_one_finding(tmp_path: Path) -> None:
    header = ",".join(f"c{number}" for number in range(10**6))
    with ends():
        ((line, message),) = found(tmp_path, f"{header}\n1\n")
    assert (line, message[:21]) == (None, "found 1000000 columns")


def test_a_hundred_unknown_columns_are_named_the_nearest_names_of_a_few(tmp_path: Path) -> None:
    header = ",".join([HEADER, *(f"dat{number}" for number in range(100))])
    with ends():
        messages = [message for _, message in found(tmp_path, f"{header}\n")]
    assert len(messages) == 100
    assert sum("did you mean" in message for message in messages) < 20


def test_a_file_that_knows_no_column_is_one_finding(tmp_path: Path) -> None:
    ((_, message),) = found(tmp_path, '{"a": 1}\n')
    assert message.startswith("""found '{"a": 1}'; allowed: visit_id, date""")


def workbook(folder: Path, rows: Sequence[Sequence[object]], **sheets: pd.DataFrame) -> Path:
    pytest.importorskip("openpyxl")
    file = folder / "mine.xlsx"
    with pd.ExcelWriter(file) as writer:
        pd.DataFrame(rows).to_excel(writer, sheet_name="Visits", header=False, index=False)
        for name, frame in sheets.items():
            frame.to_excel(writer, sheet_name=name)
    return file


def test_rows_of_a_workbook_have_the_numbers_that_it_shows(tmp_path: Path) -> None:
    header = list(HEADER.split(","))
    wrong = ROWS[1].replace("working", "workin").split(",")
    blank: list[object] = [None] * len(header)
    file = workbook(tmp_path, [blank, header, ROWS[0].split(","), blank, blank, wrong])
    (finding,) = cid.check(file, "visits").findings
    assert (finding.line, finding.column) == (6, "kind")


def test_the_sheet_of_the_table_is_looked_at(tmp_path: Path) -> None:
    rows: list[list[object]] = [list(HEADER.split(",")), list(ROWS[0].split(","))]
    file = workbook(tmp_path, rows, Notes=pd.DataFrame([[1]]))
    assert list(cid.check(file, "visits").findings) == []
    with pd.ExcelWriter(file) as writer:
        pd.DataFrame([[1]]).to_excel(writer, sheet_name="Notes")
        pd.DataFrame(rows).to_excel(writer, sheet_name="visits", header=False, index=False)
    assert list(cid.check(file, "visits").findings) == []


def test_where_no_sheet_is_named_as_the_table_the_first_is_looked_at_and_that_is_told(
    tmp_path: Path,
) -> None:
    rows: list[list[object]] = [["contact_id"], ["2001-05-a-call"]]
    file = workbook(tmp_path, rows, Notes=pd.DataFrame([[1]]))
    told = [each.message for each in cid.check(file, "contacts").findings if each.rule == "file"]
    message = "found 2 sheets, none of them 'contacts'; only the first is looked at, 'Visits'"
    assert told == [message]


def test_an_empty_workbook_could_not_run(tmp_path: Path) -> None:
    with pytest.raises(cid.CannotRunError, match="it is empty"):
        cid.check(workbook(tmp_path, []), "visits")


def test_a_workbook_that_unpacks_beyond_all_measure_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "mine.xlsx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", bytes(10**6))
    monkeypatch.setattr(own_frames, "_LARGEST_UNPACKED", 10**5)
    message = "it unpacks to 1,000,000 bytes, more than 100,000"
    assert message in run("check", file, "--as", "visits", code=2)


def in_frame(days: list[object]) -> pd.DataFrame:
    frame = pd.read_csv(io.StringIO(lines(*ROWS[: len(days)])))
    return frame.assign(date=pd.Series(days, dtype=object))


@pytest.mark.parametrize("make", [pd.Timestamp, lambda text: date.fromisoformat(text)])
def test_a_date_that_is_no_text_may_have_been_a_month(make: Callable[[str], object]) -> None:
    frame = in_frame([make("2030-01-01"), "2040-01", make("2050-01-01")])
    report = cid.check(frame, "visits")
    (finding,) = report.findings
    assert report.valid
    assert (finding.line, finding.column, finding.severity) == (1, "date", "warning")
    assert "found 2 cells that are dates, not texts" in finding.message
    assert "which may have been a month or a year" in finding.message


def test_a_date_of_a_workbook_may_have_been_a_month_too(tmp_path: Path) -> None:
    header: list[object] = list(HEADER.split(","))
    row: list[object] = [*ROWS[0].split(",")]
    row[1] = datetime(2030, 1, 1)
    (finding,) = cid.check(workbook(tmp_path, [header, row]), "visits").findings
    assert (finding.line, finding.severity) == (2, "warning")


def test_a_time_of_day_is_no_date() -> None:
    findings = cid.check(in_frame([pd.Timestamp("2030-01-01 13:45")]), "visits").findings
    assert "a time of day; allowed: a day" in "".join(each.message for each in findings)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1e-7, "0.0000001"),
        (np.float32(0.1), "0.1"),
        (1e22, "10000000000000000000000"),
        (Decimal("1E+3"), "1000"),
        (Decimal("0.10"), "0.10"),
        (Decimal("1E+999999999"), "1E+999999999"),
        (float("inf"), "inf"),
        (2**70, str(2**70)),
    ],
)
def test_a_number_is_written_without_an_exponent(value: object, text: str) -> None:
    assert cell_text(value) == text


@pytest.mark.parametrize("amount", [2**70, 1e22, float("inf"), "1" + "0" * 30])
def test_what_is_valid_can_be_loaded(amount: Any) -> None:
    flow = cid.load("financial_flows").iloc[:1].astype(object).assign(amount=amount)
    findings = cid.check(flow, "financial_flows").findings
    assert "amount" in [each.column for each in findings if each.severity == "error"]


@pytest.mark.parametrize("kind", ["frame", "csv", "xlsx", "parquet"])
def test_every_kind_of_file_gives_the_same_findings(tmp_path: Path, kind: str) -> None:
    frame = pd.read_csv(io.StringIO(lines(*ROWS)), dtype="string")
    columns: dict[str, Any] = {
        name: frame[name].tolist() for name in ("kind", "date", "summary", "visit_id")
    }
    columns["kind"][0], columns["date"][1] = "workin", "2030-13"
    columns["summary"][2], columns["visit_id"][3] = None, columns["visit_id"][0]
    frame = frame.assign(**columns)
    frame["mood"] = "good"
    path = tmp_path / f"mine.{kind}"
    if kind == "csv":
        frame.to_csv(path, index=False)
    elif kind == "xlsx":
        pytest.importorskip("openpyxl")
        frame.to_excel(path, index=False)
    elif kind == "parquet":
        pytest.importorskip("pyarrow", exc_type=ImportError)
        frame.to_parquet(path, index=False)
    first = 1 if kind in ("frame", "parquet") else 2
    report = cid.check(frame if kind == "frame" else path, "visits")
    places = [(each.line and each.line - first, each.rule) for each in report.findings]
    expected = [(None, "header"), (0, "code"), (1, "date"), (2, "required"), (3, "key")]
    assert [place for place in places if place in expected] == expected


@pytest.mark.parametrize("held", [0, 1, 50_000])
def test_rows_are_held_only_where_they_are_few(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: int
) -> None:
    """What is found row by row, again or in other rows of the file does not depend on it."""
    monkeypatch.setattr(own_rows, "_HELD", held)
    agreements = cid.load("agreements").iloc[:1].astype(object)
    rows = [agreements.assign(agreement_id=f"2030-01-{name}") for name in ("a", "b", "a", "c")]
    rows[1]["part_of_id"] = "2030-01-c"
    rows[3]["part_of_id"] = "2030-01-nowhere"
    pd.concat(rows).to_csv(tmp_path / "mine.csv", index=False)
    report = cid.check(tmp_path / "mine.csv", "agreements")
    errors = [(each.line, each.rule) for each in report.findings if each.severity == "error"]
    assert [place for place in errors if place[1] in ("key", "reference")] == [
        (4, "key"),
        (5, "reference"),
    ]
    is_told = any("checked one by one" in each.message for each in report.findings)
    assert is_told is (held < 4)


def rule_ids(frame: pd.DataFrame, table: cid.TableName) -> set[str]:
    return {each.rule for each in cid.check(frame, table).findings}


def test_an_address_that_the_record_has_already_is_found() -> None:
    source = cid.load("sources").dropna(subset="url").iloc[:1].astype(object)
    assert "unique" in rule_ids(source.assign(source_id="another-source"), "sources")


def test_a_row_that_is_part_of_itself_is_found() -> None:
    row = cid.load("agreements").iloc[:1].astype(object).assign(agreement_id="2030-01-a")
    assert "cycle" in rule_ids(row.assign(part_of_id="2030-01-a"), "agreements")


def test_evidence_about_no_row_or_column_is_found() -> None:
    line = cid.load("evidence").iloc[:1].astype(object)
    assert "evidence-row" in rule_ids(line.assign(row_id="no-such-row"), "evidence")
    assert "evidence-columns" in rule_ids(line.assign(columns="no_such_column"), "evidence")


def test_a_name_that_another_person_has_already_is_found() -> None:
    official = cid.load("officials").iloc[:1].astype(object)
    assert "alias" in rule_ids(official.assign(official_id="somebody-else"), "officials")


def test_a_retired_identifier_is_found() -> None:
    retired = cid.load("retired_ids")
    row = retired[retired["table_name"] == "sources"].iloc[0]
    source = cid.load("sources").iloc[:1].astype(object).assign(source_id=row["old_id"], url=None)
    assert "retired" in rule_ids(source, "sources")


def test_every_column_of_every_table_can_be_checked_in_every_kind_of_file(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", exc_type=ImportError)
    for table in TABLE_NAMES:
        frame = cid.load(table).head(30)
        frame.to_csv(tmp_path / "a.csv", index=False)
        frame.to_parquet(tmp_path / "a.parquet", index=False)
        for name in ("a.csv", "a.parquet"):
            report = cid.check(tmp_path / name, table)
            assert report.valid, (table, name, str(report))


def test_json_is_no_table(tmp_path: Path) -> None:
    (tmp_path / "mine.json").write_text('[{"visit_id": "x"}]', encoding="utf-8")
    output = run("check", tmp_path / "mine.json", "--as", "visits", code=2)
    assert "the file is JSON; allowed: UTF-8 CSV" in " ".join(output.split())
