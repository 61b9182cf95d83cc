"""Validation as a whole: what is read, what the report says, and that the contract layer sees what the others do not."""

import json
from pathlib import Path

import pytest
from small_record import raw, small, write

import cubairan_data as cid
from cubairan_data.errors import CannotRunError
from cubairan_data.storage.finding import Finding


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return write(tmp_path, small())


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8", newline="")


def rules(package: Path) -> list[str]:
    return [finding.rule for finding in cid.validate(package, quick=True).findings]


def test_a_finding_names_table_file_line_row_column_and_what_is_allowed(package: Path) -> None:
    replace(raw(package, "visits"), ",official,", ",offical,")
    (finding,) = cid.validate(package, quick=True).findings
    assert (finding.table, finding.file, finding.line) == ("visits", "seeds/record/visits.csv", 2)
    assert (finding.row_id, finding.column, finding.rule) == (
        "2001-05-lopez-tehran",
        "kind",
        "code",
    )
    assert finding.severity == "error"
    assert "'offical'" in finding.message
    assert "third_country_meeting" in finding.message


def test_all_faults_of_a_file_are_reported(package: Path) -> None:
    replace(raw(package, "countries"), "CUB,CU,Cuba,40", "CUB,,Cuba,forty")
    replace(raw(package, "countries"), "IRN,IR,Iran,630", "IRN,,Iran,x")
    found = cid.validate(package, quick=True).findings
    assert {(finding.line, finding.column) for finding in found} >= {
        (2, "alpha2"),
        (2, "cow_code"),
        (3, "alpha2"),
        (3, "cow_code"),
    }


def test_a_report_is_readable_as_text_frame_and_json(package: Path) -> None:
    replace(raw(package, "visits"), ",official,", ",offical,")
    report = cid.validate(package, quick=True)
    assert not report.valid
    assert "seeds/record/visits.csv:2: 2001-05-lopez-tehran kind: found 'offical'" in str(report)
    assert str(report).endswith("1 finding")
    frame = report.to_frame()
    assert list(frame.columns) == list(Finding.__dataclass_fields__)
    assert frame.loc[0, "line"] == 2
    parsed = json.loads(report.to_json())
    assert parsed["valid"] is False
    assert list(parsed["findings"][0]) == list(Finding.__dataclass_fields__)


def test_an_empty_report_has_an_empty_frame_of_the_same_form(package: Path) -> None:
    report = cid.validate(package, quick=True)
    assert report.valid
    assert json.loads(report.to_json()) == {"valid": True, "findings": []}
    assert str(report.to_frame()["line"].dtype) == "Int64"


def test_the_path_of_the_descriptor_is_as_good_as_its_folder(package: Path) -> None:
    assert cid.validate(package / "datapackage.json", quick=True).valid


def test_without_a_descriptor_nothing_can_run(tmp_path: Path) -> None:
    with pytest.raises(CannotRunError, match=r"no datapackage\.json"):
        cid.validate(tmp_path)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"resources": 3}', "\xff"])
def test_a_descriptor_that_is_none_says_so(tmp_path: Path, text: str) -> None:
    (tmp_path / "datapackage.json").write_bytes(text.encode("latin-1"))
    with pytest.raises(CannotRunError, match=r"cannot read|not a Data Package"):
        cid.validate(tmp_path)


def test_a_missing_file_is_a_finding(package: Path) -> None:
    raw(package, "coverage").unlink()
    assert "file" in rules(package)


def test_a_resource_left_out_is_a_finding(package: Path) -> None:
    descriptor = json.loads((package / "datapackage.json").read_text())
    descriptor["resources"] = [
        resource for resource in descriptor["resources"] if resource["name"] != "coverage"
    ]
    (package / "datapackage.json").write_text(json.dumps(descriptor))
    assert rules(package) == ["descriptor"]


@pytest.mark.parametrize("path", ["../outside.csv", "/etc/passwd", ["a.csv", "b.csv"], None])
def test_a_path_out_of_the_folder_is_not_followed(package: Path, path: object) -> None:
    descriptor = json.loads((package / "datapackage.json").read_text())
    descriptor["resources"][-1]["path"] = path
    (package / "datapackage.json").write_text(json.dumps(descriptor))
    assert set(rules(package)) == {"descriptor"}


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (
            b"\xef\xbb\xbfcountry_id,alpha2,name,cow_code,gw_code\nCUB,CU,Cuba,40,40\nIRN,IR,Iran,630,630\n",
            "encoding",
        ),
        (
            b"country_id,alpha2,name,cow_code,gw_code\nCUB,CU,Cub\xe1,40,40\nIRN,IR,Iran,630,630\n",
            "encoding",
        ),
        (
            b"country_id,alpha2,cow_code,name,gw_code\nCUB,CU,40,Cuba,40\nIRN,IR,630,Iran,630\n",
            "header",
        ),
        (b"country_id,alpha2,name,cow_code\nCUB,CU,Cuba,40\nIRN,IR,Iran,630\n", "header"),
        (b"country_id;alpha2;name;cow_code;gw_code\nCUB;CU;Cuba;40;40\n", "header"),
        (b"", "header"),
        (
            b"country_id,alpha2,name,cow_code,gw_code\nCUB,CU,Cuba,40\nIRN,IR,Iran,630,630\n",
            "cells",
        ),
        (
            b"country_id,alpha2,name,cow_code,gw_code\nCUB,CU,Cuba,40,40\n\nIRN,IR,Iran,630,630\n",
            "cells",
        ),
        (
            b'country_id,alpha2,name,cow_code,gw_code\nCUB,CU,"Cuba,40,40\nIRN,IR,Iran,630,630\n',
            "csv",
        ),
    ],
)
def test_a_broken_file_is_a_finding_not_a_traceback(
    package: Path, content: bytes, rule: str
) -> None:
    raw(package, "countries").write_bytes(content)
    assert rule in rules(package)


@pytest.mark.slow
def test_the_contract_layer_agrees_that_the_small_record_is_valid(package: Path) -> None:
    assert cid.validate(package).valid


@pytest.mark.slow
def test_a_fault_that_two_layers_see_is_told_once(package: Path) -> None:
    replace(raw(package, "visits"), ",official,", ",offical,")
    assert len(cid.validate(package).findings) == 1


@pytest.mark.slow
def test_the_contract_layer_finds_what_a_changed_descriptor_forbids(package: Path) -> None:
    """A folder may tighten the contract in its own descriptor; only frictionless reads that."""
    descriptor = json.loads((package / "datapackage.json").read_text())
    visits = next(resource for resource in descriptor["resources"] if resource["name"] == "visits")
    field = next(field for field in visits["schema"]["fields"] if field["name"] == "summary")
    field["constraints"]["maxLength"] = 3
    (package / "datapackage.json").write_text(json.dumps(descriptor))
    (finding,) = cid.validate(package).findings
    assert finding.rule == "schema/constraint-error"
    assert (finding.table, finding.line, finding.column) == ("visits", 2, "summary")
    assert finding.row_id == "2001-05-lopez-tehran"


def test_without_frictionless_it_says_what_to_install(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "frictionless", None)
    with pytest.raises(CannotRunError, match=r"pip install 'cubairan-data\[validate\]'"):
        cid.validate(package)
