"""Each form of export, read back by another program: values, blanks, Persian text, dates, flags."""

import csv
import json
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pandas as pd
import pytest

import cubairan_data as cid
from cubairan_data.exports.contents import Contents
from cubairan_data.folding import folded
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.locate import installed_root
from cubairan_data.storage.names import known_table
from cubairan_data.storage.schema import schemas

pytestmark = [pytest.mark.slow, pytest.mark.oracle]
Cells = dict[str, str]


@pytest.fixture(scope="module")
def tables() -> Tables:
    return Tables(installed_root())


def exported(folder: Path, name: str, **options: Any) -> Path:
    return cid.export(folder / name, **options)[0]


def filled(tables: Tables) -> list[str]:
    return [name for name, table in tables.items() if table.rows]


# SQLite, Datasette


@pytest.fixture(scope="module")
def sqlite_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return exported(tmp_path_factory.mktemp("sqlite"), "record.sqlite")


@pytest.fixture
def database(sqlite_file: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(sqlite_file)) as connection:
        yield connection


def test_sqlite_has_every_cell(database: sqlite3.Connection, tables: Tables) -> None:
    for name in filled(tables):
        cursor = database.execute(f'SELECT * FROM "{name}"')
        fields = [schemas()[name].fields[column[0]] for column in cursor.description]
        read = [
            {
                field.name: _text(field.type, value)
                for field, value in zip(fields, row, strict=True)
                if value is not None
            }
            for row in cursor
        ]
        assert read == [_comparable(name, row.cells) for row in tables[name].rows], name


def _text(kind: str, value: Any) -> Any:
    if kind == "boolean":
        return "true" if value else "false"
    return float(value) if kind in ("number", "integer", "year") else value


def _comparable(table: str, cells: Any) -> dict[str, Any]:
    fields = schemas()[table].fields
    return {
        name: float(text) if fields[name].type in ("number", "integer", "year") else text
        for name, text in cells.items()
    }


