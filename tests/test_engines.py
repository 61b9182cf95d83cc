"""One verdict, whatever the engine: rows and DuckDB on faults of every kind, in every source."""

import csv
import random
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nasty import PIECES
from test_layers_agree import CELLS
from valid_rows import VALID, full

import cubairan_data as cid
from cubairan_data.contract.catalogue import MODELS
from cubairan_data.contract.cell_kinds import CellType
from cubairan_data.contract.columns import Column
from cubairan_data.storage.finding import Report
from cubairan_data.storage.locate import installed_root
from cubairan_data.storage.names import TABLE_NAMES
from cubairan_data.storage.raw import read_table
from cubairan_data.storage.schema import schemas

pytest.importorskip("ibis", reason="the extra scale is not installed")
pytest.importorskip("duckdb", reason="the extra scale is not installed")

Row = dict[str, str]
TEXTS = [
    *("Havana", " Havana", "Havana ", "a  b", "=1", "'=1", "-", "...", "n/a", "NaN", "tbd", "xxx"),
    *(
        "unknown",
        "Unknown.",
        "a&amp;b",
        "a & b",
        "AT&T",
        "<b>x</b>",
        "x < y",
        "1 <2",
        "Díaz",
        "Díaz",
    ),
    *(
        "\ufeffx",
        "x\u200by",
        "می‌شود",
        "x\u200cy",
        "می\u200c",
        "Москва",
        "Cuba\u0430",
        "ελλ",
        "北京",
    ),
    *(
        "a\u00a0b",
        "a\tb",
        "a\u2028b",
        "…",
        "«x».",
        "€",
        "x" * 5000,
        "x" * 5001,
        "ſenor",
        "Kelvin",
        "ﬁ",
    ),
    *("lorem ipsum dolor", "A page read.", "It was told.", "Undated", "No end", "An end…", "(x.)"),
    *("a;b", "a;a", "a; b", ";a", "a;", "a;;b", "a;=b", "n/a;b", "Tehran;Qom", "تهران;قم", "a ;b"),
    *(
        "\x1f",
        "a/b",
        " / ",
        "a,b",
        'say "no"',
        "'x'",
        "true",
        "TRUE",
        "True",
        "0",
        "-0",
        "00",
        "1e5",
    ),
]
DATES = [
    *("2001-02-29", "2000-02-29", "1900-02-29", "2001-04-31", "2001-12-31~", "2001-13", "2001-00"),
    *("0999-01-01", "3000", "2001/2001", "2001/2000", "2001~/2001", "2001-05/2001-05-03"),
    *("2001-05-03/2001-05", "198X/1985", "1985/198X", "198X/198X", "../2001", "2001/..", "../.."),
    *("2001%/2001-03", "2001-03/2001?", "2001-05-07/2001-05-07", "2001-06-01/2001-05-31", "2001//"),
    *("2001-1-1", "2001-01-01 ", "2001-01-01T00", "..", "/", "20010101", "2001-02-30/2001-03-01"),
]
URLS = [
    *("https://granma.cu", "https://granma.cu/a?b=c#d", "https://localhost/x", "https://a.local"),
    *("https://u:p@granma.cu", "https://granma.cu:80/x", "https://granma.cu:x/", "http://1.2.3.4/"),
    *(
        "https://granma.cu/é",
        "https://granma.cu/{x}",
        "https://GRANMA.cu",
        "https://-a.cu",
        "https://a",
    ),
    *(
        "https://granma.cu/" + "x" * 2000,
        "https://xn--mgbaam7a8h.xn--p1ai/",
        "https://a.test.invalid/",
    ),
    *("https://granma.cu/[x]", "https://granma.cu?x", "https://granma.cu#x", "https://[::1]/"),
]
NUMBERS = [
    "9" * 18,
    "9" * 19,
    "-" + "9" * 18,
    "1." + "0" * 299,
    "1" * 301,
    "1" * 400,
    "007",
    "1_000",
]
OF_TYPE = {
    CellType.EDTF: DATES,
    CellType.DAY: [*DATES, "0000-01-01", "0001-01-01", "9999-12-31"],
    CellType.URL: URLS,
    CellType.COUNT: NUMBERS,
    CellType.NUMBER: NUMBERS,
    CellType.LOCATOR: [
        "می‌شود x",
        "a\u00a0b",
        "one two,three four five",
        "a" * 70,
        "the end,the end",
    ],
}


