"""Everything about one person or body, over all tables."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

import pandas as pd

from cubairan_data.contract.labels import ENGLISH, RIGHT_TO_LEFT, directed
from cubairan_data.escaping import isolated, without_isolates
from cubairan_data.retrieval.actor_names import known_actor, names_of
from cubairan_data.retrieval.dated import Event, dated_tables, event_of
from cubairan_data.retrieval.mentions import namings
from cubairan_data.retrieval.search import rows_with
from cubairan_data.storage.dtypes import TEXT
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.raw import Cells
from cubairan_data.storage.reader import Reader
from cubairan_data.storage.schema import schemas
from cubairan_data.storage.wording import label, of_table

_MARKDOWN = str.maketrans({letter: f"\\{letter}" for letter in "\\`*_[]<>|"})


@dataclass(frozen=True)
class Mention:
    """One row about the person or body."""

    event: Event
    part: str
    """As what the row names it: the titles of the columns, or the parts taken."""
    day: str
    """The date, as the reader is shown it."""

    @property
    def line(self) -> str:
        """The row on one line, without its key."""
        return f"{self.day}  {self.event.title} ({self.part})"


@dataclass(frozen=True)
class Profile:
    """Everything about one person or body, as `about` returns it.

    Readable when printed; in notebooks a list by table. There, and on terminals, names in a script
    of the other direction are isolated, so that the words around them keep their order.
    """

    table: str
    row_id: str
    name: str
    facts: tuple[str, ...]
    """Other names, the country, what kind of body it is."""
    mentions: tuple[Mention, ...]
    language: str = ENGLISH

    def to_frame(self) -> pd.DataFrame:
        """Give the rows as a DataFrame: table, key, part, date, title and summary."""
        rows = [
            (
                each.event.table_name,
                each.event.row_id,
                each.part,
                each.event.date,
                without_isolates(each.event.title),
                each.event.summary,
            )
            for each in self.mentions
        ]
        columns = ["table_name", "row_id", "part", "date", "title", "summary"]
        return pd.DataFrame(rows, columns=columns, dtype=TEXT)

    def _by_table(self) -> Iterator[tuple[str, list[Mention]]]:
        """Give the rows under the name of their table, as the reader is shown it."""
        for name, schema in schemas().items():
            if own := [each for each in self.mentions if each.event.table_name == name]:
                is_english = self.language == ENGLISH
                yield name if is_english else of_table(schema, self.language).label, own

    @property
    def for_screen(self) -> str:
        """The profile as text with isolates, for what shows both directions of reading."""
        key = isolated(
            f"({self.table} {self.row_id})", within_right_to_left=self.language in RIGHT_TO_LEFT
        )
        lines = [("", f"{self.name} {key}"), *(("  ", each) for each in self.facts)]
        for name, mentions in self._by_table():
            lines += [("", ""), ("", f"{name} ({len(mentions)})")]
            lines += [("  ", each.line) for each in mentions]
        return "\n".join(
            indent + directed(text, self.language) if text else "" for indent, text in lines
        )

    def __str__(self) -> str:
        return without_isolates(self.for_screen)

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
        written = "".join(parts)
        if self.language in RIGHT_TO_LEFT:
            return f'<div dir="rtl" lang="{self.language}">{written}</div>'
        return written

    def _repr_html_(self) -> str:
        return self.to_html()


def about(tables: Tables, what: object, language: str = ENGLISH) -> Profile:
    """Gather everything about one person or body."""
    reader = Reader(tables, language)
    table, row_id = known_actor(tables, what)
    cells = tables.cells(table)[row_id]
    parts: dict[tuple[str, str], list[str]] = {}
    for naming in namings(tables, table, row_id):
        known = parts.setdefault((naming.table, naming.row_id), [])
        if (part := naming.part(language)) not in known:
            known.append(part)
    for name in names_of(cells):
        # One word is a family name or an acronym, which others have as well.
        if " " in name:
            for place in rows_with(tables, name, dated_tables()):
                parts.setdefault(place, [reader.word("named_in_text")])
    mentions = [_mention(reader, place, named) for place, named in parts.items()]
    mentions.sort(key=lambda each: (each.event.date is None, str(each.event.earliest)))
    name = cells["name"] if reader.is_english else reader.name(table, row_id)
    facts = tuple(_facts(reader, cells, name))
    return Profile(table, row_id, name, facts, tuple(mentions), language)


def _mention(reader: Reader, place: tuple[str, str], named: list[str]) -> Mention:
    event = event_of(reader, *place)
    day = reader.day(event.date) if event.date else reader.word("undated")
    return Mention(event, reader.listed(named), day)


def _facts(reader: Reader, cells: Cells, heading: str) -> Iterator[str]:
    """Give what is known beside the events; a name that stands in the heading is not repeated."""
    others = names_of({**cells, "name": ""})[1:]
    if not reader.is_english:
        others = [each for each in others if each not in heading]
    if others:
        yield reader.word("fact.also", names=reader.listed([*map(reader.isolated, others)]))
    if "country_id" in cells:
        yield reader.word("fact.country", name=reader.name("countries", cells["country_id"]))
    if "kind" in cells:
        yield reader.word("fact.kind", name=_kind(reader, cells["kind"]))
    if "parent_id" in cells:
        yield reader.word("fact.part_of", name=reader.name("organizations", cells["parent_id"]))
    if "note" in cells:
        yield reader.word("fact.note", text=reader.isolated(cells["note"]))


def _kind(reader: Reader, kind: str) -> str:
    if reader.is_english:
        return kind.replace("_", " ")
    return label("organizations", "kind", kind, reader.language)
