"""The commands that read the record: tables, show, codebook, explain, cite."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

import cubairan_data as cid
from cubairan_data.citation.style_names import Style
from cubairan_data.cli import choices, completion
from cubairan_data.cli.app import (
    CardOption,
    FormatOption,
    LabelsOption,
    LanguageOption,
    TableArgument,
    app,
)
from cubairan_data.cli.display import View, print_found, print_frame
from cubairan_data.cli.selection import (
    Wanted,
    chosen_columns,
    labelled,
    rows_named,
    selection,
    without_bounds,
)
from cubairan_data.cli.styled import print_explanation
from cubairan_data.cli.terminal import is_terminal, remark
from cubairan_data.contract.labels import Language
from cubairan_data.storage.names import CodebookName
from cubairan_data.storage.schema import schemas

if TYPE_CHECKING:
    import pandas as pd

ExplanationFormat = Literal["text", "markdown", "html"]


@app.command()
def tables(language: LanguageOption = "en", output_format: FormatOption = "table") -> None:
    """List the tables and their size."""
    view = View(("name", "title", "rows", "columns", "description"), is_list=True)
    print_frame(_titled(cid.tables(language), language, output_format), output_format, view)


@app.command()
def show(
    table: TableArgument,
    where: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CONDITION",
            autocompletion=completion.conditions,
            help="Show only rows that meet this condition: COLUMN=VALUE, or != for not, ~ for "
            "contains, < and > for before and after or less and more. Quote it. Case and accents "
            "do not matter. May be repeated.",
        ),
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Show only rows dated this day or later.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="Show only rows dated this day or earlier.")
    ] = None,
    sort: Annotated[
        str | None,
        typer.Option(
            metavar="COLUMN",
            help="Sort by this column; -COLUMN reverses the order.",
            autocompletion=completion.one_column,
        ),
    ] = None,
    first: Annotated[int | None, typer.Option(min=1, help="Show only the first N rows.")] = None,
    last: Annotated[
        int | None, typer.Option(min=1, help="Show only the last N rows: the latest dated ones.")
    ] = None,
    columns: Annotated[
        str | None,
        typer.Option(
            metavar="A,B,…", help="Show only these columns.", autocompletion=completion.columns
        ),
    ] = None,
    card: CardOption = False,
    language: LabelsOption = None,
    output_format: FormatOption = "table",
) -> None:
    """Print rows of a table.

    A terminal shows the most important columns that fit; elsewhere all are printed.
    """
    wanted = Wanted(where or (), since, until, sort, first, last, language or "en")
    selected = labelled(selection(cid.load(table), table, wanted), table, language)
    frame, view = selected.frame, View(schemas()[table].headline, as_cards=card)
    if columns:
        view = View(chosen_columns(frame, columns), as_cards=card)
        frame = frame[list(view.headline)]
    elif output_format == "table":
        frame = without_bounds(frame, table)
    print_found(frame, output_format, view, selected.remarks)


@app.command()
def codebook(
    table: Annotated[CodebookName, choices.table("Name of a table, or panel.", ["panel"])],
    card: CardOption = False,
    language: LanguageOption = "en",
    output_format: FormatOption = "table",
) -> None:
    """Describe the columns of a table, or of the panel.

    With --card, every code is listed.
    """
    view = View(("column", "title", "description", "type", "key", "role"), as_cards=card)
    book = _titled(cid.codebook(table, language), language, output_format)
    print_frame(book, output_format, view)


def _titled(frame: "pd.DataFrame", language: Language, output_format: str) -> "pd.DataFrame":
    """Leave out English titles, which say hardly more than names do, where there is little room."""
    is_needless = language == "en" and output_format == "table"
    return frame.drop(columns="title") if is_needless else frame


@app.command()
def explain(
    table: TableArgument,
    row_id: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="Key of a row; its parts joined by /.",
            autocompletion=completion.row_ids,
        ),
    ],
    column: Annotated[
        str | None,
        typer.Argument(
            metavar="COLUMN",
            help="One column; without it, all.",
            autocompletion=completion.one_column,
        ),
    ] = None,
    short: Annotated[bool, typer.Option("--short", help="Leave out the links.")] = False,
    language: LanguageOption = "en",
    output_format: Annotated[
        ExplanationFormat, choices.choice("--format", ExplanationFormat, "Output format.")
    ] = "text",
) -> None:
    """Show the evidence for and against a value. Without COLUMN, for every value of the row."""
    explanation = cid.explain(table, row_id, column, language=language)
    if output_format == "markdown":
        print(explanation.to_markdown())
    elif output_format == "html":
        print(explanation.to_html())
    else:
        print_explanation(explanation, links=not short)


@app.command()
def cite(
    table: Annotated[
        cid.TableName | None, choices.table("Also cite the sources behind this table.")
    ] = None,
    row_ids: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="ID",
            help="Only behind these rows.",
            autocompletion=completion.row_ids,
        ),
    ] = None,
    style: Annotated[Style, choices.choice("--style", Style, "Citation style.")] = "apa",
    language: LanguageOption = "en",
) -> None:
    """Cite the dataset and the sources behind rows."""
    what = None if table is None else rows_named(table, row_ids or [])
    cited = cid.cite(what, style=style, language=language)
    print(cited.for_screen if is_terminal() else str(cited))
    if what is not None and cited == cid.cite(style=style, language=language):
        remark("no source is linked to these rows")
