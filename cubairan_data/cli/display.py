"""Print tables: fitted to a terminal, complete where piped."""

from typing import TYPE_CHECKING, cast

from cubairan_data.cli.app import TableFormat

if TYPE_CHECKING:
    import pandas as pd

_UNLIMITED = 100_000
# On a terminal, cells up to this length stand on one line; one longer column is wrapped.
_SHORT, _PROSE_WIDTH, _GAP = 34, 42, 3
_PROSE = ("summary", "description", "title", "note", "name")


def print_frame(frame: "pd.DataFrame", output_format: TableFormat = "table") -> None:
    """Print a DataFrame to standard output."""
    if output_format == "csv":
        print(frame.to_csv(index=False, lineterminator="\n"), end="")
    elif output_format == "json":
        text = frame.to_json(
            orient="records", force_ascii=False, indent=2, date_format="iso", date_unit="s"
        )
        print(text)
    else:
        _print_table(frame)


def _print_table(frame: "pd.DataFrame") -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    if frame.empty:
        print("no rows")
        return
    text = frame.astype("string").fillna("")
    console = Console()
    if console.is_terminal:
        columns, prose = _fitting(text, console.width)
    else:
        console = Console(width=_UNLIMITED, no_color=True, highlight=False)
        columns, prose = list(text.columns), None
    box = SIMPLE_HEAD if console.is_terminal else None
    table = Table(box=box, header_style="bold", pad_edge=False)
    for name in columns:
        table.add_column(str(name), no_wrap=name != prose, overflow="ellipsis")
    for row in text[columns].itertuples(index=False):
        table.add_row(*(escape(str(cell)) for cell in row))
    console.print(table)
    if hidden := [name for name in text.columns if name not in columns]:
        message = f"not shown here: {', '.join(hidden)} (--format csv shows all)"
        console.print(message, style="dim")


def _fitting(text: "pd.DataFrame", width: int) -> tuple[list[str], str | None]:
    """Choose the columns that fit a terminal: short ones, and one column of prose, wrapped."""
    longest = {name: _longest(text, name) for name in text.columns}
    long = [name for name, length in longest.items() if length > _SHORT]
    prose = next((name for name in _PROSE if name in long), long[-1] if long else None)
    room = width - (_PROSE_WIDTH if prose else 0)
    chosen = {prose}
    for place, (name, length) in enumerate(longest.items()):
        # The key comes first and is shown even where it is long, or a row could not be named.
        is_wanted = name != prose and (place == 0 or length <= _SHORT)
        if is_wanted and length + _GAP <= room:
            chosen.add(name)
            room -= length + _GAP
    return [name for name in longest if name in chosen] or list(longest)[:1], prose


def _longest(text: "pd.DataFrame", name: str) -> int:
    return max(len(name), int(cast("float", text[name].str.len().max())))
