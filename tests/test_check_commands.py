"""The commands that check tables, and their exit codes: 0 sound, 1 findings, 2 could not run."""

import json
from pathlib import Path

import pytest
from command_line import run
from small_record import edit, raw

from cubairan_data.validation.rule_catalogue import by_family, rule_reasons


@pytest.mark.slow
def test_validate_exits_0_where_valid(package: Path) -> None:
    assert run("validate", package).strip() == "valid: no findings"


@pytest.mark.slow
def test_validate_exits_1_with_the_findings(package: Path) -> None:
    edit(package, "visits", ",official,", ",offical,")
    assert "seeds/record/visits.csv:2" in run("validate", package, code=1)
    report = json.loads(run("validate", package, "--format", "json", code=1))
    assert report["valid"] is False
    assert report["findings"][0]["column"] == "kind"


def test_validate_exits_2_where_it_could_not_run(tmp_path: Path) -> None:
    assert "could not run" in run("validate", tmp_path, code=2)


def test_validate_quick_needs_no_frictionless(package: Path) -> None:
    assert run("validate", package, "--quick").strip() == "valid: no findings"


def test_validate_takes_rules_and_refuses_unknown_ones(package: Path) -> None:
    edit(package, "countries", "CUB,CU,Cuba,40", "CUB,,Cuba,forty")
    assert "required" not in run("validate", package, "--quick", "--skip", "required", code=1)
    assert "format" not in run("validate", package, "--rule", "required", code=1)
    assert "could not run" in run("validate", package, "--rule", "nonsense", code=2)


def test_validate_lists_every_rule_with_its_reason() -> None:
    families = run("validate", "--list-rules").split("\n\n")
    listed: dict[str, str] = {}
    for block, (family, rules) in zip(families, by_family().items(), strict=False):
        title, *lines = block.splitlines()
        assert title == family
        listed |= dict(line.strip().split(": ", 1) for line in lines)
        marked = {rule.id for rule in rules if f"{rule.id}*" in listed}
        assert marked == {rule.id for rule in rules if rule.exceptions}
    assert {name.rstrip("*"): reason for name, reason in listed.items()} == rule_reasons()
    assert families[-1].startswith("* admits exceptions")


def test_check_exits_0_where_the_rows_are_valid(package: Path) -> None:
    assert "valid" in run("check", raw(package, "countries"), "--as", "countries")


def test_format_lists_and_rewrites(package: Path) -> None:
    assert "canonical" in run("format", package)
    file = raw(package, "countries")
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    would = run("format", package, "--check", code=1)
    assert "would rewrite seeds/actors/countries.csv" in would
    assert "rewrote seeds/actors/countries.csv" in run("format", package)
    assert "canonical" in run("format", package, "--check")
    file.write_bytes(b"nonsense\n")
    assert "nothing was changed" in run("format", package, code=2)
