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


@pytest.mark.parametrize("table", TABLE_NAMES)
def test_show_as_csv_is_the_file_of_the_record(root: Path, table: cid.TableName) -> None:
    assert piped("show", table, "--format", "csv") == raw(root, table).read_text("utf-8")


def test_flags_as_a_spreadsheet_writes_them_are_read_and_formatted(package: Path) -> None:
    before = raw(package, "financial_flows").read_bytes()
    file = edit(package, "financial_flows", ",true,", ",TRUE,")
    assert cid.check(file, "financial_flows").valid
    assert not cid.validate(package, quick=True).valid
    assert cid.format(package) == ["seeds/record/financial_flows.csv"]
    assert file.read_bytes() == before
