"""A finding, and the report of all findings."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from typing import TYPE_CHECKING, Literal

from cubairan_data.escaping import json_text, plain

if TYPE_CHECKING:
    import pandas as pd

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: where it is, which rule it breaks, what was found and what is allowed."""

    table: str
    file: str
    line: int | None
    row_id: str | None
    column: str | None
    rule: str
    message: str
    severity: Severity = "error"

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        warning = "warning: " if self.severity == "warning" else ""
        return plain(f"{where}: {warning}{self.subject_and_message} [{self.rule}]")

    @property
    def subject_and_message(self) -> str:
        """The message after the row and column that it is about."""
        subject = " ".join(part for part in (self.row_id, self.column) if part)
        return f"{subject}: {self.message}" if subject else self.message


@dataclass(frozen=True)
class Report:
    """The findings of a validation.

    Args:
        findings: those that are listed.
        rules: the ids of the rules that were checked, where it is said.
        unlisted: by rule the number of errors beside them, where there are too many to list.

    Example:
        >>> print(Report([]))
        valid: no findings
    """

    findings: Sequence[Finding]
    rules: Sequence[str] = ()
    unlisted: Mapping[str, int] = field(default_factory=dict)

    @property
    def valid(self) -> bool:
        """Whether there are no findings, or only warnings."""
        return not self.unlisted and all(finding.severity == "warning" for finding in self.findings)

    @property
    def counts(self) -> dict[str, int]:
        """The number of findings by rule, those that are not listed too."""
        counts = Counter(finding.rule for finding in self.findings) + Counter(self.unlisted)
        return dict(sorted(counts.items()))

    @property
    def summary(self) -> str:
        """The number of findings in words."""
        warnings = sum(finding.severity == "warning" for finding in self.findings)
        listed, unlisted = len(self.findings) - warnings, sum(self.unlisted.values())
        parts = [_counted(listed + unlisted, "finding")] if not self.valid else []
        if unlisted:
            parts[0] += f" ({listed} listed; {self._unlisted_shown})"
        parts += [_counted(warnings, "warning")] if warnings else []
        return f"{'valid: ' if self.valid else ''}{', '.join(parts) or 'no findings'}"

    @property
    def _unlisted_shown(self) -> str:
        return ", ".join(f"{count} more of {rule}" for rule, count in self.unlisted.items())

    def __str__(self) -> str:
        return "\n".join([*map(str, self.findings), self.summary])

    __repr__ = __str__

    def to_frame(self) -> "pd.DataFrame":
        """Return the findings as a DataFrame.

        Returns:
            One row per finding, its fields as columns: ``line`` is ``Int64``, all else ``string``.
        """
        import pandas as pd

        from cubairan_data.storage.dtypes import TEXT

        names = [field.name for field in fields(Finding)]
        frame = pd.DataFrame([asdict(finding) for finding in self.findings], columns=names)
        return frame.astype({name: "Int64" if name == "line" else TEXT for name in names})

    def to_json(self) -> str:
        """Return ``{"valid": bool, "rules": [...], "findings": [...]}`` as text.

        There is ``unlisted`` too, where not all are listed.
        """
        findings = [asdict(each) for each in self.findings]
        content = {"valid": self.valid, "rules": list(self.rules), "findings": findings}
        return json_text(content | ({"unlisted": dict(self.unlisted)} if self.unlisted else {}))


def _counted(count: int, thing: str) -> str:
    return f"{count} {thing}{'' if count == 1 else 's'}"
