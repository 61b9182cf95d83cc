"""Rows that look alike: whether they are one, and what to add to a draft if not."""

from collections.abc import Sequence

import typer

from cubairan_data.cli.guard import FINDINGS
from cubairan_data.cli.prompts import HELP, ask_cell
from cubairan_data.cli.row_display import print_cells, print_wrapped, wrapped
from cubairan_data.contract.catalogue import MODELS
from cubairan_data.contract.codes.judgements import JudgementKind
from cubairan_data.curation.judging import row_and_other, settling
from cubairan_data.curation.known import Known
from cubairan_data.curation.templates import written
from cubairan_data.matching.pair import Pair, second_table
from cubairan_data.storage.raw import Cells

_QUESTIONS = {
    JudgementKind.IDENTITY: "{row} looks like {other}: the same?",
    JudgementKind.INDEPENDENCE: "{row} looks like {other}: does one repeat the other?",
    JudgementKind.ORIGIN: "{row} has a note that names {other}: is its story theirs?",
}
_USE_OTHER = (
    "Then use {other} instead of {row}; "
    "`cubairan-data add evidence` adds to it what your source says."
)
_LINK = "Then say so: fill derived_from or origin_agency of {row}."


def print_blocks(pairs: Sequence[Pair], known: Known) -> None:
    """Print the blocks of a draft by which rows that look alike stay two."""
    if not pairs:
        return
    advice = "If they are one, name the row of the record instead; if one text repeats the other,"
    typer.echo()
    print_wrapped(f"{advice} link them. If not, add to the draft, with the reason:")
    typer.echo(f"\n{written({'judgement': [settling(pair, known) for pair in pairs]})}")


def ask_whether_one(pair: Pair, known: Known) -> Cells:
    """Ask whether two rows that look alike are one, and if not, why.

    Args:
        pair: the rows.
        known: the record with the new rows.

    Returns:
        The block of a draft that says why they are two.

    Raises:
        typer.Exit: they are one.
    """
    row, other = row_and_other(pair, known)
    other_table = second_table(pair.kind, pair.table)
    label = known.label(other_table, other)
    question = f"{pair.table} {_QUESTIONS[pair.kind].format(row=row, other=label)} [y/n/{HELP}]"
    typer.echo()
    while (answer := typer.prompt(wrapped(question)).strip().casefold()) not in ("y", "n"):
        if answer == HELP:
            print_wrapped(f"alike: {pair.likeness}", "  ")
            for table, row_id in ((pair.table, row), (other_table, other)):
                print_wrapped(row_id, "  ")
                print_cells(known.row(table, row_id))
    if answer == "y":
        message = _USE_OTHER if pair.kind is JudgementKind.IDENTITY else _LINK
        print_wrapped(message.format(row=row, other=other))
        typer.echo("nothing was written")
        raise typer.Exit(FINDINGS)
    reason = ask_cell("judgements", MODELS["judgements"].declared()["reason"])
    return settling(pair, known, reason)
