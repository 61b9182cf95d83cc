"""The how-to pages that write files or need other libraries; what is not here is skipped."""

import doctest
import importlib
import os
import re
import shlex
import shutil
import subprocess
import sys
import warnings
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import cubairan_data as cid
from tools.generate.examples import OPTIONS
from tools.generate.page import IN_A_FOLDER, how_to_pages

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "how-to"
FENCE = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
IMPORT = re.compile(r"^>>> (?:import|from) ([\w., ]+?)(?: import| as|$)", re.MULTILINE)
SECTIONS = {
    f"{page.stem}: {heading}": text
    for page in map(FOLDER.joinpath, IN_A_FOLDER)
    if page.is_file()
    for heading, text in re.findall(
        r"^## (.*?)\n(.*?)(?=^## |\Z)", page.read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
}

pytestmark = pytest.mark.skipif(not SECTIONS, reason="runs in a checkout only")


def libraries(text: str) -> set[str]:
    """The modules that the examples of a section import."""
    return {
        name.strip().partition(".")[0]
        for found in IMPORT.findall(text)
        for name in found.split(",")
    }


def run_python(name: str, text: str) -> None:
    test = doctest.DocTestParser().get_doctest(text, {}, name, name, 0)
    runner = doctest.DocTestRunner(optionflags=OPTIONS)
    options = pd.option_context("display.width", 80, "display.max_columns", 0)
    with warnings.catch_warnings(), options:
        warnings.simplefilter("ignore")
        assert runner.run(test).failed == 0, f"{name}: see above"


def run_shell(script: str) -> None:
    """Run commands in which the program is this package, whatever the PATH holds."""
    program = shlex.join([sys.executable, "-m", "cubairan_data"])
    here = str(Path(cid.__file__).parents[1])
    subprocess.run(
        ["bash", "-e", "-c", f'cubairan-data() {{ {program} "$@"; }}\n{script}'],
        env={**os.environ, "PYTHONPATH": here},
        check=True,
    )


SHELL = "```sh\n"
QUICK = {"cubairan_data", "pandas"}


def case(name: str) -> Any:
    """A section, among the slow tests where it takes more than the package itself."""
    text = SECTIONS[name]
    others = libraries(text) - QUICK
    takes_long = others or "export(" in text or SHELL in text
    marks = [pytest.mark.slow] * bool(takes_long) + [pytest.mark.oracle] * bool(others)
    return pytest.param(name, marks=marks)


@pytest.mark.parametrize("name", [case(name) for name in SECTIONS])
def test_the_examples_of_a_section_run(
    name: str, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = SECTIONS[name]
    if missing := [each for each in sorted(libraries(text)) if find_spec(each) is None]:
        pytest.skip(f"not on this machine: {', '.join(missing)}")
    monkeypatch.chdir(tmp_path)
    if SHELL in text:
        shutil.copy(root / "datapackage.json", tmp_path)
        shutil.copytree(root / "seeds", tmp_path / "seeds")
    run_python(name, text)
    for script in FENCE.findall(text):
        run_shell(script)


SKIP = "  # doctest: +SKIP"
# What the examples left out elsewhere need, besides what they import.
NEEDED = {
    "plot.bar": "matplotlib",
    "networkx.draw": "matplotlib",
    "to_latex": "jinja2",
    "cid.plot.": "vl_convert",
}
LEFT_OUT = [
    page for page in how_to_pages() if SKIP in (FOLDER.parents[1] / page).read_text("utf-8")
]


@pytest.mark.slow
@pytest.mark.oracle
@pytest.mark.parametrize("page", LEFT_OUT)
def test_the_examples_that_need_other_libraries_run_where_those_are(
    root: Path, page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = (root / page).read_text("utf-8").replace(SKIP, "")
    needed = {module for used, module in NEEDED.items() if used in text} | libraries(text)
    for module in sorted(needed):
        pytest.importorskip(module)
    if "matplotlib" in needed:
        importlib.import_module("matplotlib").use("agg")
    run_python(page, text)
