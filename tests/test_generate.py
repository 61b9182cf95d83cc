"""Generated files are fresh, and the command that writes them says which were not."""

from pathlib import Path

import pandas as pd
import pytest

from cubairan_data import dataset
from cubairan_data.validation.rule_catalogue import catalogue
from tools.generate import FILES, __main__, rules


def test_generated_files_are_fresh(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if int(pd.__version__.split(".")[0]) < 3:
        pytest.skip("pages are generated with pandas 3, which prints frames in another way")
    assert __main__.main(["--check"]) == 0, capsys.readouterr().out


def test_every_generated_file_is_in_the_checkout(root: Path) -> None:
    assert [name for name in FILES if not (root / name).is_file()] == []


def test_the_changelog_and_the_citation_file_name_the_version(root: Path) -> None:
    assert f'version: "{dataset.VERSION}"' in (root / "CITATION.cff").read_text("utf-8")
    assert f"## {dataset.VERSION}" in (root / "CHANGELOG.md").read_text("utf-8")


def test_a_stale_file_is_named_by_check_and_written_without(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(__main__, "ROOT", tmp_path)
    monkeypatch.setattr(__main__, "FILES", {"docs/page.md": lambda: "new\n"})
    assert __main__.main(["--check"]) == 1
    assert "stale: docs/page.md" in capsys.readouterr().out
    assert not (tmp_path / "docs" / "page.md").exists()
    assert __main__.main([]) == 0
    assert "wrote docs/page.md" in capsys.readouterr().out
    assert (tmp_path / "docs" / "page.md").read_bytes() == b"new\n"
    assert __main__.main(["--check"]) == 0


def test_the_page_of_rules_shows_what_breaks_every_rule() -> None:
    sections = {part.split("`")[1]: part for part in rules.text().split("\n### ")[1:]}
    assert sections.keys() == catalogue().keys()
    # What only frictionless finds has no example of our own.
    unshown = {name for name, section in sections.items() if "\n- Wrong: " not in section}
    assert unshown == {"schema"}
    for rule in catalogue().values():
        assert ("\n- Exception: " in sections[rule.id]) == rule.exceptions, rule.id
