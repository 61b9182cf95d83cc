"""A descriptor of somebody else is data: what it says of how to read is a finding, never done."""

import copy
import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from command_line import run
from limits import ends
from small_record import edited_descriptor, raw

import cubairan_data as cid
from cubairan_data.storage.description import listed
from cubairan_data.storage.locate import DESCRIPTOR
from cubairan_data.storage.schema import installed_descriptor, schemas

Descriptor = dict[str, Any]
Change = Callable[[Descriptor], object]
# What takes time that grows with a power of the length of a text.
CATASTROPHE = r"([A-Za-z ,.;:’'-]+)+\d$"


def visits(descriptor: Descriptor) -> Descriptor:
    return next(each for each in descriptor["resources"] if each["name"] == "visits")


def of_package(**changes: object) -> Change:
    return lambda descriptor: descriptor.update(changes)


def of_resource(**changes: object) -> Change:
    return lambda descriptor: visits(descriptor).update(changes)


def of_schema(**changes: object) -> Change:
    return lambda descriptor: visits(descriptor)["schema"].update(changes)


def of_field(**changes: object) -> Change:
    return lambda descriptor: visits(descriptor)["schema"]["fields"][-1].update(changes)


def without_constraints(descriptor: Descriptor) -> None:
    for resource in descriptor["resources"]:
        for field in resource["schema"]["fields"]:
            field.pop("constraints", None)


def swapped(descriptor: Descriptor) -> None:
    fields = visits(descriptor)["schema"]["fields"]
    fields[0], fields[1] = fields[1], fields[0]


NOWHERE = "http://127.0.0.1:9/p.json"
# Every form of a descriptor that somebody tried, or may try, to have his way with.
FORMS: dict[str, Change] = {
    "profile of the package": of_package(profile=NOWHERE),
    "profiles of the package": of_package(profiles=[NOWHERE]),
    "$schema of the package": of_package(**{"$schema": NOWHERE}),
    "another key of the package": of_package(pipeline={"steps": []}),
    "basepath": of_package(basepath="/"),
    "version that is a number": of_package(version=1),
    "version of letters": of_package(version="v1"),
    "name that is a list": of_package(name=["a"]),
    "keywords that are a text": of_package(keywords="Cuba"),
    "licenses that are an object": of_package(licenses={}),
    "profile of a resource": of_resource(profile=NOWHERE),
    "profiles of a resource": of_resource(profiles=[NOWHERE]),
    "schema elsewhere": of_resource(schema=NOWHERE),
    "schema in another file": of_resource(schema="schema.json"),
    "dialect elsewhere": of_resource(dialect=NOWHERE),
    "checklist": of_resource(checklist={"checks": [{"type": "row-constraint", "formula": "1"}]}),
    "pipeline": of_resource(pipeline={"steps": []}),
    "detector": of_resource(detector={"bufferSize": 1}),
    "path on the web": of_resource(path="http://127.0.0.1:9/visits.csv"),
    "path in a bucket": of_resource(path="s3://bucket/visits.csv"),
    "path that is data": of_resource(path="data:text/csv,a"),
    "path with a scheme of files": of_resource(path="file:seeds/record/visits.csv"),
    "path from the root": of_resource(path="/etc/passwd"),
    "path up and down": of_resource(path="seeds/../seeds/record/visits.csv"),
    "path with a pattern": of_resource(path="seeds/record/v*.csv"),
    "path of a drive": of_resource(path="C:visits.csv"),
    "path of Windows": of_resource(path="seeds\\record\\visits.csv"),
    "path that is hidden": of_resource(path=".git/visits.csv"),
    "path that is empty": of_resource(path=""),
    "path that is a folder": of_resource(path="seeds/record"),
    "path of the descriptor": of_resource(path=DESCRIPTOR),
    "path of another table": of_resource(path="seeds/record/agreements.csv"),
    "path of several": of_resource(path=["seeds/record/visits.csv"]),
    "path with a NUL": of_resource(path="a\0.csv"),
    "path with half a pair": of_resource(path="\ud800.csv"),
    "path of megabytes": of_resource(path="a/" * 10**6 + "a.csv"),
    "no path": lambda descriptor: visits(descriptor).pop("path"),
    "data in the descriptor": of_resource(data=[["visit_id"]]),
    "extrapaths": of_resource(extrapaths=["seeds/record/visits.csv"]),
    "encoding that is none": of_resource(encoding="nonsense"),
    "encoding of Windows": of_resource(encoding="utf-16"),
    "compression": of_resource(compression="gz"),
    "innerpath": of_resource(innerpath="visits.csv"),
    "scheme": of_resource(scheme="http"),
    "format of Excel": of_resource(format="xlsx"),
    "format of JSON": of_resource(format="json"),
    "format of SQL": of_resource(format="sql"),
    "mediatype": of_resource(mediatype="text/html"),
    "type": of_resource(type="json"),
    "another delimiter": of_resource(dialect={"delimiter": ";"}),
    "comments": of_resource(dialect={"commentChar": "2"}),
    "no header": of_resource(dialect={"header": False}),
    "no dialect": lambda descriptor: visits(descriptor).pop("dialect"),
    "no schema": lambda descriptor: visits(descriptor).pop("schema"),
    "title that is a number": of_resource(title=3),
    "sort": of_resource(sort=["summary"]),
    "the same resource twice": lambda each: each["resources"].append(copy.deepcopy(visits(each))),
    "another resource": lambda each: each["resources"].append({"name": "a", "path": "a.csv"}),
    "resource that is a text": lambda each: each["resources"].append("http://127.0.0.1:9/r"),
    "no constraints": without_constraints,
    "fields that are a number": of_schema(fields=3),
    "fields that are numbers": of_schema(fields=[3]),
    "no fields": of_schema(fields=[]),
    "fields in another order": swapped,
    "primary key of another column": of_schema(primaryKey=["date"]),
    "primary key as a text": of_schema(primaryKey="visit_id"),
    "foreign keys to nowhere": of_schema(
        foreignKeys=[{"fields": ["x"], "reference": {"resource": "y", "fields": ["z"]}}]
    ),
    "foreign keys to elsewhere": of_schema(
        foreignKeys=[{"fields": ["host_id"], "reference": {"package": NOWHERE, "resource": "a"}}]
    ),
    "foreign keys that are a number": of_schema(foreignKeys=3),
    "other missing values": of_schema(missingValues=["", "CUB"]),
    "$schema of a schema": of_schema(**{"$schema": NOWHERE}),
    "pattern that never ends": of_field(constraints={"pattern": CATASTROPHE}),
    "pattern that is none": of_field(constraints={"pattern": "("}),
    "type of a field": of_field(type="nonsense"),
    "format of a field": of_field(format="email"),
    "true that is a number": of_field(constraints={"required": 1}),
    "codes": of_field(codes=[]),
    "example that is an object": of_field(example={"a": 1}),
}


