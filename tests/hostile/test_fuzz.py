"""Whatever bytes there are, what reads them ends, says why, and raises only errors of its own."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from broken_files import GOOD, HEADER
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from nasty import NASTY, PIECES
from small_record import raw
from typer.testing import CliRunner

import cubairan_data as cid
from cubairan_data.cli.guard import WHERE
from cubairan_data.cli.main import app
from cubairan_data.contract import edtf
from cubairan_data.contract.catalogue import MODELS
from cubairan_data.provenance.passage_links import passage_link
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.locate import DESCRIPTOR
from cubairan_data.storage.raw import RawRow, read_table
from cubairan_data.storage.schema import schemas
from cubairan_data.validation.report_formats import rendered
from cubairan_data.validation.row_layer import row_faults
from cubairan_data.validation.validate import validate

COUNTRIES = schemas()["countries"]
ROW = GOOD.splitlines(keepends=True)[1]
# Bytes as they come, and bytes that go far: headers, rows, marks, and halves of letters.
MARKS = [b",", b'"', b"\n", b"\r", b"\r\n", b"\x00", b"\xef\xbb\xbf", b"\xff\xfe", b"\xc3"]
PARTS = [HEADER, ROW, HEADER.replace(b",", b";"), *MARKS, b"PK\x03\x04", b"\x1f\x8b", b"a" * 200]
BYTES = st.binary(max_size=200) | st.lists(
    st.sampled_from(PARTS) | NASTY.map(lambda text: text.encode("utf-8", "surrogatepass")),
    max_size=12,
).map(b"".join)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | NASTY,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NASTY, inner, max_size=3),
    max_leaves=8,
)
DATES = st.lists(
    st.sampled_from([*"0123456789-/~?%X.", "..", "2001", "-05", "-31", "198X", "٢", "２"]),
    max_size=10,
).map("".join)
FIGURES = ["NaN", "Infinity", "1e999999999", "-0", "1" * 5000, "٢٠", "1_000", "0x10", "1.5", "²"]
each_in_turn = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@given(BYTES)
@example(HEADER + ROW)
@each_in_turn
def test_a_table_of_any_bytes_is_read_or_has_a_finding(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "countries.csv"
    file.write_bytes(content)
    table = read_table(COUNTRIES, file, "countries.csv")
    assert table.findings or table.header == list(COUNTRIES.fields)
    if not table.findings:
        assert all(len(row.cells) <= len(table.header) for row in table.rows)
    for row in table.rows:
        row_faults(MODELS["countries"], row.cells)


@pytest.mark.slow
@given(BYTES, st.sampled_from(["csv", "tsv", "xlsx", "parquet", "ods", ""]))
@each_in_turn
def test_a_file_of_ones_own_of_any_bytes_is_checked_or_could_not_be_read(
    tmp_path: Path, record: cid.Record, content: bytes, suffix: str
) -> None:
    file = tmp_path / f"mine.{suffix}"
    file.write_bytes(content)
    try:
        report = record.check(file, "countries")
    except cid.CannotRunError as error:
        assert "\n" not in str(error)
        return
    for output_format in ("text", "github", "sarif", "markdown", "junit", "json"):
        rendered(report, output_format, 10)


@given(st.binary(max_size=100) | JSON.map(lambda value: json.dumps(value).encode()))
@each_in_turn
def test_a_descriptor_of_any_bytes_is_refused(package: Path, content: bytes) -> None:
    (package / DESCRIPTOR).write_bytes(content)
    with pytest.raises(cid.CannotRunError):
        cid.open(package)


@pytest.mark.slow
@given(st.data())
@each_in_turn
def test_a_descriptor_with_anything_anywhere_is_valid_or_has_a_finding(
    package: Path, data: st.DataObject
) -> None:
    original = (package / DESCRIPTOR).read_bytes()
    descriptor: Any = json.loads(original)
    at: Any = descriptor
    while True:
        keys = list(at) if isinstance(at, dict) else list(range(min(len(at), 3)))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(at[key], (dict, list)) or not at[key] or data.draw(st.booleans()):
            break
        at = at[key]
    at[key] = data.draw(JSON)
    try:
        (package / DESCRIPTOR).write_text(json.dumps(descriptor), "utf-8")
        report = cid.validate(package, quick=True)
        assert all(found.rule == "descriptor" for found in report.findings)
    except cid.CannotRunError:
        pass
    finally:
        (package / DESCRIPTOR).write_bytes(original)


@pytest.mark.slow
@given(BYTES)
@each_in_turn
def test_a_folder_with_any_bytes_for_a_table_is_validated_and_formatted_or_refused(
    package: Path, content: bytes
) -> None:
    file = raw(package, "countries")
    original = file.read_bytes()
    file.write_bytes(content)
    try:
        report = cid.validate(package, quick=True)
        rendered(report, "text", 10)
        try:
            cid.format(package)
        except cid.CannotRunError:
            assert file.read_bytes() == content
        else:
            assert cid.format(package) == []
    finally:
        file.write_bytes(original)


@pytest.mark.slow
@given(st.data())
@each_in_turn
def test_a_record_with_anything_in_a_few_cells_is_valid_or_has_findings(
    package: Path, data: st.DataObject
) -> None:
    """Also with what stands elsewhere in it, so that references lead astray and rows look alike."""
    tables = Tables(package)
    texts = sorted({text for t in tables.values() for r in t.rows for text in r.cells.values()})
    values = st.none() | st.sampled_from(texts) | st.sampled_from(FIGURES) | NASTY | DATES
    for _ in range(data.draw(st.integers(1, 4))):
        table = tables[data.draw(st.sampled_from([name for name in tables if tables[name].rows]))]
        place = data.draw(st.integers(0, len(table.rows) - 1))
        old = table.rows[place]
        cells = {**old.cells, data.draw(st.sampled_from(list(table.schema.fields))): ""}
        cells |= dict.fromkeys([name for name in cells if not cells[name]], data.draw(values) or "")
        cells = {name: text for name, text in cells.items() if text}
        row = RawRow(old.line, table.schema.row_id(cells), cells)
        rows = data.draw(st.sampled_from([[row], [old, row]]))
        changed = [*table.rows[:place], *rows, *table.rows[place + 1 :]]
        tables = tables.with_table(replace(table, rows=changed))
    report = validate(tables, quick=True, rule=(), skip=())
    rendered(report, "text", 10)


@given(DATES | NASTY)
def test_a_date_of_any_text_has_days_or_a_reason(text: str) -> None:
    try:
        first, last = edtf.span(text)
    except ValueError as error:
        assert str(error)
    else:
        assert text.isascii()
        assert first is None or last is None or first <= last


@given(NASTY, NASTY)
def test_a_link_to_any_passage_has_no_blank_and_no_control(url: str, locator: str) -> None:
    if "\ud800" in locator or "\udcff" in locator:
        return
    link = passage_link("https://example.org/a", locator)
    assert link.isascii()
    assert link.isprintable()
    assert " " not in link
    assert passage_link(url, "words").startswith(url)


COMMANDS = (
    *("tables", "show", "codebook", "explain", "cite", "search", "events", "about"),
    *("validate", "format", "check", "diff", "new"),
)


@pytest.mark.slow
@given(
    st.sampled_from(COMMANDS),
    st.lists(
        st.sampled_from(["visits", "--format", "csv", "json", "--where", "--columns", "--quick"])
        | st.sampled_from(PIECES)
        | NASTY,
        max_size=4,
    ),
)
def test_any_command_line_ends_with_a_code_that_means_something(
    command: str, arguments: list[str]
) -> None:
    if command == "format":
        arguments = ["--check", *arguments]
    result = CliRunner().invoke(app, [command, *arguments])
    assert result.exit_code in (0, 1, 2)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert WHERE not in result.output
