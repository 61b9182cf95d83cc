"""The command-line application, and the arguments that several commands share."""

from pathlib import Path
from typing import Annotated, Literal

import typer

import cubairan_data as cid
from cubairan_data.cli import choices
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

TableArgument = Annotated[cid.TableName, choices.table("Name of a table.")]
FolderArgument = Annotated[
    Path | None,
    typer.Argument(
        metavar="DIR",
        help="Folder with a datapackage.json; without it, the one you are in or below, or else "
        "the installed record.",
    ),
]
FormatOption = Annotated[TableFormat, choices.choice("--format", TableFormat, "Output format.")]
LANGUAGE = "CUBAIRAN_LANGUAGE"
LanguageOption = Annotated[
    Language,
    choices.choice("--language", Language, "Language of what a reader is shown.", LANGUAGE),
]
LabelsOption = Annotated[
    Language | None,
    choices.choice("--language", Language, "Labels in this language in place of codes.", LANGUAGE),
]
CardOption = Annotated[
    bool, typer.Option("--card", help="Show each row as a card, with every filled column.")
]


@app.callback(invoke_without_command=True)
def main(
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False,
    debug: Annotated[
        bool,
        typer.Option(
            "--debug", help="Show the traceback of an error; CUBAIRAN_DEBUG=1 does the same."
        ),
    ] = False,
) -> None:
    """Work with the record of relations between Cuba and Iran, 1979 to today."""
    if version:
        print(cid.__version__)
        raise typer.Exit
