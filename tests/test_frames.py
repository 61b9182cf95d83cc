"""Tables as DataFrames: the dtypes of the contract, values whole, no broken cell let through."""

from pathlib import Path

import pandas as pd
import pytest
from small_record import edit, raw, small, write

import cubairan_data as cid
from cubairan_data.contract.catalogue import MODELS
from cubairan_data.contract.cell_kinds import CellType
from cubairan_data.storage.cell_check import cell_fault, value_of
from cubairan_data.storage.dtypes import TEXT, TEXT_WITHOUT_ROWS
from cubairan_data.storage.frames import to_frame
from cubairan_data.storage.names import TABLE_NAMES
from cubairan_data.storage.raw import RawRow, RawTable
from cubairan_data.storage.schema import schemas
from cubairan_data.validation.row_layer import cell_fault as validation_fault

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
        text = TEXT if len(frame) else TEXT_WITHOUT_ROWS
        expected = DTYPES.get(column.cell, str(text))
        assert str(frame[column.name].dtype) == expected, column.name


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
    texts = set(map(str, filled.select_dtypes("string").columns))
    assert set(empty.select_dtypes("string").columns) == texts
    for name in set(filled.columns) - texts:
        assert empty[name].dtype == filled[name].dtype
    assert list(pd.concat([filled, empty]).dtypes) == list(filled.dtypes)


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
    ("visits", "kind", "official", "offical", "code: third_country_meeting, "),
    ("visits", "kind", "official", "", "code"),
    ("visits", "summary", "Talks on trade.", "", "text, as it is required"),
    ("visits", "summary", "Talks on trade.", "Talks on trade. ", "text"),
    ("visits", "sender_id", "CUB", "Cuba", "country code"),
    ("visits", "lead_official_id", "ana-lopez", "Ana López", "identifier"),
    ("visits", "date", "2001-05-07/2001-05-10", "7 May 2001", "EDTF date"),
    ("visits", "date", "2001-05-07/2001-05-10", "2001-02-30", "EDTF date"),
    ("visits", "places", "Tehran;Isfahan", "Tehran; Isfahan", "list of texts"),
    ("visits", "places", "Tehran;Isfahan", "Tehran;Tehran", "list of texts"),
    ("sources", "url", "https://example.org/visit", "example.org", "address"),
    ("sources", "language", "en", "English", "language tag"),
    ("organizations", "name", "Ministry of Trade", "=TRADE()", "text"),
    ("visits", "date_earliest", "2001-05-07", "2001-02-30", "ISO date"),
    ("visits", "date_latest", "2001-05-10", "10 May 2001", "ISO date"),
    ("visits", "date_latest", "2001-05-10", "20010510", "ISO date"),
    ("visits", "date_latest", "2001-05-10", "2001-W19-4", "ISO date"),
    ("financial_flows", "amount", "20000000", " 5", "count"),
    ("financial_flows", "amount", "20000000", "٣", "count"),
    ("financial_flows", "amount", "20000000", "007", "count"),
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
    ("indicators", "value", "60", "inf", "number"),
    ("indicators", "value", "60", "1e5", "number"),
    ("indicators", "value", "60", "9" * 400, "number"),
    ("indicators", "year", "2001", "MMI", "year"),
    ("indicators", "year", "2001", "20170215", "year"),
]


@pytest.mark.parametrize(
    ("table", "column", "cell", "broken", "allowed"),
    CELLS,
    ids=[f"{column}-{broken[:20]}" for _, column, _, broken, _ in CELLS],
)
def test_a_broken_cell_is_an_error_that_says_where_and_what_is_allowed(
    package: Path, table: cid.TableName, column: str, cell: str, broken: str, allowed: str
) -> None:
    header, first, *rest = raw(package, table).read_text("utf-8").splitlines()
    place = header.split(",").index(column)
    cells = first.split(",")
    assert cells[place] == cell
    row_id, cells[place] = cells[0], broken
    file = raw(package, table)
    file.write_text("\n".join([header, ",".join(cells), *rest, ""]), "utf-8")
    record = cid.open(package)
    with pytest.raises(cid.InvalidTableError) as error:
        record.load(table)
    message = str(error.value)
    assert f"cannot load {table}: {file.relative_to(package).as_posix()}:2: {row_id}" in message
    assert f" {column}: found {repr(broken)[:20] if broken else 'blank'}" in message
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
        ("Iran,630,630", "Iran,630", ":3: IRN: found 11 cells; allowed: 12"),
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


