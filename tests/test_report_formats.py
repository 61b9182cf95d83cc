"""The forms of a report: each finding at its file and line, and thousands drown no reader."""

import json
import os
import re
from pathlib import Path
from typing import get_args
from xml.etree import ElementTree

import jsonschema
import pytest
from command_line import run
from small_record import edit, raw

from cubairan_data.storage.finding import Finding, Report
from cubairan_data.validation.report_formats import ReportFormat, grouped, rendered

AWKWARD = Finding(
    "visits",
    "seeds/record/visits.csv",
    7,
    "a-b",
    "kind",
    "code",
    "found 'x|y, 50%\n<b>\x07:z'; allowed: state",
)
BARE = Finding("visits", "seeds/record/visits.csv", None, None, None, "header", "found 'a'")
REPORT = Report([AWKWARD, BARE])


def many(count: int) -> Report:
    return Report(
        [
            Finding("visits", "v.csv", line, f"id-{line}", "kind", "code", "found 'x'")
            for line in range(2, count + 2)
        ]
    )


def test_github_annotates_file_and_line_with_everything_escaped() -> None:
    first, second = rendered(REPORT, "github", 10).split("\n")
    assert first.startswith(
        "::error file=seeds/record/visits.csv,line=7,title=code::a-b kind: found 'x|y, 50%25%0A<b>"
    )
    assert second == "::error file=seeds/record/visits.csv,title=header::found 'a'"


def test_sarif_places_each_finding_and_explains_its_rule() -> None:
    log = json.loads(rendered(REPORT, "sarif", 10))
    run = log["runs"][0]
    assert log["version"] == "2.1.0"
    for finding, result in zip(REPORT.findings, run["results"], strict=True):
        assert (
            run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"]
            == result["ruleId"]
            == finding.rule
        )
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == finding.file
        assert place.get("region", {}).get("startLine") == finding.line
        assert result["message"]["text"] == finding.message


@pytest.mark.skipif(
    "CUBAIRAN_SARIF_SCHEMA" not in os.environ,
    reason="the SARIF schema is not on this machine; .ci/run brings it",
)
def test_sarif_passes_its_schema() -> None:
    schema = json.loads(Path(os.environ["CUBAIRAN_SARIF_SCHEMA"]).read_text("utf-8"))
    for report in (REPORT, Report([]), many(3)):
        jsonschema.validate(json.loads(rendered(report, "sarif", 10)), schema)


def test_junit_is_xml_with_a_case_for_each_rule() -> None:
    suite = ElementTree.fromstring(rendered(REPORT, "junit", 10))
    assert [case.get("name") for case in suite] == ["code", "header"]
    assert suite.get("failures") == "2"
    empty = ElementTree.fromstring(rendered(Report([]), "junit", 10))
    assert (empty.get("failures"), len(empty)) == ("0", 1)


def test_junit_holds_no_character_that_xml_cannot_carry() -> None:
    suite = ElementTree.fromstring(rendered(REPORT, "junit", 10))
    text = "".join(suite.itertext())
    assert "\x07" not in text
    assert "x|y, 50%\n<b>\N{REPLACEMENT CHARACTER}:z" in text


def test_markdown_keeps_its_columns_whatever_a_message_holds() -> None:
    table = rendered(REPORT, "markdown", 10).split("\n")[2:]
    assert all(len(re.split(r"(?<!\\)\|", line)) == 7 for line in table)


@pytest.mark.parametrize("output_format", get_args(ReportFormat))
def test_a_valid_report_says_so_in_every_form(output_format: ReportFormat) -> None:
    text = rendered(Report([]), output_format, 10)
    assert (
        json.loads(text)["runs"][0]["results"] == []
        if output_format == "sarif"
        else "valid" in text
    )


def test_thousands_of_findings_are_grouped_and_counted_in_full() -> None:
    text = rendered(many(5000), "text", 100)
    assert text.count("\n") == 1
    assert "and 4999 more like it" in text
    assert text.endswith("5000 findings")
    assert len(grouped(many(50).findings, 100)) == 50
    assert rendered(many(5000), "json", 100).count('"line"') == 5000


def test_groups_beyond_the_limit_are_counted_too() -> None:
    findings = [
        Finding("visits", f"{number}.csv", 2, "a", "kind", "code", "found 'x'")
        for number in range(30)
    ]
    assert "20 of them in groups not shown" in rendered(Report(findings), "text", 10)


@pytest.fixture
def faulty(package: Path) -> Path:
    """A folder with one blank cell that is needed and one number that is none."""
    edit(package, "countries", "CUB,CU,Cuba,40", "CUB,,Cuba,forty")
    return package


def test_the_command_line_offers_every_format(faulty: Path) -> None:
    output = run("validate", faulty, "--quick", "--format", "github", "--skip", "required", code=1)
    assert output.startswith(
        "::error file=seeds/actors/countries.csv,line=2,title=format::CUB cow_code: 'forty'"
    )
    for name in get_args(ReportFormat):
        assert "cow_code" in run("validate", faulty, "--quick", "--format", name, code=1)


def test_a_cell_of_twenty_megabytes_does_not_fill_the_screen(package: Path) -> None:
    edit(package, "visits", "Talks on trade.", "x" * 20_000_000)
    assert len(run("validate", package, "--quick", code=1)) < 100_000


@pytest.mark.slow
def test_very_many_faulty_rows_are_counted_and_grouped(package: Path) -> None:
    rows = "".join(f"id-{number:06},XX,,x,y\n" for number in range(100_000))
    header = raw(package, "countries").read_text("utf-8").splitlines(keepends=True)[0]
    raw(package, "countries").write_text(header + rows, encoding="utf-8")
    output = run("validate", package, "--quick", "--max", "50", code=1)
    assert output.count("\n") <= 51
    assert int(output.rstrip().rsplit("\n", 1)[-1].split()[0]) >= 300_000
