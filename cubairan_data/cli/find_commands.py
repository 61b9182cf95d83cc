"""The commands that find rows of whatever table: search, events, about."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

import cubairan_data as cid
from cubairan_data.cli import choices, completion
from cubairan_data.cli.app import LANGUAGE, CardOption, FormatOption, LanguageOption, app
from cubairan_data.cli.display import View, print_found
from cubairan_data.cli.nearest import nearest_texts, nearest_words
from cubairan_data.cli.styled import print_profile
from cubairan_data.contract.labels import Language
from cubairan_data.storage.names import known_table

if TYPE_CHECKING:
    import pandas as pd

TablesOption = Annotated[
    list[str] | None,
    typer.Option(
        "--in",
        metavar="TABLE",
        help="Only in this table; may be repeated.",
        autocompletion=completion.tables,
    ),
]

SearchedOption = Annotated[
    Language | None,
    choices.choice(
        "--language", Language, "Search the labels of codes in this language, too.", LANGUAGE
    ),
]


@app.command()
def search(
    words: Annotated[list[str], typer.Argument(metavar="TEXT", help="A word, name or phrase.")],
    tables: TablesOption = None,
    first: Annotated[int, typer.Option(min=1, help="Show only the N closest hits.")] = 20,
    card: CardOption = False,
    language: SearchedOption = None,
    output_format: FormatOption = "table",
) -> None:
    """Search all texts and names. Accents, case and Persian spelling do not matter.

    With --format csv or json, all hits are given.
    """
    text = " ".join(words)
    names = [known_table(name) for name in tables] if tables else None
    found = cid.search(text, names, language=language)
    remarks = [] if len(found) else [_nothing(text, tables or ())]
    if output_format == "table":
        if len(found) > first:
            remarks = [f"{len(found) - first:,} more hits; --first N shows more"]
        found = _with_passage(found.head(first))
    view = View(("row_id", "passage", "table_name", "column"), as_cards=card)
    print_found(found, output_format, view, remarks)


@app.command()
def events(
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="First day, month or year wanted.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="Last day, month or year wanted.")
    ] = None,
    person: Annotated[
        str | None,
        typer.Option(
            metavar="WHO",
            help="Only rows that name this official.",
            autocompletion=completion.actors,
        ),
    ] = None,
    organization: Annotated[
        str | None,
        typer.Option(
            metavar="WHO", help="Only rows that name this body.", autocompletion=completion.actors
        ),
    ] = None,
    sector: Annotated[
        str | None,
        typer.Option(
            metavar="CODE",
            help="Only rows of this sector.",
            autocompletion=completion.sectors,
        ),
    ] = None,
    kinds: Annotated[
        list[str] | None,
        typer.Option(
            "--kind",
            metavar="KIND",
            help="Only this table or kind; may be repeated.",
            autocompletion=completion.kinds,
        ),
    ] = None,
    undated: Annotated[
        bool, typer.Option("--undated", help="Include rows without a date.")
    ] = False,
    card: CardOption = False,
    output_format: FormatOption = "table",
) -> None:
    """List everything dated, of all tables, by date."""
    found = cid.events(
        since,
        until,
        person=person,
        organization=organization,
        sector=sector,
        kinds=kinds or None,
        undated=undated,
    )
    remarks = []
    if found.empty:
        ends = (("since", since), ("until", until))
        others = (("about", person), ("about", organization), ("sector", sector))
        asked = (*ends, *others, ("kind", " or ".join(kinds or ())))
        remarks = [" ".join(["no event", *(f"{name} {text}" for name, text in asked if text)])]
    if output_format == "table":
        found = found.drop(columns=["earliest", "latest", "year"])
    view = View(("date", "title", "table_name", "row_id", "status", "kind"), as_cards=card)
    print_found(found, output_format, view, remarks)


@app.command()
def about(
    who: Annotated[
        list[str],
        typer.Argument(
            metavar="WHO",
            help="Key, name or part of a name of an official or an organization.",
            autocompletion=completion.actors,
        ),
    ],
    language: LanguageOption = "en",
) -> None:
    """Show everything about one person or body, over all tables."""
    name = " ".join(who)
    try:
        print_profile(cid.about(name, language=language))
    except cid.UnknownRowError as error:
        frames = (cid.load("officials"), cid.load("organizations"))
        near = nearest_texts([each for frame in frames for each in frame["name"]], name)
        if not near:
            raise
        separator = " " if str(error).endswith("?") else "; "
        message = f"{error}{separator}{'Nearest' if separator == ' ' else 'nearest'}"
        raise cid.UnknownRowError(f"{message}: {', '.join(near)}") from error


def _with_passage(found: "pd.DataFrame") -> "pd.DataFrame":
    """Put the words around a hit into one column, and name the row that a passage is about."""
    from cubairan_data.provenance.lines import row_ids

    passage = found["before"] + found["hit"] + found["after"]
    rows = found["row_id"]
    if (found["table_name"] == "evidence").any():
        lines = cid.load("evidence")
        about = lines["table_name"].astype("string") + "/" + lines["row_id"]
        rows = rows.replace(dict(zip(row_ids("evidence", lines), about, strict=True)))
    return found[["table_name", "column"]].assign(row_id=rows, passage=passage)


def _nothing(text: str, tables: Sequence[str]) -> str:
    """Say that nothing was found, and where else it is or what looks like it."""
    nothing = f"nothing found for {text!r}"
    if tables:
        nothing = f"{nothing} in {', '.join(tables)}"
        elsewhere = cid.search(text)["table_name"].value_counts()
        if len(elsewhere):
            counted = ", ".join(f"{name} ({count:,})" for name, count in elsewhere.items())
            return f"{nothing}; found in {counted}"
    frames = cid.load_all().values()
    texts = [
        str(cell)
        for frame in frames
        for name in frame.columns.intersection(["name", "title", "summary", "other_names"])
        for cell in frame[name].dropna()
    ]
    near = nearest_words(texts, text)
    return nothing + (f"; nearest: {', '.join(near)}" if near else "")
