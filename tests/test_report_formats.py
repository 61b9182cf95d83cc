"""The forms of a report: each finding at its file and line, and thousands drown no reader."""

import json
import os
import re
from dataclasses import replace
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
        "::error file=seeds/record/visits.csv,line=7,title=code::a-b kind: found 'x|y, 50%25\\n<b>"
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
        assert place.get("region", {"startColumn": 1})["startColumn"] == 1
        assert result["message"]["text"].endswith(finding.subject_and_message[-12:])
    assert run["tool"]["driver"]["informationUri"].startswith("https://")


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
    assert (suite.get("tests"), suite.get("failures")) == ("2", "2")
    empty = ElementTree.fromstring(rendered(Report([]), "junit", 10))
    assert (empty.get("failures"), len(empty)) == ("0", 1)


def test_junit_counts_every_rule_that_was_checked_and_fails_none_for_a_warning() -> None:
    warning = replace(many(1).findings[0], severity="warning", rule="level")
    report = Report([*many(2).findings, warning], ["code", "order", "level"])
    suite = ElementTree.fromstring(rendered(report, "junit", 10))
    assert (suite.get("tests"), suite.get("failures")) == ("3", "1")
    assert {case.get("name"): [part.tag for part in case] for case in suite} == {
        "code": ["failure"],
        "order": [],
        "level": ["system-out"],
    }


def test_sarif_and_json_name_every_rule_that_was_checked() -> None:
    report = Report([], ["code", "order"])
    driver = json.loads(rendered(report, "sarif", 10))["runs"][0]["tool"]["driver"]
    assert [rule["id"] for rule in driver["rules"]] == ["code", "order"]
    assert json.loads(rendered(report, "json", 10))["rules"] == ["code", "order"]


def test_junit_holds_no_character_that_xml_cannot_carry() -> None:
    suite = ElementTree.fromstring(rendered(REPORT, "junit", 10))
    text = "".join(suite.itertext())
    assert "\x07" not in text
    assert r"x|y, 50%\n<b>\x07:z" in text


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


def annotations(report: Report) -> list[str]:
    """What GitHub would annotate of a report: ten errors and ten warnings at most."""
    lines = rendered(report, "github", 1000).split("\n")
    return [line for line in lines if line.startswith(("::error", "::warning"))]


def test_ten_findings_are_annotated_one_by_one() -> None:
    assert len(annotations(many(10))) == 10
    assert "more like it" not in rendered(many(10), "github", 1000)


def test_findings_alike_are_annotated_as_one_and_listed_one_by_one() -> None:
    text = rendered(many(45), "github", 1000)
    (annotation,) = annotations(many(45))
    assert annotation.endswith("(and 44 more like it)")
    assert text.count("found 'x' [code]") == 45
    assert text.endswith("45 findings")


def test_what_github_drops_is_counted_first() -> None:
    findings = [
        Finding("visits", "v.csv", number, "a", f"column{number}", "code", "found 'x'", severity)
        for severity in ("error", "warning")
        for number in range(2, 27)
    ]
    lines = annotations(Report(findings))
    assert len(lines) == 20
    assert lines[0].startswith("::error title=cubairan-data::25 errors, 9 of them annotated here")
    assert lines[10].startswith("::warning title=cubairan-data::25 warnings, 9 of them annotated")


def test_a_summary_is_no_larger_than_github_takes() -> None:
    text = "x" * 1900
    findings = [Finding("visits", "v.csv", 2, "a", f"c{n}", "code", text) for n in range(1000)]
    summary = rendered(Report(findings), "markdown", 1000)
    assert len(summary.encode()) < 1024 * 1024
    assert re.search(r"^\*\*1000 findings, [0-9]{3} of them in groups not shown\*\*", summary)


def test_findings_of_one_rule_differ_in_their_fingerprints_and_keep_them() -> None:
    def hashes(report: Report) -> list[str]:
        results = json.loads(rendered(report, "sarif", 10))["runs"][0]["results"]
        return [each["partialFingerprints"]["findingHash/v1"] for each in results]

    moved = [replace(found, file=f"data/{found.file}", line=99) for found in many(3).findings]
    assert hashes(many(3)) == hashes(Report(moved))
    assert len(set(hashes(many(3)))) == 3


@pytest.mark.parametrize("output_format", ["github", "sarif", "markdown"])
def test_files_are_named_as_their_repository_names_them(output_format: ReportFormat) -> None:
    text = rendered(REPORT, output_format, 10, lambda file: f"my data/{file}")
    space = "%20" if output_format == "sarif" else " "
    assert f"my{space}data/seeds/record/visits.csv" in text


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
    annotation = "seeds/actors/countries.csv,line=2,title=format::CUB cow_code: 'forty'"
    assert f"/{annotation}" in output
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
