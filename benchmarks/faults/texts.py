"""Faults of texts: what a reader does not see, and what is no text."""

import random
from collections.abc import Callable

from cubairan_data.contract.cell_kinds import CellType
from cubairan_data.contract.columns import Column
from cubairan_data.contract.families import Family
from faults.common import Fault, Rows, places, registered

_SENTENCES = ("summary", "note", "reason")


def _is_text(column: Column) -> bool:
    return column.cell is CellType.TEXT and column.name != "reading"


def _is_latin(column: Column) -> bool:
    return _is_text(column) and column.name != "name_original"


def _is_sentence(column: Column) -> bool:
    return _is_text(column) and column.name in _SENTENCES


def _text(name: str, to: Callable[[str], str], wanted: Callable[[Column], bool] = _is_text) -> None:
    def make(rows: Rows, chance: random.Random) -> Fault | None:
        cells = places(rows, wanted)
        # Each column is as likely as any other, however many rows it has.
        columns = sorted({(table, column) for table, _, column in cells})
        drawn = chance.choice(columns)
        table, row, column = chance.choice([cell for cell in cells if (cell[0], cell[2]) == drawn])
        text = to(row[column])
        if text == row[column]:
            return None
        row[column] = text
        return Fault(table, row, column)

    registered(Family.TEXTS, name, make)


def _inside(text: str) -> Callable[[str], str]:
    """Put something after the first letter."""
    return lambda cell: f"{cell[:1]}{text}{cell[1:]}"


def _blank(blank: str) -> Callable[[str], str]:
    return lambda cell: cell.replace(" ", blank, 1)


for _name, _character in {
    "a no-break blank": "\u00a0",
    "a thin blank": "\u2009",
    "an ideographic blank": "\u3000",
    "two blanks": "  ",
}.items():
    _text(_name, _blank(_character))
for _name, _character in {
    "a filler of Hangul": "\u3164",
    "a tag character": "\U000e0041",
    "a variation selector": "\ufe0f",
    "a grapheme joiner": "\u034f",
    "a noncharacter": "\uffff",
    "a replacement character": "\ufffd",
    "an interlinear mark": "\ufff9",
    "a character of private use": "\ue000",
    "a word joiner": "\u2060",
    "a mark from right to left": "\u202e",
    "a line break": "\n",
    "a tabulator": "\t",
    "an entity": " &amp; ",
    "an entity by number": " &#8217; ",
    "a tag of HTML": "<b>",
    "a letter of another script": "\u0430",
}.items():
    _text(_name, _inside(_character), _is_latin)
for _name, _whole in {
    "a question mark alone": "?",
    "TBD": "TBD",
    "N/A": "N/A",
    "null": "null",
    "a full stop alone": ".",
    "nothing but dots": "...",
}.items():
    _text(f"{_name} for a text", lambda cell, whole=_whole: whole)  # type: ignore[misc]
_text("a formula in full width", lambda cell: f"＝{cell}")
_text("a formula behind a quote", lambda cell: f"'={cell}")
_text("a sentence cut off", lambda cell: cell[: len(cell) * 2 // 3].rstrip(" .!?…"), _is_sentence)
_text("a sentence without its end", lambda cell: cell.rstrip(".!?…"), _is_sentence)
