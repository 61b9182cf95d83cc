"""The explanation of a value: the evidence for and against it, and its independent sources."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

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

    def __str__(self) -> str:
        return "\n".join(map(plain, [f"{self.table} {self.row_id}", *self._text_lines()]))

    __repr__ = __str__

    def _text_lines(self) -> Iterator[str]:
        for value in self.values:
            yield f"{value.column}: {value.value}  ({value.standing})"
            for passage in value.passages:
                yield f"  {'+' if passage.supports else '-'} {passage.text}"
                if passage.link:
                    yield f"    {address(passage.link)}"

    def to_markdown(self) -> str:
        """Write the explanation as Markdown."""
        parts = [f"### `{self.table}` {markdown(self.row_id)}"]
        for value in self.values:
            text = markdown(value.value)
            parts.append(f"\n**{value.column}**: {text} ({value.standing})\n")
            for passage in value.passages:
                link = f" ([passage]({link_target(passage.link)}))" if passage.link else ""
                against = "" if passage.supports else "*otherwise:* "
                parts.append(f"- {against}{markdown(passage.text)}{link}")
        return "\n".join(parts)

    def _repr_markdown_(self) -> str:
        return self.to_markdown()

    def to_html(self) -> str:
        """Write the explanation as HTML."""
        parts = [f"<h4><code>{html(self.table)}</code> {html(self.row_id)}</h4>"]
        for value in self.values:
            items = "".join(map(_list_item, value.passages))
            text = f"{html(value.value)} ({html(value.standing)})"
            parts.append(f"<p><strong>{html(value.column)}</strong>: {text}</p><ul>{items}</ul>")
        return "".join(parts)

    def _repr_html_(self) -> str:
        return self.to_html()


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


def _list_item(passage: Passage) -> str:
    against = "" if passage.supports else "<em>otherwise:</em> "
    link = ""
    if passage.link:
        link = f' (<a href="{html(address(passage.link))}">passage</a>)'
    return f"<li>{against}{html(passage.text)}{link}</li>"
