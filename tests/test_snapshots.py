"""What the commands print, as files that a reviewer can read: tests/snapshots/*.txt.

The record is the small one of the tests, with a few rows more, so that new data changes nothing
here. ``make snapshots`` rewrites the files; read what has changed before you commit it.
"""

import os
import re
import shlex
from pathlib import Path

import pytest
from small_record import Rows, edit, edited_descriptor, evidence_for, small, write
from two_versions import two, with_a_changed_name
from typer.testing import CliRunner

import cubairan_data as cid
from cubairan_data.cli import judged
from cubairan_data.cli.main import app

SNAPSHOTS = Path(__file__).parent / "snapshots"
REWRITE = os.environ.get("CUBAIRAN_REWRITE_SNAPSHOTS") == "1"
WIDTHS = (80, 120)
COMMANDS = {
    "about": ("about ana-lopez", "about lopes"),
    "add": ("add agreement --from draft.toml --dry-run", "add agreement --from faulty.toml"),
    "check": ("check own.csv --as countries", "check seeds/record/visits.csv --as visits"),
    "cite": ("cite", "cite visits 2001-05-lopez-tehran", "cite officials --style bibtex"),
    "codebook": ("codebook retired_ids", "codebook contact_participants --card"),
    "diff": ("diff old new", "diff old old"),
    "events": (
        "events",
        "events --since 2001-04 --until 2001-06 --kind visits",
        "events --until 1980",
    ),
    "explain": (
        "explain visits 2001-05-lopez-tehran date",
        "explain visits 2001-05-lopez-tehran",
        "explain visits 2001-05-lopez-tehran --short",
        "explain visits 2001-05-lopez-teheran",
    ),
    "export": ("export visits.csv --table visits --force", "export visits.doc"),
    "format": ("format --check", "format", "format old --check"),
    "languages": (
        "tables --language es",
        "codebook contact_participants --language fa",
        "show visits --first 1 --language es --card",
        "explain visits 2001-05-lopez-tehran date --language es",
        "explain visits 2001-05-lopez-tehran date --language fa --short",
        "about reza-amini --language fa",
        "cite visits 2001-05-lopez-tehran --language fa",
        "tables --language de",
    ),
    "new": ("new country",),
    "search": ("search lopez", "search trade --in visits", "search trede"),
    "show": (
        "show visits",
        "show visits --last 1",
        "show visits --columns 'date, summary' --sort -date",
        "show visits --first 1 --card",
        "show officials",
        "show financial_flows",
        "show retired_ids",
    ),
    "show-nothing": (
        "show officials --where name=Lopes",
        "show visits --where host_id=CUB --where places=Teheran",
        "show visits --since 2010",
        "show visits --where kind=offical",
        "show visits --where dates=2001",
    ),
    "tables": ("tables",),
    "validate": (
        "validate --quick",
        "validate faulty --quick",
        "validate faulty --quick --max 1",
        "validate faulty --engine rows",
        "validate faulty --engine row",
        "validate --quick --engine duckdb",
        "validate nowhere --quick",
    ),
}
# Colours, and what shows for a moment that something is being done.
_CODES = re.compile(r"\r|\x1b\[[0-9;?]*[A-Za-z]")
_MOVING = re.compile(r"[\u2800-\u28ff] [^\u2800-\u28ff\n]*\n?")
PIPED = ("tables", "show visits", "show officials --format csv", "search trade --in visits")


