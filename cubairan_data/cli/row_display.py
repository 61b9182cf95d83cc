"""Printing new rows, and what is wrong with them."""

import shutil
import textwrap
from collections.abc import Collection, Iterable

import typer

from cubairan_data.curation.additions import Additions
from cubairan_data.storage.finding import Finding
from cubairan_data.storage.raw import Cells
from cubairan_data.storage.schema import schemas

_WIDEST = 100
# What the heading of a line of evidence says already.
_IN_HEADING = ("table_name", "row_id", "columns", "verdict")


def width() -> int:
    """Give the width to which lines are wrapped."""
    return min(shutil.get_terminal_size().columns, _WIDEST)


def wrapped(text: str, indent: str = "", hanging: str | None = None) -> str:
    """Wrap a paragraph, its later lines indented by ``hanging``."""
    return textwrap.fill(
        text,
        width(),
        initial_indent=indent,
        subsequent_indent=indent if hanging is None else hanging,
        break_on_hyphens=False,
    )


def print_wrapped(text: str, indent: str = "", hanging: str | None = None) -> None:
    """Print a paragraph, its later lines indented by ``hanging``."""
    typer.echo(wrapped(text, indent, hanging))


def print_additions(added: Additions, *, whole: bool) -> None:
    """Print the new rows, a line a row or with every cell, and what to look at."""
    for table, rows in added.rows.items():
        for cells in rows:
            print_wrapped(f"+ {table} {_named(table, cells)}", hanging="    ")
            if whole:
                print_cells(cells, _IN_HEADING if table == "evidence" else ())
    for note in added.notes:
        print_wrapped(f"check: {note}", hanging="  ")


def print_cells(cells: Cells, left_out: Collection[str] = ()) -> None:
    """Print the cells of a row, a line a cell."""
    for column, text in cells.items():
        if column not in left_out:
            print_wrapped(f"{column}: {text}", "    ", "      ")


def print_findings(findings: Iterable[Finding]) -> None:
    """Print findings without the line, which is that of a file not written."""
    for found in findings:
        print_wrapped(f"{found.table} {found.subject_and_message} [{found.rule}]", hanging="  ")


def _named(table: str, cells: Cells) -> str:
    if table == "evidence":
        return f"{cells['verdict']} {cells['table_name']} {cells['row_id']}: {cells['columns']}"
    return schemas()[table].row_id(cells)
