"""Fit a table into the width of a terminal: which columns, how wide, in how many lines."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from cubairan_data.cli.terminal import cells, cut, padded, pieces, wrapped
from cubairan_data.escaping import isolated

GAP = "  "
RULE = "─"
# A longer text with blanks is prose, a longer one without is broken where there is no room.
_LONGEST_TEXT, _LONGEST_WORD = 34, 20
_PROSE, _READABLE_PROSE = 24, 30


@dataclass(frozen=True)
class Shape:
    """How much room a column asks for: at most, and at least."""

    most: int
    least: int
    is_prose: bool


@dataclass(frozen=True)
class Layout:
    """The columns of a table that are shown, each with its width."""

    widths: Mapping[str, int]
    numbers: Collection[str]
    """The columns that stand to the right, so that their digits stand below each other."""

    def heading(self) -> list[str]:
        """Write the names of the columns."""
        return self._lines({name: wrapped(name, room) for name, room in self.widths.items()})

    def rule(self) -> str:
        """Write the line between the names and the rows."""
        return GAP.join(RULE * room for room in self.widths.values())

    def lines(self, row: Mapping[str, str]) -> list[str]:
        """Write a row; what is wider than its column goes on in the lines below."""
        return self._lines({name: wrapped(row[name], room) for name, room in self.widths.items()})

    def line(self, row: Mapping[str, str]) -> str:
        """Write a row in one line; what is wider than its column is cut."""
        return self._lines({name: [cut(row[name], room)] for name, room in self.widths.items()})[0]

    def _lines(self, parts: Mapping[str, Sequence[str]]) -> list[str]:
        return [
            GAP.join(map(self._padded, self.widths, line)).rstrip()
            for line in zip_longest(*parts.values(), fillvalue="")
        ]

    def _padded(self, name: str, text: str) -> str:
        room = self.widths[name]
        # Two cells beside each other that are read from right to left would change places.
        return text.rjust(room) if name in self.numbers else padded(isolated(text), room)


def layout(
    columns: Mapping[str, Collection[str]], room: int, numbers: Collection[str] = ()
) -> Layout:
    """Choose the columns that fit, and share the room among them.

    Args:
        columns: the cells of each column, in order of importance.
        room: the width of the terminal.
        numbers: the columns that hold numbers.

    Returns:
        The columns that fit, short ones first, prose last. The most important one is among them
        however narrow the terminal is.
    """
    shapes: dict[str, Shape] = {}
    left = room + len(GAP)
    for name, texts in columns.items():
        shape = _shape(name, texts, room, is_first=not shapes)
        needed = shape.least + len(GAP)
        if needed <= left or not shapes:
            shapes[name] = shape
            left -= needed
    widths = {name: min(shape.least, room) for name, shape in shapes.items()}
    prose = [name for name, shape in shapes.items() if shape.is_prose]
    words = [name for name in shapes if name not in prose]
    for names, limit in ((prose, _READABLE_PROSE), (words, room), (prose, room)):
        left -= _widen(widths, names, {name: min(shapes[name].most, limit) for name in names}, left)
    return Layout({name: widths[name] for name in [*words, *prose]}, numbers)


def _widen(
    widths: dict[str, int], names: Iterable[str], wanted: Mapping[str, int], left: int
) -> int:
    """Give columns more room, in their order; give how much was spent."""
    spent = 0
    for name in names:
        more = max(0, min(left - spent, wanted[name] - widths[name]))
        widths[name] += more
        spent += more
    return spent


def _shape(name: str, texts: Collection[str], room: int, *, is_first: bool) -> Shape:
    longest = max(map(cells, texts), default=0)
    # The key is what one goes on with, so its name is not broken.
    heading = len(name) if is_first else max(map(len, pieces(name)))
    most = max(longest, len(name))
    if longest > _LONGEST_TEXT and any(" " in text for text in texts):
        return Shape(most, max(_PROSE, room // 4, heading), is_prose=True)
    least = longest
    if longest > (room // 2 if is_first else _LONGEST_WORD):
        longest_piece = max(cells(piece) for text in texts for piece in pieces(text))
        least = max(longest_piece, longest // 2 + 1)
    return Shape(most, max(least, heading), is_prose=False)
