"""What the terminal can show: its width, its colours, and texts fitted into columns of it."""

import os
import re
import sys
import textwrap
from typing import TYPE_CHECKING

from cubairan_data.escaping import plain_lines

if TYPE_CHECKING:
    from rich.console import Console

# A line may break after a blank, a slash, an underscore, and a hyphen before a letter.
_BREAKS = re.compile(r"(?<=[\s/_])(?=\S)|(?<=-)(?=[^\W\d])")
ELLIPSIS = "…"


def console() -> "Console":
    """Open standard output; NO_COLOR means no codes at all, not even bold."""
    from rich.console import Console

    is_plain = bool(os.environ.get("NO_COLOR"))
    return Console(highlight=False, soft_wrap=True, color_system=None if is_plain else "auto")


def is_terminal() -> bool:
    """Whether standard output is a terminal, rather than a file or a pipe."""
    return console().is_terminal


def print_styled(text: str, style: str) -> None:
    """Print a text in a style, where the terminal has any."""
    console().print(text, style=style, markup=False)


def remark(text: str) -> None:
    """Say something beside the output, so that what is piped stays as it is."""
    print(plain_lines(text), file=sys.stderr)


def width() -> int:
    """Give the number of columns of the terminal."""
    return console().width


def cells(text: str) -> int:
    """Count the columns that a text takes; a letter may take none or two."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def padded(text: str, room: int) -> str:
    """Fill a text with blanks up to a number of columns."""
    return text + " " * (room - cells(text))


def one_line(text: str) -> str:
    """Put a text on one line."""
    return " ".join(text.split())


def cut(text: str, room: int) -> str:
    """Cut a text to what one line holds."""
    line = one_line(text)
    return line if cells(line) <= room else _split_at(line, room - 1)[0].rstrip() + ELLIPSIS


def wrapped(text: str, room: int) -> list[str]:
    """Wrap a text at words, and at the joints of identifiers; a longer word is cut.

    Example:
        >>> wrapped("2025-11-hassanzadeh-havana", 22)
        ['2025-11-hassanzadeh-', 'havana']
    """
    if cells(text) <= room and "\n" not in text:
        return [text]
    return [part for line in text.split("\n") for part in _wrapped(line, room)]


def paragraph(text: str) -> str:
    """Wrap a sentence at its blanks alone, so that names in it stay whole."""
    lines = textwrap.wrap(text, width(), break_long_words=False, break_on_hyphens=False)
    return "\n".join(lines)


def pieces(text: str) -> list[str]:
    """Split a text wherever a line may break."""
    return _BREAKS.split(text)


def _wrapped(line: str, room: int) -> list[str]:
    lines = [""]
    for piece in pieces(line):
        if cells(lines[-1] + piece.rstrip()) <= room:
            lines[-1] += piece
            continue
        rest = piece
        while cells(rest.rstrip()) > room:
            start, rest = _split_at(rest, room)
            lines.append(start)
        lines.append(rest)
    return [each.rstrip() for each in lines if each] or [""]


def _split_at(text: str, room: int) -> tuple[str, str]:
    """Split a text where a number of columns is full."""
    end = min(len(text), room)
    while end > 1 and cells(text[:end]) > room:
        end -= 1
    return text[:end], text[end:]
