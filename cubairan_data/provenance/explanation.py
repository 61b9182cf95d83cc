"""The explanation of a value: the evidence for and against it, and its independent sources."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, NamedTuple

import pandas as pd

from cubairan_data.escaping import address, html, link_target, markdown, plain
from cubairan_data.provenance.independence import count_independent, origins_of_sources
from cubairan_data.provenance.joins import check_rows
from cubairan_data.provenance.lines import cells_of_row, evidence_lines, mentions
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.names import TableName
from cubairan_data.storage.schema import schemas


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
        if self.role == "sourced":
            count = self.independent_sources
            return f"{count} independent source{'' if count == 1 else 's'}"
        words = {"coded": "coded by the rule in the codebook", "derived": "computed"}
        return words.get(self.role, self.role)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The passages for the value, then those against it, the more reliable first."""
        # The codes of verdict are in this order: supports, contradicts.
        ordered = self.lines.sort_values(["verdict", "reliability", "published", "source_id"])
        return tuple(map(_passage, ordered.to_dict("records")))


@dataclass(frozen=True)
class Explanation:
    """The evidence for and against the values of a row, as `explain` returns it.

    Readable when printed; in Markdown and HTML, as in notebooks, each passage has a link.
    """

    table: str
    row_id: str
    values: tuple[Value, ...]

    @cached_property
    def passages(self) -> dict[Passage, list[str]]:
        """Each passage once, with the columns that it supports or contradicts."""
        columns: dict[Passage, list[str]] = {}
        for value in self.values:
            for passage in value.passages:
                columns.setdefault(passage, []).append(value.column)
        # Those against come last, as they do for a single value.
        return dict(sorted(columns.items(), key=lambda item: not item[0].supports))

    def parts(self, *, links: bool = True) -> Iterator[Part]:
        """Give the lines of the explanation as text, without the links on request."""
        yield Part("title", 0, plain(f"{self.table} {self.row_id}"))
        for value in self.values:
            yield Part("value", 0, plain(f"{value.column}: {value.value}  ({value.standing})"))
        is_of_one = len(self.values) == 1
        indent = 2 if is_of_one else 0
        for passage, columns in self.passages.items():
            if not is_of_one:
                yield Part("blank", 0, "")
            if passage.supports:
                yield Part("for", indent, plain(f"+ {passage.text}"))
            else:
                yield Part("against", indent, plain(f"- {passage.text}"))
            if not is_of_one:
                verb = "supports" if passage.supports else "contradicts"
                yield Part("columns", indent + 2, f"{verb} {', '.join(columns)}")
            if passage.link and links:
                yield Part("link", indent + 2, plain(address(passage.link)))

    def to_text(self, *, links: bool = True) -> str:
        """Write the explanation as plain text, without the links on request."""
        return "\n".join(" " * part.indent + part.text for part in self.parts(links=links))

    def __str__(self) -> str:
        return self.to_text()

    __repr__ = __str__

    def to_markdown(self) -> str:
        """Write the explanation as Markdown."""
        values = [
            f"**{value.column}**: {markdown(value.value)} ({value.standing})"
            for value in self.values
        ]
        items = []
        for passage, columns in self.passages.items():
            link = f" ([passage]({link_target(passage.link)}))" if passage.link else ""
            against = "" if passage.supports else "*otherwise:* "
            named = markdown(self._named(columns))
            items.append(f"- {against}{markdown(passage.text)}{link}{named}")
        title = f"### `{self.table}` {markdown(self.row_id)}\n"
        return "\n".join([title, "  \n".join(values), "", *items])

    def _repr_markdown_(self) -> str:
        return self.to_markdown()

    def to_html(self) -> str:
        """Write the explanation as HTML."""
        values = "".join(
            f"<p><strong>{html(value.column)}</strong>: {html(value.value)} "
            f"({html(value.standing)})</p>"
            for value in self.values
        )
        items = "".join(
            f"<li>{_item(passage)}{html(self._named(columns))}</li>"
            for passage, columns in self.passages.items()
        )
        title = f"<h4><code>{html(self.table)}</code> {html(self.row_id)}</h4>"
        return f"{title}{values}<ul>{items}</ul>"

    def _repr_html_(self) -> str:
        return self.to_html()

    def _named(self, columns: Sequence[str]) -> str:
        """Name the columns of a passage, unless all is about one."""
        return "" if len(self.values) == 1 else f" in {', '.join(columns)}"


def explanation(tables: Tables, table: TableName, row_id: str, column: str | None) -> Explanation:
    """Explain one value, or every value of a row that is sourced or has evidence."""
    schema = schemas()[table]
    cells = cells_of_row(tables, table, row_id)
    check_rows(tables, table)
    lines = evidence_lines(tables, table, row_id, None)
    fields = schema.fields.values() if column is None else [schema.field(column)]
    origins = origins_of_sources(tables)
    values = []
    for field in fields:
        own = lines[mentions(lines, field.name)] if len(lines) else lines
        is_worth_showing = field.name in cells and (field.role == "sourced" or len(own) > 0)
        if column is not None or is_worth_showing:
            supporting = own.loc[own["verdict"] == "supports", "source_id"]
            independent = count_independent(set(supporting), origins)
            value = cells.get(field.name, "blank")
            values.append(Value(field.name, value, field.role, own, independent))
    return Explanation(table, row_id, tuple(values))


def _passage(line: "dict[Any, Any]") -> Passage:
    known = {name: None if pd.isna(cell) else str(cell) for name, cell in line.items()}
    date = f", {known['published']}" if known["published"] else ""
    words = " … ".join(str(known["locator"]).split(","))
    text = f"{known['publisher']} ({known['reliability']}){date}: “{words}”"
    if known["verdict"] == "supports":
        note = f" [{known['note']}]" if known["note"] else ""
        return Passage(True, f"{text}{note}", known["link"])
    reason = str(known["reason"]).replace("_", " ")
    note = f"; {known['note']}" if known["note"] else ""
    return Passage(
        False, f"{known['reading']}, not followed ({reason}{note}): {text}", known["link"]
    )


def _item(passage: Passage) -> str:
    against = "" if passage.supports else "<em>otherwise:</em> "
    link = ""
    if passage.link:
        link = f' (<a href="{html(address(passage.link))}">passage</a>)'
    return f"{against}{html(passage.text)}{link}"
