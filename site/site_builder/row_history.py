"""When each row was last changed, from the history of the checkout that holds the record."""

import re
import subprocess
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from cubairan_data.storage.folder import Tables
from cubairan_data.storage.raw import record_lines

_COMMIT = re.compile(r"([0-9a-f]{40}) [0-9]+ ([0-9]+)")


def last_changes(tables: Tables) -> dict[tuple[str, str], str]:
    """Give the day on which each row of the record was last changed.

    Returns:
        Days by table and key; empty where the folder is no checkout with a history, as that of an
        installed package, or git is not there.
    """
    days = {}
    for name, table in tables.items():
        of_lines = _days_of_lines(table.path)
        starts = [*record_lines(table), len(of_lines) + 1] if of_lines else []
        ends = dict(pairwise(starts))
        for row in table.rows:
            lines = range(row.line, ends.get(row.line, row.line + 1))
            found = [of_lines[line] for line in lines if line in of_lines]
            if found:
                days[name, row.id] = max(found)
    return days


def _days_of_lines(file: Path) -> dict[int, str]:
    """Give the day of the last commit that changed each line; none for lines not committed."""
    try:
        done = subprocess.run(
            ["git", "blame", "--porcelain", "--", file.name],
            cwd=file.parent,
            capture_output=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return {}
    days: dict[str, str] = {}
    lines: dict[int, str] = {}
    commit = ""
    for text in done.stdout.decode("utf-8", "replace").split("\n"):
        if found := _COMMIT.match(text):
            commit = found.group(1)
            lines[int(found.group(2))] = commit
        elif text.startswith("committer-time "):
            stamp = datetime.fromtimestamp(int(text.removeprefix("committer-time ")), UTC)
            days[commit] = stamp.date().isoformat()
    known = {commit for commit in days if commit.strip("0")}
    return {line: days[commit] for line, commit in lines.items() if commit in known}
