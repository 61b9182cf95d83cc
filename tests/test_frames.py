"""Tables as DataFrames: the dtypes of the contract, values whole, no broken cell let through."""

from pathlib import Path

import pandas as pd
import pytest
from small_record import edit, raw

import cubairan_data as cid
from cubairan_data.contract.catalogue import MODELS
from cubairan_data.contract.cell_types import CellType
from cubairan_data.storage.frames import value_of
from cubairan_data.storage.names import TABLE_NAMES
from cubairan_data.storage.schema import schemas
from cubairan_data.validation.row_layer import cell_fault

DTYPES = {
    CellType.COUNT: "Int64",
    CellType.YEAR: "Int64",
    CellType.NUMBER: "Float64",
    CellType.FLAG: "boolean",
    CellType.DAY: "datetime64[s]",
    CellType.CODE: "category",
}


@pytest.mark.parametrize("table", TABLE_NAMES)
def test_dtypes_follow_the_contract(table: cid.TableName) -> None:
    frame = cid.load(table)
    assert list(frame.columns) == list(MODELS[table].declared())
    for column in MODELS[table].declared().values():
        assert str(frame[column.name].dtype) == DTYPES.get(column.cell, "string"), column.name


@pytest.mark.parametrize("table", TABLE_NAMES)
def test_a_code_column_knows_every_code(table: cid.TableName) -> None:
    frame = cid.load(table)
    for column in MODELS[table].declared().values():
        if column.codes and not column.is_list:
            assert list(frame[column.name].cat.categories) == [code.value for code in column.codes]


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


def test_a_table_without_rows_has_the_same_dtypes(record: cid.Record) -> None:
    empty, filled = record.load("agreements"), cid.load("agreements")
    assert len(empty) == 0
    assert list(empty.dtypes) == list(filled.dtypes)


def test_each_call_gives_a_fresh_frame() -> None:
    first = cid.load("countries")
    first.loc[:, "name"] = "changed"
    first.attrs["table"] = "changed"
    again = cid.load("countries")
    assert "changed" not in set(again["name"])
    assert again.attrs["table"] == "countries"


def test_amounts_up_to_64_bits_are_exact(package: Path) -> None:
    edit(package, "financial_flows", ",20000000,", f",{2**63 - 1},")
    assert cid.open(package).load("financial_flows")["amount"].iloc[0] == 2**63 - 1


# The column, a cell of the small record, what it is changed to, and what the message allows.
CELLS: list[tuple[cid.TableName, str, str, str, str]] = [
    ("visits", "kind", "official", "offical", "code"),
    ("visits", "date_earliest", "2001-05-07", "2001-02-30", "ISO date"),
    ("visits", "date_latest", "2001-05-10", "10 May 2001", "ISO date"),
    ("visits", "date_latest", "2001-05-10", "20010510", "ISO date"),
    ("financial_flows", "amount", "20000000", str(2**63), "count"),
    ("financial_flows", "amount", "20000000", "9" * 5000, "count"),
    ("financial_flows", "amount", "20000000", "20 million", "count"),
    ("financial_flows", "amount", "20000000", "20_000_000", "count"),
    ("financial_flows", "amount", "20000000", "2e7", "count"),
    ("financial_flows", "is_additive", "true", "yes", "true or false"),
    ("financial_flows", "is_additive", "true", "True", "true or false"),
    ("indicators", "value", "60", "sixty", "number"),
    ("indicators", "value", "60", "nan", "number"),
    ("indicators", "value", "60", "1_0", "number"),
    ("indicators", "year", "2001", "MMI", "year"),
]


@pytest.mark.parametrize(
    ("table", "column", "cell", "broken", "allowed"),
    CELLS,
    ids=[f"{column}-{broken[:20]}" for _, column, _, broken, _ in CELLS],
)
def test_a_broken_cell_is_an_error_that_says_where_and_what_is_allowed(
    package: Path, table: cid.TableName, column: str, cell: str, broken: str, allowed: str
) -> None:
    file = edit(package, table, f",{cell},", f",{broken},")
    record = cid.open(package)
    row_id = file.read_text("utf-8").splitlines()[1].split(",")[0]
    with pytest.raises(cid.InvalidTableError) as error:
        record.load(table)
    message = str(error.value)
    assert f"cannot load {table}: {file.relative_to(package).as_posix()}:2: {row_id}" in message
    assert f" {column}: found '{broken[:20]}" in message
    assert f"allowed: {allowed}" in message
    assert len(message) < 3000
    assert len(record.load("countries")) == 2


def test_the_line_of_a_broken_cell_is_found_behind_blank_ones(package: Path) -> None:
    edit(package, "countries", "CUB,CU,Cuba,40,40", "CUB,CU,Cuba,40,")
    edit(package, "countries", "IRN,IR,Iran,630,630", "IRN,IR,Iran,630,x")
    with pytest.raises(cid.InvalidTableError, match=r"countries\.csv:3: IRN gw_code: found 'x'"):
        cid.open(package).load("countries")


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("country_id,", "id,", "header"),
        ("alpha2,name", "name,alpha2", "header"),
        ("Iran,630,630", "Iran,630", ":3: IRN: found 4 cells; allowed: 5"),
        ("Iran", '"Iran', ":3: cannot parse the rest of the file"),
    ],
)
def test_a_broken_file_is_an_error_that_says_where(
    package: Path, old: str, new: str, part: str
) -> None:
    edit(package, "countries", old, new)
    with pytest.raises(cid.InvalidTableError, match=r"seeds/actors/countries\.csv") as error:
        cid.open(package).load("countries")
    assert part in str(error.value)


def test_a_file_that_is_not_there_is_an_error(package: Path) -> None:
    raw(package, "countries").unlink()
    with pytest.raises(cid.InvalidTableError, match=r"countries\.csv: cannot read the file"):
        cid.open(package).load("countries")


def test_a_byte_order_mark_does_no_harm(package: Path) -> None:
    file = raw(package, "countries")
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert list(cid.open(package).load("countries")["country_id"]) == ["CUB", "IRN"]


def test_a_file_that_is_not_utf_8_is_an_error(package: Path) -> None:
    file = raw(package, "countries")
    file.write_bytes(file.read_bytes().replace(b"Cuba", b"Cub\xe1"))
    with pytest.raises(cid.InvalidTableError, match="not UTF-8"):
        cid.open(package).load("countries")


TEXTS = ["0", "-0", "7", "-7", "007", "+7", "7.5", "7.", ".5", "1e3", "1_000", "1,000", "nan"]
TEXTS += ["inf", "٧", " 7", "2001-02-28", "2001-02-30", "20010228", "2001-W09-3", "true", "True"]


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("financial_flows", "amount"),
        ("financial_flows", "is_additive"),
        ("indicators", "value"),
        ("visits", "date_earliest"),
    ],
)
def test_loading_reads_exactly_the_forms_that_validation_accepts(
    table: cid.TableName, column: str
) -> None:
    field, model = schemas()[table].fields[column], MODELS[table]
    for text in TEXTS:
        if cell_fault(model, column, text):
            with pytest.raises((ValueError, KeyError)):
                value_of(field, text)
        else:
            value_of(field, text)
