"""The commands that check tables, and their exit codes: 0 sound, 1 findings, 2 could not run."""

import json
from pathlib import Path

import pytest
from command_line import piped, run
from small_record import cells, edit, raw, small, snapshot, write

import cubairan_data as cid
from cubairan_data.cli.judged import in_repository
from cubairan_data.storage.schema import schemas
from cubairan_data.validation.rule_catalogue import by_family, rule_reasons


@pytest.mark.slow
def test_validate_exits_0_where_valid(package: Path) -> None:
    rules = f"all {len(rule_reasons())} rules"
    assert run("validate", package).endswith(f"rows; {rules}\nvalid: no findings\n")


@pytest.mark.slow
def test_validate_exits_1_with_the_findings(package: Path) -> None:
    edit(package, "visits", ",official,", ",offical,")
    assert "seeds/record/visits.csv:2" in run("validate", package, code=1)
    report = json.loads(piped("validate", package, "--format", "json", code=1))
    assert report["valid"] is False
    assert report["findings"][0]["column"] == "kind"


def test_validate_exits_2_where_it_could_not_run(tmp_path: Path) -> None:
    assert "could not run" in run("validate", tmp_path, code=2)


def test_validate_quick_needs_no_frictionless(package: Path) -> None:
    assert run("validate", package, "--quick").endswith(" rules but schema\nvalid: no findings\n")


def test_validate_takes_rules_and_refuses_unknown_ones(package: Path) -> None:
    edit(package, "countries", "CUB,CU,Cuba,40", "CUB,,Cuba,forty")
    assert "[required]" not in run("validate", package, "--quick", "--skip", "required", code=1)
    assert "[format]" not in run("validate", package, "--rule", "required", code=1)
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


@pytest.fixture
def rows(package: Path) -> int:
    """How many rows the small record has."""
    return sum(len(cells(package, name)) for name in schemas())


@pytest.mark.parametrize("below", [".", "seeds/record"])
def test_without_a_folder_the_one_you_stand_in_is_judged(
    package: Path, rows: int, monkeypatch: pytest.MonkeyPatch, below: str
) -> None:
    monkeypatch.chdir(package / below)
    place = package if below != "." else "."
    line = f"{place}: version {cid.__version__}, {len(schemas())} tables, {rows} rows"
    rules = f"all {len(rule_reasons())} rules but schema"
    assert run("validate", "--quick") == f"{line}; {rules}\nvalid: no findings\n"
    assert run("format") == f"{line}\nevery table is in canonical form\n"
    edit(package, "visits", ",official,", ",offical,")
    assert "visits.csv:2" in run("validate", "--quick", code=1)


def test_which_rules_were_checked_is_said(package: Path) -> None:
    """By name where they are few, also where a table that cannot be read stands in their way."""
    known = len(rule_reasons())

    def said(*options: str, code: int = 0) -> str:
        first = run("validate", package, "--quick", *options, code=code).split("\n")[0]
        return first.partition("; ")[2]

    assert said("--rule", "order", "--rule", "code") == f"2 of {known} rules: code, order"
    assert said("--skip", "order", "--skip", "code") == f"all {known} rules but schema, code, order"
    raw(package, "countries").unlink()
    checked = int(said(code=1).split(" of ")[0])
    assert 20 < checked < known / 2


def test_elsewhere_the_installed_record_is_judged_and_the_first_line_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    first, second = run("validate", "--quick", "--rule", "key").splitlines()
    assert first.startswith(f"the installed record, in {cid.Record.installed_root()}: version ")
    assert second == "valid: no findings"


def test_what_is_judged_stands_beside_what_a_program_reads(package: Path, rows: int) -> None:
    for output_format in ("json", "sarif"):
        arguments = ("validate", package, "--quick", "--format", output_format)
        json.loads(piped(*arguments))
        assert f"{rows} rows" in run(*arguments)


def test_an_installed_record_is_never_rewritten(tmp_path: Path) -> None:
    installed = write(tmp_path / "site-packages" / "cubairan_data" / "data", small())
    file = raw(installed, "countries")
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    before = snapshot(installed)
    assert "belongs to an installed package" in run("format", installed, code=2)
    with pytest.raises(cid.CannotRunError, match="belongs to an installed package"):
        cid.format(installed)
    assert snapshot(installed) == before
    assert cid.format(installed, check=True) == ["seeds/actors/countries.csv"]


@pytest.mark.parametrize(
    ("here", "workspace", "named"),
    [
        ("repository", "", "data/seeds/a.csv"),
        ("repository/data", "", "data/seeds/a.csv"),
        ("repository", "repository", "data/seeds/a.csv"),
        ("repository/data", "repository/data", "seeds/a.csv"),
        ("elsewhere", "repository", "data/seeds/a.csv"),
    ],
)
def test_a_file_is_named_from_the_root_of_its_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, here: str, workspace: str, named: str
) -> None:
    (tmp_path / "repository" / ".git").mkdir(parents=True)
    (tmp_path / "repository" / "data").mkdir()
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path / workspace) if workspace else "")
    file = tmp_path / "repository" / "data" / "seeds" / "a.csv"
    assert in_repository(file, tmp_path / here) == named


def test_a_file_of_no_repository_keeps_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    assert in_repository(Path("/elsewhere/a.csv"), tmp_path) == "/elsewhere/a.csv"
    assert in_repository(Path("data/../a.csv"), tmp_path) == "a.csv"


def test_a_summary_is_appended_where_somebody_asks(package: Path, tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("before\n", "utf-8")
    run("validate", package, "--quick", "--format", "github", "--summary", summary)
    assert summary.read_text("utf-8") == "before\n**valid: no findings**\n"
    run("validate", package, "--quick", "--summary", tmp_path / "none" / "a.md", code=2)
