"""A report in the forms that people and machines read: text, JSON, GitHub annotations, SARIF, JUnit, Markdown."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from enum import StrEnum
from typing import Any
from xml.etree import ElementTree

from cubairan_data import about
from cubairan_data.validation.finding import Finding, Report
from cubairan_data.validation.rule_ids import ROW_RULES, reason_of

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


class ReportFormat(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"
    JUNIT = "junit"
    MARKDOWN = "markdown"


def rendered(report: Report, how: ReportFormat, most: int) -> str:
    """A report as text of one form.

    Args:
        report: what validation found.
        how: the form.
        most: how many findings are told one by one in text, GitHub and Markdown form; where there are more, those of
            one rule and column are told together. JSON, SARIF and JUnit always tell all.
    """
    if how is ReportFormat.JSON:
        return report.to_json()
    if how is ReportFormat.SARIF:
        return sarif(report)
    if how is ReportFormat.JUNIT:
        return junit(report)
    tell: dict[ReportFormat, Callable[[Report, list[Group]], str]] = {
        ReportFormat.GITHUB: github,
        ReportFormat.MARKDOWN: markdown,
        ReportFormat.TEXT: text,
    }
    return tell[how](report, grouped(report.findings, most))


Group = tuple[Finding, int]


def grouped(findings: Sequence[Finding], most: int) -> list[Group]:
    """Findings with how many more there are like each: none where all can be told one by one."""
    if len(findings) <= most:
        return [(finding, 0) for finding in findings]
    groups: dict[tuple[str, str | None, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[finding.file, finding.column, finding.rule].append(finding)
    return [(group[0], len(group) - 1) for group in groups.values()][:most]


def text(report: Report, groups: list[Group]) -> str:
    """Lines for a person."""
    if report.valid:
        return str(report)
    lines = [f"{finding}{_more(more)}" for finding, more in groups]
    return "\n".join([*lines, _count(report, groups)])


def github(report: Report, groups: list[Group]) -> str:
    """Workflow commands that annotate file and line."""
    return "\n".join(_annotation(finding, more) for finding, more in groups) or "valid: no findings"


def _annotation(finding: Finding, more: int) -> str:
    place = {"file": finding.file, "line": finding.line, "title": finding.rule}
    told = ",".join(f"{name}={_property(str(value))}" for name, value in place.items() if value)
    subject = " ".join(part for part in (finding.row_id, finding.column) if part)
    message = (
        f"{subject}: {finding.message}{_more(more)}"
        if subject
        else f"{finding.message}{_more(more)}"
    )
    return f"::{finding.severity} {told}::{_data(message)}"


def _data(message: str) -> str:
    return message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")


def markdown(report: Report, groups: list[Group]) -> str:
    """A table for a job summary."""
    if report.valid:
        return "**valid**: no findings"
    rows = [
        f"| {_cell(finding.file)}{f':{finding.line}' if finding.line else ''} | {_cell(finding.row_id)} "
        f"| {_cell(finding.column)} | {_cell(finding.message)}{_more(more)} | {finding.rule} |"
        for finding, more in groups
    ]
    return "\n".join(
        [
            f"**{_count(report, groups)}**",
            "",
            "| where | row | column | what | rule |",
            "|---|---|---|---|---|",
            *rows,
        ]
    )


def _cell(value: str | None) -> str:
    return (
        (value or "")
        .replace("\\", "\\\\")
        .replace("|", "\\|")
        .replace("\n", " ")
        .replace("<", "&lt;")
    )


def _more(more: int) -> str:
    return f" (and {more} more like it)" if more else ""


def _count(report: Report, groups: list[Group]) -> str:
    count = len(report.findings)
    shown = sum(more + 1 for _, more in groups)
    rest = f", {count - shown} of them in groups not shown" if shown < count else ""
    return f"{count} finding{'s' if count != 1 else ''}{rest}"


def sarif(report: Report) -> str:
    """SARIF 2.1.0."""
    ids = sorted({finding.rule for finding in report.findings})
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": about.NAME,
                "version": about.VERSION,
                "rules": [
                    {"id": rule, "shortDescription": {"text": reason_of(rule)}} for rule in ids
                ],
            }
        },
        "results": [_result(finding, ids) for finding in report.findings],
    }
    return json.dumps(
        {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2
    )


def _result(finding: Finding, ids: list[str]) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": finding.file}}
    if finding.line:
        place["region"] = {"startLine": finding.line}
    return {
        "ruleId": finding.rule,
        "ruleIndex": ids.index(finding.rule),
        "level": finding.severity,
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": place}],
        "properties": {name: asdict(finding)[name] for name in ("table", "row_id", "column")},
    }


def junit(report: Report) -> str:
    """JUnit XML: one test case a rule that found something, or one that passed."""
    by_rule: dict[str, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        by_rule[finding.rule].append(finding)
    suite = ElementTree.Element(
        "testsuite", name=about.NAME, tests=str(max(len(by_rule), 1)), failures=str(len(by_rule))
    )
    for rule, findings in by_rule.items():
        case = ElementTree.SubElement(suite, "testcase", classname=about.NAME, name=rule)
        failure = ElementTree.SubElement(
            case, "failure", message=f"{len(findings)} findings: {reason_of(rule)}"
        )
        failure.text = _printable(findings)
    if not by_rule:
        ElementTree.SubElement(suite, "testcase", classname=about.NAME, name="valid")
    return ElementTree.tostring(suite, encoding="unicode", xml_declaration=True)


def _printable(findings: Iterable[Finding]) -> str:
    # XML 1.0 cannot carry control characters at all, not even escaped.
    lines = "\n".join(map(str, findings))
    return "".join(
        letter if letter.isprintable() or letter == "\n" else "\N{REPLACEMENT CHARACTER}"
        for letter in lines
    )


def listed_rules() -> dict[str, str]:
    """Every rule id with its reason."""
    from cubairan_data.validation.rules import RULES

    return ROW_RULES | {rule.id: rule.reason for rule in RULES.values()}
