"""The command-line application, and the arguments that several commands share."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Literal

import typer

import cubairan_data as cid

FINDINGS, COULD_NOT_RUN = 1, 2

app = typer.Typer(
    help="The record of relations between Cuba and Iran, 1979 to today.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

TableFormat = Literal["table", "csv", "json"]

TableArgument = Annotated[
    cid.TableName, typer.Argument(metavar="TABLE", help="Name of a table.", show_choices=False)
]
FolderArgument = Annotated[
    Path | None,
    typer.Argument(
        metavar="[DIR]", help="Folder with a datapackage.json; without it, the installed record."
    ),
]
FormatOption = Annotated[TableFormat, typer.Option("--format", help="Output format.")]


@app.callback(invoke_without_command=True)
def main(
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False,
) -> None:
    """Work with the record of relations between Cuba and Iran, 1979 to today."""
    if version:
        print(cid.__version__)
        raise typer.Exit


@contextmanager
def errors_as_exit_codes() -> Iterator[None]:
    """Turn the errors of the package into one sentence on standard error and exit code 2."""
    try:
        yield
    except cid.CubairanDataError as error:
        typer.echo(f"could not run: {error}", err=True)
        raise typer.Exit(COULD_NOT_RUN) from error
