"""The contract layer by three engines: frictionless, which is the oracle, rows, and DuckDB."""

import random
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from command_line import run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_record import edit, raw, small, write
from test_layers_agree import cells_for

import cubairan_data as cid
from cubairan_data.contract.catalogue import MODELS
from cubairan_data.storage.canonical import canonical_text
from cubairan_data.storage.finding import Finding
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.schema import schemas
from cubairan_data.validation.contract_layer import check_contract
from cubairan_data.validation.engine_names import CONTRACT_ENGINES, ContractEngine
from cubairan_data.validation.engines.doubtful_texts import doubtful_texts
from cubairan_data.validation.table_schema import all_texts, check_by_table_schema

# Texts that one reader or another takes for a number, a flag, a day or a code.
ODD = [
    *(" 1", "1 ", "1_0", "+1", "1.", ".5", "1e3", "NaN", "-Infinity", "٣", "²", "0x1", "9" * 19),
    *(
        "True",
        "TRUE",
        "1",
        "0",
        "yes",
        "false ",
        "2001-2-3",
        "2001-02-30",
        "20010203",
        "0001-01-01",
    ),
    *(
        "١٩٩٥",
        "1_95",
        "+199",
        " 199",
        "-199",
        "19995",
        "2001\n",
        "a\n",
        "CUB\n",
        "a\r\nb",
        '"',
        ";",
    ),
    *("\u00a0", " ", "None", "x" * 5001, "https://a.org/x\n", "می‌شود", "Москва", "a;b\n", "~"),
]
Spoil = Callable[[Path], object]


def by_engines(tables: Tables) -> dict[str, list[tuple[Any, ...]]]:
    """What each engine finds, in one order."""
    pytest.importorskip("ibis", reason="the extra scale is not installed")
    pytest.importorskip("duckdb", reason="the extra scale is not installed")
    with doubtful_texts("duckdb") as doubtful:
        found = {
            "frictionless": check_contract(tables),
            "rows": check_by_table_schema(tables, all_texts),
            "duckdb": check_by_table_schema(tables, doubtful),
        }
    # Of a row that is too short or too long our own layer says more.
    uneven = {(f.table, f.line) for t in tables.values() for f in t.findings if f.rule == "cells"}
    return {
        engine: sorted(told(each) for each in findings if (each.table, each.line) not in uneven)
        for engine, findings in found.items()
    }


def told(found: Finding) -> tuple[Any, ...]:
    place = (found.table, found.file, found.line or 0, found.row_id or "", found.column or "")
    return (*place, found.rule, found.message, found.severity)


def one_verdict(tables: Tables) -> list[tuple[Any, ...]]:
    """Hold the engines to one verdict, and give it."""
    found = by_engines(tables)
    assert found["rows"] == found["frictionless"]
    assert found["duckdb"] == found["frictionless"]
    return found["frictionless"]


def with_cells(folder: Path, table: str, cells: list[tuple[str, str]]) -> Tables:
    """Write the small record with a row for each column and cell, else the first row of a table."""
    base = {
        column.name: cells_for(column)[0]
        for column in MODELS[table].declared().values()
        if column.required
    }
    rows = [{**base, column: cell} for column, cell in cells]
    return Tables(write(folder, small() | {table: rows}, unsorted=table, fill=False))


@pytest.mark.slow
@pytest.mark.parametrize("table", MODELS)
def test_every_type_of_cell_has_one_verdict(tmp_path: Path, table: str) -> None:
    columns = MODELS[table].declared().values()
    cells = [(column.name, cell) for column in columns for cell in ("", *cells_for(column), *ODD)]
    found = one_verdict(with_cells(tmp_path, table, cells))
    kinds = {rule for *_, rule, _, _ in found}
    assert {"schema/constraint-error", "schema/primary-key"} <= kinds


TEXT = st.lists(st.sampled_from([*ODD, "2001", "-", "/", "a"]) | st.text(max_size=3), max_size=3)


