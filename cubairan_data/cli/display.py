"""Print tables: fitted to a terminal, plain and complete where piped."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cubairan_data.cli.app import TableFormat
from cubairan_data.cli.cards import card
from cubairan_data.cli.fitting import layout
from cubairan_data.cli.terminal import is_terminal, one_line, paragraph, print_styled, remark, width
from cubairan_data.escaping import escaped_json, plain_lines

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class View:
    """How a table is shown to a reader."""

    headline: Sequence[str] = ()
    """The columns in order of importance; the others follow in the order of the table."""
    as_cards: bool = False
    is_list: bool = False
    """A line a row, whatever has to be cut."""


def print_frame(
    frame: "pd.DataFrame", output_format: TableFormat = "table", view: View | None = None
) -> None:
    """Print a DataFrame to standard output."""
    view = view or View()
    if output_format == "json":
        text = frame.to_json(
            orient="records", force_ascii=False, indent=2, date_format="iso", date_unit="s"
        )
        print(escaped_json(text))
        return
    written = as_written(frame)
    if output_format == "csv":
        print(written.to_csv(index=False, lineterminator="\n"), end="")
        return
    # The lines of a cell are ours, as in a codebook; those of the record have one.
    written = written.map(plain_lines)
    if view.as_cards:
        _print_cards(written, view)
    elif is_terminal():
        numbers = frame.select_dtypes("number").columns
        _print_fitted(written, view, set(numbers))
    else:
        _print_plain(written)


def print_found(
    frame: "pd.DataFrame", output_format: TableFormat, view: View, remarks: Sequence[str]
) -> None:
    """Print the rows that were found, and beside the output what else there is to say."""
    if len(frame) or output_format != "table":
        print_frame(frame, output_format, view)
    for each in remarks:
        remark(each)


def as_written(frame: "pd.DataFrame") -> "pd.DataFrame":
    """Write every value as the files of the record do; a blank is an empty text."""
    from cubairan_data.validation.cell_texts import cell_text

    texts = {}
    for name in frame.columns:
        column = frame[name]
        if str(column.dtype) in ("boolean", "Float64"):
            column = column.map(cell_text, na_action="ignore")
        texts[name] = column.astype("string").fillna("")
    return frame.assign(**texts)


def _print_plain(text: "pd.DataFrame") -> None:
    """Print a line a row, its cells apart by tabs, for programs that read lines."""
    print("\t".join(text.columns))
    for row in _rows(text):
        print("\t".join(map(one_line, row.values())))


def _print_cards(text: "pd.DataFrame", view: View) -> None:
    room = width()
    for number, row in enumerate(_rows(text[_in_order(text, view)])):
        print("\n" * bool(number) + "\n".join(card(row, room)))


def _print_fitted(text: "pd.DataFrame", view: View, numbers: Collection[str]) -> None:
    # A column without any value says nothing, unless somebody asked for it.
    order = [name for name in _in_order(text, view) if (text[name] != "").any()]
    fitted = layout({name: list(text[name]) for name in order or text.columns}, width(), numbers)
    for line in fitted.heading():
        print_styled(line, "bold")
    print_styled(fitted.rule(), "dim")
    for row in _rows(text[list(fitted.widths)]):
        print(fitted.line(row) if view.is_list else "\n".join(fitted.lines(row)))
    if left_out := [name for name in text.columns if name not in fitted.widths]:
        hint = "" if view.is_list else "--card shows whole rows, "
        message = f"not shown: {', '.join(left_out)} ({hint}--format csv shows all)"
        print_styled(paragraph(message), "dim")


def _in_order(text: "pd.DataFrame", view: View) -> list[str]:
    first = [name for name in view.headline if name in text.columns]
    return first + [name for name in text.columns if name not in first]


def _rows(text: "pd.DataFrame") -> Iterator[Mapping[str, str]]:
    names = list(text.columns)
    for values in text.itertuples(index=False, name=None):
        yield dict(zip(names, values, strict=True))
