"""Printing tables: fitted and coloured on a terminal, plain and whole where piped."""

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

_WIDE = 100_000
# On a terminal: cells up to this length stand on one line; the first of these columns that is longer is wrapped.
_SHORT, _PROSE_WIDTH = 34, 42
_PROSE = ("summary", "description", "title", "note", "name")


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
        print(
            frame.to_json(
                orient="records", force_ascii=False, indent=2, date_format="iso", date_unit="s"
            )
        )
    else:
        _print_table(frame)


def _print_table(frame: "pd.DataFrame") -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    text = frame.astype("string").fillna("")
    console = Console()
    if console.is_terminal:
        chosen, prose = _fitting(text, console.width)
    else:
        console = Console(width=_WIDE, no_color=True, highlight=False)
        chosen, prose = list(text.columns), None
    table = Table(
        box=SIMPLE_HEAD if console.is_terminal else None, header_style="bold", pad_edge=False
    )
    for name in chosen:
        table.add_column(str(name), no_wrap=name != prose, overflow="ellipsis")
    for row in text[chosen].itertuples(index=False):
        table.add_row(*(_literal(cell) for cell in row))
    console.print(table)
    left_out = [name for name in text.columns if name not in chosen]
    if left_out:
        console.print(
            f"not shown here: {', '.join(left_out)} (--format csv has everything)", style="dim"
        )


def _fitting(text: "pd.DataFrame", width: int) -> tuple[list[str], str | None]:
    """The columns that fit a terminal, in order: short ones whole, and one column of prose that is wrapped."""
    longest = {
        str(name): max(len(str(name)), int(text[name].str.len().max() or 0))
        for name in text.columns
    }
    long = [name for name in longest if longest[name] > _SHORT]
    prose = next((name for name in _PROSE if name in long), long[-1] if long else None)
    room = width - (_PROSE_WIDTH if prose else 0)
    kept = set() if prose is None else {prose}
    for place, name in enumerate(longest):
        needs = longest[name] + 3
        if name != prose and (place == 0 or longest[name] <= _SHORT) and needs <= room:
            kept.add(name)
            room -= needs
    return [name for name in longest if name in kept] or list(longest)[:1], prose


def _literal(cell: object) -> str:
    from rich.markup import escape

    return escape(str(cell))
