"""The row layer and frictionless give the same verdict on whatever Table Schema can say.

Every column of every table is given good and bad cells of its type, all at once, and both layers
are asked which they refuse. What only our own layer knows (the calendar, invisible characters,
trimmed text, lists without repetition) is not in the cells.
"""

from pathlib import Path

import pytest
from small_record import small, write

from cubairan_data.contract.catalogue import MODELS
from cubairan_data.contract.cell_kinds import CellType
from cubairan_data.contract.columns import Column
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.raw import RawRow
from cubairan_data.validation.contract_layer import check_contract
from cubairan_data.validation.row_layer import cell_fault

CELLS: dict[CellType, list[str]] = {
    CellType.IDENTIFIER: ["a", "a-b", "a--b", "-a", "A", "á", "a b", "2001-05-x", "a_b", "a\u0430"],
    CellType.ROW_IDENTIFIER: ["a/b", "a-b", "a/", "/a", "un_votes/1990", "A/b"],
    CellType.COUNTRY: ["CUB", "cub", "CU", "CUBA", "ÇUB"],
    CellType.EDTF: [
        *("2001", "198X", "2001~", "2001/..", "2001-13", "2001-02-31", "../.."),
        *("01/02/2003", "2001-1", "9999", "2001-05-07T10", "2٠٠1"),
    ],
    CellType.DAY: ["2001-02-28", "2001-02-30", "2001-2-3", "28/02/2001", "2001", "2001-02"],
    CellType.YEAR: ["1995", "95", "1995.0", "MCM", "-1995"],
    CellType.COUNT: [
        *("0", "10", "-3", "1.5", "1,000", "1e3", "ten"),
        *(str(2**63 - 1), str(2**63), str(-(2**63)), str(-(2**63) - 1)),
    ],
    CellType.NUMBER: ["0", "1.5", "-3", "1,5", "ten"],
    CellType.FLAG: ["true", "false", "maybe", "wahr"],
    CellType.URL: ["https://a.org/x", "http://a.org", "a.org", "ftp://a.org", "https://a b"],
    CellType.LANGUAGE: ["es", "fa", "pt-BR", "Spanish", "e", "ES"],
    CellType.LOCATOR: [
        *("one", "one,two", "one,two,three", "one, two"),
        *("a b c d e f g", "a b c d e f,g"),
    ],
    CellType.TEXT_LIST: ["a", "a;b", "a; b", ";a", "a;", "a;;b"],
    CellType.LANGUAGE_LIST: ["en", "en;es", "en;Spanish", "en;"],
    CellType.COLUMN_NAME: ["date", "date_earliest", "Date", "date;places", "3"],
    CellType.NAME_LIST: ["date", "date;places", "Date", "date;", "date;3"],
}
# Where ours may be the stricter one: Table Schema knows no calendar in a text, and is laxer about
# how a day or a number is written.
ONLY_OURS = {
    (CellType.DAY, "2001-2-3"),
    (CellType.EDTF, "2001-02-31"),
    (CellType.EDTF, "../.."),
    (CellType.YEAR, "-1995"),
    (CellType.COUNT, "1e3"),
}


def cells_for(column: Column) -> list[str]:
    if column.codes:
        codes = [code.value for code in column.codes][:3]
        bad = ["nothing", codes[0].title() + "x", codes[0] + " "]
        if column.is_list:
            return [*codes, ";".join(codes[:2]), f"{codes[0]};nothing", f"{codes[0]};", *bad]
        return [*codes, *bad]
    return CELLS.get(column.cell, ["some text"])


@pytest.mark.slow
@pytest.mark.parametrize("table", MODELS)
def test_both_layers_refuse_the_same_cells(tmp_path: Path, table: str) -> None:
    contract = MODELS[table]
    base = {
        column.name: cells_for(column)[0]
        for column in contract.declared().values()
        if column.required
    }
    rows, placed = [], {}
    for column in contract.declared().values():
        for cell in ["", *cells_for(column)]:
            rows.append({**base, column.name: cell})
            placed[len(rows) + 1] = (column, cell)
    record = small() | {table: rows}
    folder = write(tmp_path, record, unsorted=table, fill=False)
    data = Tables(folder)
    data[table].rows = [RawRow(line, str(line), {}) for line in placed]
    refused = {
        (finding.line, finding.column)
        for finding in check_contract(data)
        if finding.table == table
        and finding.rule in ("schema/constraint-error", "schema/type-error")
    }
    assert len(placed) > len(contract.declared())
    for line, (column, cell) in placed.items():
        ours = (
            column.required if cell == "" else cell_fault(contract, column.name, cell) is not None
        )
        theirs = (line, column.name) in refused
        if (column.cell, cell) in ONLY_OURS:
            assert ours or not theirs, (column.name, cell)
        else:
            assert ours == theirs, (
                f"{column.name} {cell!r}: row layer {ours}, frictionless {theirs}"
            )