def verdict(report: Report) -> list[tuple[Any, ...]]:
    return sorted(
        (f.file, f.line or 0, f.row_id or "", f.column or "", f.rule, f.message, f.severity)
        for f in report.findings
    )


def same(rows: Any, table: cid.TableName, **options: Any) -> Report:
    """Check with both engines, and hold them to one verdict."""
    by_rows = cid.check(rows, table, engine="rows", **options)
    by_duckdb = cid.check(rows, table, engine="duckdb", **options)
    assert verdict(by_duckdb) == verdict(by_rows)
    assert by_duckdb.counts == by_rows.counts
    return by_duckdb


def written(file: Path, table: str, rows: Iterable[Row], without: Sequence[str] = ()) -> Path:
    header = [name for name in schemas()[table].fields if name not in without]
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, header, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return file


def of_record(table: str) -> list[Row]:
    schema = schemas()[table]
    rows = read_table(schema, installed_root() / schema.path, schema.path).rows
    return [dict(row.cells) for row in rows]


def cells_for(column: Column) -> list[str]:
    codes = [code.value for code in column.codes or ()]
    of_codes = [
        *codes,
        ";".join(codes[:2]),
        ";".join(codes[:1] * 2),
        *(c.upper() for c in codes[:1]),
    ]
    return ["", *of_codes, *CELLS.get(column.cell, ()), *OF_TYPE.get(column.cell, ()), *TEXTS]


def base(table: str) -> Row:
    return full(table) if table in VALID else of_record(table)[0]


def numbered(table: str, row: Row, number: int) -> Row:
    """Give a row a key of its own, where its key is one free identifier."""
    (first, *rest) = MODELS[table].META.key
    if rest or MODELS[table].declared()[first].cell is not CellType.IDENTIFIER:
        return row
    return {**row, first: f"{row[first]}-n{number}"}


@pytest.mark.slow
@pytest.mark.parametrize("table", TABLE_NAMES)
def test_the_record_passes(root: Path, table: cid.TableName) -> None:
    (file,) = root.glob(f"seeds/*/{table}.csv")
    assert same(file, table).valid
    assert same(cid.load(table), table).valid


@pytest.mark.parametrize("table", TABLE_NAMES)
def test_every_cell_of_every_column_has_one_verdict(tmp_path: Path, table: cid.TableName) -> None:
    columns = MODELS[table].declared().values()
    rows = [
        {**numbered(table, base(table), number), column.name: cell}
        for number, (column, cell) in enumerate((c, cell) for c in columns for cell in cells_for(c))
    ]
    report = same(written(tmp_path / "mine.csv", table, rows), table)
    refused = {(finding.line, finding.column) for finding in report.findings}
    assert len(refused) > len(columns)


@pytest.mark.parametrize("table", TABLE_NAMES)
def test_faults_that_meet_in_a_row_have_one_verdict(tmp_path: Path, table: cid.TableName) -> None:
    chance = random.Random(table)
    columns = list(MODELS[table].declared().values())
    rows = []
    for number, row in enumerate(of_record(table)[:150]):
        changed = numbered(table, row, number) if number % 3 else row
        for column in chance.sample(columns, min(len(columns), number % 4)):
            changed = {**changed, column.name: chance.choice(cells_for(column))}
        rows.append(changed)
    same(written(tmp_path / "mine.csv", table, [*rows, *rows[:9]]), table)
    derived = [name for name, _ in MODELS[table].bound_columns()]
    same(written(tmp_path / "bare.csv", table, rows, derived), table)


TEXT = st.lists(
    st.sampled_from([*PIECES, *TEXTS[:20], ";", "/", "-", "2001"]) | st.text(max_size=4), max_size=5
)


@settings(
    max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data(), table=st.sampled_from(TABLE_NAMES))
def test_any_cell_has_one_verdict(
    tmp_path: Path, data: st.DataObject, table: cid.TableName
) -> None:
    columns = list(MODELS[table].declared().values())
    texts = data.draw(st.lists(TEXT.map("".join), min_size=20, max_size=60))
    rows = []
    for number, text in enumerate(texts):
        column = columns[number % len(columns)]
        cell = text.replace("\0", "").encode(errors="ignore").decode()
        rows.append({**numbered(table, base(table), number), column.name: cell})
    same(written(tmp_path / "mine.csv", table, rows), table)
