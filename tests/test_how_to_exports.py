"""The pages on other programs do what they say: commands and queries run, R too where it is."""

import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path

import pytest

import cubairan_data as cid
from cubairan_data.exports.exporting import FORMS, suffix_of

pytestmark = [pytest.mark.slow, pytest.mark.oracle]
PAGES = Path("docs", "how-to")


def blocks(root: Path, page: str, language: str) -> list[str]:
    text = (root / PAGES / page).read_text("utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


def run(command: str, folder: Path) -> None:
    words = command.partition("#")[0].split()
    assert words[0] == "cubairan-data", command
    subprocess.run(
        [sys.executable, "-m", "cubairan_data", *words[1:]], cwd=folder, check=True, timeout=600
    )


@pytest.mark.parametrize(
    "page", ["sql-and-datasette.md", "stata.md", "r.md", "excel.md", "linked-data.md"]
)
def test_every_export_of_a_page_runs(root: Path, tmp_path: Path, page: str) -> None:
    commands = [line for block in blocks(root, page, "sh") for line in block.splitlines()]
    exports = [line for line in commands if line.startswith("cubairan-data export")]
    assert exports
    for command in exports:
        suffix, _ = suffix_of(Path(command.partition("#")[0].split()[2]))
        library = FORMS[suffix].library
        if library is None or find_spec(library):
            run(command, tmp_path)


def test_the_queries_find_something(root: Path, tmp_path: Path) -> None:
    (file, _) = cid.export(tmp_path / "record.sqlite")
    (block,) = blocks(root, "sql-and-datasette.md", "sql")
    queries = [query for query in block.split(";\n") if query.strip()]
    assert len(queries) == 5
    with closing(sqlite3.connect(file)) as database:
        for query in queries:
            assert database.execute(query).fetchall(), query


def test_the_panel_goes_to_stata(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for block in blocks(root, "stata.md", "python"):
        exec(compile(block, "stata.md", "exec"), {})
    assert (tmp_path / "panel.dta").is_file()


def test_r_reads_what_the_page_says(root: Path, tmp_path: Path) -> None:
    if shutil.which("Rscript") is None:
        pytest.skip("R is not on this machine")
    shutil.copytree(root / "seeds", tmp_path / "seeds")
    cid.export(tmp_path / "stata.dta")
    program = "".join(blocks(root, "r.md", "r"))
    needs = (
        'if (!all(sapply(c("readr", "haven"), requireNamespace, quietly = TRUE))) quit(status = 77)'
    )
    shown = subprocess.run(
        ["Rscript", "-e", f"{needs}\n{program}\ncat(nrow(visits))"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    if shown.returncode == 77:
        pytest.skip("R has no readr or haven on this machine")
    assert shown.returncode == 0, shown.stderr
    assert shown.stdout.endswith(str(len(cid.load("visits"))))


def test_node_reads_the_descriptor(root: Path) -> None:
    if shutil.which("node") is None:
        pytest.skip("Node is not on this machine")
    (program,) = blocks(root, "julia-and-javascript.md", "js")
    shown = subprocess.run(
        ["node", "--input-type=module", "-e", program],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "host_id: Country where it took place." in shown.stdout
