"""The command that writes the record in the form of another program."""

import sys
from pathlib import Path
from typing import Annotated

import typer

import cubairan_data as cid
from cubairan_data.cli.app import LanguageOption, app
from cubairan_data.escaping import plain
from cubairan_data.exports.exporting import FORMS, suffix_of


def _forms() -> str:
    return ", ".join(FORMS)


@app.command()
def export(
    path: Annotated[
        Path,
        typer.Argument(
            metavar="PATH",
            help=f"New file or folder; its suffix names the form: {_forms()}; .zip may follow.",
        ),
    ],
    table: Annotated[
        list[str] | None,
        typer.Option(metavar="TABLE", help="Only this table; may be repeated."),
    ] = None,
    folder: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", help="Folder with a datapackage.json; without it, the installed record."
        ),
    ] = None,
    labels: Annotated[
        bool, typer.Option(help="Labels in place of codes, where the form does not hold both.")
    ] = True,
    language: LanguageOption = "en",
    force: Annotated[bool, typer.Option("--force", help="Replace what is there.")] = False,
) -> None:
    """Write the record as a database, workbook or file for another program."""
    from rich.console import Console
    from rich.text import Text

    from cubairan_data.storage.names import known_table

    record = cid.open(folder) if folder else cid.open(cid.Record.installed_root())
    names = [known_table(name) for name in table or []]
    with Console(stderr=True).status(Text(f"Writing {plain(str(path))} …")):
        written = record.export(path, tables=names, labels=labels and language, force=force)
    for each in written:
        print(f"wrote {plain(str(each))}")
    counts = record.tables().set_index("name")["rows"]
    empty = [name for name in names or counts.index if not counts[name]]
    if empty and suffix_of(path)[0] != ".crate":
        print(f"left out for want of rows: {', '.join(empty)}", file=sys.stderr)
