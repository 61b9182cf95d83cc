"""Rows as cards: every filled column in a line or a paragraph of its own."""

from collections.abc import Iterator, Mapping

from cubairan_data.cli.fitting import GAP
from cubairan_data.cli.terminal import padded, wrapped
from cubairan_data.escaping import isolated

_WIDEST_NAME = 24


def card(row: Mapping[str, str], room: int) -> Iterator[str]:
    """Write a row as a card.

    Args:
        row: the cells by column; the first names the card, and blank ones are left out.
        room: the width of the terminal.

    Yields:
        The lines of the card: its name, then a column each.
    """
    (_, title), *others = row.items()
    filled = {name: text for name, text in others if text}
    names = min(max(map(len, filled), default=0), _WIDEST_NAME)
    indent = len(GAP) + names + len(GAP)
    yield title
    for name, text in filled.items():
        first, *rest = map(isolated, wrapped(text, max(room - indent, 1)))
        yield f"{GAP}{padded(name, names)}{GAP}{first}"
        yield from (" " * indent + line for line in rest)
