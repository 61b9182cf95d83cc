"""What stands in the place of a file is looked at before it is opened."""

import gzip
import os
import re
import shutil
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import run
from limits import ends, is_posix
from small_record import edited_descriptor, raw, snapshot

import cubairan_data as cid
from cubairan_data.storage import description
from cubairan_data.storage import raw as reading
from cubairan_data.storage.files import opened, read_bytes
from cubairan_data.storage.locate import DESCRIPTOR
from cubairan_data.validation import own_csv, own_frames

pytestmark = is_posix


def fifo(place: Path) -> None:
    os.mkfifo(place)


def folder(place: Path) -> None:
    place.mkdir()


def bound_socket(place: Path) -> None:
    # The path of a socket may be no longer than some hundred characters.
    here = Path.cwd()
    os.chdir(place.parent)
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(place.name)
    finally:
        os.chdir(here)


def linked(target: str) -> Callable[[Path], None]:
    return lambda place: place.symlink_to(target)


def device(place: Path) -> None:
    if os.geteuid():
        pytest.skip("only root may make a device")
    os.mknod(place, 0o020600, os.makedev(1, 5))


# What stands where a table should, with what is said of it.
ODD: dict[str, tuple[Callable[[Path], None], str]] = {
    "pipe": (fifo, "cannot read the file: it is a pipe; allowed: a file"),
    "folder": (folder, "cannot read the file: it is a folder; allowed: a file"),
    "socket": (bound_socket, "cannot read the file: it is a socket; allowed: a file"),
    "device": (device, "cannot read the file: it is a device; allowed: a file"),
    "link to itself": (linked("countries.csv"), "leads to itself|Too many levels"),
    "link to nothing": (linked("nothing.csv"), "cannot read the file: No such file"),
    "link to a device": (linked("/dev/zero"), "allowed: a path inside the folder"),
    "link to this process": (linked("/proc/self/environ"), "allowed: a path inside the folder"),
}


def test_an_odd_file_is_one_finding_and_the_first(package: Path) -> None:
    for kind, (make, message) in ODD.items():
        file = raw(package, "countries")
        content = file.read_bytes()
        file.unlink()
        try:
            make(file)
        except pytest.skip.Exception:
            file.write_bytes(content)
            continue
        with ends():
            (finding,) = cid.validate(package, quick=True).findings
            assert re.search(message, finding.message), kind
            assert finding.message.endswith("what other tables say of it is not checked")
            with pytest.raises(cid.CannotRunError, match="nothing was changed"):
                cid.format(package)
            with pytest.raises(cid.InvalidTableError, match="cannot load countries"):
                cid.open(package).load("countries")
            with pytest.raises(cid.CannotRunError, match="cannot compare"):
                cid.diff(package, "installed")
            with pytest.raises(cid.CannotRunError, match="cannot compare"):
                cid.diff("installed", package)
        if file.is_dir() and not file.is_symlink():
            file.rmdir()
        else:
            file.unlink()
        file.write_bytes(content)
    assert cid.validate(package, quick=True).valid


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["pipe", "folder", "link to itself", "link to nothing"])
def test_the_full_validation_adds_nothing_to_it(package: Path, kind: str) -> None:
    raw(package, "countries").unlink()
    ODD[kind][0](raw(package, "countries"))
    with ends():
        full, quick = cid.validate(package), cid.validate(package, quick=True)
    assert full.findings == quick.findings


@pytest.mark.parametrize("kind", ODD)
def test_an_odd_descriptor_could_not_run(package: Path, kind: str) -> None:
    (package / DESCRIPTOR).unlink()
    ODD[kind][0](package / DESCRIPTOR)
    with ends():
        for command in ("validate", "format"):
            run(command, package, code=2)


@pytest.mark.parametrize("kind", ["pipe", "folder", "socket", "link to a device"])
@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".xlsx", ".parquet", ""])
def test_an_odd_file_of_ones_own_could_not_run(tmp_path: Path, kind: str, suffix: str) -> None:
    if suffix == ".parquet":
        pytest.importorskip("pyarrow", reason="pyarrow is not installed", exc_type=ImportError)
    file = tmp_path / f"mine{suffix}"
    ODD[kind][0](file)
    with ends():
        output = run("check", file, "--as", "visits", code=2)
    # Where DuckDB is installed, a folder may be of tables.
    assert "allowed: a file" in output or (kind == "folder" and "allowed: files" in output)


