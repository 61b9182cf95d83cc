"""The command-line application, and the arguments that several commands share."""

from pathlib import Path
from typing import Annotated, Literal

import typer

import cubairan_data as cid
from cubairan_data.cli import completion
from cubairan_data.cli.guard import GuardedCommands
from cubairan_data.contract.labels import Language

app = typer.Typer(
    cls=GuardedCommands,
    help="The record of relations between Cuba and Iran, 1979 to today.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

TableFormat = Literal["table", "csv", "json"]

TableArgument = Annotated[
    cid.TableName,
    typer.Argument(
        metavar="TABLE",
        help="Name of a table.",
        show_choices=False,
        autocompletion=completion.tables,
    ),
]
FolderArgument = Annotated[
    Path | None,
    typer.Argument(
        metavar="[DIR]",
        help="Folder with a datapackage.json; without it, the one you are in or below, or else "
        "the installed record.",
    ),
]
FormatOption = Annotated[TableFormat, typer.Option("--format", help="Output format.")]
LANGUAGE = "CUBAIRAN_LANGUAGE"
LanguageOption = Annotated[
    Language,
    typer.Option("--language", envvar=LANGUAGE, help="Language of what a reader is shown."),
]
LabelsOption = Annotated[
    Language | None,
    typer.Option("--language", envvar=LANGUAGE, help="Labels in this language in place of codes."),
]
CardOption = Annotated[
    bool, typer.Option("--card", help="Show each row as a card, with every filled column.")
]


@app.callback(invoke_without_command=True)
def main(
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False,
    debug: Annotated[
        bool,
        typer.Option("--debug", help="Show the trace of an error; so does CUBAIRAN_DEBUG=1."),
    ] = False,
) -> None:
    """Work with the record of relations between Cuba and Iran, 1979 to today."""
    if version:
        print(cid.__version__)
        raise typer.Exit
