"""Input that means harm or is badly broken ends in a finding or a clear message: no traceback, no hang, no changed file."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import pytest
from small_record import raw, small, write
from typer.testing import CliRunner

import cubairan_data as cid
from cubairan_data.cli.main import app
from cubairan_data.storage.raw import Cells
from cubairan_data.storage.schema import Schema

HEADER = b"country_id,alpha2,name,cow_code,gw_code\n"
GOOD = HEADER + b"CUB,CU,Cuba,40,40\nIRN,IR,Iran,630,630\n"
FILES = {
    "utf-16": GOOD.decode().encode("utf-16"),
    "latin-1": GOOD.replace(b"Cuba", "Cubá".encode("latin-1")),
    "nul bytes": GOOD.replace(b"Cuba", b"Cu\x00ba"),
    "mixed newlines": GOOD.replace(b"\nIRN", b"\r\nIRN"),
    "lone carriage returns": GOOD.replace(b"\n", b"\r"),
    "quote left open": GOOD.replace(b"Cuba", b'"Cuba'),
    "duplicate header": GOOD.replace(b"alpha2", b"name"),
    "missing header": GOOD.split(b"\n", 1)[1],
    "extra cell": GOOD.replace(b"Cuba,40,40", b"Cuba,40,40,40"),
    "missing cell": GOOD.replace(b"Cuba,40,40", b"Cuba,40"),
    "semicolons": GOOD.replace(b",", b";"),
    "excel file": b"PK\x03\x04" + bytes(range(256)) * 20,
    "empty": b"",
    "only newlines": b"\n\n\n",
    "deep quotes": HEADER + b'"' * 100_001 + b"\n",
}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return write(tmp_path, small())


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.mark.parametrize("quick", ["--quick", None], ids=["quick", "whole"])
@pytest.mark.parametrize("kind", FILES)
@pytest.mark.slow
def test_a_broken_table_is_found_and_left_alone(
    package: Path, kind: str, quick: str | None
) -> None:
    raw(package, "countries").write_bytes(FILES[kind])
    before = snapshot(package)
    result = CliRunner().invoke(app, ["validate", str(package), *([quick] if quick else [])])
    assert result.exit_code == 1, result.output
    assert "seeds/actors/countries.csv" in result.output
    assert snapshot(package) == before


@pytest.mark.parametrize("kind", sorted(set(FILES) - {"mixed newlines", "lone carriage returns"}))
def test_format_refuses_a_broken_table_and_leaves_it_alone(package: Path, kind: str) -> None:
    raw(package, "countries").write_bytes(FILES[kind])
    before = snapshot(package)
    result = CliRunner().invoke(app, ["format", str(package)])
    assert result.exit_code == 2, result.output
    assert snapshot(package) == before


def _nested(depth: int) -> str:
    return "[" * depth + "]" * depth


DESCRIPTORS = {
    "a list": "[]",
    "a number": "3",
    "deep nesting": _nested(100_000),
    "resources of another sort": '{"resources": {"a": 1}}',
    "not UTF-8": b"\xff\xfe",
    "null bytes": b"\x00\x00",
}


@pytest.mark.parametrize("kind", DESCRIPTORS)
def test_a_descriptor_that_is_none_could_not_run(package: Path, kind: str) -> None:
    content = DESCRIPTORS[kind]
    (package / "datapackage.json").write_bytes(
        content if isinstance(content, bytes) else content.encode()
    )
    for command in ("validate", "format"):
        result = CliRunner().invoke(app, [command, str(package)])
        assert result.exit_code == 2, result.output
        assert "Traceback" not in result.output


@pytest.mark.parametrize(
    "resource",
    [
        None,
        3,
        {},
        {"name": "visits"},
        {"name": "visits", "path": "../secret.csv"},
        {"name": "visits", "path": "/etc/hostname"},
        {"name": "visits", "path": "https://example.org/visits.csv"},
        {"name": "visits", "path": "seeds/record"},
        {"name": ["visits"], "path": "x"},
        {
            "name": "visits",
            "path": "seeds/record/visits.csv",
            "schema": "https://example.org/schema.json",
        },
    ],
)
@pytest.mark.slow
def test_a_hostile_resource_is_a_finding(package: Path, resource: object) -> None:
    (package.parent / "secret.csv").write_text("secret", encoding="utf-8")
    descriptor = json.loads((package / "datapackage.json").read_text("utf-8"))
    descriptor["resources"][1] = resource
    (package / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    result = CliRunner().invoke(app, ["validate", str(package)])
    assert result.exit_code in (1, 2), result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert "secret" not in result.output.replace("../secret.csv", "")


@pytest.mark.slow
@pytest.mark.parametrize(
    "key",
    [
        {"fields": ["nothing"], "reference": {"resource": "visits", "fields": ["visit_id"]}},
        {"fields": ["host_id"], "reference": {"resource": "nowhere", "fields": ["x"]}},
        {"fields": "host_id"},
        3,
    ],
)
def test_a_foreign_key_to_nowhere_is_a_finding(package: Path, key: object) -> None:
    descriptor = json.loads((package / "datapackage.json").read_text("utf-8"))
    descriptor["resources"][1]["schema"]["foreignKeys"] = [key]
    (package / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    result = CliRunner().invoke(app, ["validate", str(package)])
    assert result.exit_code in (1, 2), result.output
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception


def test_a_link_out_of_the_folder_is_not_followed(
    package: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "countries.csv"
    outside.write_bytes(GOOD)
    file = raw(package, "countries")
    file.unlink()
    file.symlink_to(outside)
    assert "descriptor" in {finding.rule for finding in cid.validate(package, quick=True).findings}
    assert CliRunner().invoke(app, ["format", str(package)]).exit_code == 2
    assert outside.read_bytes() == GOOD


def test_a_cell_of_twenty_megabytes_is_a_finding(package: Path) -> None:
    file = raw(package, "visits")
    file.write_text(
        file.read_text("utf-8").replace("Talks on trade.", "x" * 20_000_000),
        encoding="utf-8",
        newline="",
    )
    start = time.monotonic()
    result = CliRunner().invoke(app, ["validate", str(package), "--quick"])
    assert result.exit_code == 1
    assert len(result.output) < 100_000
    assert time.monotonic() - start < 60


def test_very_many_faulty_rows_are_counted_and_grouped(package: Path) -> None:
    rows = "".join(f"id-{number:06},XX,,x,y\n" for number in range(100_000))
    raw(package, "countries").write_bytes(HEADER + rows.encode())
    result = CliRunner().invoke(app, ["validate", str(package), "--quick", "--max", "50"])
    assert result.exit_code == 1
    assert result.output.count("\n") <= 51
    assert int(result.output.rstrip().rsplit("\n", 1)[-1].split()[0]) >= 300_000


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_could_not_run(package: Path) -> None:
    file = raw(package, "countries")
    file.write_bytes(GOOD.replace(b"\n", b"\r\n"))
    file.parent.chmod(0o555)
    try:
        assert CliRunner().invoke(app, ["format", str(package)]).exit_code == 2
    finally:
        file.parent.chmod(0o755)


def test_a_file_that_vanishes_while_formatting_is_told(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cubairan_data.storage import format as formatting

    write_sorted = formatting.sorted_text

    def write_then_lose(schema: Schema, rows: Iterable[Cells]) -> str:
        raw(package, "coverage").unlink(missing_ok=True)
        return write_sorted(schema, rows)

    # Every table is read by then, and the files are compared with the new texts only later.
    monkeypatch.setattr(formatting, "sorted_text", write_then_lose)
    result = CliRunner().invoke(app, ["format", str(package)])
    assert result.exit_code == 2, result.output


@pytest.mark.slow
def test_a_process_killed_while_formatting_leaves_whole_files(package: Path) -> None:
    """Whenever it is killed, each file is either the old one or the new one."""
    old, new = {}, {}
    for table in ("countries", "publishers", "visits", "officials"):
        file = raw(package, table)
        new[file] = file.read_bytes()
        old[file] = file.read_bytes().replace(b"\n", b"\r\n")
    for delay in (0.0, 0.2, 0.4, 0.6, 0.8):
        for file, content in old.items():
            file.write_bytes(content)
        process = subprocess.Popen(
            [sys.executable, "-c", f"import cubairan_data as c; c.format({str(package)!r})"]
        )
        time.sleep(delay)
        process.kill()
        process.wait()
        for file in old:
            assert file.read_bytes() in (old[file], new[file])
