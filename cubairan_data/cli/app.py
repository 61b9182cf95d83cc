"""The command-line application, and the arguments that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

import cubairan_data as cid
from cubairan_data.cli.output import Format
from cubairan_data.loading.names import UnknownTableError, known_table

FINDINGS, COULD_NOT_RUN = 1, 2

app = typer.Typer(
    help="The record of relations between Cuba and Iran, 1979 to today.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def table_named(name: str) -> str:
    """Give the name of a table back, or end with a message that lists the right ones."""
    try:
        return known_table(name)
    except UnknownTableError as error:
        raise typer.BadParameter(str(error)) from error


TableArgument = Annotated[
    str, typer.Argument(metavar="TABLE", callback=table_named, help="Name of a table.")
]
FolderArgument = Annotated[
    Path | None,
    typer.Argument(
        metavar="[DIR]", help="Folder with a datapackage.json; none means the record in use."
    ),
]
FormatOption = Annotated[Format, typer.Option("--format", help="How to print it.")]


@app.callback(invoke_without_command=True)
def main(
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False,
) -> None:
    """Work with the record of relations between Cuba and Iran, 1979 to today."""
    if version:
        print(cid.__version__)
        raise typer.Exit


def could_not_run(error: Exception) -> typer.Exit:
    """Tell on standard error why nothing could run, and give the exit to raise."""
    typer.echo(f"could not run: {error}", err=True)
    return typer.Exit(COULD_NOT_RUN)
