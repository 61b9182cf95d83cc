"""Adding a row, from a draft or by questions, as the command line does it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import typer

from cubairan_data.cli.guard import COULD_NOT_RUN, FINDINGS
from cubairan_data.cli.interview import Interview
from cubairan_data.cli.lookalikes import ask_whether_one, print_blocks
from cubairan_data.cli.row_display import print_additions, print_findings, print_wrapped
from cubairan_data.curation.additions import Additions, additions
from cubairan_data.curation.drafts import parse, read
from cubairan_data.curation.forms import BLOCKS, DraftError, can_be_added, table_of
from cubairan_data.curation.judging import open_pairs
from cubairan_data.curation.known import Known
from cubairan_data.curation.templates import template, written
from cubairan_data.curation.writing import record_folder, write
from cubairan_data.errors import CannotRunError
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.names import TableName


def blank_draft(what: str) -> str:
    """Give a blank draft of a table, or of one row of it, by either name."""
    return template(can_be_added(table_of(what)))


def add_row(what: str, draft_file: Path | None, folder: Path | None, *, dry_run: bool) -> None:
    """Add a row from a draft, or ask for it; raises typer.Exit with the code of what was wrong."""
    table = can_be_added(table_of(what))
    root = record_folder(folder, Path.cwd())
    if draft_file is None:
        _ask_and_add(table, Tables(root), dry_run=dry_run)
        return
    text = _text_of(draft_file)
    tables = Tables(root)
    with _faults_of_draft():
        added = additions(parse(text, table), tables, date.today())
    print_additions(added, whole=dry_run)
    _try_or_write(tables, added, dry_run=dry_run)


def _ask_and_add(table: TableName, tables: Tables, *, dry_run: bool) -> None:
    """Ask for the row; what was answered is kept in a file unless it ends in the record."""
    interview = Interview(table, tables)
    try:
        interview.ask()
        added = _judged_additions(interview, tables)
        print_additions(added, whole=True)
        _try_or_write(tables, added, dry_run=True)
        if not dry_run and typer.confirm("Write these rows?", default=True):
            _try_or_write(tables, added, dry_run=False)
            return
    except BaseException:
        _keep(interview, table)
        raise
    _keep(interview, table)


def _judged_additions(interview: Interview, tables: Tables) -> Additions:
    """Give the rows that follow from the answers, once it is asked of each whether it is new."""
    today = date.today()
    with _faults_of_draft():
        added = additions(read(interview.content, interview.main), tables, today)
        known = Known(tables, added.rows)
        pairs = open_pairs(known)
        if not pairs:
            return added
        interview.content[BLOCKS["judgements"]] = blocks = []
        for pair in pairs:
            blocks.append(ask_whether_one(pair, known))
        return additions(read(interview.content, interview.main), tables, today)


def _keep(interview: Interview, table: TableName) -> None:
    if not interview.content:
        return
    block, number = BLOCKS[table], 1
    while (file := Path(f"{block}-draft-{number}.toml")).exists():
        number += 1
    file.write_text(written(interview.content), encoding="utf-8")
    typer.echo(f"\nYour answers are kept in {file}; go on from there with")
    typer.echo(f"  cubairan-data add {block} --from {file}")


def _text_of(file: Path) -> str:
    try:
        return file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CannotRunError(f"cannot read {file}: {error}") from error


@contextmanager
def _faults_of_draft() -> Iterator[None]:
    try:
        yield
    except DraftError as error:
        typer.echo(f"nothing was written: {error}", err=True)
        raise typer.Exit(COULD_NOT_RUN) from error


def _try_or_write(tables: Tables, added: Additions, *, dry_run: bool) -> None:
    outcome = write(tables.root, added, dry_run=dry_run)
    if outcome.findings:
        print_findings(outcome.findings)
        if any(found.rule == "unsettled-pair" for found in outcome.findings):
            known = Known(tables, added.rows)
            print_blocks(open_pairs(known), known)
        typer.echo("nothing was written")
        raise typer.Exit(FINDINGS)
    if dry_run:
        typer.echo("valid; nothing is written yet")
    else:
        print_wrapped(f"valid; rewrote {', '.join(outcome.files)}", hanging="  ")
