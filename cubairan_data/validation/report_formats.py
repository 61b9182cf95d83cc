"""Reports as text, JSON, GitHub annotations, SARIF, JUnit and Markdown."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal
from xml.etree import ElementTree

from cubairan_data import dataset, escaping
from cubairan_data.storage.finding import Finding, Report

ReportFormat = Literal["text", "json", "github", "sarif", "junit", "markdown"]
# GitHub shows no more annotations of a kind a step, and no larger summary.
_ANNOTATIONS = 10
_LARGEST_SUMMARY = 900_000
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


def rendered(
    report: Report,
    output_format: ReportFormat,
    limit: int,
    place: Callable[[str], str] = lambda file: file,
) -> str:
    """Write a report in one format.

    Args:
        report: the report to write.
        output_format: the format.
        limit: how many findings text, GitHub and Markdown show one by one; beyond that, findings of
            one rule and column are grouped. JSON, SARIF and JUnit always show all.
        place: where a file is in the repository of which the folder is a part, by its name in a
            finding; GitHub, SARIF and Markdown name it so.

    Returns:
        The text.
    """
    if output_format in ("github", "sarif", "markdown"):
        files = {file: place(file) for file in {found.file for found in report.findings}}
        placed = [replace(found, file=files[found.file]) for found in report.findings]
        report = replace(report, findings=placed)
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
    """Write workflow commands that annotate file and line, then what they leave out as text."""
    lines: list[str] = []
    is_complete = True
    for severity in ("error", "warning"):
        found = [each for each in report.findings if each.severity == severity]
        annotated = grouped(found, _ANNOTATIONS)
        if _number(annotated) < len(found):
            # The count goes first, so that it is not what GitHub drops.
            annotated = annotated[: _ANNOTATIONS - 1]
            message = f"{len(found)} {severity}s, {_number(annotated)} of them annotated here"
            lines.append(f"::{severity} title={dataset.NAME}::{message}; the log has them all")
        lines += map(_annotation, annotated)
        is_complete = is_complete and len(annotated) == len(found)
    return "\n".join(lines if is_complete else [*lines, text(report, groups)]) or report.summary


def _number(groups: Sequence[Group]) -> int:
    return sum(group.more + 1 for group in groups)


def _annotation(group: Group) -> str:
    finding = group.finding
    properties = {"file": finding.file, "line": finding.line, "title": finding.rule}
    written = ",".join(
        f"{name}={escaping.github_property(str(value))}"
        for name, value in properties.items()
        if value
    )
    message = escaping.github(f"{finding.subject_and_message}{group.suffix}")
    return f"::{finding.severity} {written}::{message}"


def markdown(report: Report, groups: list[Group]) -> str:
    """Write a table for a job summary, as long as one may be."""
    if not report.findings:
        return f"**{report.summary}**"
    head = ["| where | row | column | finding | rule |", "|---|---|---|---|---|"]
    rows: list[str] = []
    size = 0
    for group in groups:
        row = _markdown_row(group)
        size += len(row.encode()) + 1
        if size > _LARGEST_SUMMARY:
            break
        rows.append(row)
    return "\n".join([f"**{_count(report, groups[: len(rows)])}**", "", *head, *rows])


def _markdown_row(group: Group) -> str:
    finding = group.finding
    where = f"{finding.file}:{finding.line}" if finding.line else finding.file
    cells = (where, finding.row_id, finding.column, f"{finding.message}{group.suffix}")
    return f"| {' | '.join(escaping.markdown(cell or '') for cell in cells)} | {finding.rule} |"


def _count(report: Report, groups: list[Group]) -> str:
    hidden = len(report.findings) - _number(groups)
    return report.summary + (f", {hidden} of them in groups not shown" if hidden else "")


def sarif(report: Report) -> str:
    """Write SARIF 2.1.0."""
    # It imports the models of the contract, which a report as text does without.
    from cubairan_data.validation.rule_catalogue import reason_of

    ids = list(_by_rule(report))
    driver = {
        "name": dataset.NAME,
        "informationUri": dataset.HOMEPAGE,
        "version": dataset.VERSION,
        "rules": [{"id": rule, "shortDescription": {"text": reason_of(rule)}} for rule in ids],
    }
    place = {rule: number for number, rule in enumerate(ids)}
    results = [_result(finding, place[finding.rule]) for finding in report.findings]
    log = {
        "$schema": SARIF_SCHEMA,
        "version": "2.1.0",
        "runs": [
            {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
        ],
    }
    return escaping.json_text(log)


def _result(finding: Finding, rule_index: int) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": escaping.uri(finding.file)}}
    if finding.line:
        place["region"] = {"startLine": finding.line, "startColumn": 1}
    return {
        "ruleId": finding.rule,
        "ruleIndex": rule_index,
        "level": finding.severity,
        "message": {"text": escaping.plain(finding.subject_and_message)},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"findingHash/v1": _fingerprint(finding)},
        "properties": {name: asdict(finding)[name] for name in ("table", "row_id", "column")},
    }


def _fingerprint(finding: Finding) -> str:
    """Give what stays the same where rows are added above, or the file is moved."""
    parts = (finding.rule, finding.table, finding.row_id, finding.column, finding.message)
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]


def junit(report: Report) -> str:
    """Write JUnit XML: a test case for each rule, which fails where one of its findings does."""
    from cubairan_data.validation.rule_catalogue import reason_of

    by_rule = _by_rule(report) or {"valid": []}
    failed = sum(not Report(findings).valid for findings in by_rule.values())
    tests, failures = str(len(by_rule)), str(failed)
    suite = ElementTree.Element("testsuite", name=dataset.NAME, tests=tests, failures=failures)
    for rule, findings in by_rule.items():
        case = ElementTree.SubElement(suite, "testcase", classname=dataset.NAME, name=rule)
        lines = "\n".join(map(str, findings))
        if not Report(findings).valid:
            message = f"{Report(findings).summary}: {reason_of(rule)}"
            ElementTree.SubElement(case, "failure", message=message).text = lines
        elif findings:
            ElementTree.SubElement(case, "system-out").text = lines
    return ElementTree.tostring(suite, encoding="unicode", xml_declaration=True)


def _by_rule(report: Report) -> dict[str, list[Finding]]:
    """Give the findings of each rule that was checked, also of those that found nothing.

    What frictionless finds has ids of its own, and of rows that somebody checks only the rules
    that found something are known.
    """
    by_rule: dict[str, list[Finding]] = {rule: [] for rule in report.rules}
    for finding in report.findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    return by_rule
