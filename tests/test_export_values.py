"""Values that a form could spoil, written in each form and read back by another program."""

import csv
import json
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from small_record import small, write

import cubairan_data as cid
from cubairan_data import dataset
from cubairan_data.exports.contents import Contents
from cubairan_data.storage.schema import schemas

TEXTS = [
    "NA",
    "“Talks”, 'trade'; \"oil\" \\ 50% & <more>",
    "a - b = c + d @ e | f",
    "TRUE but 2001-05",
    "گفت‌وگو دربارهٔ تجارت، ۱۴۰۲",
    "Ñandú año — ﷼ 🇮🇷 talks",
    "x" * 5000,
    "é" * 2046,
]
DAYS = ["1500-01-02", "1899-12-31", "1900-02-28", "1900-03-01", "1969-12-31", "2262-04-12", "2300"]
AMOUNTS = ["0", "1", "9007199254740992", "600000000000", "3", "4", "5"]
VALUES = ["0.1", "-0.5", "123456789.125", "0.000001", "3", "100", "7"]
FLAGS = ["true", "false", "true", "false", "true", "false", "true"]


def visit(number: int, text: str) -> dict[str, str]:
    (row,) = small()["visits"]
    day = DAYS[number] if number < len(DAYS) else ""
    plain = {name: cell for name, cell in row.items() if name not in ("places", "date")}
    odd = {"visit_id": f"visit-{number}", "summary": text, **({"date": day} if day else {})}
    return plain | odd


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> cid.Record:
    rows = small()
    rows["visits"] = [visit(number, text) for number, text in enumerate(TEXTS)]
    for part in rows["visit_participants"]:
        part["visit_id"] = "visit-0"
    (flow,) = rows["financial_flows"]
    rows["financial_flows"] = [
        {
            **flow,
            "flow_id": f"flow-{number}",
            "amount": amount,
            "is_additive": flag,
            **({"additive_reason": "aggregate"} if flag == "false" else {}),
        }
        for number, (amount, flag) in enumerate(zip(AMOUNTS, FLAGS, strict=True))
    ]
    (indicator,) = rows["indicators"]
    rows["indicators"] = [
        {**indicator, "year": str(2000 + number), "value": value}
        for number, value in enumerate(VALUES)
    ]
    rows["officials"][0]["other_names"] = ";".join(f"{number} {'y' * 3000}" for number in range(9))
    rows["officials"][1]["name_original"] = "رضا امینی"
    return cid.open(write(tmp_path_factory.mktemp("odd") / "record", rows))


def expected(record: cid.Record, table: str) -> list[dict[str, Any]]:
    """The cells of a table, numbers as floats, flags as 0 or 1, without blanks."""
    fields = schemas()[table].fields
    return [
        {name: comparable(fields[name].type, text) for name, text in row.cells.items()}
        for row in record._tables.sound(table).rows
    ]


def comparable(kind: str, value: Any) -> Any:
    if pd.isna(value) or value == "":
        return None
    if kind == "boolean":
        return {"true": 1, "false": 0}.get(value, value)
    if kind in ("number", "integer", "year"):
        return float(value)
    return str(value)[:10] if kind == "date" else str(value)


def of_rows(table: str, header: list[str], rows: Any) -> list[dict[str, Any]]:
    fields = schemas()[table].fields
    read = [
        {
            name: comparable(fields[name].type, value)
            for name, value in zip(header, row, strict=True)
        }
        for row in rows
    ]
    return [{name: value for name, value in row.items() if value is not None} for row in read]


def of_frame(table: str, frame: pd.DataFrame) -> list[dict[str, Any]]:
    return of_rows(table, list(frame.columns), frame.astype(object).itertuples(index=False))


def by_sqlite(file: Path, table: str) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(file)) as database:
        cursor = database.execute(f'SELECT * FROM "{table}"')
        return of_rows(table, [column[0] for column in cursor.description], cursor)


def by_duckdb(file: Path, table: str) -> list[dict[str, Any]]:
    duckdb = pytest.importorskip("duckdb")
    with duckdb.connect(file) as database:
        cursor = database.execute(f'SELECT * FROM "{table}"')
        return of_rows(table, [column[0] for column in cursor.description], cursor.fetchall())


