"""The forms of a report: each tells every finding at its file and line, and thousands of them do not drown a reader."""

import json
import os
import re
from pathlib import Path
from typing import get_args
from xml.etree import ElementTree

import jsonschema
import pytest
from small_record import raw, small, write
from typer.testing import CliRunner

import cubairan_data as cid
from cubairan_data.cli.main import app
from cubairan_data.errors import CannotRunError
from cubairan_data.storage.finding import Finding, Report
from cubairan_data.validation.report_formats import ReportFormat, grouped, rendered
from cubairan_data.validation.rules import RULES

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


def test_markdown_keeps_its_columns_whatever_a_message_holds() -> None:
    table = rendered(REPORT, "markdown", 10).split("\n")[2:]
    assert all(len(re.split(r"(?<!\\)\|", line)) == 7 for line in table)


@pytest.mark.parametrize("how", get_args(ReportFormat))
def test_a_valid_report_says_so_in_every_form(how: ReportFormat) -> None:
    assert "valid" in rendered(Report([]), how, 10) or how == "sarif"


def test_thousands_of_findings_are_grouped_and_the_full_count_is_told() -> None:
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
def package(tmp_path: Path) -> Path:
    folder = write(tmp_path, small())
    file = raw(folder, "countries")
    file.write_text(
        file.read_text("utf-8").replace("CUB,CU,Cuba,40", "CUB,,Cuba,forty"),
        encoding="utf-8",
        newline="",
    )
    return folder


def test_rules_can_be_chosen_and_skipped(package: Path) -> None:
    both = {finding.rule for finding in cid.validate(package, quick=True).findings}
    assert both == {"required", "format"}
    assert {finding.rule for finding in cid.validate(package, rule=["format"]).findings} == {
        "format"
    }
    assert {
        finding.rule for finding in cid.validate(package, quick=True, skip=["format"]).findings
    } == {"required"}
    with pytest.raises(CannotRunError, match="did you mean 'format'"):
        cid.validate(package, rule=["formt"])


def test_the_command_line_offers_all_of_it(package: Path) -> None:
    runner = CliRunner()
    quick = runner.invoke(
        app, ["validate", str(package), "--quick", "--format", "github", "--skip", "required"]
    )
    assert quick.exit_code == 1
    assert quick.output.startswith(
        "::error file=seeds/actors/countries.csv,line=2,title=format::CUB cow_code: 'forty'"
    )
    assert runner.invoke(app, ["validate", str(package), "--rule", "nonsense"]).exit_code == 2
    listed = runner.invoke(app, ["validate", "--list-rules"])
    assert listed.exit_code == 0
    assert all(f"{rule}: " in listed.output for rule in RULES)
