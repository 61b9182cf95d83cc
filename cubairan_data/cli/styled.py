"""What functions give as text, printed with the colours and the width of the terminal."""

from typing import TYPE_CHECKING

from cubairan_data.cli.terminal import is_terminal, print_styled, width, wrapped
from cubairan_data.escaping import plain_lines, reopened, with_isolates

if TYPE_CHECKING:
    from cubairan_data.provenance.explanation import Explanation
    from cubairan_data.retrieval.profile import Profile

_STYLES = {
    "title": "bold",
    "value": "bold cyan",
    "for": "green",
    "against": "yellow",
    "columns": "",
    "link": "dim",
    "blank": "",
}


def print_explanation(explained: "Explanation", *, links: bool) -> None:
    """Print an explanation, wrapped at words; a link stays whole, so that it can be opened."""
    if not is_terminal():
        print(explained.to_text(links=links))
        return
    for part in explained.parts(links=links):
        if part.kind == "link":
            print_styled(" " * part.indent + part.text, _STYLES[part.kind])
        else:
            _print_hanging(part.text, part.indent, _STYLES[part.kind])


def print_profile(profile: "Profile") -> None:
    """Print what is known of a person or body, a heading for each table."""
    if not is_terminal():
        print(plain_lines(str(profile)))
        return
    text = with_isolates(plain_lines, profile.for_screen)
    first, *lines = text.split("\n")
    print_styled(first, "bold")
    for line in lines:
        content = line.lstrip()
        is_heading = content == line and content
        _print_hanging(content, len(line) - len(content), "bold cyan" if is_heading else "")


def _print_hanging(text: str, indent: int, style: str) -> None:
    """Print a paragraph whose later lines stand further in than the first."""
    first, *rest = reopened(wrapped(text, width() - indent - 2))
    print_styled(" " * indent + first, style)
    for line in rest:
        print_styled(" " * (indent + 2) + line, style)
