"""One fault, and the report of all faults."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

SEVERITIES = ("error", "warning")


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: where it is, which rule it breaks, what was found and what is allowed."""

    table: str
    file: str
    line: int | None
    row_id: str | None
    column: str | None
    rule: str
    severity: str
    message: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        subject = " ".join(part for part in (self.row_id, self.column) if part)
        return f"{where}: {subject + ': ' if subject else ''}{self.message} [{self.rule}]"


@dataclass(frozen=True)
class Report:
    """What validation found.

    Example:
        >>> print(Report([]))
        valid: no findings
    """

    findings: Sequence[Finding]

    @property
    def valid(self) -> bool:
        """True where there is no finding at all."""
        return not self.findings

    def __str__(self) -> str:
        if self.valid:
            return "valid: no findings"
        count = len(self.findings)
        return "\n".join([*map(str, self.findings), f"{count} finding{'s' if count > 1 else ''}"])

    __repr__ = __str__

    def to_frame(self) -> "pd.DataFrame":
        """Give the findings as a DataFrame: the fields of a finding as columns, texts ``string``, line ``Int64``."""
        import pandas as pd

        from cubairan_data.loading.frames import TEXT

        names = [field.name for field in fields(Finding)]
        frame = pd.DataFrame([asdict(finding) for finding in self.findings], columns=names)
        return frame.astype({name: "Int64" if name == "line" else TEXT for name in names})

    def to_json(self) -> str:
        """Give ``{"valid": bool, "findings": [...]}`` as text."""
        return json.dumps(
            {"valid": self.valid, "findings": [asdict(finding) for finding in self.findings]},
            ensure_ascii=False,
            indent=2,
        )
