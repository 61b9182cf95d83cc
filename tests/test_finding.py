"""A finding says where it is and what is allowed; a report gives all of them, in three forms."""

import json
from pathlib import Path

import pytest
from small_record import edit

import cubairan_data as cid
from cubairan_data.storage.finding import Finding, Report

FIELDS = list(Finding.__dataclass_fields__)


@pytest.fixture
def report(package: Path) -> Report:
    edit(package, "visits", ",official,", ",offical,")
    return cid.validate(package, quick=True)


def test_a_finding_names_table_file_line_row_column_and_what_is_allowed(report: Report) -> None:
    (finding,) = report.findings
    assert (finding.table, finding.file, finding.line) == ("visits", "seeds/record/visits.csv", 2)
    assert (finding.row_id, finding.column) == ("2001-05-lopez-tehran", "kind")
    assert (finding.rule, finding.severity) == ("code", "error")
    assert "'offical'" in finding.message
    assert "third_country_meeting" in finding.message


def test_a_report_is_readable_as_text_frame_and_json(report: Report) -> None:
    assert not report.valid
    assert "seeds/record/visits.csv:2: 2001-05-lopez-tehran kind: found 'offical'" in str(report)
    assert str(report).endswith("1 finding")
    frame = report.to_frame()
    assert list(frame.columns) == FIELDS
    assert frame.loc[0, "line"] == 2
    parsed = json.loads(report.to_json())
    assert parsed["valid"] is False
    assert list(parsed["findings"][0]) == FIELDS


def test_an_empty_report_has_an_empty_frame_of_the_same_form(package: Path) -> None:
    report = cid.validate(package, quick=True)
    assert report.valid
    assert str(report) == "valid: no findings"
    parsed = json.loads(report.to_json())
    assert parsed == {"valid": True, "rules": list(report.rules), "findings": []}
    frame = report.to_frame()
    assert list(frame.columns) == FIELDS
    assert str(frame["line"].dtype) == "Int64"
