"""Rows of every source come to the engine as they are: files, folders, frames, tables."""

import contextlib
import gzip
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from command_line import run
from test_engines import Row, base, numbered, same, verdict, written

import cubairan_data as cid
from cubairan_data.__main__ import INTERRUPTED
from cubairan_data.validation import own_check, own_rows

ibis = pytest.importorskip("ibis", reason="the extra scale is not installed")
duckdb = pytest.importorskip("duckdb", reason="the extra scale is not installed")
pa = pytest.importorskip("pyarrow", reason="the extra scale is not installed")
pq = pytest.importorskip("pyarrow.parquet", reason="the extra scale is not installed")

pytestmark = pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning")


GOOD = {
    "visit_id": "2030-01-somebody-havana",
    "date": "2030-01",
    "date_earliest": "2030-01-01",
    "date_latest": "2030-01-31",
    "kind": "official",
    "sender_id": "CUB",
    "host_id": "IRN",
    "places": "Tehran;Isfahan",
    "level": "minister",
    "lead_official_id": "fidel-castro",
    "status": "announced",
    "summary": "Talks on trade.",
}


def rows(count: int = 30) -> list[Row]:
    found = [numbered("visits", GOOD, number) for number in range(count)]
    found[3] = {**found[3], "kind": "nothing"}
    found[4] = {**found[4], "sender_id": "IRN", "host_id": "IRN"}
    found[5] = {**found[5], "lead_official_id": "nobody"}
    found[6] = {**found[6], "visit_id": found[2]["visit_id"]}
    found[7] = {**found[7], "date_earliest": "1999-01-01"}
    return found


def lines(report: "cid.Report") -> list[tuple[int | None, str | None, str]]:  # type: ignore[name-defined]
    return [(f.line, f.column, f.rule) for f in report.findings if f.severity == "error"]


FAULTS = [
    (5, "kind", "code"),
    (6, "sender_id", "direction"),
    (7, "lead_official_id", "reference"),
    (8, "visit_id", "key"),
    (9, "date_earliest", "bounds"),
]
AS_ROWS = [(line - 1, column, rule) for line, column, rule in FAULTS]


def test_a_line_is_that_of_the_file_whatever_stands_between(tmp_path: Path) -> None:
    file = written(tmp_path / "mine.csv", "visits", rows())
    assert lines(same(file, "visits")) == FAULTS
    text = file.read_text("utf-8")
    header, *rest = text.splitlines()
    for name, changed in {
        "crlf.csv": text.replace("\n", "\r\n"),
        "mixed.csv": "\r\n".join([header, "\n".join(rest)]),
        "returns.csv": text.replace("\n", "\r"),
        "blank.csv": "\n".join([header, "", *rest[:2], " , ", "", *rest[2:]]),
        "long.csv": "\n".join([header, *rest[:2], f"{rest[2]},x", rest[3][:40], *rest[4:]]),
        "quoted.csv": "\n".join([header, *(f'"{r}'.replace(",", '",', 1) for r in rest)]),
        "odd.csv": text.replace(",CUB,", ', "CUB",'),
        "inner.csv": text.replace("Talks on", 'Talks "on"'),
        "broken.csv": text.replace("Talks on trade.", '"Talks on\ntrade."', 3),
        "semicolon.csv": text.replace(",", "|"),
        "mark.csv": "\ufeff" + text,
        "bare.csv": text.rstrip("\n"),
    }.items():
        (tmp_path / name).write_text(changed, encoding="utf-8", newline="")
        same(tmp_path / name, "visits")


def test_a_line_is_that_of_a_file_that_is_read_in_parts_at_once(tmp_path: Path) -> None:
    """DuckDB divides some eight megabytes among threads, and joins leave rows in no order."""
    reason = "The plants of one kind that they name stand in two towns. " * 35
    pairs = pd.DataFrame(
        {
            "kind": "identity",
            "table_name": "officials",
            "first_id": [f"a-{number}" for number in range(6000)],
            "second_id": [f"b-{number}" for number in range(6000)],
            "verdict": ["WRONG", *["different"] * 5998, "WRONG"],
            "reason": [f"Pair {number}. {reason.strip()}" for number in range(6000)],
        }
    )
    pairs.to_csv(tmp_path / "mine.csv", index=False)
    pairs.to_parquet(tmp_path / "mine.parquet", index=False, row_group_size=2000)
    for name, first in (("mine.csv", 2), ("mine.parquet", 1)):
        found = cid.check(tmp_path / name, "judgements", engine="duckdb").findings
        wrong = [finding.line for finding in found if finding.rule == "code"]
        assert wrong == [first, first + 5999], name


