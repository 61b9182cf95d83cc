"""The commands that read the record: tables, show, codebook, explain, cite."""

from typing import Annotated

import typer

import cubairan_data as cid
from cubairan_data.cli.app import FormatOption, TableArgument, app, table_named
from cubairan_data.cli.output import ExplanationFormat, Format, print_frame
from cubairan_data.cli.select import chosen_column, readable, rows_named, rows_where


@app.command()
def tables(how: FormatOption = Format.TABLE) -> None:
    """List the tables with their numbers of rows and columns."""
    print_frame(cid.tables(), how)


@app.command()
def show(
    table: TableArgument,
    where: Annotated[
        list[str] | None,
        typer.Option(metavar="COLUMN=VALUE", help="Keep such rows; may be repeated."),
    ] = None,
    last: Annotated[int | None, typer.Option(min=1, help="Keep the last N of them.")] = None,
    columns: Annotated[
        str | None, typer.Option(metavar="A,B,…", help="Print these columns only.")
    ] = None,
    how: FormatOption = Format.TABLE,
) -> None:
    """Print rows of a table."""
    frame = rows_where(cid.load(table), where or [])  # type: ignore[arg-type]
    if last:
        frame = frame.tail(last)
    if columns:
        frame = frame[[chosen_column(frame, name) for name in columns.split(",")]]
    elif how is Format.TABLE:
        frame = readable(frame)
    print_frame(frame, how)


@app.command()
def codebook(table: TableArgument, how: FormatOption = Format.TABLE) -> None:
    """Describe the columns of a table."""
    print_frame(cid.codebook(table), how)  # type: ignore[arg-type]


@app.command()
def explain(
    table: TableArgument,
    row_id: Annotated[
        str, typer.Argument(metavar="ID", help="Key of a row; parts of a key joined by /.")
    ],
    column: Annotated[
        str | None, typer.Argument(metavar="[COLUMN]", help="One column; none means all.")
    ] = None,
    how: Annotated[
        ExplanationFormat, typer.Option("--format", help="How to print it.")
    ] = ExplanationFormat.TEXT,
) -> None:
    """Tell for a value who says so, who says otherwise, and why that was not followed."""
    try:
        explanation = cid.explain(table, row_id, column)  # type: ignore[arg-type]
    except cid.NoSuchRowError as error:
        raise typer.BadParameter(str(error)) from error
    texts = {
        ExplanationFormat.MARKDOWN: explanation.to_markdown,
        ExplanationFormat.HTML: explanation.to_html,
    }
    print(texts.get(how, explanation.__str__)())


@app.command()
def cite(
    table: Annotated[
        str | None,
        typer.Argument(metavar="[TABLE]", help="Cite the sources behind this table, too."),
    ] = None,
    row_ids: Annotated[
        list[str] | None, typer.Argument(metavar="[ID]...", help="Only behind these rows of it.")
    ] = None,
    style: Annotated[
        str, typer.Option(help="apa, chicago, bibtex, biblatex, ris or csl-json.")
    ] = "apa",
) -> None:
    """Cite the dataset and the sources behind rows."""
    try:
        what = None if table is None else rows_named(table_named(table), row_ids or [])
        print(cid.cite(what, style=style))  # type: ignore[arg-type]
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