def change(package: Path, form: str) -> None:
    with edited_descriptor(package) as descriptor:
        FORMS[form](descriptor)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_a_finding_of_the_descriptor(package: Path, form: str) -> None:
    change(package, form)
    with ends():
        found = cid.validate(package, quick=True).findings
    assert {each.rule for each in found} == {"descriptor"}
    told = re.compile("allowed: |which is that of")
    assert all(told.search(each.message) and len(each.message) < 2200 for each in found)
    with pytest.raises(cid.CannotRunError, match="nothing was changed"):
        cid.format(package)


@pytest.mark.slow
def test_quick_and_full_validation_agree_on_every_form(package: Path) -> None:
    before = (package / DESCRIPTOR).read_bytes()
    for form in FORMS:
        (package / DESCRIPTOR).write_bytes(before)
        change(package, form)
        with ends():
            quick, full = cid.validate(package, quick=True), cid.validate(package)
        assert quick.findings == full.findings, form


def test_a_descriptor_may_be_worded_anew(package: Path) -> None:
    with edited_descriptor(package) as descriptor:
        descriptor |= {"title": "مورد", "description": "Otra", "version": "3.0.0-rc1"}
        descriptor["contributors"] = [{"title": "somebody", "roles": ["editor"]}]
        for resource in descriptor["resources"]:
            resource |= {"title": "A", "description": "B"}
            for field in resource["schema"]["fields"]:
                field |= {"title": "A", "description": "B", "example": "C"}
                for code in field.get("codes", []):
                    code["definition"] = "D"
    assert cid.validate(package, quick=True).valid


def translations(described: Any) -> Iterator[tuple[dict[str, Any], str]]:
    """Every property that has a text in another language, by the object that has it."""
    if isinstance(described, list):
        for item in described:
            yield from translations(item)
    elif isinstance(described, dict):
        for key, value in list(described.items()):
            if "@" in key or key in ("codeList", "languages", "es", "fa"):
                yield described, key
            else:
                yield from translations(value)


def test_a_descriptor_of_before_the_translations_is_as_good_as_one_of_today(package: Path) -> None:
    with edited_descriptor(package) as descriptor:
        for holder, key in list(translations(descriptor)):
            del holder[key]
    assert cid.validate(package, quick=True).valid