@pytest.mark.parametrize(
    "end", ['"Two plants." \n', '"Two plants." ', ' ""', 'Two ""', '"Two ""plants"" here."\n']
)
def test_a_blank_beside_a_quote_has_one_verdict(tmp_path: Path, end: str) -> None:
    file = tmp_path / "mine.csv"
    row = "identity,officials,a,b,different"
    header = "kind,table_name,first_id,second_id,verdict,reason"
    file.write_text(f"{header}\n{row},{end}", encoding="utf-8")
    verdicts: list[object] = []
    for engine in ("rows", "duckdb"):
        try:
            verdicts.append(verdict(cid.check(file, "judgements", engine=engine)))
        except cid.CannotRunError as refusal:
            verdicts.append(str(refusal))
    assert verdicts[0] == verdicts[1]


@pytest.mark.parametrize("end", ['"', 'a"b,"c\n', '"x"y\n'])
def test_what_is_no_csv_is_refused_alike(tmp_path: Path, end: str) -> None:
    file = written(tmp_path / "mine.csv", "visits", rows())
    with file.open("a", encoding="utf-8") as stream:
        stream.write(end)
    messages = []
    for engine in ("rows", "duckdb"):
        try:
            messages.append(verdict(cid.check(file, "visits", engine=engine)))
        except cid.CannotRunError as error:
            messages.append([(str(error),)])
    assert messages[0] == messages[1]


def test_a_header_that_is_wrong_is_told_alike(tmp_path: Path) -> None:
    text = written(tmp_path / "mine.csv", "visits", rows()).read_text("utf-8")
    for old, new in [("kind", "kinds"), ("kind", "level"), ("summary", "sum"), ("visit_id", "id")]:
        (tmp_path / "other.csv").write_text(text.replace(old, new, 1), encoding="utf-8")
        assert not same(tmp_path / "other.csv", "visits").valid
    (tmp_path / "head.csv").write_text(text.splitlines()[0] + "\n", encoding="utf-8")
    assert same(tmp_path / "head.csv", "visits").valid


def test_a_gzipped_file_is_read_where_its_name_says_so(tmp_path: Path) -> None:
    file = written(tmp_path / "mine.csv", "visits", rows())
    packed = tmp_path / "mine.csv.gz"
    packed.write_bytes(gzip.compress(file.read_bytes()))
    assert lines(same(packed, "visits")) == FAULTS
    packed.write_bytes(gzip.compress(file.read_bytes())[:-20])
    for engine in ("rows", "duckdb"):
        with pytest.raises(cid.CannotRunError, match="it is damaged"):
            cid.check(packed, "visits", engine=engine)


def typed(found: list[Row]) -> pd.DataFrame:
    frame = pd.DataFrame(found)
    frame["date_latest"] = pd.to_datetime(frame["date_latest"]).dt.date
    return frame


def test_frames_and_tables_of_arrow_and_parquet_have_the_lines_of_rows(tmp_path: Path) -> None:
    frame = pd.DataFrame(rows())
    assert lines(same(frame, "visits")) == AS_ROWS
    assert lines(cid.check(pa.Table.from_pandas(frame), "visits")) == AS_ROWS
    frame.to_parquet(tmp_path / "mine.parquet")
    assert lines(same(tmp_path / "mine.parquet", "visits")) == AS_ROWS


def test_typed_values_are_written_as_python_writes_them(tmp_path: Path) -> None:
    flows = pd.DataFrame(
        [numbered("financial_flows", base("financial_flows"), n) for n in range(9)]
    )
    flows["amount"] = [1.0, 2.5, 1e20, 1e-7, float("nan"), 0.1, -3.0, 1e15, 123456.789]
    flows["is_additive"] = [True, False, None, True, True, False, True, True, True]
    flows["period"] = [pd.Timestamp("2001-01-01").date()] * 9
    others: list[Any] = [[1], None, b"x", {}, 1, 2, 3, 4, 5]
    flows["other"] = others
    same(flows, "financial_flows")
    plain = flows.drop(columns="other")
    same(plain, "financial_flows")
    plain.to_parquet(tmp_path / "flows.parquet")
    same(tmp_path / "flows.parquet", "financial_flows")
    visits, places = pd.DataFrame(rows()), [["Tehran", "Isfahan"], [], ["Qom"]] * 10
    visits["places"] = pd.Series(places)
    same(visits, "visits")
    same(visits.assign(date=pd.Timestamp("2001-05-07 10:00")), "visits")
    same(visits.assign(date=pd.Timestamp("2001-05-07")), "visits")


