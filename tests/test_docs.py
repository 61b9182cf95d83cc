"""What README and docs show is what one gets."""

import doctest
import importlib.util
import re
from pathlib import Path

import pandas as pd
import pytest

import cubairan_data as cid


@pytest.mark.parametrize("name", ["README.md", "docs/evidence.md"])
def test_the_examples_print_what_they_say(root: Path, name: str) -> None:
    with pd.option_context("display.width", 80, "display.max_columns", 0):
        result = doctest.testfile(
            str(root / name), module_relative=False, optionflags=doctest.NORMALIZE_WHITESPACE
        )
    assert result.attempted > 0
    assert result.failed == 0


def test_links_in_the_docs_lead_somewhere(root: Path) -> None:
    for page in [*root.glob("*.md"), *(root / "docs").glob("*.md")]:
        text = page.read_text("utf-8")
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", text):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_every_public_function_has_an_example_and_says_what_comes_back() -> None:
    for name in cid.__all__:
        thing = getattr(cid, name)
        if callable(thing) and not isinstance(thing, type) and hasattr(thing, "__code__"):
            assert thing.__doc__, name
            assert "Returns:" in thing.__doc__, name
            assert ">>> " in thing.__doc__, name


def test_the_reliability_page_shows_what_its_command_computes(root: Path) -> None:
    pytest.importorskip("krippendorff")
    specification = importlib.util.spec_from_file_location(
        "reliability", root / "benchmarks" / "reliability.py"
    )
    assert specification
    assert specification.loader
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    page = (root / "docs" / "reliability.md").read_text("utf-8")
    for file in (root / "docs" / "second-coding").glob("*.csv"):
        assert module.table(file) in page
    assert module.re_reading(root / "docs" / "re-reading.csv") in page
