"""What the package writes, it reads: CSV from the command line and from pandas."""

from pathlib import Path

import pytest
from command_line import piped
from small_record import edit, raw

import cubairan_data as cid
from cubairan_data.storage.names import TABLE_NAMES


@pytest.mark.parametrize("table", TABLE_NAMES)
def test_what_pandas_writes_as_csv_passes_the_check(tmp_path: Path, table: cid.TableName) -> None:
    file = tmp_path / f"{table}.csv"
    cid.load(table).to_csv(file, index=False)
    report = cid.check(file, table)
    assert report.valid, str(report)
    cid.load(table).to_csv(file)
    report = cid.check(file, table)
    assert report.valid, str(report)
    assert "an index" in str(report)


@pytest.mark.parametrize("table", TABLE_NAMES)
def test_show_as_csv_is_the_file_of_the_record(root: Path, table: cid.TableName) -> None:
    assert piped("show", table, "--format", "csv") == raw(root, table).read_text("utf-8")


@pytest.mark.parametrize("suffix", ["xlsx", "parquet"])
@pytest.mark.parametrize("index", [True, False])
def test_workbooks_and_parquet_of_pandas_pass_the_check(
    tmp_path: Path, suffix: str, index: bool
) -> None:
    pytest.importorskip("openpyxl" if suffix == "xlsx" else "pyarrow")
    for table in ("visits", "financial_flows", "visit_participants"):
        frame = cid.load(table)[lambda rows: rows.index % 2 == 0]
        frame = frame.drop(columns=[name for name in frame if name.endswith("est")])
        file = tmp_path / f"{table}.{suffix}"
        if suffix == "xlsx":
            frame.to_excel(file, index=index)
        else:
            frame.to_parquet(file, index=index)
        report = cid.check(file, table)
        assert report.valid, str(report)


def test_flags_as_a_spreadsheet_writes_them_are_read_and_formatted(package: Path) -> None:
    before = raw(package, "financial_flows").read_bytes()
    file = edit(package, "financial_flows", ",true,", ",TRUE,")
    assert cid.check(file, "financial_flows").valid
    assert not cid.validate(package, quick=True).valid
    assert cid.format(package) == ["seeds/record/financial_flows.csv"]
    assert file.read_bytes() == before