def test_an_unknown_code_in_a_list_is_an_error(tmp_path: Path) -> None:
    searched = {"table_name": "visits", "period": "2001", "languages": "en", "depth": "partial"}
    searched |= {"kinds_of_sources": "news_agency;blogs", "note": "All dispatches of the year."}
    package = write(tmp_path, small() | {"coverage": [searched]})
    match = r"kinds_of_sources: found 'news_agency;blogs'; allowed: list of codes: government"
    with pytest.raises(cid.InvalidTableError, match=match):
        cid.open(package).load("coverage")


def test_a_key_that_is_repeated_is_an_error(package: Path) -> None:
    edit(package, "countries", "IRN,IR,Iran", "CUB,IR,Iran")
    match = r"countries\.csv:3: CUB country_id: found 'CUB' again; it is on line 2 already"
    with pytest.raises(cid.InvalidTableError, match=match):
        cid.open(package).load("countries")


# A cell of every type, right and wrong in every way that types can be.
TEXTS = ["0", "-0", "7", "-7", "007", "+7", "7.5", "7.", ".5", "1e3", "1_000", "1,000", "nan"]
TEXTS += ["inf", "٧", "1٧", " 7", "7 ", "7\n", "9" * 400, "9" * 5000, *map(str, (2**63, 2**63 - 1))]
TEXTS += [*map(str, (-(2**63), -(2**63) - 1)), "2001", "9999", "20170215", "2٠٠1", "198X", "2001~"]
TEXTS += ["2001-02", "2001-02-28", "2001-02-30", "20010228", "2001-W09-3", "0000-01-01", "2001/.."]
TEXTS += [
    "../..",
    "2001/2000",
    "true",
    "True",
    "1",
    "x" * 5001,
    "=1",
    "@a",
    "a\tb",
    "a\u200bb",
    "É",
]
TEXTS += ["E\u0301", "CUB", "cub", "a-b", "a--b", "a_b", "a/b", "A;B", "a;a", "a; b", ";a", "a;;b"]
TEXTS += ["https://a.org", "https://a b", "ftp://a.org", "en", "pt-BR", "en;es", "en;en", "English"]
TEXTS += ["one,two", "one, two", "a b c d e f g", "date;places", "official", "news_agency"]
TEXTS += ["news_agency;government", "news_agency;news_agency", "trade;sugar", "visits", " ", ";"]


@pytest.mark.parametrize("table", TABLE_NAMES)
def test_loading_reads_exactly_the_cells_that_validation_accepts(table: cid.TableName) -> None:
    for field in schemas()[table].fields.values():
        for text in TEXTS:
            refused = validation_fault(MODELS[table], field.name, text)
            assert bool(refused) == bool(cell_fault(field, text)), (field.name, text, refused)
            if refused:
                with pytest.raises(ValueError, match="found"):
                    value_of(field, text)
            else:
                value_of(field, text)


# The ends of what a column may hold, by the type of its cells.
LIMITS: dict[str, list[str]] = {
    CellType.COUNT: ["0", "-1", str(2**63 - 1), str(-(2**63))],
    CellType.YEAR: ["1000", "9999"],
    CellType.NUMBER: ["0", "-0.5", "0." + "0" * 400 + "1", "9" * 308, "-" + "9" * 308, "0.1"],
    CellType.DAY: ["0001-01-01", "0400-02-29", "1677-09-20", "2262-04-12", "9999-12-31"],
    CellType.FLAG: ["true", "false"],
    CellType.TEXT: ["a", "a" * 5000],
}


@pytest.mark.parametrize("table", TABLE_NAMES)
def test_whatever_a_column_accepts_at_its_limits_becomes_a_value_of_its_dtype(
    table: cid.TableName,
) -> None:
    schema = schemas()[table]
    for field in schema.fields.values():
        texts = [*TEXTS, *LIMITS.get(field.cell, ()), *field.codes]
        accepted = [text for text in texts if not validation_fault(MODELS[table], field.name, text)]
        if field.cell in (CellType.DAY, CellType.FLAG, CellType.TEXT):
            assert set(LIMITS[field.cell]) <= set(accepted)
        rows = [RawRow(line, text, {field.name: text}) for line, text in enumerate(accepted, 2)]
        frame = to_frame(RawTable(schema, "file", Path("file"), rows=rows))
        assert frame[field.name].notna().all()
        if field.cell in (CellType.COUNT, CellType.YEAR):
            assert list(map(int, frame[field.name])) == list(map(int, accepted))
        if field.cell == CellType.DAY:
            assert frame[field.name].dt.year.tolist() == [int(day[:4]) for day in accepted]
