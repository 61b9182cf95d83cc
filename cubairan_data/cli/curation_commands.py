"""The commands that add a row: new, which prints a blank draft, and add."""

from pathlib import Path
from typing import Annotated

import typer

from cubairan_data.cli.app import app

WhatArgument = Annotated[
    str, typer.Argument(metavar="WHAT", help="A table, or one row of it: visit, agreement, flow.")
]


@app.command()
def new(what: WhatArgument) -> None:
    """Print a blank draft of a row.

    It says of each column what the contract says.
    """
    # Imported only here and below, since no other command needs what asks for rows.
    from cubairan_data.cli.adding import blank_draft

    print(blank_draft(what), end="")


@app.command()
def add(
    what: WhatArgument,
    draft_file: Annotated[
        Path | None,
        typer.Option(
            "--from", metavar="FILE", help="A draft, filled in; without one, the command asks."
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show the rows and what is wrong; write nothing.")
    ] = False,
    folder: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="The checkout; without it, the one that you are in."),
    ] = None,
) -> None:
    """Add a row with its sources and evidence.

    Generated files are brought up to date. All is written or nothing. Exit code 0: written,
    1: findings, 2: the draft could not be used.
    """
    from cubairan_data.cli.adding import add_row

    add_row(what, draft_file, folder, dry_run=dry_run)