def by_openpyxl(file: Path, table: str) -> list[dict[str, Any]]:
    sheet = pytest.importorskip("openpyxl").load_workbook(file)[table]
    header, *rows = sheet.iter_rows(values_only=True)
    return of_rows(table, header, rows)


def by_pyarrow(folder: Path, table: str) -> list[dict[str, Any]]:
    parquet = pytest.importorskip("pyarrow.parquet")
    return of_frame(table, parquet.read_table(folder / f"{table}.parquet").to_pandas())


def by_pandas(folder: Path, table: str) -> list[dict[str, Any]]:
    return of_frame(table, pd.read_stata(folder / f"{table}.dta"))


def by_pyreadstat(folder: Path, table: str) -> list[dict[str, Any]]:
    pyreadstat = pytest.importorskip("pyreadstat")
    file = folder / f"{table}.sav"
    return of_frame(table, pyreadstat.read_sav(file, apply_value_formats=True)[0])


def by_csv(folder: Path, table: str) -> list[dict[str, Any]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        header, *rows = csv.reader(stream)
    return of_rows(table, header, rows)


READERS: dict[str, tuple[str, Callable[[Path, str], list[dict[str, Any]]]]] = {
    ".sqlite": ("sqlite3", by_sqlite),
    ".duckdb": ("duckdb", by_duckdb),
    ".xlsx": ("xlsxwriter", by_openpyxl),
    ".parquet": ("pyarrow", by_pyarrow),
    ".dta": ("pandas", by_pandas),
    ".sav": ("pyreadstat", by_pyreadstat),
    ".csv": ("csv", by_csv),
    ".csvw": ("csv", by_csv),
}


BEFORE_PANDAS_3 = int(pd.__version__.split(".")[0]) < 3
STATA_AND_PANDAS = "pandas before 3 writes no day before 1678 to Stata, which export says"


def test_what_pandas_cannot_write_to_stata_is_said(record: cid.Record, tmp_path: Path) -> None:
    if not BEFORE_PANDAS_3:
        pytest.skip("pandas 3 writes every day")
    with pytest.raises(cid.CannotRunError, match=r"visits: .*allowed for Stata: days from 1678"):
        record.export(tmp_path / "odd.dta")


@pytest.mark.parametrize("suffix", READERS)
def test_nothing_is_lost_on_the_way(record: cid.Record, tmp_path: Path, suffix: str) -> None:
    library, read = READERS[suffix]
    pytest.importorskip(library)
    if suffix == ".dta" and BEFORE_PANDAS_3:
        pytest.skip(STATA_AND_PANDAS)
    (written, *_) = record.export(tmp_path / f"odd{suffix}", labels=False)
    for table in ("visits", "financial_flows", "indicators", "officials", "visit_participants"):
        assert read(written, table) == expected(record, table), table


@pytest.mark.parametrize("suffix", [".ttl", ".jsonld"])
def test_nothing_is_lost_in_a_graph(record: cid.Record, tmp_path: Path, suffix: str) -> None:
    rdflib = pytest.importorskip("rdflib")
    (written,) = record.export(tmp_path / f"odd{suffix}")
    graph = rdflib.Graph().parse(written)
    texts = {str(each) for each in graph.objects(predicate=rdflib.SDO.description)}
    assert set(TEXTS) <= texts
    edtf = rdflib.URIRef("http://id.loc.gov/datatypes/edtf")
    dates = {str(each) for each in graph.objects() if getattr(each, "datatype", None) == edtf}
    assert set(DAYS) <= dates
    amounts = {float(each) for each in graph.objects(predicate=rdflib.SDO.amount)}
    assert amounts == {float(amount) for amount in AMOUNTS}


def test_nothing_is_lost_among_entities(record: cid.Record, tmp_path: Path) -> None:
    pytest.importorskip("followthemoney")
    (written,) = record.export(tmp_path / "odd.ftm.json")
    entities = [json.loads(line) for line in written.read_text("utf-8").splitlines()]
    trips = {each["id"]: each["properties"] for each in entities if each["schema"] == "Trip"}
    for number, text in enumerate(TEXTS):
        assert trips[f"cubairan-visits-visit-{number}"]["summary"] == [text]


def test_r_reads_what_pandas_wrote(record: cid.Record, tmp_path: Path) -> None:
    if shutil.which("Rscript") is None:
        pytest.skip("R is not on this machine")
    if BEFORE_PANDAS_3:
        pytest.skip(STATA_AND_PANDAS)
    (folder,) = record.export(tmp_path / "odd.dta")
    program = f"""
    if (!requireNamespace("haven", quietly = TRUE)) quit(status = 77)
    v <- haven::read_dta("{folder}/visits.dta")
    writeLines(c(format(v$date_earliest), nchar(v$summary)), useBytes = TRUE)
    """
    shown = subprocess.run(["Rscript", "-e", program], capture_output=True, text=True, check=False)
    if shown.returncode == 77:
        pytest.skip("R has no haven on this machine")
    assert shown.returncode == 0, shown.stderr
    lines = shown.stdout.split()
    visits = record.load("visits")
    assert lines[: len(visits)] == [
        "NA" if pd.isna(day) else day.strftime("%Y-%m-%d") for day in visits["date_earliest"]
    ]
    assert [int(length) for length in lines[len(visits) :]] == [len(text) for text in TEXTS]


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(1)",
        "<script>alert(1)</script>",
        "a\u202eb",
        "a\x1b[2J",
        "z" * 5001,
    ],
)
def test_what_the_contract_forbids_goes_nowhere(tmp_path: Path, text: str) -> None:
    rows = small()
    rows["visits"][0]["summary"] = text
    record = cid.open(write(tmp_path / "record", rows))
    with pytest.raises(cid.InvalidTableError, match=r"visits\.csv:2"):
        record.export(tmp_path / "x.csv")
    assert [file.name for file in tmp_path.iterdir()] == ["record"]


