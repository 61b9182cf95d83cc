"""The version policy: what a PATCH, a MINOR and a MAJOR version may change."""

from pathlib import Path

import pytest
from small_record import Rows, edit, edited_descriptor, small
from two_versions import (
    two,
    with_a_changed_name,
    with_another_country,
    without_the_flow,
)

import cubairan_data as cid


def breaches(folder: Path, rows: Rows, old: str, new: str) -> list[str]:
    return cid.diff(*two(folder, rows, old, new)).breaches


@pytest.mark.parametrize(
    ("new", "breach"), [("1.0.1", "needs a MINOR"), ("1.0.0", "does not rise"), ("1.1.0", None)]
)
def test_added_rows_need_a_minor_version(tmp_path: Path, new: str, breach: str | None) -> None:
    found = breaches(tmp_path, with_another_country(), "1.0.0", new)
    assert (found == []) if breach is None else breach in found[0]


def test_a_changed_cell_needs_a_patch_version(tmp_path: Path) -> None:
    assert breaches(tmp_path, with_a_changed_name(), "1.0.0", "1.0.1") == []


def test_a_version_rises_number_by_number(tmp_path: Path) -> None:
    assert breaches(tmp_path, with_another_country(), "1.9.0", "1.10.0") == []


@pytest.mark.parametrize(
    ("old", "new", "rises"),
    [
        ("1.0.0-rc1", "1.0.0", True),
        ("1.0.0", "1.0.0-rc1", False),
        ("2.0.0-rc1", "2.0.0-rc2", True),
        ("1.0.0", "1.1.0-rc1", True),
        ("1.0.0+2030", "1.1.0+2029", True),
    ],
)
def test_a_final_version_comes_after_its_candidates(
    tmp_path: Path, old: str, new: str, rises: bool
) -> None:
    found = breaches(tmp_path, with_another_country(), old, new)
    assert bool(found) is not rises


def test_a_candidate_allows_what_the_version_that_it_prepares_allows(tmp_path: Path) -> None:
    rows = with_another_country()
    (tmp_path / "patch").mkdir()
    (tmp_path / "minor").mkdir()
    (breach,) = breaches(tmp_path / "patch", rows, "1.0.1-rc1", "1.0.1-rc2")
    assert "needs a MINOR" in breach
    assert breaches(tmp_path / "minor", rows, "1.1.0-rc1", "1.1.0-rc2") == []


@pytest.mark.parametrize("version", ["v1", "1.0", "", "1.0.0.0", "٢.٠.٠", "9" * 5000, None, []])
def test_what_is_no_version_could_not_be_compared(tmp_path: Path, version: object) -> None:
    old, new = two(tmp_path, with_another_country(), "1.0.0", "1.0.0")
    with edited_descriptor(new) as descriptor:
        descriptor["version"] = version
    with pytest.raises(cid.CannotRunError, match=r"found version .*; allowed: a version such as"):
        cid.diff(old, new)


def test_a_vanished_identifier_is_a_breach(tmp_path: Path) -> None:
    (breach,) = breaches(tmp_path, without_the_flow(), "1.0.0", "1.1.0")
    assert breach == "financial_flows: identifier '2001-credit' vanished; list it in retired_ids"


def test_a_retired_identifier_may_vanish(tmp_path: Path) -> None:
    retired = {
        "table_name": "financial_flows",
        "old_id": "2001-credit",
        "version": "1.1.0",
        "reason": "No source bears it.",
    }
    assert (
        breaches(tmp_path, without_the_flow() | {"retired_ids": [retired]}, "1.0.0", "1.1.0") == []
    )


def test_a_major_version_may_drop_identifiers(tmp_path: Path) -> None:
    assert breaches(tmp_path, without_the_flow(), "1.0.0", "2.0.0") == []


@pytest.mark.parametrize(
    ("version", "levels"), [("1.0.1", ["MAJOR", "MINOR"]), ("1.1.0", ["MAJOR"]), ("2.0.0", [])]
)
def test_a_renamed_column_is_one_removed_and_one_added(
    tmp_path: Path, version: str, levels: list[str]
) -> None:
    old, new = two(tmp_path, small(), "1.0.0", version)
    edit(new, "countries", "cow_code", "correlates_code")
    assert [breach.split()[-2] for breach in cid.diff(old, new).breaches] == levels