def test_folders_linked_in_a_circle_are_findings(package: Path) -> None:
    shutil.rmtree(package / "seeds" / "actors")
    (package / "seeds" / "actors").symlink_to("actors")
    with ends():
        rules = {found.rule for found in cid.validate(package, quick=True).findings}
        assert rules <= {"descriptor", "file"}
        run("format", package, code=2)
        (package / "circle").symlink_to("circle")
        run("validate", package / "circle", code=2)


@pytest.mark.parametrize(
    ("limit", "path"),
    [
        ((description, "LARGEST_DESCRIPTOR"), DESCRIPTOR),
        ((reading, "LARGEST_TABLE"), "seeds/actors/countries.csv"),
    ],
)
def test_a_file_beyond_all_measure_is_refused_with_both_sizes(
    package: Path, monkeypatch: pytest.MonkeyPatch, limit: tuple[object, str], path: str
) -> None:
    monkeypatch.setattr(*limit, 50)
    size = (package / path).stat().st_size
    code = 2 if path == DESCRIPTOR else 1
    output = run("validate", package, "--quick", code=code)
    assert f"it has {size:,} bytes; allowed: 50 at most" in output


@pytest.mark.parametrize(
    ("name", "module", "limit"),
    [
        ("mine.csv", own_csv, "LARGEST_OWN_TABLE"),
        ("mine.xlsx", own_frames, "LARGEST_WORKBOOK"),
        ("mine.parquet", own_frames, "LARGEST_OWN_TABLE"),
    ],
)
def test_a_file_of_ones_own_beyond_all_measure_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, module: object, limit: str
) -> None:
    if name.endswith(".parquet"):
        pytest.importorskip("pyarrow", reason="pyarrow is not installed", exc_type=ImportError)
    (tmp_path / name).write_bytes(b"x" * 99)
    monkeypatch.setattr(module, limit, 50)
    output = run("check", tmp_path / name, "--as", "visits", code=2)
    assert "it has 99 bytes; allowed: 50 at most" in output


def test_a_file_that_grows_while_it_is_read_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "grows"
    file.write_bytes(b"x" * 10)
    with opened(file, 10) as stream:
        assert stream.read() == b"x" * 10
    with pytest.raises(OSError, match="allowed: 9 at most"):
        read_bytes(file, 9)
    # What has no size, as the files of /proc, is measured while it is read.
    if Path("/proc/self/status").exists():
        with pytest.raises(OSError, match="more than 9 bytes; allowed: 9 at most"):
            read_bytes(Path("/proc/self/status"), 9)


@pytest.mark.parametrize("path", ["a\0b", "\ud800"])
def test_a_path_that_no_file_can_have_is_an_error_of_files(path: str) -> None:
    with pytest.raises(OSError, match="no file can have this path"):
        read_bytes(Path(path), 9)


def test_a_compressed_table_is_no_table(package: Path) -> None:
    """What a few bytes unpack to is known only when memory is full."""
    packed = raw(package, "countries").with_suffix(".csv.gz")
    with gzip.open(packed, "wb") as stream:
        stream.write(bytes(10**7))
    with edited_descriptor(package) as descriptor:
        for resource in descriptor["resources"]:
            if resource["name"] == "countries":
                resource["path"] = "seeds/actors/countries.csv.gz"
    (finding,) = cid.validate(package, quick=True).findings
    assert (finding.table, finding.rule) == ("countries", "descriptor")
    message = run("check", packed, "--as", "countries", code=2)
    assert "cannot read" in message
    assert "MemoryError" not in message


def test_nothing_is_written_where_something_cannot_be_read(package: Path) -> None:
    raw(package, "countries").unlink()
    before = snapshot(package)
    raw(package, "countries").mkdir()
    run("format", package, code=2)
    raw(package, "countries").rmdir()
    assert snapshot(package) == before
