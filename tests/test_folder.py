"""A folder of tables: what its descriptor may say, and that nothing outside it is read."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from command_line import run
from small_record import edit, edited_descriptor, raw, small, write

import cubairan_data as cid
from cubairan_data.storage.folder import SoundTables, Tables
from cubairan_data.storage.schema import schemas


def rules(folder: Path) -> list[str]:
    return [finding.rule for finding in cid.validate(folder, quick=True).findings]


def test_every_table_of_the_contract_is_there_and_no_other(package: Path) -> None:
    tables = Tables(package)
    assert list(tables) == list(schemas())
    assert len(tables) == len(schemas())
    with pytest.raises(KeyError):
        tables["nothing"]


def test_a_table_is_read_once(package: Path) -> None:
    tables = Tables(package)
    assert tables["visits"] is tables["visits"]
    assert tables.frame("visits") is tables.frame("visits")
    assert tables.cells("visits")["2001-05-lopez-tehran"]["places"] == "Tehran;Isfahan"


def test_a_validated_record_that_is_edited_still_says_which_cell_is_no_value(
    package: Path,
) -> None:
    edit(package, "visits", ",official,", ",offical,")
    with pytest.raises(cid.InvalidTableError, match=r"visits\.csv:2: .* kind: found 'offical'"):
        SoundTables(package, is_validated=True).frame("visits")


def test_two_folders_are_equal_only_where_they_are_one_object(package: Path) -> None:
    tables, again = Tables(package), Tables(package)
    assert tables == tables
    assert tables != again
    assert len({tables, again}) == 2
    assert tables.cells("visits") is not again.cells("visits")


def test_one_table_can_be_replaced_without_touching_the_folder(package: Path) -> None:
    tables = Tables(package)
    empty = Tables(package)["visits"]
    empty.rows = []
    changed = tables.with_table(empty)
    assert changed.cells("visits") == {}
    assert changed["officials"] is tables["officials"]
    assert len(tables.cells("visits")) == 1


def test_the_path_of_the_descriptor_is_as_good_as_its_folder(package: Path) -> None:
    assert cid.validate(package / "datapackage.json", quick=True).valid


def test_without_a_descriptor_nothing_can_run(tmp_path: Path) -> None:
    with pytest.raises(cid.CannotRunError, match=r"no datapackage\.json"):
        cid.validate(tmp_path)


DESCRIPTORS: dict[str, bytes] = {
    "empty": b"",
    "cut off": b"{",
    "a list": b"[]",
    "a number": b"3",
    "deep nesting": b"[" * 100_000 + b"]" * 100_000,
    "resources that are a number": b'{"resources": 3}',
    "resources of another sort": b'{"resources": {"a": 1}}',
    "latin-1": b"\xff",
    "utf-16": b"\xff\xfe",
    "null bytes": b"\x00\x00",
}


@pytest.mark.parametrize("kind", DESCRIPTORS)
def test_a_descriptor_that_is_none_could_not_run(package: Path, kind: str) -> None:
    (package / "datapackage.json").write_bytes(DESCRIPTORS[kind])
    with pytest.raises(cid.CannotRunError, match=r"cannot read|not a Data Package"):
        cid.validate(package)
    for command in ("validate", "format"):
        assert "Traceback" not in run(command, package, code=2)


def test_a_missing_file_is_a_finding(package: Path) -> None:
    raw(package, "coverage").unlink()
    assert "file" in rules(package)


def test_a_resource_left_out_is_a_finding(package: Path) -> None:
    with edited_descriptor(package) as descriptor:
        descriptor["resources"] = [
            resource for resource in descriptor["resources"] if resource["name"] != "coverage"
        ]
    assert rules(package) == ["descriptor"]


def test_a_resource_listed_twice_is_a_finding(package: Path) -> None:
    (package / "other.csv").write_bytes(raw(package, "visits").read_bytes())
    with edited_descriptor(package) as descriptor:
        visits = next(each for each in descriptor["resources"] if each["name"] == "visits")
        descriptor["resources"].append(visits | {"path": "other.csv"})
    (finding,) = cid.validate(package, quick=True).findings
    assert (finding.table, finding.rule) == ("visits", "descriptor")
    assert finding.message == "found two resources 'visits'; allowed: one"


def resources(folder: Path, change: Callable[[list[dict[str, Any]]], list[Any]]) -> None:
    with edited_descriptor(folder) as descriptor:
        descriptor["resources"] = change(descriptor["resources"])


def renamed(table: str, **changes: object) -> Callable[[Path], None]:
    return lambda folder: resources(
        folder,
        lambda all_: [each | (changes if each["name"] == table else {}) for each in all_],
    )


def linked_outside(folder: Path) -> None:
    file, outside = raw(folder, "visits"), folder.parent / f"{folder.name}-outside.csv"
    file.rename(outside)
    file.symlink_to(outside)


def encoded(encoding: str) -> Callable[[Path], None]:
    def save(folder: Path) -> None:
        edit(folder, "visits", "Talks on trade.", "Talks on azúcar.")
        raw(folder, "visits").write_text(raw(folder, "visits").read_text("utf-8"), encoding)

    return save


# What is done to the folder, and what the error says of it.
FAULTS: dict[str, tuple[Callable[[Path], None], str]] = {
    "misspelt name": (renamed("visits", name="vists"), r"datapackage\.json: found no resource"),
    "path outside": (renamed("visits", path="../visits.csv"), r"datapackage\.json: found path"),
    "link outside": (linked_outside, r"datapackage\.json: found path"),
    "no resources": (
        lambda folder: resources(folder, lambda _: []),
        r"datapackage\.json: found no resource",
    ),
    "listed twice": (
        lambda folder: resources(folder, lambda all_: [*all_, *all_]),
        r"datapackage\.json: found two resources",
    ),
    "missing file": (lambda folder: raw(folder, "visits").unlink(), r"visits\.csv: cannot read"),
    "latin-1": (encoded("latin-1"), r"visits\.csv: byte \d+ is not UTF-8"),
    "utf-16": (encoded("utf-16"), r"visits\.csv: byte 0 is not UTF-8"),
    "utf-16 without a mark": (encoded("utf-16-le"), r"visits\.csv(:1)?: .*UTF-8"),
}
READ: dict[str, Callable[[cid.Record], object]] = {
    "load": lambda record: record.load("visits"),
    "load_all": lambda record: record.load_all(),
    "tables": lambda record: record.tables(),
    "objects": lambda record: record.objects("visits"),
    "corroboration": lambda record: record.corroboration("visits"),
    "explain": lambda record: record.explain("visits", "2001-05-lopez-tehran"),
    "cite": lambda record: record.cite("visits"),
    "panel": lambda record: record.panel(),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_table_that_cannot_be_read_is_an_error_never_an_empty_table(
    package: Path, fault: str
) -> None:
    spoil, match = FAULTS[fault]
    spoil(package)
    record = cid.open(package)
    for ask in READ.values():
        with pytest.raises(cid.InvalidTableError, match=match) as error:
            ask(record)
        assert f"`cubairan-data validate {package}` lists every fault" in str(error.value)
    assert {"descriptor", "file", "encoding", "csv"} & set(rules(package))


@pytest.mark.parametrize("table", ["evidence", "sources", "publishers"])
def test_evidence_that_cannot_be_read_is_an_error_to_all_that_rest_on_it(
    package: Path, table: str
) -> None:
    raw(package, table).unlink()
    record = cid.open(package)
    for ask in (
        READ["corroboration"],
        READ["explain"],
        READ["cite"],
        lambda record: record.evidence(),
        lambda record: record.rivals(),
        lambda record: record.load("visits", min_independent=1),
    ):
        with pytest.raises(cid.InvalidTableError, match=rf"{table}\.csv: cannot read the file"):
            ask(record)


@pytest.mark.parametrize(
    "path", ["../outside.csv", "/etc/passwd", "a\0b.csv", ["a.csv", "b.csv"], None]
)
def test_a_path_out_of_the_folder_is_not_followed(package: Path, path: object) -> None:
    with edited_descriptor(package) as descriptor:
        descriptor["resources"][-1]["path"] = path
    assert set(rules(package)) == {"descriptor"}


def test_a_link_out_of_the_folder_is_not_followed(
    package: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "countries.csv"
    file = raw(package, "countries")
    content = file.read_bytes()
    outside.write_bytes(content)
    file.unlink()
    file.symlink_to(outside)
    assert "descriptor" in rules(package)
    run("format", package, code=2)
    assert outside.read_bytes() == content


@pytest.mark.parametrize(
    "extra",
    [
        {"schema": "https://example.org/schema.json"},
        {"dialect": "../dialect.json"},
        {"profile": "https://example.org/profile.json"},
        {"data": "a,b"},
        {"extrapaths": ["../more.csv"]},
    ],
)
def test_what_is_described_elsewhere_is_not_fetched(
    package: Path, extra: dict[str, object]
) -> None:
    with edited_descriptor(package) as descriptor:
        descriptor["resources"][1] |= extra
    finding, *_ = cid.validate(package).findings
    assert (finding.rule, finding.table) == ("descriptor", "visits")
    assert next(iter(extra)) in finding.message


RESOURCES: list[object] = [
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
]


@pytest.mark.slow
@pytest.mark.parametrize("resource", RESOURCES, ids=json.dumps)
def test_a_hostile_resource_is_a_finding(package: Path, resource: object) -> None:
    (package.parent / "secret.csv").write_text("secret", encoding="utf-8")
    with edited_descriptor(package) as descriptor:
        descriptor["resources"][1] = resource
    output = run("validate", package, code=1)
    assert "secret" not in output.replace("../secret.csv", "")


@pytest.mark.slow
@pytest.mark.parametrize(
    "key",
    [
        {"fields": ["nothing"], "reference": {"resource": "visits", "fields": ["visit_id"]}},
        {"fields": ["host_id"], "reference": {"resource": "nowhere", "fields": ["x"]}},
        {"fields": "host_id"},
        3,
    ],
    ids=json.dumps,
)
def test_a_foreign_key_to_nowhere_is_a_finding(package: Path, key: object) -> None:
    with edited_descriptor(package) as descriptor:
        descriptor["resources"][1]["schema"]["foreignKeys"] = [key]
    run("validate", package, code=1)


def test_tables_may_lie_elsewhere_in_the_folder(tmp_path: Path) -> None:
    package = write(tmp_path, small())
    raw(package, "countries").rename(package / "lands.csv")
    with edited_descriptor(package) as descriptor:
        for resource in descriptor["resources"]:
            if resource["name"] == "countries":
                resource["path"] = "lands.csv"
    assert cid.validate(package, quick=True).valid
    assert Tables(package)["countries"].file == "lands.csv"
