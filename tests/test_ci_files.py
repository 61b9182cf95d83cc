"""The files that other projects' CI reads: every command in them does what it should."""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
import venv
from pathlib import Path
from typing import Any

import pytest
import yaml
from action_runner import run_action, steps
from small_record import edit, raw, small, write

import cubairan_data as cid

PROGRAM = "cubairan-data"
FINDING = "line=2,title=code::2001-05-lopez-tehran kind: found 'offical'"
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="needs bash")


@pytest.fixture
def programs(tmp_path: Path) -> dict[str, str]:
    """The environment in which the program is this package, and nothing is installed."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name, command in ((PROGRAM, f'exec {shlex.quote(sys.executable)} -m cubairan_data "$@"'),):
        (folder / name).write_text(f"#!/bin/sh\n{command}\n", "utf-8")
        (folder / name).chmod(0o755)
    (folder / "python").write_text("#!/bin/sh\nexit 0\n", "utf-8")
    (folder / "python").chmod(0o755)
    here = str(Path(cid.__file__).parents[1])
    return {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": here}


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with the small record, one code misspelt, in the folder ``my data``."""
    folder = tmp_path / "repository"
    spoilt(folder / "my data")
    return folder


def spoilt(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    edit(write(folder, small()), "visits", ",official,", ",offical,")
    return folder


def hooks(root: Path) -> list[dict[str, Any]]:
    read: list[dict[str, Any]] = yaml.safe_load(
        (root / ".pre-commit-hooks.yaml").read_text("utf-8")
    )
    return read


def test_the_files_name_the_program_that_the_package_installs(root: Path) -> None:
    scripts = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]
    assert PROGRAM in scripts
    for name in ("action.yml", ".pre-commit-hooks.yaml"):
        assert f"{PROGRAM} validate" in (root / name).read_text("utf-8")


@posix_only
def test_every_hook_runs_and_fails_where_it_should(
    root: Path, tmp_path: Path, programs: dict[str, str]
) -> None:
    assert [hook["id"] for hook in hooks(root)] == [
        "cubairan-data-format",
        "cubairan-data-validate",
    ]
    commands = [f"{hook['entry']} {' '.join(hook['args'])}" for hook in hooks(root)]
    folder = tmp_path / "folder"
    folder.mkdir()

    def codes() -> list[int]:
        return [
            subprocess.run(
                shlex.split(command),
                cwd=folder,
                env={**os.environ, **programs},
                capture_output=True,
                check=False,
            ).returncode
            for command in commands
        ]

    write(folder, small())
    assert codes() == [0, 0]
    spoilt(folder)
    assert codes() == [0, 1]


@pytest.mark.parametrize(
    ("path", "is_looked_at"),
    [
        ("datapackage.json", True),
        ("seeds/record/visits.csv", True),
        ("data/datapackage.json", True),
        ("my data/seeds/record/visits.csv", True),
        ("notes.csv", False),
        ("myseeds/visits.csv", False),
    ],
)
def test_hooks_look_at_tables_wherever_they_lie(root: Path, path: str, is_looked_at: bool) -> None:
    for hook in hooks(root):
        assert bool(re.search(hook["files"], path)) is is_looked_at


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=test", "-c", "user.email=test@example.org")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


def committed(folder: Path) -> Path:
    git(folder, "init", "-q")
    git(folder, "add", "--all")
    git(folder, "commit", "-q", "-m", "as it stands")
    return folder


