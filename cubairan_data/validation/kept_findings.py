"""Findings as they are found: of each rule so many are kept, and all are counted."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from cubairan_data.storage.finding import Finding, Report

# Of one rule; whoever has more to mend mends them at their source.
MOST_OF_A_RULE = 10_000


@dataclass
class KeptFindings:
    """The findings of a check, however many there are.

    Args:
        limit: how many errors of one rule are kept; None for all. Warnings all are: they are about
            rows of which there are few.
    """

    limit: int | None = MOST_OF_A_RULE
    findings: list[Finding] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    _listed: Counter[str] = field(default_factory=Counter)

    def add(self, findings: Iterable[Finding]) -> None:
        """Count findings, and keep those for which there is room."""
        for finding in findings:
            if finding.severity == "warning":
                self.findings.append(finding)
            else:
                self.counts[finding.rule] += 1
                self.keep(finding)

    def keep(self, finding: Finding) -> None:
        """Keep a finding that is counted elsewhere, where there is room."""
        if self.has_room(finding.rule):
            self._listed[finding.rule] += 1
            self.findings.append(finding)

    def has_room(self, rule: str) -> bool:
        """Whether one more finding of a rule would be kept."""
        return self.limit is None or self._listed[rule] < self.limit

    def report(self) -> Report:
        """Report what was found, in the order of the file."""
        unlisted = {
            rule: count - self._listed[rule]
            for rule, count in sorted(self.counts.items())
            if count > self._listed[rule]
        }
        findings = sorted(
            self.findings,
            key=lambda found: (found.file, found.line or 0, found.column or "", found.rule),
        )
        return Report(findings, unlisted)
