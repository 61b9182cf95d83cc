"""A folder of tables: what its descriptor may say, and that nothing outside it is read."""

import json
from pathlib import Path

import pytest
from command_line import run
from small_record import edited_descriptor, raw, small, write

import cubairan_data as cid
from cubairan_data.storage.folder import Tables
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
    assert len(cid.open(package).load("coverage")) == 0


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
