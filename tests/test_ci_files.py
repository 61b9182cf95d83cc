"""The files that other projects' CI reads: every command in them does what it should."""

import os
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from small_record import edit, small, write

import cubairan_data as cid

PROGRAM = "cubairan-data"


def shell(script: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a script in which the program is this package, whatever the PATH holds."""
    command = shlex.join([sys.executable, "-m", "cubairan_data"])
    here = str(Path(cid.__file__).parents[1])
    return subprocess.run(
        ["bash", "-e", "-c", f'{PROGRAM}() {{ {command} "$@"; }}\n{script}'],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": here, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_files_name_the_program_that_the_package_installs(root: Path) -> None:
    scripts = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]
    assert PROGRAM in scripts
    for name in ("action.yml", ".pre-commit-hooks.yaml"):
        assert f"{PROGRAM} validate" in (root / name).read_text("utf-8")


def spoil(folder: Path) -> None:
    edit(write(folder, small()), "visits", ",official,", ",offical,")


def test_every_hook_runs_and_fails_where_it_should(root: Path, tmp_path: Path) -> None:
    hooks = yaml.safe_load((root / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert [hook["id"] for hook in hooks] == ["cubairan-data-format", "cubairan-data-validate"]
    commands = [f"{hook['entry']} {' '.join(hook['args'])}" for hook in hooks]
    write(tmp_path, small())
    assert [shell(command, tmp_path).returncode for command in commands] == [0, 0]
    spoil(tmp_path)
    assert [shell(command, tmp_path).returncode for command in commands] == [0, 1]


@pytest.mark.slow
def test_the_last_step_of_the_action_annotates_summarizes_and_fails(
    root: Path, tmp_path: Path
) -> None:
    action = yaml.safe_load((root / "action.yml").read_text("utf-8"))
    step = action["runs"]["steps"][-1]
    summary = tmp_path / "summary.md"
    environment = {"DIRECTORY": str(tmp_path), "GITHUB_STEP_SUMMARY": str(summary)}
    spoil(tmp_path)
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
