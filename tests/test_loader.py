"""The loader: plain DataFrames with the dtypes of the contract, the same everywhere, and nothing imported in vain."""

import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from small_record import small, write

import cubairan_data as cid
from cubairan_data.contract.catalogue import MODELS
from cubairan_data.contract.cell_types import CellType

DTYPES = {
    CellType.COUNT: "Int64",
    CellType.YEAR: "Int64",
    CellType.NUMBER: "Float64",
    CellType.FLAG: "boolean",
    CellType.DAY: "datetime64[s]",
    CellType.CODE: "category",
}


@pytest.mark.parametrize("table", MODELS)
def test_dtypes_follow_the_contract(table: str) -> None:
    frame = cid.load(table)
    assert list(frame.columns) == list(MODELS[table].declared())
    for column in MODELS[table].declared().values():
        assert str(frame[column.name].dtype) == DTYPES.get(column.cell, "string"), column.name


@pytest.mark.parametrize("table", MODELS)
def test_a_code_column_knows_every_code(table: str) -> None:
    frame = cid.load(table)
    for column in MODELS[table].declared().values():
        if column.codes and not column.is_list:
            assert list(frame[column.name].cat.categories) == [code.value for code in column.codes]


@pytest.fixture
def record(tmp_path: Path) -> cid.Record:
    return cid.open(write(tmp_path, small()))


def test_the_text_na_stays_a_text_and_blanks_are_missing(record: cid.Record) -> None:
    publisher = record.load("publishers").iloc[0]
    assert publisher["name"] == "NA"
    assert publisher["note"] is pd.NA


def test_values_arrive_whole(record: cid.Record) -> None:
    flow = record.load("financial_flows").iloc[0]
    assert flow["amount"] == 20_000_000
    assert bool(flow["is_additive"]) is True
    assert flow["period_latest"] == pd.Timestamp("2001-12-31")
    assert flow["amount_low"] is pd.NA


def test_each_call_gives_a_fresh_frame() -> None:
    first = cid.load("countries")
    first.loc[:, "name"] = "changed"
    assert "changed" not in set(cid.load("countries")["name"])


def test_a_wrong_name_is_answered_with_the_right_ones_and_the_nearest() -> None:
    with pytest.raises(cid.UnknownTableError, match=r"did you mean 'visits'.*agreements"):
        cid.load("visit")  # type: ignore[arg-type]
    with pytest.raises(cid.UnknownTableError, match="agreements"):
        cid.codebook("zzz")  # type: ignore[arg-type]
    with pytest.raises(cid.UnknownTableError):
        cid.objects("Visits")  # type: ignore[arg-type]


def test_tables_counts_what_load_gives() -> None:
    listed = cid.tables().set_index("name")
    for name, frame in cid.load_all().items():
        assert tuple(listed.loc[name, ["rows", "columns"]]) == frame.shape


def test_records_are_the_rows_as_objects() -> None:
    for table in MODELS:
        objects = cid.objects(table)
        frame = cid.load(table)
        assert len(objects) == len(frame)
        key = MODELS[table].META.key[0]
        assert [getattr(thing, key) for thing in objects] == list(frame[key])


def test_the_codebook_has_a_row_for_each_column() -> None:
    book = cid.codebook("visits")
    assert list(book["column"]) == list(cid.load("visits").columns)
    assert book.set_index("column").loc["visit_id", "key"] == "primary"
    assert "took_place: " in book.set_index("column").loc["status", "codes"]


def _modules_after(code: str) -> set[str]:
    program = f"{code}; import sys; print(' '.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_importing_the_package_imports_no_library() -> None:
    assert not {"pandas", "pydantic", "frictionless", "typer"} & _modules_after(
        "import cubairan_data"
    )


def test_loading_imports_pandas_alone() -> None:
    loaded = _modules_after("import cubairan_data as cid; cid.load('visits')")
    assert "pandas" in loaded
    assert not {"pydantic", "frictionless", "typer"} & loaded


def test_public_names_are_all_there() -> None:
    for name in cid.__all__:
        assert getattr(cid, name) is not None
    assert set(cid.__all__) <= set(dir(cid))
    with pytest.raises(AttributeError):
        _ = cid.nothing  # type: ignore[attr-defined]
