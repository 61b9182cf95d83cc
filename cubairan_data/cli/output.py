"""Printing tables: fitted and coloured on a terminal, plain and whole where piped."""

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

_WIDE = 100_000


class Format(StrEnum):
    """How a table is printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


class ExplanationFormat(StrEnum):
    """How an explanation is printed."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"


class ComparisonFormat(StrEnum):
    """How a comparison is printed."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"


def print_frame(frame: "pd.DataFrame", how: Format = Format.TABLE) -> None:
    """Print a DataFrame to standard output."""
    if how is Format.CSV:
        print(frame.to_csv(index=False, lineterminator="\n"), end="")
    elif how is Format.JSON:
        print(frame.to_json(orient="records", force_ascii=False, indent=2, date_format="iso", date_unit="s"))
    else:
        _print_table(frame)


def _print_table(frame: "pd.DataFrame") -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    console = Console()
    terminal = console.is_terminal
    if not terminal:
        console = Console(width=_WIDE, no_color=True, highlight=False)
    table = Table(box=SIMPLE_HEAD if terminal else None, header_style="bold", pad_edge=False)
    for name in frame.columns:
        narrow = frame[name].astype("string").str.len().max()
        table.add_column(str(name), overflow="fold", no_wrap=not terminal or bool(narrow <= 12))
    for row in frame.astype("string").fillna("").itertuples(index=False):
        table.add_row(*(_literal(cell) for cell in row))
    console.print(table)


def _literal(cell: object) -> str:
    from rich.markup import escape

    return escape(str(cell))