@pytest.mark.slow
@settings(
    max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    texts=st.lists(TEXT.map("".join), min_size=20, max_size=40), table=st.sampled_from([*MODELS])
)
def test_any_cell_has_one_verdict(tmp_path: Path, texts: list[str], table: str) -> None:
    columns = list(MODELS[table].declared())
    plain = [text.replace("\0", "").encode(errors="ignore").decode() for text in texts]
    cells = [(columns[number % len(columns)], text) for number, text in enumerate(plain)]
    one_verdict(with_cells(tmp_path, table, cells))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_faults_that_meet_in_the_record_have_one_verdict(tmp_path: Path, seed: int) -> None:
    """Of every table a copy of the record's rows, one in twenty spoiled, some twice or left out."""
    chance = random.Random(seed)
    record = Tables(cid.open("installed").root)
    rows = {}
    for name, table in record.items():
        kept = [dict(row.cells) for row in table.rows[:120]]
        declared = list(MODELS[name].declared().values())
        for row in chance.sample(kept, len(kept) // 20 + 1):
            column = chance.choice(declared)
            row[column.name] = chance.choice([*cells_for(column), *ODD])
        rows[name] = [*kept, *chance.sample(kept, 2)]
    folder = write(tmp_path, {})
    for name, schema in schemas().items():
        text = canonical_text(schema, [{k: v for k, v in row.items() if v} for row in rows[name]])
        raw(folder, name).write_text(text, encoding="utf-8", newline="")
    found = one_verdict(Tables(folder))
    assert {"schema/foreign-key", "schema/primary-key"} <= {rule for *_, rule, _, _ in found}


def replaced(table: str, old: str, new: str) -> Spoil:
    return lambda folder: edit(folder, table, old, new)


def appended(table: str, text: str) -> Spoil:
    return lambda folder: edit(folder, table, "\n", f"\n{text}\n")


def header(table: str, change: Callable[[list[str]], list[str]]) -> Spoil:
    """Change each line of a file, taken as cells without quotes."""

    def spoil(folder: Path) -> None:
        lines = raw(folder, table).read_text("utf-8").splitlines()
        changed = [",".join(change(line.split(","))) for line in lines]
        raw(folder, table).write_text("\n".join([*changed, ""]), "utf-8")

    return spoil


FAULTS: dict[str, Spoil] = {
    "nothing": lambda _: None,
    "a code": replaced("visits", ",official,", ",offical,"),
    "a date bound": replaced("visits", "2001-05-07,", "2001-05-77,"),
    "a required cell": replaced("officials", "Reza Amini", ""),
    "a flag": replaced("financial_flows", ",true,", ",maybe,"),
    "a flag of a spreadsheet": replaced("financial_flows", ",true,", ",TRUE,"),
    "a year": replaced("indicators", ",2001,", ",01,"),
    "a blank row": appended("officials", "," * (len(schemas()["officials"].fields) - 1)),
    "a blank line": appended("officials", ""),
    "a short row": appended("officials", "x"),
    "a long row": appended("countries", "," * 90),
    "a row again": replaced("officials", "\nreza", "\nana-lopez,Ana López,CUB,,,,\nreza"),
    "a reference": replaced("visits", "ana-lopez", "ana-lopes"),
    "a reference to the table itself": replaced(
        "organizations", "ministry-of-trade,Ministry", "x,Ministry"
    ),
    "a row of two lines": replaced("countries", "Cuba", '"Cu\n\nba"'),
    "lines of another system": replaced("places", "\n", "\r\n"),
    "a column renamed": replaced("visits", "summary", "sumary"),
    "columns in another order": header(
        "countries", lambda cells: [*cells[1:3], cells[0], *cells[3:]]
    ),
    "no last column": header("officials", lambda cells: cells[:-1]),
    "no column in the middle": header("contact_participants", lambda cells: cells[:-1]),
    "one column more": header("countries", lambda cells: [*cells, "x"]),
    "no key": replaced("officials", "official_id", "id"),
    "a byte order mark": replaced("officials", "official_id", "\ufeffofficial_id"),
    "a NUL": replaced("officials", "Ana", "A\0na"),
    "a quote left open": replaced("officials", "Ana", '"Ana'),
    "no file": lambda folder: raw(folder, "officials").unlink(),
    "an empty file": lambda folder: raw(folder, "visits").write_text(""),
}


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS)
def test_whatever_is_wrong_the_report_is_one(package: Path, fault: str) -> None:
    """By rows and by frictionless; DuckDB differs from rows only in which cells it looks at."""
    FAULTS[fault](package)
    for rule in ((), "schema"):
        by_rows = cid.validate(package, rule=rule, engine="rows")
        assert by_rows == cid.validate(package, rule=rule, engine="frictionless")


@pytest.mark.slow
def test_duckdb_reports_what_rows_report_of_faulty_files(package: Path) -> None:
    pytest.importorskip("ibis", reason="the extra scale is not installed")
    for fault in ("a column renamed", "columns in another order", "a quote left open", "a year"):
        FAULTS[fault](package)
    FAULTS["no last column"](package)
    report = cid.validate(package, engine="duckdb")
    assert report == cid.validate(package, engine="rows")
    assert {"header", "csv"} <= report.counts.keys()


@pytest.mark.slow
@pytest.mark.parametrize("engine", CONTRACT_ENGINES)
def test_the_record_is_valid_by_each(engine: ContractEngine) -> None:
    if engine == "duckdb":
        pytest.importorskip("ibis", reason="the extra scale is not installed")
    assert cid.validate(engine=engine, rule="schema").valid


def test_the_contract_is_held_by_rows_where_no_library_is(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for library in ("frictionless", "ibis", "duckdb"):
        monkeypatch.setitem(sys.modules, library, None)
    edit(package, "visits", "ana-lopez", "ana-lopes")
    (finding,) = cid.validate(package, rule="schema", engine="rows").findings
    assert (finding.rule, finding.column) == ("schema/foreign-key", "lead_official_id")
    with pytest.raises(cid.CannotRunError, match=r"ibis is needed: .*'cubairan-data\[scale\]'"):
        cid.validate(package, engine="duckdb")


def test_an_unknown_engine_is_answered_with_the_nearest(package: Path) -> None:
    with pytest.raises(cid.CannotRunError, match="no engine 'duckbd'; did you mean 'duckdb'"):
        cid.validate(package, engine="duckbd")  # type: ignore[arg-type]
    assert "did you mean 'rows'" in run("validate", package, "--engine", "row", code=2)


def test_an_engine_has_nothing_to_do_where_validation_is_quick(package: Path) -> None:
    with pytest.raises(cid.CannotRunError, match="the engine 'rows' beside quick"):
        cid.validate(package, quick=True, engine="rows")
    assert "allowed: one of the two" in run(
        "validate", package, "--quick", "--engine", "duckdb", code=2
    )


def test_validate_by_rows_checks_all_rules(package: Path) -> None:
    shown = run("validate", package, "--engine", "rows")
    assert " but " not in shown
    assert shown.endswith("valid: no findings\n")
