"""The explanation of a value: the evidence for and against it, and its independent sources."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, NamedTuple

import pandas as pd

from cubairan_data.contract.labels import ENGLISH, RIGHT_TO_LEFT, directed, word
from cubairan_data.escaping import (
    address,
    html,
    isolated,
    link_target,
    markdown,
    plain,
    with_isolates,
    without_isolates,
)
from cubairan_data.provenance.independence import count_independent, origins_of_sources
from cubairan_data.provenance.joins import check_rows
from cubairan_data.provenance.lines import cells_of_row, evidence_lines, mentions
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.names import TableName
from cubairan_data.storage.reader import Reader
from cubairan_data.storage.schema import Field, schemas
from cubairan_data.storage.wording import of_code, of_column, of_table


@dataclass(frozen=True)
class Passage:
    """One line of evidence, ready to be shown."""

    supports: bool
    text: str
    """Publisher, reliability, date and the words at both ends of the passage."""
    link: str | None


class Part(NamedTuple):
    """One line of an explanation as text."""

    kind: Literal["title", "value", "for", "against", "columns", "link", "blank"]
    indent: int
    text: str


@dataclass(frozen=True)
class Value:
    """One value of a row with its evidence."""

    column: str
    value: str
    role: str
    lines: pd.DataFrame
    independent_sources: int
    named: str
    """The column, as the reader is shown it."""
    shown: str
    """The value, as the reader is shown it."""
    field: Field
    reader: Reader

    @property
    def supporting(self) -> pd.DataFrame:
        """The lines that support the value."""
        return self.lines[self.lines["verdict"] == "supports"]

    @property
    def contradicting(self) -> pd.DataFrame:
        """The lines that give another value."""
        return self.lines[self.lines["verdict"] == "contradicts"]

    @property
    def standing(self) -> str:
        """What backs the value, in a few words."""
        if self.role != "sourced":
            return self.reader.word(f"standing.{self.role}")
        if self.independent_sources == 1:
            return self.reader.word("independent_sources_one")
        return self.reader.word(
            "independent_sources", count=self.reader.number(self.independent_sources)
        )

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The passages for the value, then those against it, the more reliable first."""
        # The codes of verdict are in this order: supports, contradicts.
        ordered = self.lines.sort_values(["verdict", "reliability", "published", "source_id"])
        return tuple(_passage(self, line) for line in ordered.to_dict("records"))


@dataclass(frozen=True)
class Explanation:
    """The evidence for and against the values of a row, as `explain` returns it.

    Readable when printed; in Markdown and HTML, as in notebooks, each passage has a link.
    """

    table: str
    row_id: str
    values: tuple[Value, ...]
    language: str = ENGLISH

    @cached_property
    def passages(self) -> dict[Passage, list[str]]:
        """Each passage once, with the columns that it supports or contradicts."""
        columns: dict[Passage, list[str]] = {}
        for value in self.values:
            for passage in value.passages:
                columns.setdefault(passage, []).append(value.named)
        # Those against come last, as they do for a single value.
        return dict(sorted(columns.items(), key=lambda item: not item[0].supports))

    @property
    def _title(self) -> str:
        """The table, as the reader is shown it."""
        if self.language == ENGLISH:
            return self.table
        return of_table(schemas()[self.table], self.language).label

    @property
    def _key(self) -> str:
        return isolated(self.row_id, within_right_to_left=self.language in RIGHT_TO_LEFT)

    def _line(self, text: str) -> str:
        return with_isolates(plain, directed(text, self.language))

    def _word(self, key: str, /, **values: object) -> str:
        return word(key, self.language, **values)

    def parts(self, *, links: bool = True) -> Iterator[Part]:
        """Give the lines of the explanation for a screen, without the links on request.

        Texts of the other direction of reading are isolated.
        """
        yield Part("title", 0, self._line(f"{self._title} {self._key}"))
        for value in self.values:
            shown = f"{value.named}: {value.shown}  ({value.standing})"
            yield Part("value", 0, self._line(shown))
        is_of_one = len(self.values) == 1
        indent = 2 if is_of_one else 0
        for passage, columns in self.passages.items():
            if not is_of_one:
                yield Part("blank", 0, "")
            if passage.supports:
                yield Part("for", indent, self._line(f"+ {passage.text}"))
            else:
                yield Part("against", indent, self._line(f"- {passage.text}"))
            if not is_of_one:
                verb = "supports_columns" if passage.supports else "contradicts_columns"
                listed = self._word("list.comma").join(columns)
                yield Part("columns", indent + 2, self._line(self._word(verb, columns=listed)))
            if passage.link and links:
                yield Part("link", indent + 2, plain(address(passage.link)))

    def to_text(self, *, links: bool = True) -> str:
        """Write the explanation as plain text, without the links on request."""
        lines = (" " * part.indent + part.text for part in self.parts(links=links))
        return without_isolates("\n".join(lines))

    def __str__(self) -> str:
        return self.to_text()

    __repr__ = __str__

    def to_markdown(self) -> str:
        """Write the explanation as Markdown."""
        values = [
            f"**{value.named}**: {with_isolates(markdown, value.shown)} ({value.standing})"
            for value in self.values
        ]
        items = []
        for passage, columns in self.passages.items():
            target = link_target(passage.link) if passage.link else ""
            link = f" ([{self._word('passage')}]({target}))" if target else ""
            against = "" if passage.supports else f"*{self._word('otherwise')}* "
            named = markdown(self._named(columns))
            items.append(f"- {against}{with_isolates(markdown, passage.text)}{link}{named}")
        named = f"`{self.table}`" if self.language == ENGLISH else self._title
        title = f"### {named} {with_isolates(markdown, self._key)}\n"
        return "\n".join([title, "  \n".join(values), "", *items])

    def _repr_markdown_(self) -> str:
        return self.to_markdown()

    def to_html(self) -> str:
        """Write the explanation as HTML."""
        values = "".join(
            f"<p><strong>{html(value.named)}</strong>: {with_isolates(html, value.shown)} "
            f"({html(value.standing)})</p>"
            for value in self.values
        )
        items = "".join(
            f"<li>{self._item(passage)}{html(self._named(columns))}</li>"
            for passage, columns in self.passages.items()
        )
        named = html(self._title)
        named = f"<code>{named}</code>" if self.language == ENGLISH else named
        title = f"<h4>{named} {with_isolates(html, self._key)}</h4>"
        written = f"{title}{values}<ul>{items}</ul>"
        if self.language in RIGHT_TO_LEFT:
            return f'<div dir="rtl" lang="{self.language}">{written}</div>'
        return written

    def _item(self, passage: Passage) -> str:
        against = "" if passage.supports else f"<em>{html(self._word('otherwise'))}</em> "
        link = ""
        if passage.link:
            words = html(self._word("passage"))
            link = f' (<a href="{html(address(passage.link))}">{words}</a>)'
        return f"{against}{with_isolates(html, passage.text)}{link}"

    def _repr_html_(self) -> str:
        return self.to_html()

    def _named(self, columns: Sequence[str]) -> str:
        """Name the columns of a passage, unless all is about one."""
        if len(self.values) == 1:
            return ""
        listed = self._word("list.comma").join(columns)
        return f" {self._word('in_columns', columns=listed)}"