def test_a_workbook_is_read_by_the_engine_too(tmp_path: Path) -> None:
    pytest.importorskip("openpyxl")
    pd.DataFrame(rows()).to_excel(tmp_path / "mine.xlsx", index=False)
    assert lines(same(tmp_path / "mine.xlsx", "visits")) == FAULTS


def test_folders_patterns_and_partitions_are_read_whole(tmp_path: Path) -> None:
    found = rows()
    for kind in ("official", "nothing"):
        folder = tmp_path / "lake" / f"kind={kind}"
        folder.mkdir(parents=True)
        part = [row for row in found if row["kind"] == kind]
        pd.DataFrame(part).drop(columns="kind").to_parquet(folder / "part-0.parquet")
        (folder / "_SUCCESS").touch()
    report = cid.check(tmp_path / "lake", "visits")
    assert sorted(f[2] for f in lines(report)) == sorted(rule for _, _, rule in FAULTS)
    (wrong,) = (each for each in report.findings if each.rule == "code")
    assert (Path(wrong.file).parent.name, wrong.line) == ("kind=nothing", 1)
    for number in range(3):
        written(tmp_path / f"part-{number}.csv", "visits", found[number * 10 : number * 10 + 10])
    by_pattern = cid.check(str(tmp_path / "part-*.csv"), "visits")
    assert [(Path(f.file).name, f.line) for f in by_pattern.findings if f.rule == "bounds"] == [
        ("part-0.csv", 9)
    ]
    shown = run("check", tmp_path / "part-*.csv", "--as", "visits", code=1).splitlines()
    # Rows that look alike are warnings.
    wrong_lines = [line for line in shown if "part-" in line and ": warning: " not in line]
    assert len(wrong_lines) == 5
    assert all("part-0.csv:" in line for line in wrong_lines)
    with pytest.raises(cid.CannotRunError, match="allowed: a file"):
        cid.check(tmp_path / "lake", "visits", engine="rows")
    (tmp_path / "lake" / "x.csv").write_text("a\n")
    with pytest.raises(cid.CannotRunError, match="found CSV and Parquet in"):
        cid.check(tmp_path / "lake", "visits")
    with pytest.raises(cid.CannotRunError, match="found no CSV or Parquet file in"):
        cid.check(str(tmp_path / "none-*.csv"), "visits")


def test_a_table_of_a_database_is_checked_where_it_is(tmp_path: Path) -> None:
    with duckdb.connect(str(tmp_path / "mine.duckdb")) as database:
        database.register("frame", pd.DataFrame(rows()))
        database.execute("CREATE TABLE events AS SELECT * FROM frame")
        database.execute("CREATE VIEW seen AS SELECT * FROM events")
    connection = ibis.duckdb.connect(tmp_path / "mine.duckdb", read_only=True)

    def names() -> Any:
        return connection.con.execute("SELECT table_name FROM duckdb_tables()").fetchall()

    before = names()
    assert lines(cid.check("events", "visits", engine=connection)) == AS_ROWS
    assert lines(cid.check(connection.table("events"), "visits", engine=connection)) == AS_ROWS
    by_key = cid.check("seen", "visits", engine=connection)
    assert sorted((f.column, f.rule) for f in by_key.findings if f.severity == "error") == sorted(
        (column, rule) for _, column, rule in AS_ROWS
    )
    assert {f.line for f in by_key.findings} == {None}
    assert (
        lines(
            cid.check(written(tmp_path / "mine.csv", "visits", rows()), "visits", engine=connection)
        )
        == FAULTS
    )
    assert names() == before
    connection.disconnect()
    address = f"duckdb://{tmp_path / 'mine.duckdb'}"
    assert "events:6: " in run("check", "events", "--as", "visits", "--engine", address, code=1)


