"""The commands that check tables: validate, check, diff, format."""

from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

import cubairan_data as cid
from cubairan_data.cli import completion
from cubairan_data.cli.app import FolderArgument, app
from cubairan_data.cli.choices import choice, table_option
from cubairan_data.cli.guard import FINDINGS
from cubairan_data.cli.judged import in_repository, tables_to_judge, what_is_judged
from cubairan_data.cli.progress_bar import progress_bar
from cubairan_data.cli.terminal import remark
from cubairan_data.escaping import plain
from cubairan_data.storage.finding import Report
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.format import format_tables
from cubairan_data.validation.engine_names import ContractEngine
from cubairan_data.validation.report_formats import ReportFormat, rendered
from cubairan_data.validation.validate import validate as check_tables

if TYPE_CHECKING:
    from cubairan_data.validation.rule_catalogue import ListedRule

# Rules that one line names.
_NAMED = 8
DiffFormat = Literal["text", "markdown", "json"]
ReportOption = Annotated[ReportFormat, choice("--format", ReportFormat, "Output format.")]
LimitOption = Annotated[
    int,
    typer.Option(
        "--max", min=1, help="Show at most this many findings; if there are more, group them."
    ),
]


@app.command()
def validate(
    folder: FolderArgument = None,
    output_format: ReportOption = "text",
    quick: Annotated[
        bool, typer.Option("--quick", help="Check rows and rules only, not the Table Schema.")
    ] = False,
    rule: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ID",
            help="Check only this rule; may be repeated.",
            autocompletion=completion.rules,
        ),
    ] = None,
    skip: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ID", help="Skip this rule; may be repeated.", autocompletion=completion.rules
        ),
    ] = None,
    engine: Annotated[
        ContractEngine | None,
        choice(
            "--engine",
            ContractEngine,
            "What holds the tables to their Table Schema, with the same findings; by default rows.",
        ),
    ] = None,
    limit: LimitOption = 1000,
    summary: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Append the report in Markdown to this file, too."),
    ] = None,
    list_rules: Annotated[
        bool,
        typer.Option(
            "--list-rules", help="List the rules by family, with their reasons, and exit."
        ),
    ] = False,
) -> None:
    """Validate tables. Exit code 0: valid, 1: findings, 2: could not run."""
    if list_rules:
        from cubairan_data.validation.rule_catalogue import by_family

        print("\n\n".join(_family(family, rules) for family, rules in by_family().items()))
        print("\n* admits exceptions: a row of the table exceptions says why a breach is right.")
        return
    tables = tables_to_judge(folder, Path.cwd())
    report = check_tables(tables, quick=quick, rule=rule or (), skip=skip or (), engine=engine)
    _say_what_is_judged(tables, report, output_format)
    named = _named_in(tables.root)
    if summary:
        _append(summary, rendered(report, "markdown", limit, named))
    _print_report(report, output_format, limit, named)


@app.command("format")
def format_command(
    folder: FolderArgument = None,
    check: Annotated[
        bool,
        typer.Option(
            "--check", help="Only list the files that would change; exit code 1 if there are any."
        ),
    ] = False,
) -> None:
    """Rewrite tables in canonical form. Date bounds are filled; all files or none."""
    tables = tables_to_judge(folder, Path.cwd())
    print(what_is_judged(tables, Path.cwd()))
    changed = format_tables(tables, check=check)
    for file in changed:
        print(f"{'would rewrite' if check else 'rewrote'} {plain(file)}")
    if not changed:
        print("every table is in canonical form")
    if changed and check:
        raise typer.Exit(FINDINGS)


@app.command()
def check(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="CSV (also gzipped), TSV, Excel or Parquet; with an engine also a folder, a "
            "pattern in quotes, or a table of the database.",
        ),
    ],
    table: Annotated[cid.TableName, table_option("--as", "The table whose contract applies.")],
    engine: Annotated[
        str | None,
        typer.Option(
            metavar="ENGINE",
            help="rows, duckdb, spark, or the address of a database such as duckdb://mine.duckdb; "
            "by default the one that suits the size of the file.",
            autocompletion=completion.engines,
        ),
    ] = None,
    output_format: ReportOption = "text",
    limit: LimitOption = 1000,
) -> None:
    """Check a file of your own against the contract of a table. Exit codes as for validate."""
    with progress_bar() as progress:
        report = cid.check(str(file), table, engine=engine, progress=progress)
    _print_report(report, output_format, limit, _named_in(Path()))


@app.command()
def diff(
    old: Annotated[
        Path,
        typer.Argument(metavar="OLD", help="Folder of the earlier version, or 'installed'."),
    ],
    new: Annotated[
        Path,
        typer.Argument(metavar="NEW", help="Folder of the later version, or 'installed'."),
    ],
    output_format: Annotated[DiffFormat, choice("--format", DiffFormat, "Output format.")] = "text",
) -> None:
    """Show what changed between two versions. Exit code 1: a breach of the version policy."""
    changes = cid.diff(old, new)
    if output_format == "json":
        print(changes.to_json())
    elif output_format == "markdown":
        print(changes.to_markdown())
    else:
        print(changes)
    if changes.breaches:
        raise typer.Exit(FINDINGS)


def _say_what_is_judged(tables: Tables, report: Report, output_format: ReportFormat) -> None:
    """Say it first, with the rules; beside the output where a program reads it."""
    line = f"{what_is_judged(tables, Path.cwd())}; {_rules_in_words(report.rules)}"
    if output_format == "text":
        print(line)
    else:
        remark(line)


def _rules_in_words(checked: Collection[str]) -> str:
    """Say which rules were checked, by those that were or, if they are fewer, those that were not.

    Example:
        >>> _rules_in_words(["code"]).split(" of ")[0]
        '1'
    """
    # It imports the models, which validation has imported by then.
    from cubairan_data.validation.rule_catalogue import rule_reasons

    known = rule_reasons()
    left = [name for name in known if name not in checked]
    if not left:
        return f"all {len(known)} rules"
    if len(left) <= min(len(checked), _NAMED):
        return f"all {len(known)} rules but {', '.join(left)}"
    named = f": {', '.join(checked)}" if len(checked) <= _NAMED else ""
    return f"{len(checked)} of {len(known)} rules{named}"


def _family(family: str, rules: "list[ListedRule]") -> str:
    lines = [f"  {rule.id}{'*' if rule.exceptions else ''}: {rule.reason}" for rule in rules]
    return "\n".join([family, *lines])


def _named_in(folder: Path) -> Callable[[str], str]:
    """Give the function that names the files of a folder as their repository does."""
    return lambda file: in_repository(folder / file, Path.cwd())


def _append(file: Path, text: str) -> None:
    try:
        with file.open("a", encoding="utf-8") as stream:
            stream.write(f"{text}\n")
    except OSError as error:
        reason = f"{plain(str(file))}: {error.strerror}"
        raise cid.CannotRunError(f"cannot write the summary to {reason}") from error


def _print_report(
    report: Report, output_format: ReportFormat, limit: int, named: Callable[[str], str]
) -> None:
    print(rendered(report, output_format, limit, named))
    if not report.valid:
        raise typer.Exit(FINDINGS)
