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
        limit: how many errors of one rule are reported; None for all. Warnings all are: they are
            about rows of which there are few.
    """

    limit: int | None = MOST_OF_A_RULE
    counts: Counter[str] = field(default_factory=Counter)
    _warnings: list[Finding] = field(default_factory=list)
    _errors: list[Finding] = field(default_factory=list)
    _kept: Counter[tuple[str, str | None]] = field(default_factory=Counter)

    def add(self, findings: Iterable[Finding]) -> None:
        """Count findings, and keep those for which there is room."""
        for finding in findings:
            if finding.severity == "warning":
                self._warnings.append(finding)
            else:
                self.counts[finding.rule] += 1
                self.keep(finding)

    def keep(self, finding: Finding) -> None:
        """Keep an error that is counted elsewhere, where there is room."""
        if self.has_room(finding.rule, finding.column):
            self._kept[finding.rule, finding.column] += 1
            self._errors.append(finding)

    def has_room(self, rule: str, column: str | None) -> bool:
        """Whether one more error of a rule in a column would be kept.

        An engine asks column by column: which are the first of a rule is known only at the end.
        """
        return self.limit is None or self._kept[rule, column] < self.limit

    def report(self) -> Report:
        """Report what was found, in the order of the file."""
        listed: Counter[str] = Counter()
        errors = []
        for finding in _sorted(self._errors):
            if self.limit is None or listed[finding.rule] < self.limit:
                listed[finding.rule] += 1
                errors.append(finding)
        unlisted = {
            rule: count - listed[rule]
            for rule, count in sorted(self.counts.items())
            if count > listed[rule]
        }
        return Report(_sorted([*self._warnings, *errors]), unlisted=unlisted)


def _sorted(findings: list[Finding]) -> list[Finding]:
    return sorted(
        findings,
        key=lambda each: (
            each.file,
            each.line or 0,
            each.row_id or "",
            each.column or "",
            each.rule,
        ),
    )
