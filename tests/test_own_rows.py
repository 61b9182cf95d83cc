"""Checking rows of one's own, and comparing two versions of the record."""

import json
from pathlib import Path

import pandas as pd
import pytest
from small_record import Rows, evidence_for, small, write
from typer.testing import CliRunner

import cubairan_data as cid
from cubairan_data.cli.main import app
from cubairan_data.contract.catalogue import MODELS


@pytest.mark.parametrize("table", MODELS)
def test_every_table_of_the_record_passes_as_a_frame(table: str) -> None:
    assert cid.check(cid.load(table), table).valid


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
def test_a_fault_is_told_with_its_column_and_what_is_right(
    changes: dict[str, object], column: str, part: str
) -> None:
    found = [
        finding
        for finding in cid.check(own(**changes), "visits").findings
        if finding.column == column
    ]
    assert found
    assert part in found[0].message


def test_a_column_that_is_needed_and_missing_is_told() -> None:
    found = cid.check(own().drop(columns="summary"), "visits").findings
    assert any(finding.rule == "header" and finding.column == "summary" for finding in found)


def test_a_key_used_twice_is_told() -> None:
    twice = pd.concat([own(), own()])
    (finding,) = cid.check(twice, "visits").findings
    assert (finding.rule, finding.line) == ("key", 2)


@pytest.mark.parametrize("suffix", [".csv", ".tsv"])
def test_files_are_read_by_their_kind(tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"mine{suffix}"
    own(kind="workin").to_csv(file, index=False, sep="\t" if suffix == ".tsv" else ",")
    (finding,) = cid.check(file, "visits").findings
    assert (finding.line, finding.column, finding.file) == (2, "kind", str(file))
    result = CliRunner().invoke(app, ["check", str(file), "--as", "visits"])
    assert result.exit_code == 1
    assert "workin" in result.output


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


@pytest.mark.parametrize("name", ["mine.xlsx", "mine.parquet"])
def test_what_only_calls_itself_excel_or_parquet_could_not_run(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("visit_id,date\n", encoding="utf-8")
    result = CliRunner().invoke(app, ["check", str(tmp_path / name), "--as", "visits"])
    assert result.exit_code == 2, result.output


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00a", b'a,b\n"1,2\n'])
def test_an_unreadable_file_could_not_run(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "mine.csv"
    file.write_bytes(content)
    assert CliRunner().invoke(app, ["check", str(file), "--as", "visits"]).exit_code == 2
    assert (
        CliRunner().invoke(app, ["check", str(tmp_path / "none.csv"), "--as", "visits"]).exit_code
        == 2
    )


def version(folder: Path, text: str) -> Path:
    file = folder / "datapackage.json"
    file.write_text(
        json.dumps(json.loads(file.read_text("utf-8")) | {"version": text}), encoding="utf-8"
    )
    return folder


def two(tmp_path: Path, rows: Rows, old: str, new: str) -> tuple[Path, Path]:
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
    return version(write(tmp_path / "old", small()), old), version(
        write(tmp_path / "new", rows), new
    )


def with_another_country() -> Rows:
    rows = small()
    rows["countries"].append({"country_id": "USA", "alpha2": "US", "name": "United States"})
    return rows


def with_a_changed_name() -> Rows:
    rows = small()
    rows["officials"][0]["name"] = "Ana María López"
    return rows


def without_the_flow() -> Rows:
    rows = small()
    line = evidence_for("financial_flows", rows["financial_flows"].pop())
    rows["evidence"] = [other for other in rows["evidence"] if other["row_id"] != line["row_id"]]
    return rows


def test_the_same_folder_has_no_changes(tmp_path: Path) -> None:
    old, new = two(tmp_path, small(), "1.0.0", "1.0.0")
    comparison = cid.diff(old, new)
    assert (comparison.tables, comparison.breaches) == ([], [])


def test_changed_cells_are_told_old_and_new(tmp_path: Path) -> None:
    comparison = cid.diff(*two(tmp_path, with_a_changed_name(), "1.0.0", "1.0.1"))
    (change,) = comparison.tables
    assert change.changed == {"ana-lopez": {"name": ("Ana López", "Ana María López")}}
    assert comparison.breaches == []
    assert "officials: ana-lopez name: 'Ana López' -> 'Ana María López'" in str(comparison)
    assert json.loads(comparison.to_json())["tables"][0]["table"] == "officials"
    assert "- `officials`: 0 added, 0 removed, 1 changed" in comparison.to_markdown()


def test_a_vanished_identifier_is_a_breach_unless_retired(tmp_path: Path) -> None:
    assert (
        "'2001-credit' vanished"
        in cid.diff(*two(tmp_path, without_the_flow(), "1.0.0", "1.1.0")).breaches[0]
    )
    retired = without_the_flow()
    retired["retired_ids"] = [
        {
            "table": "financial_flows",
            "old_id": "2001-credit",
            "version": "1.1.0",
            "reason": "Told of by nobody.",
        }
    ]
    (tmp_path / "again").mkdir()
    assert cid.diff(*two(tmp_path / "again", retired, "1.0.0", "1.1.0")).breaches == []


@pytest.mark.parametrize(
    ("new", "breach"), [("1.0.1", "needs a MINOR"), ("1.0.0", "does not rise"), ("1.1.0", None)]
)
def test_added_rows_need_a_minor_version(tmp_path: Path, new: str, breach: str | None) -> None:
    breaches = cid.diff(*two(tmp_path, with_another_country(), "1.0.0", new)).breaches
    assert (breaches == []) if breach is None else breach in breaches[0]


def test_the_exit_code_tells_a_breach(tmp_path: Path) -> None:
    old, new = two(tmp_path, without_the_flow(), "1.0.0", "1.1.0")
    assert CliRunner().invoke(app, ["diff", str(old), str(new)]).exit_code == 1
    assert CliRunner().invoke(app, ["diff", str(old), str(old)]).exit_code == 0
    assert CliRunner().invoke(app, ["diff", "installed", "installed"]).exit_code == 0
    assert CliRunner().invoke(app, ["diff", "installed", str(old)]).exit_code == 0
    assert CliRunner().invoke(app, ["diff", str(old), str(tmp_path)]).exit_code == 2
