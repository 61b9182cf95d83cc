"""The commands."""

from pathlib import Path
from typing import Annotated

import typer

import cubairan_data as cid
from cubairan_data.cli.output import ExplanationFormat, Format, print_frame
from cubairan_data.cli.select import chosen_column, readable, rows_named, rows_where
from cubairan_data.loading.names import UnknownTableError, known_table
from cubairan_data.validation.formats import ReportFormat, listed_rules, rendered

FINDINGS, COULD_NOT_RUN = 1, 2

app = typer.Typer(
    help="The record of relations between Cuba and Iran, 1979 to today.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _table(name: str) -> str:
    try:
        return known_table(name)
    except UnknownTableError as error:
        raise typer.BadParameter(str(error)) from error


TableArgument = Annotated[str, typer.Argument(metavar="TABLE", callback=_table, help="Name of a table.")]
FolderArgument = Annotated[
    Path | None, typer.Argument(metavar="[DIR]", help="Folder with a datapackage.json; none means the record in use.")
]
FormatOption = Annotated[Format, typer.Option("--format", help="How to print it.")]


@app.callback(invoke_without_command=True)
def main(version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False) -> None:
    """Work with the record of relations between Cuba and Iran, 1979 to today."""
    if version:
        print(cid.__version__)
        raise typer.Exit


@app.command()
def tables(how: FormatOption = Format.TABLE) -> None:
    """List the tables with their numbers of rows and columns."""
    print_frame(cid.tables(), how)


@app.command()
def show(
    table: TableArgument,
    where: Annotated[list[str] | None, typer.Option(metavar="COLUMN=VALUE", help="Keep such rows; may be repeated.")] = None,
    last: Annotated[int | None, typer.Option(min=1, help="Keep the last N of them.")] = None,
    columns: Annotated[str | None, typer.Option(metavar="A,B,…", help="Print these columns only.")] = None,
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
    row_id: Annotated[str, typer.Argument(metavar="ID", help="Key of a row; parts of a key joined by /.")],
    column: Annotated[str | None, typer.Argument(metavar="[COLUMN]", help="One column; none means all.")] = None,
    how: Annotated[ExplanationFormat, typer.Option("--format", help="How to print it.")] = ExplanationFormat.TEXT,
) -> None:
    """Tell for a value who says so, who says otherwise, and why that was not followed."""
    try:
        explanation = cid.explain(table, row_id, column)  # type: ignore[arg-type]
    except cid.NoSuchRowError as error:
        raise typer.BadParameter(str(error)) from error
    texts = {ExplanationFormat.MARKDOWN: explanation.to_markdown, ExplanationFormat.HTML: explanation.to_html}
    print(texts.get(how, explanation.__str__)())


@app.command()
def cite(
    table: Annotated[str | None, typer.Argument(metavar="[TABLE]", help="Cite the sources behind this table, too.")] = None,
    row_ids: Annotated[list[str] | None, typer.Argument(metavar="[ID]...", help="Only behind these rows of it.")] = None,
    style: Annotated[str, typer.Option(help="apa, chicago, bibtex, biblatex, ris or csl-json.")] = "apa",
) -> None:
    """Cite the dataset and the sources behind rows."""
    try:
        what = None if table is None else rows_named(_table(table), row_ids or [])
        print(cid.cite(what, style=style))  # type: ignore[arg-type]
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


@app.command()
def validate(
    folder: FolderArgument = None,
    how: Annotated[ReportFormat, typer.Option("--format", help="How to print the findings.")] = ReportFormat.TEXT,
    quick: Annotated[bool, typer.Option("--quick", help="Rows and rules only, without frictionless.")] = False,
    rule: Annotated[list[str] | None, typer.Option(metavar="ID", help="This rule only; may be repeated.")] = None,
    skip: Annotated[list[str] | None, typer.Option(metavar="ID", help="Not this rule; may be repeated.")] = None,
    most: Annotated[int, typer.Option("--max", min=1, help="Tell at most so many; group them where there are more.")] = 1000,
    list_rules: Annotated[bool, typer.Option("--list-rules", help="List the rules with their reasons and stop.")] = False,
) -> None:
    """Validate tables. Exit code 0: valid, 1: findings, 2: could not run."""
    from cubairan_data.validation.reading import CannotRunError

    if list_rules:
        print("\n".join(f"{name}: {reason}" for name, reason in listed_rules().items()))
        return
    try:
        report = cid.validate(folder, contract=not quick, rules=rule or (), skip=skip or ())
    except CannotRunError as error:
        raise _could_not_run(error) from error
    print(rendered(report, how, most))
    if not report.valid:
        raise typer.Exit(FINDINGS)


@app.command("format")
def format_command(
    folder: FolderArgument = None,
    check: Annotated[bool, typer.Option("--check", help="Only tell what would change; exit code 1 if anything.")] = False,
) -> None:
    """Rewrite tables into canonical form and fill their date bounds, all or none."""
    from cubairan_data.validation.reading import CannotRunError

    try:
        changed = cid.format_tables(folder, check=check)
    except CannotRunError as error:
        raise _could_not_run(error) from error
    for file in changed:
        print(f"{'would rewrite' if check else 'rewrote'} {file}")
    if not changed:
        print("every table is in canonical form")
    if changed and check:
        raise typer.Exit(FINDINGS)


def _could_not_run(error: Exception) -> typer.Exit:
    typer.echo(f"could not run: {error}", err=True)
    return typer.Exit(COULD_NOT_RUN)
