"""The files that other projects' CI reads: well formed, and every command in them does what it says here."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from small_record import raw, small, write

COMMAND = shutil.which("cubairan-data")
pytestmark = pytest.mark.skipif(COMMAND is None, reason="the command line is not installed")


def shell(script: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-e", "-c", script],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def spoilt(folder: Path) -> Path:
    file = raw(write(folder, small()), "visits")
    file.write_text(
        file.read_text("utf-8").replace(",official,", ",offical,"), encoding="utf-8", newline=""
    )
    return folder


def test_every_hook_runs_and_fails_where_it_should(root: Path, tmp_path: Path) -> None:
    hooks = yaml.safe_load((root / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert [hook["id"] for hook in hooks] == ["cubairan-data-format", "cubairan-data-validate"]
    commands = [f"{hook['entry']} {' '.join(hook['args'])}" for hook in hooks]
    write(tmp_path, small())
    assert [shell(command, tmp_path).returncode for command in commands] == [0, 0]
    spoilt(tmp_path)
    assert [shell(command, tmp_path).returncode for command in commands] == [0, 1]


@pytest.mark.slow
def test_the_last_step_of_the_action_annotates_summarizes_and_fails(
    root: Path, tmp_path: Path
) -> None:
    action = yaml.safe_load((root / "action.yml").read_text("utf-8"))
    step = action["runs"]["steps"][-1]
    summary = tmp_path / "summary.md"
    environment = {"DIRECTORY": str(tmp_path), "GITHUB_STEP_SUMMARY": str(summary)}
    spoilt(tmp_path)
    done = shell(step["run"], tmp_path, **environment)
    assert done.returncode == 1
    assert "::error file=seeds/record/visits.csv,line=2,title=code::" in done.stdout
    assert "**1 finding**" in summary.read_text("utf-8")
    write(tmp_path, small())
    assert shell(step["run"], tmp_path, **environment).returncode == 0


def test_the_action_names_only_inputs_that_it_declares(root: Path) -> None:
    text = (root / "action.yml").read_text("utf-8")
    for name in yaml.safe_load(text)["inputs"]:
        assert f"inputs.{name}" in text