@pytest.fixture(scope="session")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This checkout as it stands, as a repository from which hooks and the action are taken."""
    root = Path(__file__).resolve().parents[1]
    if not (root / ".git").exists():
        pytest.skip("runs in a checkout only")
    folder = tmp_path_factory.mktemp("source")
    names = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    for name in filter(None, names.split("\0")):
        if (root / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(root / name, folder / name)
    return committed(folder)


@pytest.mark.slow
@pytest.mark.parametrize("place", [".", "data"])
def test_the_hooks_run_by_pre_commit_from_another_repository(
    source: Path, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, place: str
) -> None:
    pytest.importorskip("pre_commit")
    repository = tmp_path / "another"
    folder = repository / place
    folder.mkdir(parents=True)
    write(folder, small())
    used = [{"id": hook["id"], "args": [place]} for hook in hooks(source)]
    commit = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=source, capture_output=True, text=True, check=True
    ).stdout.strip()
    config = {"repos": [{"repo": str(source), "rev": commit, "hooks": used}]}
    (repository / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), "utf-8")
    committed(repository)
    # One installation for both places.
    home = tmp_path_factory.getbasetemp() / "pre-commit"

    def run() -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, "-m", "pre_commit", "run", "--all-files", "--color", "never"],
            cwd=repository,
            env={**os.environ, "PRE_COMMIT_HOME": str(home)},
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout

    code, output = run()
    assert (code, output.count("Passed")) == (0, 2), output
    assert "Skipped" not in output
    edit(folder, "visits", ",official,", ",offical,")
    code, output = run()
    assert code == 1
    assert "found 'offical'" in output
    edit(folder, "visits", ",offical,", ",official,")
    header, *rows = raw(folder, "countries").read_text("utf-8").splitlines(keepends=True)
    raw(folder, "countries").write_text("".join([header, *reversed(rows)]), "utf-8")
    code, output = run()
    assert code == 1
    assert "files were modified by this hook" in output
    assert run()[0] == 0


@posix_only
@pytest.mark.slow
def test_the_action_annotates_summarizes_and_fails(
    root: Path, repository: Path, programs: dict[str, str]
) -> None:
    done = run_action(root, repository, {"directory": "my data"}, programs)
    assert done.code == 1, done.errors
    assert f"::error file=my data/seeds/record/visits.csv,{FINDING}" in done.output
    assert done.output.count("::error") == 1
    assert "**1 finding**" in done.summary
    assert "| my data/seeds/record/visits.csv:2 |" in done.summary
    write(repository / "my data", small())
    assert run_action(root, repository, {"directory": "my data"}, programs).code == 0


@posix_only
@pytest.mark.parametrize(
    "directory", ["--help", "--version", "$(touch owned)", "; touch owned", "`touch owned`", "''"]
)
def test_no_name_of_a_folder_is_taken_for_an_option_or_a_command(
    root: Path, repository: Path, programs: dict[str, str], directory: str
) -> None:
    done = run_action(root, repository, {"directory": directory}, programs)
    assert done.code == 2, done.output
    assert "is not a folder" in done.errors
    assert not list(repository.parent.rglob("owned"))


@posix_only
@pytest.mark.slow
def test_the_action_installs_the_code_beside_it(
    source: Path, repository: Path, tmp_path: Path
) -> None:
    """In an environment of its own, with what it depends on, as on the machine of a runner."""
    spoilt(repository)
    environment = tmp_path / "environment"
    venv.create(environment, with_pip=True)
    path = f"{environment / 'bin'}{os.pathsep}{os.environ['PATH']}"
    done = run_action(source, repository, {}, {"PATH": path, "PYTHONPATH": ""})
    assert done.code == 1, done.errors
    assert f"::error file=seeds/record/visits.csv,{FINDING}" in done.output
    installed = next((environment / "lib").glob("python*/site-packages/cubairan_data"))
    assert (installed / "data" / "datapackage.json").is_file()


@posix_only
@pytest.mark.slow
def test_every_earlier_release_keeps_its_archived_copy(root: Path, tmp_path: Path) -> None:
    """Each is built by its own code; a release that had no site has none, what is there stays."""
    folder = tmp_path / "repository"
    (folder / ".ci").mkdir(parents=True)
    shutil.copy(root / ".ci" / "earlier_sites", folder / ".ci")
    (folder / "note").write_text("no site yet", "utf-8")
    git(committed(folder), "tag", "v0.0.1")
    (folder / "pyproject.toml").write_text(
        '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n'
        '[project]\nname = "earlier"\nversion = "0.0.2"\n[project.optional-dependencies]\n'
        "site = []\n"
        "[tool.hatch.build.targets.wheel]\nbypass-selection = true\n",
        "utf-8",
    )
    (folder / "site").mkdir()
    (folder / "site" / "build.py").write_text(
        "import importlib.metadata, pathlib, sys\n"
        "out = pathlib.Path(sys.argv[2]) / f'v{importlib.metadata.version(\"earlier\")}'\n"
        "out.mkdir(parents=True)\n"
        "(out / 'index.html').write_text('as it was', 'utf-8')\n",
        "utf-8",
    )
    git(folder, "add", "--all")
    git(folder, "commit", "-q", "-m", "a site")
    git(folder, "tag", "v0.0.2")
    git(folder, "tag", "v0.0.3")
    site = tmp_path / "site"
    (site / "v0.0.3").mkdir(parents=True)
    subprocess.run([folder / ".ci" / "earlier_sites", site], check=True)
    assert (site / "v0.0.2" / "index.html").read_text("utf-8") == "as it was"
    assert sorted(each.name for each in site.iterdir()) == ["v0.0.2", "v0.0.3"]
    assert not list((site / "v0.0.3").iterdir())


def test_the_action_uses_others_by_the_hash_of_a_commit(root: Path) -> None:
    used = [step["uses"] for step in steps(root) if "uses" in step]
    assert used
    assert all(re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", name) for name in used)


def test_the_action_names_only_inputs_that_it_declares(root: Path) -> None:
    text = (root / "action.yml").read_text("utf-8")
    declared = yaml.safe_load(text)["inputs"]
    assert set(re.findall(r"inputs\.([\w-]+)", text)) == set(declared)