def test_a_table_of_another_database_has_the_same_faults(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite cannot parse the queries; its rows have no order, so they are known by their keys."""
    file, copies = tmp_path / "mine.db", tmp_path / "copies"
    copies.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(copies))
    with contextlib.closing(sqlite3.connect(file)) as database:
        pd.DataFrame(rows()).to_sql("events", database, index=False)
    connection = ibis.sqlite.connect(file)
    for source in ("events", connection.table("events")):
        report = cid.check(source, "visits", engine=connection)
        errors = [f for f in report.findings if f.severity == "error"]
        found = sorted((f.column, f.rule) for f in errors)
        assert found == sorted((column, rule) for _, column, rule in FAULTS)
        assert {(f.file, f.line) for f in errors} == {("events", None)}
    assert connection.list_tables() == ["events"]
    connection.disconnect()
    address = f"sqlite://{file}"
    assert "events: " in run("check", "events", "--as", "visits", "--engine", address, code=1)
    with pytest.raises(cid.CannotRunError, match="sqlite cannot read these rows: found 'nothing'"):
        cid.check("nothing", "visits", engine=address)
    assert not list(copies.iterdir())


FLOW = {
    "flow_id": "f-1",
    "kind": "loan",
    "stage": "agreed",
    "period": "2030",
    "provider_id": "IRN",
    "receiver_id": "CUB",
    "currency": "EUR",
    "is_additive": "false",
    "additive_reason": "part_of",
    "summary": "A loan was announced.",
}


def of_sqlite(file: Path, columns: str, cells: dict[str, Any], as_: cid.TableName) -> set[Any]:
    """Check a table of one row; give the columns, rules and messages of errors of form."""
    with contextlib.closing(sqlite3.connect(file)) as database:
        typed = {column.split()[0] for column in columns.split(", ")}
        declared = ", ".join([*(f"{name} TEXT" for name in cells if name not in typed), columns])
        database.execute(f"CREATE TABLE events ({declared})")
        marks = ", ".join("?" * len(cells))
        names = ", ".join(cells)
        database.execute(f"INSERT INTO events ({names}) VALUES ({marks})", list(cells.values()))
        database.commit()
    report = cid.check("events", as_, engine=f"sqlite://{file}")
    return {
        (each.column, each.rule, each.message.split(" is ")[0])
        for each in report.findings
        if each.rule in ("format", "date", "header", "code", "required")
    }


@pytest.mark.parametrize(
    ("columns", "cells", "wrong"),
    [
        ("is_additive BOOLEAN", {"is_additive": "false"}, None),
        ("is_additive BOOLEAN", {"is_additive": 0}, None),
        ("is_additive BOOLEAN", {"is_additive": "maybe"}, "'maybe'"),
        ("is_additive BOOLEAN", {"is_additive": 7}, "'7'"),
        ("amount INTEGER", {"amount": 9007199254740993}, None),
        ("amount INTEGER", {"amount": "1.5 million"}, "'1.5 million'"),
        ("amount REAL", {"amount": 7.0}, None),
        ("amount REAL", {"amount": float("inf")}, "'Inf'"),
        ("period_earliest DATE", {"period_earliest": "2030-01-01 00:00:00"}, None),
        ("period_earliest DATE", {"period_earliest": 20300101}, "'20300101'"),
    ],
)
def test_a_cell_of_another_database_is_read_as_it_is_written(
    tmp_path: Path, columns: str, cells: dict[str, Any], wrong: str | None
) -> None:
    """What its column is declared to be does not make another value of it."""
    found = of_sqlite(tmp_path / "mine.db", columns, FLOW | cells, "financial_flows")
    name = next(iter(cells))
    assert found == ({(name, "format", wrong)} if wrong else set())


def test_a_column_that_the_contract_does_not_know_is_no_hindrance(tmp_path: Path) -> None:
    columns = "extra JSON, place GEOMETRY, n UNSIGNED BIG INT, goods, made TEXT AS (kind || stage)"
    found = of_sqlite(tmp_path / "mine.db", columns, FLOW | {"extra": "{}"}, "financial_flows")
    unknown = {(column, rule) for column, rule, _ in found}
    # Ibis does not list what SQLite computes.
    assert unknown - {("made", "header")} == {(each, "header") for each in ("extra", "place", "n")}


def test_the_exported_database_is_valid_by_its_own_contract(tmp_path: Path) -> None:
    cid.export(tmp_path / "record.sqlite", tables=["financial_flows"])
    address = f"sqlite://{tmp_path / 'record.sqlite'}"
    assert cid.check("financial_flows", "financial_flows", engine=address).valid


def test_a_database_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    for scheme in ("sqlite", "duckdb"):
        address = f"{scheme}://{tmp_path / 'typo.db'}"
        with pytest.raises(cid.CannotRunError, match=r"no file /.*typo\.db; two slashes"):
            cid.check("events", "visits", engine=address)
    assert not list(tmp_path.iterdir())


def test_decimals_and_first_moments_of_days_of_duckdb_are_texts_of_cells(tmp_path: Path) -> None:
    connection = ibis.duckdb.connect()
    cells = ", ".join(f"'{text}' AS {name}" for name, text in FLOW.items())
    typed = "7000000.00::DECIMAL(20, 2) AS amount, TIMESTAMP '2030-01-01' AS period_earliest"
    connection.raw_sql(f"CREATE TABLE events AS SELECT {cells}, {typed}")
    report = cid.check(connection.table("events"), "financial_flows")
    assert not [found for found in report.findings if found.rule in ("format", "bounds")]
    connection.disconnect()


def test_many_rows_have_the_verdict_of_few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where texts that are surely right are not kept, and values are asked about once."""
    from cubairan_data.validation.engines import engine_check

    monkeypatch.setattr(own_rows, "_HELD", 5)
    for few in (20_000, 3, 0):
        monkeypatch.setattr(engine_check, "_FEW", few)
        for table in ("visits", "financial_flows", "sessions", "places", "sources"):
            found = [numbered(table, base(table), number) for number in range(12)]
            columns = list(base(table))
            found += [{**row, columns[n]: "?"} for n, row in enumerate(found[: len(columns)])]
            found += found[:3]
            same(written(tmp_path / "mine.csv", table, found), table)
            same(written(tmp_path / "mine.csv", table, found), table, limit=2)


def test_findings_are_capped_and_counted(tmp_path: Path) -> None:
    found = [{**row, "kind": "nothing", "level": ""} for row in rows(40)]
    report = same(written(tmp_path / "mine.csv", "visits", found), "visits", limit=10)
    assert report.counts["code"] == 40
    assert sum(each.rule == "code" for each in report.findings) == 10
    assert report.unlisted["code"] == 30
    assert not report.valid
    assert "30 more of code" in report.summary
    assert '"code": 30' in report.to_json()


def test_the_engine_that_suits_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def by_rows(_: Any, own: Any, kept: Any) -> Any:
        asked.append(own.table.name)
        return kept.report()

    monkeypatch.setattr(own_check, "check", by_rows)
    file = written(tmp_path / "mine.csv", "visits", rows())
    cid.check(file, "visits")
    assert asked == ["visits"]
    monkeypatch.setattr(own_check, "_LARGE_FILE", 10)
    cid.check(file, "visits")
    assert asked == ["visits"]


def test_an_engine_that_there_is_not_is_told(tmp_path: Path) -> None:
    file = written(tmp_path / "mine.csv", "visits", rows())
    with pytest.raises(cid.CannotRunError, match="no engine 'duckbd'; did you mean 'duckdb'"):
        cid.check(file, "visits", engine="duckbd")
    with pytest.raises(cid.CannotRunError, match="cannot open nosuch://x"):
        cid.check("x", "visits", engine="nosuch://x")
    run("check", file, "--as", "visits", "--engine", "polars", code=2)


def test_a_missing_library_is_named_with_its_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(tmp_path / "mine.csv", "visits", rows())
    monkeypatch.setitem(sys.modules, "ibis", None)
    with pytest.raises(cid.CannotRunError, match=r"pip install 'cubairan-data\[scale\]'"):
        cid.check(file, "visits", engine="duckdb")


@pytest.mark.slow
def test_an_interruption_leaves_nothing_behind(tmp_path: Path) -> None:
    found = rows(60_000)
    file = written(tmp_path / "mine.csv", "visits", found)
    home = tmp_path / "temporary"
    home.mkdir()
    command = [sys.executable, "-m", "cubairan_data", "check", str(file), "--as", "visits"]
    # While it starts it ends at once, by the signal itself; seen once, DuckDB aborts itself.
    interrupted = (INTERRUPTED, -signal.SIGINT, -signal.SIGABRT)
    codes = []
    for wait in (0.3, 0.6, 1, 1.5, 2.5):
        process = subprocess.Popen(
            [*command, "--engine", "duckdb"],
            env={**os.environ, "TMPDIR": str(home)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        time.sleep(wait)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=600)
        codes.append(process.returncode)
        # A fast machine may be through with its findings.
        assert codes[-1] in (*interrupted, 1)
        assert b"Traceback" not in errors
        assert list(home.iterdir()) == []
    assert codes[0] in interrupted
