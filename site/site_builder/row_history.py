"""When each row was last changed, from the history of the checkout that holds the record."""

import os
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
    git = _Git(tables.root)
    days = {}
    for name, table in tables.items():
        of_lines = _days_of_lines(git, table.path)
        starts = [*record_lines(table), len(of_lines) + 1] if of_lines else []
        ends = dict(pairwise(starts))
        for row in table.rows:
            lines = range(row.line, ends.get(row.line, row.line + 1))
            found = [of_lines[line] for line in lines if line in of_lines]
            if found:
                days[name, row.id] = max(found)
    return days


class _Git:
    """Git, which reads a checkout but runs no program and opens no address that its files name."""

    def __init__(self, folder: Path) -> None:
        self._env = {**os.environ, "GIT_ALLOW_PROTOCOL": "none", "GIT_TERMINAL_PROMPT": "0"}
        # The settings of a checkout may name programs that git runs on the files that it reads.
        named = self.output(folder, "config", "-z", "--name-only", "--get-regexp", r"^filter\.")
        off = [name for name in named.split("\0") if name.endswith((".clean", ".process"))]
        settings = [*off, "core.fsmonitor"]
        self._env["GIT_CONFIG_COUNT"] = str(len(settings))
        for at, name in enumerate(settings):
            self._env |= {f"GIT_CONFIG_KEY_{at}": name, f"GIT_CONFIG_VALUE_{at}": ""}
        self.is_shallow = "true" in self.output(folder, "rev-parse", "--is-shallow-repository")

    def output(self, folder: Path, *command: str) -> str:
        """Give what a command prints; nothing where it fails or git is not there."""
        try:
            done = subprocess.run(
                ["git", *command], cwd=folder, capture_output=True, check=True, env=self._env
            )
        except (OSError, subprocess.CalledProcessError):
            return ""
        return done.stdout.decode("utf-8", "replace")


def _days_of_lines(git: _Git, file: Path) -> dict[int, str]:
    """Give the day of the last commit that changed each line; none for lines not committed."""
    told = git.output(file.parent, "blame", "--no-textconv", "--porcelain", "--", file.name)
    days: dict[str, str] = {}
    lines: dict[int, str] = {}
    commit = ""
    beyond = set()
    for text in told.split("\n"):
        if found := _COMMIT.match(text):
            commit = found.group(1)
            lines[int(found.group(2))] = commit
        elif text.startswith("committer-time "):
            stamp = datetime.fromtimestamp(int(text.removeprefix("committer-time ")), UTC)
            days[commit] = stamp.date().isoformat()
        elif text == "boundary" and git.is_shallow:
            # Where a shallow history begins, git cannot tell which lines were changed.
            beyond.add(commit)
    known = {commit for commit in days if commit.strip("0")} - beyond
    return {line: days[commit] for line, commit in lines.items() if commit in known}