def test_a_text_too_long_for_excel_is_refused(tmp_path: Path) -> None:
    pytest.importorskip("xlsxwriter")
    rows = small()
    rows["officials"][0]["other_names"] = ";".join(f"{each} {'y' * 4000}" for each in range(9))
    record = cid.open(write(tmp_path / "record", rows))
    with pytest.raises(
        cid.CannotRunError, match="officials, row 1, other_names: a text of 36026 characters"
    ):
        record.export(tmp_path / "x.xlsx")


def in_english(*tables: cid.TableName) -> Contents:
    return Contents(cid.open("installed")._tables, tables, "en")


def test_no_name_of_a_column_is_too_long_for_stata() -> None:
    for schema in schemas().values():
        assert all(len(name) <= 32 for name in schema.fields), schema.name


def test_no_two_codes_of_a_column_have_one_label() -> None:
    contents = in_english(*cid.load_all())
    for name in contents.names:
        for column, codes in contents.codes(name).items():
            assert len({code.label for code in codes}) == len(codes), (name, column)


@pytest.mark.parametrize("suffix", [".sqlite", ".duckdb"])
def test_a_reference_to_nothing_is_named(tmp_path: Path, suffix: str) -> None:
    if suffix == ".duckdb":
        pytest.importorskip("duckdb")
    rows = small()
    rows["visits"][0]["host_id"] = "VEN"
    record = cid.open(write(tmp_path / "record", rows))
    with pytest.raises(
        cid.CannotRunError,
        match=r"visits 2001-05-lopez-tehran: host_id 'VEN' is no row of countries.* validate",
    ):
        record.export(tmp_path / f"x{suffix}")


# Identifiers and links between things


@pytest.fixture
def identified(tmp_path: Path) -> cid.Record:
    rows = small()
    values = {
        "wikidata": "Q1",
        "wikipedia": 'https://en.wikipedia.org/wiki/"A"_{b}_%C3%B1',
        "lei": "5493001KJTIIGC8Y1R12",
        "doi": "10.1002/(SICI)1097<1::AID>3.0.CO;2-O",
        "un_treaty": "I-1",
    }
    places = [("officials", "ana-lopez"), ("tenures", "ana-lopez-minister")]
    places += [("organizations", "ministry-of-trade"), ("financial_flows", "2001-credit")]
    # The last figures of an LEI are its checksum, so a body has another as it is.
    others = {"ministry-of-trade": {"lei": "529900T8BM49AURSDO55"}}
    rows["identifiers"] = [
        {
            "table_name": table,
            "row_id": row_id,
            "scheme": scheme,
            "value": others.get(row_id, {}).get(scheme) or _of_row(value, number),
            "source_id": "agency-2001-visit",
        }
        for number, (table, row_id) in enumerate(places)
        for scheme, value in values.items()
    ]
    return cid.open(write(tmp_path / "record", rows))