def explanation(
    tables: Tables, table: TableName, row_id: str, column: str | None, language: str = ENGLISH
) -> Explanation:
    """Explain one value, or every value of a row that is sourced or has evidence."""
    schema = schemas()[table]
    cells = cells_of_row(tables, table, row_id)
    check_rows(tables, table)
    lines = evidence_lines(tables, table, row_id, None)
    fields = schema.fields.values() if column is None else [schema.field(column)]
    origins = origins_of_sources(tables)
    reader = Reader(tables, language)
    values = []
    for field in fields:
        own = lines[mentions(lines, field.name)] if len(lines) else lines
        is_worth_showing = field.name in cells and (field.role == "sourced" or len(own) > 0)
        if column is not None or is_worth_showing:
            supporting = own.loc[own["verdict"] == "supports", "source_id"]
            independent = count_independent(set(supporting), origins)
            value = cells.get(field.name)
            shown = reader.word("blank") if value is None else reader.value(field, value)
            named = field.name if language == ENGLISH else of_column(schema, field, language).label
            found = (field.name, value or "blank", field.role, own, independent)
            values.append(Value(*found, named, shown, field, reader))
    return Explanation(table, row_id, tuple(values), language)


def _passage(value: Value, line: "dict[Any, Any]") -> Passage:
    reader = value.reader
    known = {name: None if pd.isna(cell) else str(cell) for name, cell in line.items()}
    comma, semicolon = reader.word("list.comma"), reader.word("list.semicolon")
    date = f"{comma}{reader.day(known['published'])}" if known["published"] else ""
    text = reader.word(
        "passage.words",
        publisher=reader.isolated(str(known["publisher"])),
        reliability=known["reliability"],
        date=date,
        words=reader.isolated(" … ".join(str(known["locator"]).split(","))),
    )
    if known["verdict"] == "supports":
        note = f" [{reader.isolated(known['note'])}]" if known["note"] else ""
        return Passage(True, f"{text}{note}", known["link"])
    reason = str(known["reason"]).replace("_", " ")
    if not reader.is_english:
        label = of_code(_reasons(), str(known["reason"]), reader.language).label
        reason = label[:1].lower() + label[1:]
    note = f"{semicolon}{reader.isolated(known['note'])}" if known["note"] else ""
    reading = reader.value(value.field, str(known["reading"]))
    words = {"reading": reading, "reason": f"{reason}{note}", "passage": text}
    return Passage(False, reader.word("not_followed", **words), known["link"])


def _reasons() -> Field:
    return schemas()["evidence"].fields["reason"]
