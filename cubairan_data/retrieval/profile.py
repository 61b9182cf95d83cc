"""Everything about one person or body, over all tables."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

import pandas as pd

from cubairan_data.retrieval.actor_names import known_actor, names_of
from cubairan_data.retrieval.dated import Event, dated_tables, event_of
from cubairan_data.retrieval.mentions import namings
from cubairan_data.retrieval.search import rows_with
from cubairan_data.retrieval.titles import name_of
from cubairan_data.storage.dtypes import TEXT
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.raw import Cells
from cubairan_data.storage.schema import schemas

_MARKDOWN = str.maketrans({letter: f"\\{letter}" for letter in "\\`*_[]<>|"})
NAMED_IN_TEXT = "named in the text"


@dataclass(frozen=True)
class Mention:
    """One row about the person or body."""

    event: Event
    part: str
    """As what the row names it: the titles of the columns, or the parts taken."""

    @property
    def line(self) -> str:
        """The row on one line, without its key."""
        return f"{self.event.date or 'undated'}  {self.event.title} ({self.part})"


@dataclass(frozen=True)
class Profile:
    """Everything about one person or body, as `about` returns it.

    Readable when printed; in notebooks a list by table.
    """

    table: str
    row_id: str
    name: str
    facts: tuple[str, ...]
    """Other names, the country, what kind of body it is."""
    mentions: tuple[Mention, ...]

    def to_frame(self) -> pd.DataFrame:
        """Give the rows as a DataFrame: table, key, part, date, title and summary."""
        rows = [
            (
                each.event.table_name,
                each.event.row_id,
                each.part,
                each.event.date,
                each.event.title,
                each.event.summary,
            )
            for each in self.mentions
        ]
        columns = ["table_name", "row_id", "part", "date", "title", "summary"]
        return pd.DataFrame(rows, columns=columns, dtype=TEXT)

    def _by_table(self) -> Iterator[tuple[str, list[Mention]]]:
        for name in schemas():
            if own := [each for each in self.mentions if each.event.table_name == name]:
                yield name, own

    def __str__(self) -> str:
        lines = [f"{self.name} ({self.table} {self.row_id})", *(f"  {each}" for each in self.facts)]
        for name, mentions in self._by_table():
            lines += ["", f"{name} ({len(mentions)})", *(f"  {each.line}" for each in mentions)]
        return "\n".join(lines)

    __repr__ = __str__

    def to_markdown(self) -> str:
        """Write the profile as Markdown."""
        parts = [f"### {self.name.translate(_MARKDOWN)} (`{self.row_id}`)", ""]
        parts += [f"{each.translate(_MARKDOWN)}  " for each in self.facts]
        for name, mentions in self._by_table():
            parts += ["", f"**{name.translate(_MARKDOWN)}** ({len(mentions)})", ""]
            parts += [
                f"- {each.line.translate(_MARKDOWN)} `{each.event.row_id}`" for each in mentions
            ]
        return "\n".join(parts)

    def _repr_markdown_(self) -> str:
        return self.to_markdown()

    def to_html(self) -> str:
        """Write the profile as HTML."""
        facts = "<br>".join(map(escape, self.facts))
        parts = [f"<h4>{escape(self.name)} <code>{escape(self.row_id)}</code></h4><p>{facts}</p>"]
        for name, mentions in self._by_table():
            items = "".join(
                f"<li>{escape(each.line)} <code>{escape(each.event.row_id)}</code></li>"
                for each in mentions
            )
            parts.append(
                f"<p><strong>{escape(name)}</strong> ({len(mentions)})</p><ul>{items}</ul>"
            )
        return "".join(parts)

    def _repr_html_(self) -> str:
        return self.to_html()


def about(tables: Tables, what: object) -> Profile:
    """Gather everything about one person or body."""
    table, row_id = known_actor(tables, what)
    cells = tables.cells(table)[row_id]
    parts: dict[tuple[str, str], list[str]] = {}
    for naming in namings(tables, table, row_id):
        known = parts.setdefault((naming.table, naming.row_id), [])
        if naming.part not in known:
            known.append(naming.part)
    for name in names_of(cells):
        # One word is a family name or an acronym, which others have as well.
        if " " in name:
            for place in rows_with(tables, name, dated_tables()):
                parts.setdefault(place, [NAMED_IN_TEXT])
    mentions = [
        Mention(event_of(tables, *place), ", ".join(named)) for place, named in parts.items()
    ]
    mentions.sort(key=lambda each: (each.event.date is None, str(each.event.earliest)))
    return Profile(table, row_id, cells["name"], tuple(_facts(tables, cells)), tuple(mentions))


def _facts(tables: Tables, cells: Cells) -> Iterator[str]:
    others = names_of({**cells, "name": ""})[1:]
    if others:
        yield f"also: {', '.join(others)}"
    if "country_id" in cells:
        yield f"country: {name_of(tables, 'countries', cells['country_id'])}"
    if "kind" in cells:
        yield f"kind: {cells['kind'].replace('_', ' ')}"
    if "parent_id" in cells:
        yield f"part of: {name_of(tables, 'organizations', cells['parent_id'])}"
    if "note" in cells:
        yield f"note: {cells['note']}"
