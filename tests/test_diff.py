"""What changed between two versions: rows added, removed and changed, old and new cell by cell."""

import json
from pathlib import Path

import pytest
from command_line import run
from small_record import edit, edited_descriptor, raw, small
from two_versions import (
    two,
    with_a_changed_name,
    with_another_country,
    without_the_flow,
)

import cubairan_data as cid


def test_the_same_folder_has_no_changes(tmp_path: Path) -> None:
    changes = cid.diff(*two(tmp_path, small(), "1.0.0", "1.0.0"))
    assert (changes.tables, changes.breaches) == ([], [])
    assert str(changes) == "1.0.0 -> 1.0.0\nno difference"


def test_changed_cells_are_shown_old_and_new(tmp_path: Path) -> None:
    changes = cid.diff(*two(tmp_path, with_a_changed_name(), "1.0.0", "1.0.1"))
    (change,) = changes.tables
    assert change.changed == {"ana-lopez": {"name": ("Ana López", "Ana María López")}}
    assert changes.breaches == []
    assert "officials: ana-lopez name: 'Ana López' -> 'Ana María López'" in str(changes)
    assert json.loads(changes.to_json())["tables"][0]["table"] == "officials"
    markdown = changes.to_markdown()
    assert "- `officials`: 0 added, 0 removed, 1 changed" in markdown
    assert "  - ana-lopez: `name` Ana López → Ana María López" in markdown


def test_added_and_removed_rows_are_named(tmp_path: Path) -> None:
    rows = without_the_flow()
    rows["countries"] = with_another_country()["countries"]
    changes = cid.diff(*two(tmp_path, rows, "1.0.0", "2.0.0"))
    by_table = {change.table: change for change in changes.tables}
    assert by_table["countries"].added == ["USA"]
    assert by_table["financial_flows"].removed == ["2001-credit"]
    assert "countries: + USA" in str(changes)
    assert "financial_flows: - 2001-credit" in str(changes)


def test_added_and_removed_columns_are_named(tmp_path: Path) -> None:
    old, new = two(tmp_path, small(), "1.0.0", "2.0.0")
    edit(new, "countries", "cow_code", "correlates_code")
    changes = cid.diff(old, new)
    assert "countries: + column correlates_code" in str(changes)
    assert "countries: - column cow_code" in str(changes)
    assert changes.breaches == []


def test_without_a_second_folder_the_record_itself_is_the_new_one(tmp_path: Path) -> None:
    old, new = two(tmp_path, with_a_changed_name(), "1.0.0", "1.0.1")
    assert str(cid.open(new).diff(old)) == str(cid.diff(old, new))


def test_files_are_read_anew_at_each_call(tmp_path: Path) -> None:
    old, new = two(tmp_path, small(), "1.0.0", "1.0.1")
    record = cid.open(new)
    assert record.diff(old).tables == []
    edit(new, "officials", "Ana López", "Ana María López")
    assert [change.table for change in record.diff(old).tables] == ["officials"]


def test_a_folder_that_cannot_be_read_is_an_error(tmp_path: Path, package: Path) -> None:
    with pytest.raises(cid.CannotRunError):
        cid.diff(package, tmp_path / "none")


def test_the_exit_code_says_whether_the_policy_is_broken(tmp_path: Path) -> None:
    old, new = two(tmp_path, without_the_flow(), "1.0.0", "1.1.0")
    assert "breach: " in run("diff", old, new, code=1)
    assert "**breach**" in run("diff", old, new, "--format", "markdown", code=1)
    assert json.loads(run("diff", old, new, "--format", "json", code=1))["breaches"]
    run("diff", old, old)
    run("diff", "installed", "installed")
    run("diff", "installed", old)
    run("diff", old, tmp_path, code=2)
    raw(new, "visits").unlink()
    run("diff", old, new, code=2)
    run("diff", new, old, code=2)


def test_a_table_that_an_older_version_does_not_have_is_added(tmp_path: Path) -> None:
    old, new = two(tmp_path, small(), "1.0.0", "2.0.0")
    raw(old, "visits").unlink()
    with edited_descriptor(old) as descriptor:
        resources = descriptor["resources"]
        descriptor["resources"] = [each for each in resources if each["name"] != "visits"]
    (change,) = cid.diff(old, new).tables
    assert (change.table, change.added) == ("visits", ["2001-05-lopez-tehran"])
    with pytest.raises(cid.CannotRunError, match="found no resource 'visits'"):
        cid.diff(new, old)
