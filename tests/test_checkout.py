"""A checkout is the same bytes on every system, and a release is refused until all of it agrees."""

import re
import runpy
import shutil
import subprocess
import tomllib
import zipfile
from importlib.metadata import metadata
from pathlib import Path
from typing import Any

import pytest

import cubairan_data as cid
from cubairan_data import dataset


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(
        ["git", "-c", "safe.directory=*", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    ).stdout


@pytest.fixture
def checker(root: Path) -> dict[str, Any]:
    return runpy.run_path(str(root / ".ci" / "release_check.py"))


@pytest.mark.slow
def test_a_clone_with_autocrlf_keeps_the_tables(root: Path, tmp_path: Path) -> None:
    if not shutil.which("git") or not (root / ".git").exists():
        pytest.skip("git or the history is not here")
    # A repository of its own, so that changes not yet committed are tried too.
    source, clone = tmp_path / "source", tmp_path / "clone"
    listed = git(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    for name in filter(None, listed.split("\0")):
        if (root / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(root / name, source / name)
    git(source, "init", "-q")
    git(source, "add", "--all")
    identity = ("-c", "user.name=test", "-c", "user.email=test@example.org")
    git(source, *identity, "commit", "-q", "-m", "as it stands")
    git(
        tmp_path,
        "-c",
        "core.autocrlf=true",
        "clone",
        "-q",
        "-c",
        "core.autocrlf=true",
        str(source),
        str(clone),
    )
    assert git(clone, "config", "core.autocrlf").strip() == "true"
    for file in [*clone.glob("seeds/**/*.csv"), clone / "datapackage.json", clone / ".ci" / "run"]:
        assert b"\r" not in file.read_bytes(), file.name
    assert git(clone, "status", "--porcelain") == ""
    assert cid.validate(clone).valid


def test_the_installed_package_states_only_addresses_of_the_project() -> None:
    urls = [
        value.partition(", ")[2] for value in metadata(dataset.NAME).get_all("Project-URL") or []
    ]
    if not urls:
        pytest.skip("this installation is older than the addresses: install again")
    assert all(url.startswith(dataset.HOMEPAGE) for url in urls)


def test_the_address_is_written_once(root: Path) -> None:
    assert (
        "urls" in tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["dynamic"]
    )
    assert (root / "cubairan_data" / "dataset.py").read_text("utf-8").count(dataset.HOMEPAGE) == 1


@pytest.mark.parametrize(
    ("homepage", "refused"),
    [
        ("https://example.org/cubairan-data", True),
        ("https://code.example.com/x", True),
        ("http://host.net/x", True),
        ("", True),
        ("https://host.net/group/cubairan-data", False),
    ],
)
def test_a_placeholder_address_is_refused(
    checker: dict[str, Any], homepage: str, refused: bool
) -> None:
    assert bool(list(checker["address_faults"](homepage))) is refused


def test_tag_and_changelog_must_name_the_version(checker: dict[str, Any]) -> None:
    assert list(checker["tag_faults"]("v1.2.0", "1.2.0")) == []
    assert list(checker["tag_faults"]("1.2.0", "1.2.0"))
    dated = "# Changelog\n\n## 1.2.0 (2030-01-02)\n\n## 1.1.0 (2029-01-02)\n"
    assert list(checker["changelog_faults"](dated, "1.2.0", "2030-01-02")) == []
    assert list(checker["changelog_faults"](dated, "1.1.0", "2029-01-02"))
    assert list(checker["changelog_faults"](dated, "1.2.0", "2030-01-03"))


def test_a_built_wheel_must_state_the_version_and_the_address(
    checker: dict[str, Any], tmp_path: Path
) -> None:
    home = "https://host.net/cubairan-data"
    stated = f"Version: 1.2.0\nProject-URL: Homepage, {home}\nProject-URL: Issues, {home}/issues\n"
    with zipfile.ZipFile(tmp_path / "cubairan_data-1.2.0-py3-none-any.whl", "w") as archive:
        archive.writestr("cubairan_data-1.2.0.dist-info/METADATA", stated)
    faults = checker["dist_faults"]
    assert "0 source distributions" in next(faults(tmp_path, "1.2.0", home))
    (tmp_path / "cubairan_data-1.2.0.tar.gz").touch()
    assert list(faults(tmp_path, "1.2.0", home)) == []
    assert len(list(faults(tmp_path, "1.3.0", home))) == 2
    assert len(list(faults(tmp_path, "1.2.0", "https://host.net/other"))) == 2


def test_the_lock_file_pins_every_tool_and_names_no_place(root: Path) -> None:
    text = (root / "requirements-dev.txt").read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    assert all(re.match(r"[a-z0-9.-]+==\S+( ; .+)?$", line) for line in lines)
    assert not re.search(r"://|index-url|find-links|/\w+/|@ ", text)
    pinned = {line.partition("==")[0] for line in lines}
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    declared = [
        *project["project"]["dependencies"],
        *(name for extra in project["project"]["optional-dependencies"].values() for name in extra),
        *(name for group in project["dependency-groups"].values() for name in group),
    ]
    names = {
        re.split(r"[^\w-]", name)[0].lower().replace("_", "-")
        for name in declared
        if isinstance(name, str)
    }
    assert names - {dataset.NAME} <= pinned, "run: make lock"