def _of_row(value: str, number: int) -> str:
    return value if number == 0 else f"{value[:-1]}{number}"


@pytest.mark.parametrize("suffix", [".ttl", ".jsonld"])
def test_same_as_is_an_address_whatever_the_identifier(
    identified: cid.Record, tmp_path: Path, suffix: str
) -> None:
    rdflib = pytest.importorskip("rdflib")
    (written,) = identified.export(tmp_path / f"x{suffix}")
    graph = rdflib.Graph().parse(written)
    ana = next(graph.subjects(rdflib.SDO.name, rdflib.Literal("Ana López")))
    assert {str(each) for each in graph.objects(ana, rdflib.SDO.sameAs)} == {
        "http://www.wikidata.org/entity/Q1",
        "https://en.wikipedia.org/wiki/%22A%22_%7Bb%7D_%C3%B1",
        "https://www.gleif.org/lei/5493001KJTIIGC8Y1R12",
        "https://doi.org/10.1002/(SICI)1097%3C1::AID%3E3.0.CO;2-O",
    }


def test_entities_have_the_identifiers_that_their_schema_knows(
    identified: cid.Record, tmp_path: Path
) -> None:
    pytest.importorskip("followthemoney")
    (written,) = identified.export(tmp_path / "x.ftm.json")
    lines = written.read_text("utf-8").splitlines()
    entities = {each["id"]: each["properties"] for each in map(json.loads, lines)}
    assert entities["cubairan-officials-ana-lopez"]["wikidataId"] == ["Q1"]
    body = entities["cubairan-organizations-ministry-of-trade"]
    assert body["leiCode"] == ["529900T8BM49AURSDO55"]
    assert "wikidataId" not in entities["cubairan-tenures-ana-lopez-minister"]


def test_entities_are_made_of_something(identified: cid.Record, tmp_path: Path) -> None:
    pytest.importorskip("followthemoney")
    with pytest.raises(cid.CannotRunError, match="nothing for FollowTheMoney in evidence"):
        identified.export(tmp_path / "x.ftm.json", tables="evidence")


def test_the_graph_tells_who_took_part_and_what_was_measured(
    record: cid.Record, tmp_path: Path
) -> None:
    rdflib = pytest.importorskip("rdflib")
    (written,) = record.export(tmp_path / "x.ttl")
    graph = rdflib.Graph().parse(written)
    word = rdflib.Namespace(f"{dataset.HOMEPAGE}/vocabulary#")
    years = {str(each) for each in graph.objects(predicate=word.year)}
    assert years == {str(2000 + number) for number in range(len(VALUES))}
    assert set(graph.objects(predicate=word.indicator)) == {word.un_votes_joint}
    lead = list(graph.subjects(word.role, word.lead))
    assert [str(each).rpartition("/")[2] for each in graph.objects(lead[0], word.official_id)] == [
        "ana-lopez"
    ]


@pytest.mark.parametrize("suffix", [".ttl", ".ftm.json"])
def test_a_line_of_evidence_keeps_its_identifier_when_another_comes(
    tmp_path: Path, suffix: str
) -> None:
    pytest.importorskip({".ttl": "rdflib", ".ftm.json": "followthemoney"}[suffix])
    before, after = small(), small()
    before["evidence"] = before["evidence"][1:]
    found = []
    for name, rows in (("before", before), ("after", after)):
        (file,) = cid.open(write(tmp_path / name, rows)).export(tmp_path / f"{name}{suffix}")
        text = file.read_text("utf-8")
        mark = "evidence/" if suffix == ".ttl" else '"id": "cubairan-evidence-'
        found.append({part[:16] for part in text.split(mark)[1:]})
    assert found[0]
    assert found[0] < found[1]


def test_views_have_labels_in_lists_too(tmp_path: Path) -> None:
    (file, _) = cid.export(tmp_path / "x.sqlite", tables=["agreements"])
    labels = in_english("agreements").labels("agreements")["sectors"]
    with closing(sqlite3.connect(file)) as database:
        rows = database.execute(
            "SELECT a.sectors, b.sectors FROM agreements AS a "
            "JOIN agreements_labelled AS b USING (agreement_id)"
        ).fetchall()
    assert any(";" in codes for codes, _ in rows if codes)
    for codes, shown in rows:
        assert shown == (codes and ";".join(labels[code] for code in codes.split(";")))