def test_sqlite_holds_keys_codes_and_types(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    database.execute("PRAGMA foreign_keys = ON")
    for wrong in (
        "UPDATE visits SET kind = 'holiday'",
        "UPDATE visits SET host_id = 'XXX'",
        "UPDATE financial_flows SET amount = 'much'",
        "UPDATE financial_flows SET is_additive = 2",
        "UPDATE visits SET summary = NULL",
    ):
        with pytest.raises(sqlite3.IntegrityError), database:
            database.execute(wrong)


def test_sqlite_views_show_labels_and_names(database: sqlite3.Connection) -> None:
    row = database.execute(
        "SELECT level, lead_official_name, host_name FROM visits_labelled "
        "WHERE visit_id = '2023-06-raisi-havana'"
    ).fetchone()
    assert row == ("Head of state", "Ebrahim Raisi", "Cuba")


def test_sqlite_events_are_everything_dated(database: sqlite3.Connection) -> None:
    found = dict(database.execute("SELECT table_name, count(*) FROM events GROUP BY 1"))
    assert found["visits"] == len(cid.load("visits"))
    assert found["measures"] == len(cid.load("measures"))
    first = database.execute("SELECT min(earliest) FROM events WHERE table_name = 'visits'")
    assert first.fetchone()[0].startswith("1979")


@pytest.mark.parametrize("words", ["کوبا", "كوبا", "cooperacion", "Rodriguez", "بین المللی"])
def test_sqlite_finds_words_in_every_spelling(database: sqlite3.Connection, words: str) -> None:
    query = " ".join(f'"{word}"' for word in folded(words).split())
    (count,) = database.execute(
        "SELECT count(*) FROM search WHERE search MATCH ?", [f"folded : ({query})"]
    ).fetchone()
    assert count > 0


def test_sqlite_says_what_it_is(database: sqlite3.Connection) -> None:
    known = dict(database.execute("SELECT key, value FROM metadata"))
    assert known["version"] == cid.__version__
    assert known["licence"] == "CC-BY-4.0"
    assert cid.__version__ in known["citation"]


def test_the_sqlite_command_line_reads_it(sqlite_file: Path) -> None:
    if shutil.which("sqlite3") is None:
        pytest.skip("the command line of SQLite is not on this machine")
    query = "SELECT count(*) FROM visits"
    shown = subprocess.run(
        ["sqlite3", "-readonly", sqlite_file, query], capture_output=True, text=True, check=True
    )
    assert int(shown.stdout) == len(cid.load("visits"))


def test_datasette_shows_names_in_place_of_keys(sqlite_file: Path) -> None:
    pytest.importorskip("datasette", reason="Datasette is not installed")
    metadata = sqlite_file.with_name("record-metadata.json")

    def get(path: str) -> str:
        shown = subprocess.run(
            [sys.executable, "-m", "datasette", sqlite_file, "-m", metadata, "--get", path],
            capture_output=True,
            text=True,
            check=True,
        )
        return shown.stdout

    row = json.loads(get("/record/visits.json?visit_id=2023-06-raisi-havana&_labels=on"))["rows"]
    assert "2023-06-raisi-havana" in str(row)
    assert "Ebrahim Raisi" in str(row)
    page = get("/record/visits?_facet=kind")
    assert "Head of state" in page
    assert "Who led the delegation" in page
    assert json.loads(get("/-/metadata.json"))["license"] == "CC-BY-4.0"
    home = get("/record")
    assert "visits_labelled" in home
    assert ">visits_kind_codes<" not in home.partition("hidden")[0]


@contextmanager
def served(sqlite_file: Path) -> Iterator[str]:
    """Give the address at which Datasette serves the record."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    metadata = sqlite_file.with_name("record-metadata.json")
    command = [sys.executable, "-m", "datasette", str(sqlite_file), "-m", str(metadata)]
    silent = subprocess.DEVNULL
    with subprocess.Popen([*command, "-p", str(port)], stdout=silent, stderr=silent) as server:
        try:
            address = f"http://127.0.0.1:{port}"
            for _ in range(300):
                with suppress(OSError), urlopen(f"{address}/-/versions.json"):
                    break
                time.sleep(0.1)
            yield address
        finally:
            server.terminate()


def test_a_browser_shows_names_facets_and_search(sqlite_file: Path, tmp_path: Path) -> None:
    pytest.importorskip("datasette", reason="Datasette is not installed")
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    if browser is None:
        pytest.skip("Chromium is not on this machine")
    quiet = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    command = [browser, *quiet, f"--user-data-dir={tmp_path}", "--dump-dom"]
    with served(sqlite_file) as address:
        pages = [
            subprocess.run([*command, f"{address}{path}"], capture_output=True, text=True).stdout
            for path in (
                "/record/visits?visit_id=2023-06-raisi-havana",
                "/record/search?_search=raisi",
            )
        ]
    visits, found = pages
    assert ">Ebrahim Raisi</a>" in visits
    assert "facet-info" in visits
    assert "2023-06-raisi-havana" in found


# DuckDB, Parquet


def test_duckdb_has_enumerations_comments_and_every_row(tmp_path: Path, tables: Tables) -> None:
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is not installed")
    with duckdb.connect(exported(tmp_path, "record.duckdb", labels=False)) as database:
        counts = {
            name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
            for name in filled(tables)
        }
        assert counts == {name: len(tables[name].rows) for name in filled(tables)}
        kinds = dict(
            database.execute(
                "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = 'visits'"
            ).fetchall()
        )
        assert kinds["kind"].startswith("ENUM(")
        assert kinds["date_earliest"] == "DATE"
        (comment,) = database.execute(
            "SELECT comment FROM duckdb_tables() WHERE table_name = 'visits'"
        ).fetchone()
        assert comment == schemas()["visits"].description
        keys = database.execute(
            "SELECT count(*) FROM duckdb_constraints() WHERE constraint_type = 'FOREIGN KEY'"
        ).fetchone()
        assert keys[0] > 20
        frame = database.execute("SELECT * FROM officials ORDER BY official_id").df()
    names = cid.load("officials").sort_values("official_id")["name_original"]
    assert list(frame["name_original"].dropna()) == list(names.dropna())


def test_parquet_carries_dtypes_descriptions_and_licence(tmp_path: Path, tables: Tables) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    folder = exported(tmp_path, "record.parquet", labels=False)
    for name in filled(tables):
        read = parquet.read_table(folder / f"{name}.parquet")
        frame, ours = read.to_pandas(), cid.load(known_table(name))
        assert (
            frame.astype(object)
            .fillna("")
            .astype(str)
            .equals(ours.astype(object).fillna("").astype(str))
        ), name
    schema = parquet.read_schema(folder / "financial_flows.parquet")
    assert schema.metadata[b"dataset_licence"] == b"CC-BY-4.0"
    assert schema.field("amount").metadata[b"description"]


def test_polars_reads_every_table(tmp_path: Path) -> None:
    polars = pytest.importorskip("polars", reason="polars is not installed")
    folder = exported(tmp_path, "record.parquet", labels=False)
    for name, ours in cid.load_all().items():
        if len(ours):
            read = polars.read_parquet(folder / f"{name}.parquet")
            assert (read.columns, read.height) == (list(ours.columns), len(ours)), name
    visits = polars.read_parquet(folder / "visits.parquet")
    assert visits["date_earliest"].to_list() == [
        None if pd.isna(day) else day for day in cid.load("visits")["date_earliest"]
    ]
    officials = polars.read_parquet(folder / "officials.parquet")
    names = cid.load("officials")["name_original"].dropna()
    assert officials["name_original"].drop_nulls().to_list() == list(names)


# Excel


def test_excel_has_every_cell_and_no_formula(tmp_path: Path, tables: Tables) -> None:
    pytest.importorskip("xlsxwriter", reason="XlsxWriter is not installed")
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")
    book = openpyxl.load_workbook(exported(tmp_path, "record.xlsx", labels=False))
    assert {"about", "codes", "codebook", *filled(tables)} == set(book.sheetnames)
    for name in filled(tables):
        header, *rows = book[name].iter_rows()
        names = [cell.value for cell in header]
        assert names == list(schemas()[name].fields)
        assert all(cell.comment for cell in header)
        assert all(cell.data_type != "f" for row in rows for cell in row)
        read = [
            {
                column: _cell_text(cell.value)
                for column, cell in zip(names, row, strict=True)
                if cell.value is not None
            }
            for row in rows
        ]
        assert read == [_comparable(name, row.cells) for row in tables[name].rows], name
        assert book[name].freeze_panes == "B2"


def _cell_text(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return float(value)
    return value if isinstance(value, str) else value.date().isoformat()


def test_excel_means_the_same_to_libreoffice(tmp_path: Path, tables: Tables) -> None:
    pytest.importorskip("xlsxwriter", reason="XlsxWriter is not installed")
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("LibreOffice is not on this machine")
    book = exported(tmp_path, "record.xlsx", labels=False)
    every_sheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    convert = ["--convert-to", every_sheet, "--outdir", str(tmp_path), str(book)]
    subprocess.run([office, "--headless", profile, *convert], check=True, capture_output=True)
    for name in filled(tables):
        fields = schemas()[name].fields
        with (tmp_path / f"record-{name}.csv").open(encoding="utf-8", newline="") as stream:
            read = [
                {column: _shown(fields[column].type, text) for column, text in row.items() if text}
                for row in csv.DictReader(stream)
            ]
        assert read == [_comparable(name, row.cells) for row in tables[name].rows], name


def _shown(kind: str, text: str) -> Any:
    if kind in ("number", "integer", "year"):
        return float(text)
    return {"TRUE": "true", "FALSE": "false"}[text] if kind == "boolean" else text


# Stata, SPSS


def test_stata_has_labels_dates_and_blanks(tmp_path: Path) -> None:
    folder = exported(tmp_path, "record.dta")
    visits = cid.load("visits")
    read = pd.read_stata(folder / "visits.dta")
    with pd.io.stata.StataReader(folder / "visits.dta") as reader:
        assert reader.variable_labels()["host_id"] == "Host: Country where it took place."
        assert "Head of state" in reader.value_labels()["level"].values()
        assert reader.data_label == "Visits"
    assert list(read["date_earliest"].isna()) == list(visits["date_earliest"].isna())
    assert list(read["date_earliest"].dropna()) == list(visits["date_earliest"].dropna())
    assert list(read["summary"]) == list(visits["summary"])
    assert list(read["places"]) == list(visits["places"].fillna(""))
    officials = pd.read_stata(folder / "officials.dta")
    assert list(officials["name_original"]) == list(
        cid.load("officials")["name_original"].fillna("")
    )


def test_spss_has_labels_dates_and_blanks(tmp_path: Path) -> None:
    pyreadstat = pytest.importorskip("pyreadstat", reason="pyreadstat is not installed")
    folder = exported(tmp_path, "record.sav")
    read, about = pyreadstat.read_sav(folder / "visits.sav")
    visits = cid.load("visits")
    assert about.column_names_to_labels["host_id"] == "Host: Country where it took place."
    assert "Head of state" in about.variable_value_labels["level"].values()
    assert list(pd.to_datetime(read["date_earliest"]).dropna()) == list(
        visits["date_earliest"].dropna()
    )
    assert list(read["summary"]) == list(visits["summary"])


@pytest.mark.parametrize(("suffix", "function"), [(".dta", "read_dta"), (".sav", "read_sav")])
def test_r_reads_labels_dates_and_persian(tmp_path: Path, suffix: str, function: str) -> None:
    if suffix == ".sav":
        pytest.importorskip("pyreadstat", reason="pyreadstat is not installed")
    if shutil.which("Rscript") is None:
        pytest.skip("R is not on this machine")
    file = exported(tmp_path, f"officials{suffix}", tables="officials")
    visits = exported(tmp_path, f"visits{suffix}", tables="visits")
    program = f"""
    if (!requireNamespace("haven", quietly = TRUE)) quit(status = 77)
    o <- haven::{function}("{file}"); v <- haven::{function}("{visits}")
    cat(nrow(o), nrow(v), class(v$date_earliest), sum(nchar(o$name_original) > 0), "\\n")
    cat(levels(haven::as_factor(v$level))[1], attr(v$host_id, "label"), sep = "|")
    """
    shown = subprocess.run(["Rscript", "-e", program], capture_output=True, text=True, check=False)
    if shown.returncode == 77:
        pytest.skip("R has no haven on this machine")
    assert shown.returncode == 0, shown.stderr
    first, second = shown.stdout.splitlines()
    persian = cid.load("officials")["name_original"].notna().sum()
    expected = f"{len(cid.load('officials'))} {len(cid.load('visits'))} Date {persian}"
    assert first.strip() == expected
    assert second == "Head of state|Host: Country where it took place."


# Linked data, research objects


def test_follow_the_money_entities_are_valid_and_joined(tmp_path: Path) -> None:
    followthemoney = pytest.importorskip("followthemoney", reason="followthemoney is missing")
    lines = exported(tmp_path, "record.ftm.json").read_text("utf-8").splitlines()
    entities = [followthemoney.model.get_proxy(json.loads(line)) for line in lines]
    assert len({entity.id for entity in entities}) == len(entities)
    for entity in entities:
        entity.schema.validate(entity.to_dict())
    known = {entity.id for entity in entities}
    for entity in entities:
        for prop in entity.iterprops():
            if prop.type.name == "entity":
                assert set(entity.get(prop)) <= known, entity.id
    kinds = pd.Series([entity.schema.name for entity in entities]).value_counts()
    assert kinds["Person"] == len(cid.load("officials"))
    assert kinds["Occupancy"] == len(cid.load("tenures"))
    castro = next(each for each in entities if each.id == "cubairan-officials-fidel-castro")
    assert castro.get("wikidataId") == ["Q11256"]


def test_rdf_is_the_same_graph_in_both_forms(tmp_path: Path) -> None:
    rdflib = pytest.importorskip("rdflib", reason="rdflib is not installed")
    options: dict[str, Any] = {"tables": ["visits", "officials", "countries", "identifiers"]}
    turtle = rdflib.Graph().parse(exported(tmp_path, "r.ttl", **options), format="turtle")
    json_ld = rdflib.Graph().parse(exported(tmp_path, "r.jsonld", **options), format="json-ld")
    assert len(turtle) == len(json_ld) > 2000
    assert set(turtle) == set(json_ld)
    edtf = rdflib.URIRef("http://id.loc.gov/datatypes/edtf")
    dates = [each for each in turtle.objects() if getattr(each, "datatype", None) == edtf]
    assert len(set(dates)) == cid.load("visits")["date"].nunique()
    same = list(turtle.objects(predicate=rdflib.URIRef("https://schema.org/sameAs")))
    assert rdflib.URIRef("http://www.wikidata.org/entity/Q11256") in same


def test_csvw_is_read_with_its_types_and_keys(tmp_path: Path, tables: Tables) -> None:
    csvw = pytest.importorskip("csvw", reason="csvw is not installed")
    folder = exported(tmp_path, "record.csvw")
    group = csvw.TableGroup.from_file(folder / "csv-metadata.json")
    group.check_referential_integrity()
    for table in group.tables:
        name = table.local_name.removesuffix(".csv")
        assert len(list(table)) == len(tables[name].rows), name


def test_a_crate_names_its_files_and_is_a_data_package(tmp_path: Path) -> None:
    rocrate = pytest.importorskip("rocrate.rocrate", reason="rocrate is not installed")
    folder = exported(tmp_path, "record.crate")
    crate = rocrate.ROCrate(folder)
    assert crate.name.startswith("Relations between Cuba and Iran")
    assert "seeds/record/visits.csv" in {entity.id for entity in crate.data_entities}
    assert cid.open(folder).validate(quick=True).valid


def test_every_code_has_a_label() -> None:
    contents = Contents(cid.open("installed")._tables, list(schemas()), "en")  # type: ignore[arg-type]
    for name in contents.names:
        for codes in contents.codes(name).values():
            assert all(code.label and "_" not in code.label for code in codes)