def test_a_descriptor_may_be_translated_anew_by_texts_alone(package: Path) -> None:
    with edited_descriptor(package) as descriptor:
        visits(descriptor)["title@es"] = "Viajes"
        visits(descriptor)["title@fr"] = "Visites"
        descriptor["title@fa"] = "روابط"
    assert cid.validate(package, quick=True).valid
    for value in (3, None, ["Viajes"]):
        with edited_descriptor(package) as descriptor:
            visits(descriptor)["title@es"] = value
        (finding,) = cid.validate(package, quick=True).findings
        assert "title@es" in finding.message


def test_tables_may_lie_elsewhere_under_names_of_any_language(package: Path) -> None:
    path = "mis tablas/سفرها/visits+1.csv"
    (package / path).parent.mkdir(parents=True)
    raw(package, "visits").rename(package / path)
    with edited_descriptor(package) as descriptor:
        visits(descriptor)["path"] = path
    assert cid.validate(package, quick=True).valid
    assert len(cid.open(package).load("visits")) == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"resources": [], "resources": []}', "found the key 'resources' twice"),
        ('{"resources": [{"name": 1, "name": 2}]}', "found the key 'name' twice"),
        ('{"resources": [NaN]}', "found NaN"),
        ('{"resources": [' + "1" * 5000 + "]}", "cannot read"),
        ('{"a":' * 10**5, "cannot read"),
    ],
)
def test_what_json_leaves_open_is_no_descriptor(package: Path, text: str, message: str) -> None:
    (package / DESCRIPTOR).write_text(text, "utf-8")
    with ends():
        assert message in run("validate", package, "--quick", code=2)


def test_thousands_of_faults_are_counted_and_drown_nobody(package: Path) -> None:
    with edited_descriptor(package) as descriptor:
        descriptor["resources"] = [{"name": str(number)} for number in range(10**5)]
    with ends():
        found = cid.validate(package, quick=True).findings
    assert len(found) == 101
    assert "more faults like these" in "".join(each.message for each in found)


def test_the_contract_differs_in_nothing_from_itself(tmp_path: Path) -> None:
    listing = listed(tmp_path, copy.deepcopy(installed_descriptor()))
    assert listing.findings == []
    assert list(listing.paths) == list(schemas())


class Logging(BaseHTTPRequestHandler):
    """Answers whatever is asked, and notes it."""

    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"{}")

    do_HEAD = do_POST = do_GET  # noqa: N815 - the names that the server looks for

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def web_server() -> Iterator[tuple[str, list[str]]]:
    asked: list[str] = []
    handler = type("Handler", (Logging,), {"asked": asked})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/p.json", asked
        server.shutdown()


def addressed(at: object) -> Iterator[tuple[Any, Any]]:
    """Every place of a descriptor where an address may stand, as a container and a key."""
    if isinstance(at, dict):
        for key in dict.fromkeys([*at, "profile", "profiles", "schema", "dialect", "$ref"]):
            yield at, key
        for value in list(at.values()):
            yield from addressed(value)
    elif isinstance(at, list):
        for place, value in enumerate(at[:1]):
            yield at, place
            yield from addressed(value)


def asked_of(package: Path, descriptor: Descriptor, *, full: bool) -> None:
    """Let everything that reads a folder read it."""
    (package / DESCRIPTOR).write_text(json.dumps(descriptor), "utf-8")
    reading: list[Callable[[], object]] = [
        lambda: cid.validate(package, quick=not full),
        lambda: cid.format(package, check=True),
        lambda: cid.diff(package, "installed"),
        lambda: cid.open(package).load("visits"),
    ]
    for read in reading:
        with suppress(cid.CubairanDataError):
            read()


@pytest.mark.slow
def test_no_address_in_a_descriptor_is_ever_asked(package: Path) -> None:
    """An address in every place in turn, then in those from which it was fetched once."""
    original = json.loads((package / DESCRIPTOR).read_text("utf-8"))
    resources = original["resources"]
    first = {**original, "resources": resources[1:2]}
    with web_server() as (address, asked):
        for number in range(len(list(addressed(first)))):
            descriptor = copy.deepcopy(first)
            container, key = list(addressed(descriptor))[number]
            container[key] = [address] if key == "profiles" else address
            if isinstance(descriptor["resources"], list):
                descriptor["resources"] += resources[2:]
            asked_of(package, descriptor, full=False)
        for form, value in (("profile", address), ("profiles", [address])):
            for at in (original, resources[1], resources[1]["schema"]):
                at[form] = value
                asked_of(package, original, full=True)
        assert asked == []
        with urlopen(address) as answer:
            assert answer.status == 200
        assert asked == ["/p.json"]
