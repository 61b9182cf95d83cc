"""The steps of a composite action, run as GitHub runs them, but for other actions that they use."""

import os
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

_EXPRESSION = re.compile(r"\$\{\{\s*([\w.-]+)\s*\}\}")


@dataclass(frozen=True)
class Run:
    """What came of the steps: the code of the last, what all printed, the summary of the job."""

    code: int
    output: str
    errors: str
    summary: str


def steps(action: Path) -> list[dict[str, Any]]:
    """Read the steps of an action."""
    described: dict[str, Any] = yaml.safe_load((action / "action.yml").read_text("utf-8"))
    return list(described["runs"]["steps"])


def run_action(
    action: Path, workspace: Path, inputs: Mapping[str, str], environment: Mapping[str, str]
) -> Run:
    """Run the scripts of an action one after the other until one fails.

    Args:
        action: folder of the action.
        workspace: the checkout of the repository that uses it.
        inputs: inputs by name; those left out have their defaults.
        environment: environment variables beside those of GitHub.
    """
    described = yaml.safe_load((action / "action.yml").read_text("utf-8"))
    values = {f"inputs.{name}": each["default"] for name, each in described["inputs"].items()}
    values |= {f"inputs.{name}": text for name, text in inputs.items()}
    values["github.action_path"] = str(action)
    summary = workspace.parent / "summary.md"
    summary.write_text("", "utf-8")
    of_github = {"GITHUB_WORKSPACE": str(workspace), "GITHUB_STEP_SUMMARY": str(summary)}
    code, output, errors = 0, "", ""
    for step in steps(action):
        if "run" not in step or code:
            continue
        assert not _EXPRESSION.search(step["run"]), "an expression in a script is an injection"
        given = {
            name: _EXPRESSION.sub(lambda found: values[found.group(1)], text)
            for name, text in step.get("env", {}).items()
        }
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=workspace,
            env={**os.environ, **environment, **of_github, **given},
            capture_output=True,
            text=True,
            check=False,
        )
        code, output, errors = done.returncode, output + done.stdout, errors + done.stderr
    return Run(code, output, errors, summary.read_text("utf-8"))
