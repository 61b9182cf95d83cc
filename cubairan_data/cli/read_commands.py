"""The commands that read the record: tables, show, codebook, explain, cite."""

from typing import Annotated, Literal

import typer

import cubairan_data as cid
from cubairan_data.citation.style_names import Style
from cubairan_data.cli.app import (
    FormatOption,
    TableArgument,
    app,
)
from cubairan_data.cli.display import print_frame
from cubairan_data.cli.selection import chosen_column, readable, rows_named, rows_where
from cubairan_data.storage.names import CodebookName

ExplanationFormat = Literal["text", "markdown", "html"]


@app.command()
def tables(output_format: FormatOption = "table") -> None:
    """List the tables and their size."""
    print_frame(cid.tables(), output_format)


@app.command()
def show(
    table: TableArgument,
    where: Annotated[
        list[str] | None,
        typer.Option(
            metavar="COLUMN=VALUE", help="Show only rows with this value; may be repeated."
        ),
    ] = None,
    last: Annotated[int | None, typer.Option(min=1, help="Show only the last N rows.")] = None,
    columns: Annotated[
        str | None, typer.Option(metavar="A,B,…", help="Show only these columns.")
    ] = None,
    output_format: FormatOption = "table",
) -> None:
    """Print rows of a table."""
    frame = rows_where(cid.load(table), where or [])
    if last:
        frame = frame.tail(last)
    if columns:
        frame = frame[[chosen_column(frame, name) for name in columns.split(",")]]
    elif output_format == "table":
        frame = readable(frame)
    print_frame(frame, output_format)


@app.command()
def codebook(
    table: Annotated[
        CodebookName,
        typer.Argument(metavar="TABLE", help="Name of a table, or panel.", show_choices=False),
    ],
    output_format: FormatOption = "table",
) -> None:
    """Describe the columns of a table, or of the panel."""
    print_frame(cid.codebook(table), output_format)


@app.command()
def explain(
    table: TableArgument,
    row_id: Annotated[
        str, typer.Argument(metavar="ID", help="Key of a row; its parts joined by /.")
    ],
    column: Annotated[
        str | None, typer.Argument(metavar="[COLUMN]", help="One column; without it, all.")
    ] = None,
    output_format: Annotated[
        ExplanationFormat, typer.Option("--format", help="Output format.")
    ] = "text",
) -> None:
    """Show the evidence for and against a value. Without COLUMN, for every value of the row."""
    explanation = cid.explain(table, row_id, column)
    if output_format == "markdown":
        print(explanation.to_markdown())
    elif output_format == "html":
        print(explanation.to_html())
    else:
        print(explanation)


@app.command()
def cite(
    table: Annotated[
        cid.TableName | None,
        typer.Argument(
            metavar="[TABLE]", help="Also cite the sources behind this table.", show_choices=False
        ),
    ] = None,
    row_ids: Annotated[
        list[str] | None, typer.Argument(metavar="[ID]...", help="Only behind these rows.")
    ] = None,
    style: Annotated[Style, typer.Option(help="Citation style.")] = "apa",
) -> None:
    """Cite the dataset and the sources behind rows."""
    what = None if table is None else rows_named(table, row_ids or [])
    print(cid.cite(what, style=style))
