"""The strict reader: what is wrong with a file is a finding, and every sound row is read."""

from pathlib import Path

import pytest
from broken_files import BLANK, BROKEN, GOOD, HEADER
from command_line import run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_record import raw, snapshot

import cubairan_data as cid
from cubairan_data.storage.canonical import canonical_text
from cubairan_data.storage.raw import RawTable, read_table
from cubairan_data.storage.schema import schemas

COUNTRIES = schemas()["countries"]


def read(folder: Path, content: bytes) -> RawTable:
    file = folder / "countries.csv"
    file.write_bytes(content)
    return read_table(COUNTRIES, file, "countries.csv")


def test_a_sound_file_is_read_with_the_line_key_and_filled_cells_of_each_row(
    tmp_path: Path,
) -> None:
    table = read(
        tmp_path,
        HEADER + b'CUB,CU,"Cuba\nLibre",,' + BLANK + b"\nIRN,IR,Iran,630,630" + BLANK + b"\n",
    )
    assert table.findings == []
    assert [tuple(row) for row in table.rows] == [
        (2, "CUB", {"country_id": "CUB", "alpha2": "CU", "name": "Cuba\nLibre"}),
        (
            4,
            "IRN",
            {"country_id": "IRN", "alpha2": "IR", "name": "Iran", "cow_code": "630"}
            | {"gw_code": "630"},
        ),
    ]
    assert list(table.by_id) == ["CUB", "IRN"]


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_file_is_a_finding_and_is_left_alone(package: Path, kind: str) -> None:
    content, rule = BROKEN[kind]
    raw(package, "countries").write_bytes(content)
    before = snapshot(package)
    found = cid.validate(package, quick=True).findings
    assert rule in [each.rule for each in found if each.table == "countries"]
    assert "seeds/actors/countries.csv" in run("validate", package, "--quick", code=1)
    assert snapshot(package) == before


@pytest.mark.slow
@pytest.mark.parametrize("kind", BROKEN)
def test_frictionless_meets_a_broken_file_without_a_traceback(package: Path, kind: str) -> None:
    raw(package, "countries").write_bytes(BROKEN[kind][0])
    before = snapshot(package)
    assert "seeds/actors/countries.csv" in run("validate", package, code=1)
    assert snapshot(package) == before


def test_a_file_that_cannot_be_read_is_a_finding(tmp_path: Path) -> None:
    (finding,) = read_table(COUNTRIES, tmp_path / "none.csv", "none.csv").findings
    assert (finding.rule, finding.file) == ("file", "none.csv")


@pytest.mark.parametrize(
    ("content", "rule", "line"),
    [
        (GOOD.replace(b"Iran,630,630", b"Iran,630"), "cells", 3),
        (GOOD.replace(b"\nIRN", b"\n\nIRN"), "cells", 3),
        (GOOD.replace(b"Iran", b'"Iran'), "csv", 3),
        (GOOD.replace(b"Iran", b"Ir\x00an"), "csv", 3),
    ],
)
def test_a_fault_in_a_file_is_placed_on_its_line(
    tmp_path: Path, content: bytes, rule: str, line: int
) -> None:
    (finding,) = read(tmp_path, content).findings
    assert (finding.rule, finding.line) == (rule, line)


@pytest.mark.parametrize("mark", [";", "\t"])
def test_a_header_divided_by_another_mark_is_told(tmp_path: Path, mark: str) -> None:
    finding, *_ = read(tmp_path, GOOD.replace(b",", mark.encode())).findings
    assert f"divided by {mark!r} and not by ','; allowed: 'country_id," in finding.message


def test_rows_beside_a_broken_one_are_read(tmp_path: Path) -> None:
    table = read(tmp_path, GOOD.replace(b"CUB,CU,Cuba,40,40" + BLANK, b"CUB,CU"))
    assert [row.id for row in table.rows] == ["CUB", "IRN"]
    assert table.by_id["CUB"].cells == {"country_id": "CUB", "alpha2": "CU"}


def test_the_first_of_two_rows_of_one_key_is_found_by_it(tmp_path: Path) -> None:
    table = read(tmp_path, GOOD + b"CUB,CU,Again,," + BLANK + b"\n")
    assert len(table.rows) == 3
    assert table.by_id["CUB"].cells["name"] == "Cuba"


def test_a_message_is_cut_to_what_a_reader_can_bear(tmp_path: Path) -> None:
    table = read(tmp_path, HEADER + b"x" * 100_000 + b"\n")
    (finding,) = table.findings
    assert len(str(finding)) < 1000
    assert "100000 characters" in (finding.row_id or "")


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1).filter(
    lambda text: text == text.strip()
)


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=5))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_written_is_read_back(tmp_path: Path, pairs: list[tuple[str, str]]) -> None:
    rows = [
        {"country_id": f"A{number}", "alpha2": one, "name": two}
        for number, (one, two) in enumerate(pairs)
    ]
    table = read(tmp_path, canonical_text(COUNTRIES, rows).encode())
    assert table.findings == []
    assert [row.cells for row in table.rows] == rows
    assert [row.line for row in table.rows] == [number + 2 for number in range(len(rows))]
