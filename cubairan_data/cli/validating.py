"""The commands that check tables: validate, check, diff, format."""

from pathlib import Path
from typing import Annotated

import typer

import cubairan_data as cid
from cubairan_data.cli.app import FINDINGS, FolderArgument, app, could_not_run, table_named
from cubairan_data.cli.output import ComparisonFormat
from cubairan_data.validation.formats import ReportFormat, listed_rules, rendered

ReportOption = Annotated[ReportFormat, typer.Option("--format", help="How to print the findings.")]
MostOption = Annotated[
    int, typer.Option("--max", min=1, help="Tell at most so many; group them where there are more.")
]


@app.command()
def validate(
    folder: FolderArgument = None,
    how: ReportOption = ReportFormat.TEXT,
    quick: Annotated[
        bool, typer.Option("--quick", help="Rows and rules only, without frictionless.")
    ] = False,
    rule: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="This rule only; may be repeated.")
    ] = None,
    skip: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Not this rule; may be repeated.")
    ] = None,
    most: MostOption = 1000,
    list_rules: Annotated[
        bool, typer.Option("--list-rules", help="List the rules with their reasons and stop.")
    ] = False,
) -> None:
    """Validate tables. Exit code 0: valid, 1: findings, 2: could not run."""
    from cubairan_data.validation.reading import CannotRunError

    if list_rules:
        print("\n".join(f"{name}: {reason}" for name, reason in listed_rules().items()))
        return
    try:
        report = cid.validate(folder, contract=not quick, rules=rule or (), skip=skip or ())
    except CannotRunError as error:
        raise could_not_run(error) from error
    print(rendered(report, how, most))
    if not report.valid:
        raise typer.Exit(FINDINGS)


@app.command("format")
def format_command(
    folder: FolderArgument = None,
    check: Annotated[
        bool, typer.Option("--check", help="Only tell what would change; exit code 1 if anything.")
    ] = False,
) -> None:
    """Rewrite tables into canonical form and fill their date bounds, all or none."""
    from cubairan_data.validation.reading import CannotRunError

    try:
        changed = cid.format_tables(folder, check=check)
    except CannotRunError as error:
        raise could_not_run(error) from error
    for file in changed:
        print(f"{'would rewrite' if check else 'rewrote'} {file}")
    if not changed:
        print("every table is in canonical form")
    if changed and check:
        raise typer.Exit(FINDINGS)


@app.command()
def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV, TSV, Excel or Parquet.")],
    table: Annotated[
        str,
        typer.Option(
            "--as", metavar="TABLE", callback=table_named, help="The table whose contract holds."
        ),
    ],
    how: ReportOption = ReportFormat.TEXT,
    most: MostOption = 1000,
) -> None:
    """Check a table of your own against the contract of a table. Exit codes as of validate."""
    from cubairan_data.validation.reading import CannotRunError

    try:
        report = cid.check(file, table)  # type: ignore[arg-type]
    except CannotRunError as error:
        raise could_not_run(error) from error
    print(rendered(report, how, most))
    if not report.valid:
        raise typer.Exit(FINDINGS)


@app.command()
def diff(
    old: Annotated[
        Path,
        typer.Argument(
            metavar="OLD",
            help="Folder of the earlier version; 'installed' means the record in use.",
        ),
    ],
    new: Annotated[
        Path,
        typer.Argument(
            metavar="NEW", help="Folder of the later version; 'installed' means the record in use."
        ),
    ],
    how: Annotated[
        ComparisonFormat, typer.Option("--format", help="How to print it.")
    ] = ComparisonFormat.TEXT,
) -> None:
    """Tell what changed between two versions. Exit code 1: a breach of the version policy, 2: could not run."""
    from cubairan_data.validation.reading import CannotRunError

    try:
        comparison = cid.compare(
            *(None if str(folder) == "installed" else folder for folder in (old, new))
        )
    except CannotRunError as error:
        raise could_not_run(error) from error
    texts = {
        ComparisonFormat.JSON: comparison.to_json,
        ComparisonFormat.MARKDOWN: comparison.to_markdown,
    }
    print(texts.get(how, comparison.__str__)())
    if comparison.breaches:
        raise typer.Exit(FINDINGS)
