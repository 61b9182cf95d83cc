"""The format command: one canonical form, reached in one step, all files or none."""

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_record import cells, raw, small, write

import cubairan_data as cid
from cubairan_data.errors import CannotRunError
from cubairan_data.storage.canonical import canonical_text
from cubairan_data.storage.raw import read_table
from cubairan_data.storage.schema import schemas


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return write(tmp_path, small())


def snapshot(package: Path) -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in sorted(package.rglob("*")) if file.is_file()}


def test_canonical_files_are_left_alone(package: Path) -> None:
    before = snapshot(package)
    assert cid.format(package) == []
    assert snapshot(package) == before


def test_bounds_are_filled_and_rows_sorted(tmp_path: Path) -> None:
    rows = small()
    rows["countries"].reverse()
    package = write(tmp_path, rows, unsorted="countries", fill=False)
    changed = cid.format(package)
    assert "seeds/actors/countries.csv" in changed
    assert [row["country_id"] for row in cells(package, "countries")] == ["CUB", "IRN"]
    (visit,) = cells(package, "visits")
    assert (visit["date_earliest"], visit["date_latest"]) == ("2001-05-07", "2001-05-10")
    assert cid.validate(package, quick=True).valid


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    package = write(tmp_path, small(), fill=False)
    assert cid.format(package)
    assert cid.format(package) == []


def test_crlf_quotes_blanks_byte_order_mark_and_unicode_form_are_mended(package: Path) -> None:
    file = raw(package, "countries")
    wanted = file.read_bytes()
    spoilt = "\ufeff" + file.read_text("utf-8").replace("Cuba", '" Cuba "').replace("\n", "\r\n")
    file.write_bytes(spoilt.encode())
    assert cid.format(package) == ["seeds/actors/countries.csv"]
    assert file.read_bytes() == wanted


def test_check_only_tells(package: Path) -> None:
    file = raw(package, "countries")
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    before = snapshot(package)
    assert cid.format(package, check=True) == ["seeds/actors/countries.csv"]
    assert snapshot(package) == before


@pytest.mark.parametrize(
    ("table", "old", "new"),
    [
        ("visits", "2001-05-07/2001-05-10", "2001-02-30"),
        ("countries", "CUB,CU,Cuba,40,40", "CUB,CU,Cuba"),
        ("countries", "country_id", "id"),
        ("countries", "Cuba", '"Cuba'),
    ],
)
def test_what_cannot_be_parsed_is_refused_and_nothing_changes(
    package: Path, table: str, old: str, new: str
) -> None:
    spare = raw(package, "publishers")
    spare.write_bytes(spare.read_bytes().replace(b"\n", b"\r\n"))
    file = raw(package, table)
    file.write_text(file.read_text("utf-8").replace(old, new), encoding="utf-8", newline="")
    before = snapshot(package)
    with pytest.raises(CannotRunError, match="nothing was changed"):
        cid.format(package)
    assert snapshot(package) == before


def test_a_failure_while_writing_leaves_every_file_whole(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All new files are complete beside the old ones before the first is put in place."""
    for table in ("countries", "publishers"):
        file = raw(package, table)
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    before = snapshot(package)
    calls = iter([None, OSError(28, "No space left on device")])

    def fsync(handle: int) -> None:
        if (failure := next(calls)) is not None:
            raise failure

    monkeypatch.setattr("os.fsync", fsync)
    with pytest.raises(CannotRunError, match="No space left"):
        cid.format(package)
    assert snapshot(package) == before


text_cells = st.text(
    st.characters(blacklist_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1
).filter(lambda text: text == text.strip())


@given(st.lists(st.tuples(text_cells, text_cells), max_size=5))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_written_is_read_back(tmp_path: Path, pairs: list[tuple[str, str]]) -> None:
    rows = [
        {"country_id": f"A{number}", "alpha2": one, "name": two}
        for number, (one, two) in enumerate(pairs)
    ]
    file = tmp_path / "countries.csv"
    file.write_text(canonical_text(schemas()["countries"], rows), encoding="utf-8", newline="")
    table = read_table(schemas()["countries"], file, "countries.csv")
    assert table.findings == []
    assert [row.cells for row in table.rows] == rows
    assert [row.line for row in table.rows] == [number + 2 for number in range(len(rows))]


@given(st.randoms())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
def test_any_order_of_rows_is_brought_to_the_same_file(
    tmp_path: Path, shuffler: random.Random
) -> None:
    wanted = snapshot(write(tmp_path, small()))
    rows = small()
    shuffler.shuffle(rows["evidence"])
    write(tmp_path, rows, unsorted="evidence")
    cid.format(tmp_path)
    assert snapshot(tmp_path) == wanted
