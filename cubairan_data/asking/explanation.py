"""Explaining a value: who says so, who says otherwise and why that was not followed, how many witnesses."""

from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from cubairan_data.asking.lines import check_column, check_row, evidence, mentions
from cubairan_data.asking.witnesses import witness_of_sources
from cubairan_data.loading import descriptor
from cubairan_data.loading.names import TableName


@dataclass(frozen=True)
class Value:
    """One value of a row with its evidence."""

    column: str
    value: str
    role: str
    lines: pd.DataFrame

    @property
    def supporting(self) -> pd.DataFrame:
        """The lines that bear the value."""
        return self.lines[self.lines["verdict"] == "supports"]

    @property
    def contradicting(self) -> pd.DataFrame:
        """The lines that give another value."""
        return self.lines[self.lines["verdict"] == "contradicts"]

    @property
    def witnesses(self) -> int:
        """How many independent witnesses bear the value."""
        of = witness_of_sources()
        return len({of[source] for source in self.supporting["source_id"]})

    @property
    def standing(self) -> str:
        """In a few words, what stands behind the value."""
        if self.role == "sourced":
            count = self.witnesses
            return f"{count} independent witness{'es' if count != 1 else ''}"
        return {"coded": "coded by the rule of the codebook", "derived": "computed"}.get(
            self.role, self.role
        )


@dataclass(frozen=True)
class Explanation:
    """Why a row says what it says; prints as text, as Markdown and, in notebooks, as HTML."""

    table: str
    row_id: str
    values: tuple[Value, ...]

    def __str__(self) -> str:
        parts = [f"{self.table} {self.row_id}"]
        for value in self.values:
            parts.append(f"{value.column}: {value.value}  ({value.standing})")
            parts += [f"  + {_told(line)}" for line in _records(value.supporting)]
            parts += [f"  - {_otherwise(line)}" for line in _records(value.contradicting)]
        return "\n".join(parts)

    __repr__ = __str__

    def to_markdown(self) -> str:
        """Give the explanation as Markdown."""
        parts = [f"### `{self.table}` {self.row_id}"]
        for value in self.values:
            parts.append(f"\n**{value.column}**: {_markdown(value.value)} ({value.standing})\n")
            parts += [
                f"- {_linked(line, _told(line, bare=True))}" for line in _records(value.supporting)
            ]
            parts += [
                f"- *otherwise:* {_linked(line, _otherwise(line, bare=True))}"
                for line in _records(value.contradicting)
            ]
        return "\n".join(parts)

    def _repr_markdown_(self) -> str:
        return self.to_markdown()

    def to_html(self) -> str:
        """Give the explanation as HTML."""
        parts = [f"<h4><code>{escape(self.table)}</code> {escape(self.row_id)}</h4>"]
        for value in self.values:
            items = [
                f"<li>{_anchor(line, _told(line, bare=True))}</li>"
                for line in _records(value.supporting)
            ]
            items += [
                f"<li><em>otherwise:</em> {_anchor(line, _otherwise(line, bare=True))}</li>"
                for line in _records(value.contradicting)
            ]
            head = f"<p><strong>{escape(value.column)}</strong>: {escape(str(value.value))} ({escape(value.standing)})</p>"
            parts.append(f"{head}<ul>{''.join(items)}</ul>")
        return "".join(parts)

    def _repr_html_(self) -> str:
        return self.to_html()


def explain(table: TableName, row_id: str, column: str | None = None) -> Explanation:
    """Explain one value, or every value of a row.

    Args:
        table: name of a table of the record or actor group.
        row_id: key of the row (parts of a key joined by ``/``).
        column: one column; None means every filled column that has evidence or is sourced.

    Returns:
        An explanation: print it, ``.to_markdown()``, ``.to_html()``; a notebook shows it with links.

    Raises:
        UnknownTableError: no table has this name.
        NoSuchRowError: the table has no such row or column.

    Example:
        >>> import cubairan_data as cid
        >>> print(str(cid.explain("visits", "2001-05-castro-tehran", "places")).splitlines()[0])
        visits 2001-05-castro-tehran
    """
    row = check_row(table, row_id)
    lines = evidence(table, row_id)
    if column is not None:
        check_column(table, column)
    values = []
    for field in descriptor.fields(table):
        name = field["name"]
        found = lines[mentions(lines, name)] if len(lines) else lines
        wanted = (
            name == column
            if column
            else name in row and (len(found) > 0 or field["role"] == "sourced")
        )
        if wanted:
            values.append(Value(name, row.get(name, "blank"), field["role"], found))
    return Explanation(table, row_id, tuple(values))


def _records(lines: pd.DataFrame) -> list[dict[str, Any]]:
    ordered = lines.sort_values(["reliability", "published", "source_id"])
    return [
        {str(name): (None if pd.isna(cell) else cell) for name, cell in line.items()}
        for line in ordered.to_dict("records")
    ]


def _told(line: dict[str, Any], *, bare: bool = False) -> str:
    date = f", {line['published']}" if line["published"] else ""
    passage = " … ".join(line["locator"].split(","))
    note = f" [{line['note']}]" if line["note"] and line["verdict"] == "supports" else ""
    link = f"\n    {line['link']}" if line["link"] and not bare else ""
    return f"{line['publisher']} ({line['reliability']}){date}: “{passage}”{note}{link}"


def _otherwise(line: dict[str, Any], *, bare: bool = False) -> str:
    reason = str(line["reason"]).replace("_", " ")
    note = f"; {line['note']}" if line["note"] else ""
    return f"{line['reading']}, not followed ({reason}{note}): {_told(line, bare=bare)}"


def _markdown(value: Any) -> str:
    return "".join(f"\\{letter}" if letter in "\\`*_[]<>|" else letter for letter in str(value))


def _linked(line: dict[str, Any], text: str) -> str:
    return f"{_markdown(text)} ([passage]({line['link']}))" if line["link"] else _markdown(text)


def _anchor(line: dict[str, Any], text: str) -> str:
    link = f' (<a href="{escape(line["link"], quote=True)}">passage</a>)' if line["link"] else ""
    return f"{escape(text)}{link}"