def telling() -> Rows:
    """The small record with what is hard to show: prose, other scripts, a missing date, a rival."""
    rows = small()
    rows["officials"][1] |= {"name_original": "رضا امینی", "other_names": "Riza Amini;Reza Aminy"}
    visits = [
        {
            "visit_id": "2001-03-amini-havana",
            "date": "2001-03-02/2001-03-05",
            "kind": "official",
            "sender_id": "IRN",
            "host_id": "CUB",
            "places": "Havana",
            "level": "minister",
            "lead_official_id": "reza-amini",
            "delegation": "Ten officials of the ministries of trade, health and agriculture",
            "status": "took_place",
            "purpose": "Preparation of the joint commission, and a visit to a plant for vaccines",
            "summary": "The minister of trade of Iran saw a plant for vaccines near Havana, spoke "
            "with Ana López of barter, and proposed that the commission of the two countries "
            "meet in Tehran within the year.",
        },
        {
            "visit_id": "lopez-isfahan",
            "kind": "working",
            "sender_id": "CUB",
            "host_id": "IRN",
            "places": "Isfahan",
            "level": "minister",
            "lead_official_id": "ana-lopez",
            "status": "unconfirmed",
            "summary": "A journey to a fair, of which no day is known.",
        },
    ]
    leads = [
        {
            "visit_id": visit["visit_id"],
            "official_id": visit["lead_official_id"],
            "role": "lead",
        }
        for visit in visits
    ]
    rows["sources"].append(
        {
            **rows["sources"][0],
            "source_id": "agency-2001-talks",
            "title": "Talks in Tehran",
            "published": "2001-05-12",
            "url": "https://example.org/talks",
        }
    )
    rows["visits"] += visits
    rows["visit_participants"] += leads
    rows["evidence"] = [line for line in rows["evidence"] if line["row_id"] != "reza-amini"] + [
        evidence_for("officials", rows["officials"][1]),
        *(evidence_for("visits", visit) for visit in visits),
        *(evidence_for("visit_participants", lead) for lead in leads),
        {
            "table_name": "visits",
            "row_id": "2001-05-lopez-tehran",
            "columns": "date",
            "source_id": "agency-2001-talks",
            "verdict": "contradicts",
            "reading": "2001-05-08",
            "reason": "typo",
            "locator": "The talks began,on Tuesday",
        },
    ]
    return rows


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the record and all files that the commands name; it is the record in use."""
    folder = write(tmp_path / "here", telling())
    with edited_descriptor(folder) as descriptor:
        descriptor |= {"version": "1.0.0", "created": "2002-01-31T00:00:00Z"}
    two(folder, with_a_changed_name(), "1.0.0", "1.0.1")
    edit(
        edit(write(folder / "faulty", telling()), "visits", ",official,", ",offical,").parents[2],
        "officials",
        "Ana López",
        " Ana López",
    )
    (folder / "own.csv").write_text(
        "country_id,alpha2,nam\nUSA,US,United States\nVEN,VE,Venezuela\n", encoding="utf-8"
    )
    draft = (
        "[agreement]\ntitle = 'Memorandum on customs'\nkind = 'memorandum'\nsectors = 'trade'\n"
        "signed = {signed}\nstatus = 'signed'\ndocument_count = 1\n"
        "summary = 'Assistance in customs.'\n\n[[source]]\nsource_id = 'agency-2001-visit'\n"
        "passage = 'The minister came, and left for home.'\n"
    )
    (folder / "draft.toml").write_text(draft.format(signed="'2001-05-08'"), encoding="utf-8")
    (folder / "faulty.toml").write_text(draft.format(signed="'8 May 2001'"), encoding="utf-8")
    monkeypatch.chdir(folder)
    record = cid.open(folder)
    for name in cid.__all__:
        if name != "open" and hasattr(record, name):
            monkeypatch.setattr(cid, name, getattr(record, name))
    monkeypatch.setattr(judged, "installed_root", lambda: Path("nowhere"))
    return folder


def session(command: str, width: int | None) -> str:
    """Run a command on a terminal of some width, or in a pipe, and give what one sees."""
    environment = {"FORCE_COLOR": "1", "COLUMNS": str(width)} if width else {"FORCE_COLOR": ""}
    done = CliRunner().invoke(app, shlex.split(command), env=environment)
    place = f"on {width} columns" if width else "in a pipe"
    output = _MOVING.sub("", _CODES.sub("", done.output)).replace(str(Path.cwd()), "/here")
    end = f"(exit code {done.exit_code})\n" if done.exit_code else ""
    lines = "\n".join(line.rstrip() for line in output.split("\n"))
    return f"$ cubairan-data {command}    # {place}\n{lines}{end}\n"


def compare(name: str, shown: str) -> None:
    file = SNAPSHOTS / f"{name}.txt"
    if REWRITE:
        file.write_text(shown, encoding="utf-8", newline="\n")
    assert shown == file.read_text("utf-8"), f"{file.name} is stale; run: make snapshots"


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_prints_what_its_snapshot_shows(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    compare(name, "\n".join(session(each, width) for each in COMMANDS[name] for width in WIDTHS))


@pytest.mark.usefixtures("here")
def test_piped_output_is_what_its_snapshot_shows() -> None:
    compare("piped", "\n".join(session(each, None) for each in PIPED))


def test_every_command_has_a_snapshot() -> None:
    commands = {
        command.name or command.callback.__name__
        for command in app.registered_commands
        if command.callback
    }
    shown = {shlex.split(each)[0] for sessions in COMMANDS.values() for each in sessions}
    assert shown == {name.removesuffix("_command") for name in commands}
    files = {file.stem for file in SNAPSHOTS.iterdir()}
    assert files == {*COMMANDS, "piped"}


@pytest.mark.usefixtures("here")
def test_the_record_of_the_snapshots_is_valid_but_for_what_it_is_to_show() -> None:
    assert {finding.rule for finding in cid.validate(quick=True).findings} <= {"unsettled-pair"}
