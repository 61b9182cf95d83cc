"""Reports as text, JSON, GitHub annotations, SARIF, JUnit and Markdown."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal
from xml.etree import ElementTree

from cubairan_data import dataset
from cubairan_data.storage.finding import Finding, Report
from cubairan_data.validation.rule_catalogue import reason_of

ReportFormat = Literal["text", "json", "github", "sarif", "junit", "markdown"]
SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


@dataclass(frozen=True)
class Group:
    """A finding, and the number of others like it."""

    finding: Finding
    more: int

    @property
    def suffix(self) -> str:
        """The words that count the others."""
        return f" (and {self.more} more like it)" if self.more else ""


def rendered(report: Report, output_format: ReportFormat, limit: int) -> str:
    """Write a report in one format.

    Args:
        report: the report to write.
        output_format: the format.
        limit: how many findings text, GitHub and Markdown show one by one; beyond that, findings of
            one rule and column are grouped. JSON, SARIF and JUnit always show all.

    Returns:
        The text.
    """
    complete: dict[str, Callable[[Report], str]] = {
        "json": Report.to_json,
        "sarif": sarif,
        "junit": junit,
    }
    if output_format in complete:
        return complete[output_format](report)
    grouping: dict[str, Callable[[Report, list[Group]], str]] = {
        "github": github,
        "markdown": markdown,
        "text": text,
    }
    return grouping[output_format](report, grouped(report.findings, limit))


def grouped(findings: Sequence[Finding], limit: int) -> list[Group]:
    """Group findings by file, column and rule if there are more than the limit."""
    if len(findings) <= limit:
        return [Group(finding, 0) for finding in findings]
    groups: dict[tuple[str, str | None, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[finding.file, finding.column, finding.rule].append(finding)
    return [Group(group[0], len(group) - 1) for group in groups.values()][:limit]


def text(report: Report, groups: list[Group]) -> str:
    """Write lines for a person."""
    lines = [f"{group.finding}{group.suffix}" for group in groups]
    return "\n".join([*lines, _count(report, groups)])


def github(report: Report, groups: list[Group]) -> str:
    """Write workflow commands that annotate file and line."""
    return "\n".join(map(_annotation, groups)) or report.summary


def _annotation(group: Group) -> str:
    finding = group.finding
    properties = {"file": finding.file, "line": finding.line, "title": finding.rule}
    written = [f"{name}={_property(str(value))}" for name, value in properties.items() if value]
    message = _data(f"{finding.subject_and_message}{group.suffix}")
    return f"::{finding.severity} {','.join(written)}::{message}"


def _data(message: str) -> str:
    return message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")


def markdown(report: Report, groups: list[Group]) -> str:
    """Write a table for a job summary."""
    if not report.findings:
        return f"**{report.summary}**"
    head = ["| where | row | column | finding | rule |", "|---|---|---|---|---|"]
    rows = [
        f"| {_cell(group.finding.file)}{f':{line}' if (line := group.finding.line) else ''} "
        f"| {_cell(group.finding.row_id)} | {_cell(group.finding.column)} "
        f"| {_cell(group.finding.message)}{group.suffix} | {group.finding.rule} |"
        for group in groups
    ]
    return "\n".join([f"**{_count(report, groups)}**", "", *head, *rows])


def _cell(value: str | None) -> str:
    escaped = (value or "").replace("\\", "\\\\").replace("|", "\\|")
    return escaped.replace("\n", " ").replace("<", "&lt;")


def _count(report: Report, groups: list[Group]) -> str:
    hidden = len(report.findings) - sum(group.more + 1 for group in groups)
    return report.summary + (f", {hidden} of them in groups not shown" if hidden else "")


def sarif(report: Report) -> str:
    """Write SARIF 2.1.0."""
    ids = sorted({finding.rule for finding in report.findings})
    driver = {
        "name": dataset.NAME,
        "version": dataset.VERSION,
        "rules": [{"id": rule, "shortDescription": {"text": reason_of(rule)}} for rule in ids],
    }
    results = [_result(finding, ids) for finding in report.findings]
    log = {
        "$schema": SARIF_SCHEMA,
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": results}],
    }
    return json.dumps(log, ensure_ascii=False, indent=2)


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
    """Write JUnit XML: a failed test case per rule with findings, or one that passed."""
    by_rule: dict[str, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        by_rule[finding.rule].append(finding)
    tests, failures = str(max(len(by_rule), 1)), str(len(by_rule))
    suite = ElementTree.Element("testsuite", name=dataset.NAME, tests=tests, failures=failures)
    for rule, findings in by_rule.items():
        case = ElementTree.SubElement(suite, "testcase", classname=dataset.NAME, name=rule)
        message = f"{Report(findings).summary}: {reason_of(rule)}"
        ElementTree.SubElement(case, "failure", message=message).text = _printable(findings)
    if not by_rule:
        ElementTree.SubElement(suite, "testcase", classname=dataset.NAME, name="valid")
    return ElementTree.tostring(suite, encoding="unicode", xml_declaration=True)


def _printable(findings: Iterable[Finding]) -> str:
    # XML 1.0 cannot carry control characters at all, not even escaped.
    lines = "\n".join(map(str, findings))
    replacement = "\N{REPLACEMENT CHARACTER}"
    return "".join(
        letter if letter.isprintable() or letter == "\n" else replacement for letter in lines
    )
