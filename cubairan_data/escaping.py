"""Data as it may be written: one helper a medium, so that no cell passes for what it is not.

What comes out of a file, be it a cell, a header, an identifier or a path, goes through the helper
of its medium before it is printed: characters that would move the cursor, end the line, turn the
direction of reading or hide are shown as escapes, and what the medium takes for markup or for a
command is made plain.
"""

import json
import re
import unicodedata
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

# Controls, format characters such as marks of direction, ends of line, halves of surrogate pairs,
# and what has no meaning or only a private one.
_HIDDEN = {"Cc", "Cf", "Zl", "Zp", "Cs", "Co", "Cn"}
# The zero-width non-joiner belongs to Persian spelling between Arabic letters.
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LEFT_TO_RIGHT = re.compile("[A-Za-z0-9\u00c0-\u024f\u0370-\u058f]")
_ISOLATE, _END, _FROM_RIGHT = "\u2068", "\u2069", "\u200f"
_ISOLATES = re.compile(f"([{_ISOLATE}{_END}{_FROM_RIGHT}])")
_NON_ASCII = re.compile("(?<=[\u0600-\u06ff])(\u200c)(?=[\u0600-\u06ff])|[^ -~]")
# To GitHub a line of a log is a command if it begins with the one or has the other anywhere.
_COMMAND = re.compile(r"\A(\s*):(?=:)|##(?=\[)")
# An underscore within a word is one; what only the beginning of a line makes of a text comes last.
_MARKDOWN = re.compile(
    r"[\\`*\[\]<>|~&$]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])"
    r"|\A\s*[#+=:-]|\A\s*[0-9]+(?=[.)](?:\s|\Z))"
)
# In an address by RFC 3986, and whatever letters an IRI may have besides.
_NOT_IN_ADDRESS = re.compile(r"[\x00-\x20\x7f\"<>\\^`{|}]")
_NOT_IN_TARGET = re.compile(r"[()\[\]]")
_ENTITY = re.compile(r"&(?=#?[A-Za-z0-9]+;)")
# Characters that TeX reads as commands.
_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
# BibTeX counts braces, escaped or not.
_UNBALANCED_TEX = {**_TEX, "{": r"\textbraceleft{}", "}": r"\textbraceright{}"}


def plain(text: str) -> str:
    r"""Write a text for a terminal, a log, or anywhere as one line that holds nothing hidden.

    Example:
        >>> plain("a\x1b[2J\nb"), plain("::error::c"), plain("می‌شود")
        ('a\\x1b[2J\\nb', '\\x3a:error::c', 'می\u200cشود')
    """
    shown = text if text.isprintable() else _NON_ASCII.sub(_visible, text)
    return _COMMAND.sub(_without_command, shown) if "::" in shown or "##[" in shown else shown


def isolated(text: str, *, within_right_to_left: bool = False) -> str:
    r"""Keep a text of the other direction of reading from reordering what stands around it.

    Marks that the text itself has are shown as escapes, so that the isolates are ours alone.

    Args:
        text: the text.
        within_right_to_left: whether what stands around it is read from right to left.

    Example:
        >>> isolated("Granma"), isolated("ایرنا") == "\u2068ایرنا\u2069"
        ('Granma', True)
    """
    other = _LEFT_TO_RIGHT if within_right_to_left else _RIGHT_TO_LEFT
    shown = _ISOLATES.sub(lambda mark: mark.group().encode("unicode_escape").decode(), text)
    return f"{_ISOLATE}{shown}{_END}" if other.search(shown) else shown


def with_isolates(escape: Callable[[str], str], text: str) -> str:
    """Escape a text that has isolates, and keep these."""
    first, *others = _ISOLATES.split(text)
    # What is special at the beginning of a text alone is not so in its midst.
    return escape(first) + "".join(
        part if _ISOLATES.fullmatch(part) else escape(f".{part}")[1:] for part in others
    )


def without_isolates(text: str) -> str:
    """Take the isolates off, for what no person reads on a screen."""
    return _ISOLATES.sub("", text)


def reopened(lines: list[str]) -> list[str]:
    """Close at the end of each line what is open, and open it again in the next.

    A terminal takes each line for a paragraph of its own, at the end of which isolates end.
    """
    mended, depth = [], 0
    start = _FROM_RIGHT if lines[0].startswith(_FROM_RIGHT) else ""
    for number, line in enumerate(lines):
        before = (start if number else "") + _ISOLATE * depth
        depth += line.count(_ISOLATE) - line.count(_END)
        mended.append(before + line + _END * depth)
    return mended


def plain_lines(text: str) -> str:
    """Write a text of several lines of our own, each as `plain` does."""
    return "\n".join(map(plain, text.split("\n")))


def _visible(match: re.Match[str]) -> str:
    character = match.group()
    is_hidden = not match.group(1) and unicodedata.category(character) in _HIDDEN
    return character.encode("unicode_escape").decode() if is_hidden else character


def _without_command(match: re.Match[str]) -> str:
    return r"#\x23" if match.group() == "##" else rf"{match.group(1)}\x3a"


def json_text(value: Any) -> str:
    r"""Write a value as JSON in which all that is hidden is escaped.

    Example:
        >>> json_text({"a": "\x9b2J"})
        '{\n  "a": "\\u009b2J"\n}'
    """
    return escaped_json(json.dumps(value, ensure_ascii=False, indent=2))


def escaped_json(text: str) -> str:
    """Escape in a text of JSON what is hidden; it can stand in strings only."""
    lines = text.split("\n")
    return "\n".join(line if line.isprintable() else _escaped_in_json(line) for line in lines)


def _escaped_in_json(line: str) -> str:
    return _NON_ASCII.sub(_of_json, line)


def _of_json(match: re.Match[str]) -> str:
    character = match.group()
    return character if _visible(match) == character else json.dumps(character)[1:-1]


def github(text: str) -> str:
    """Write a text as the message of a workflow command of GitHub."""
    return plain(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def github_property(text: str) -> str:
    """Write a text as a property of a workflow command of GitHub, such as its file."""
    return github(text).replace(":", "%3A").replace(",", "%2C")


def markdown(text: str) -> str:
    r"""Write a text in Markdown, a cell of a table included, as nothing but a text.

    Example:
        >>> print(markdown("1. [a](b) <i>"))
        1\. \[a\](b) \<i\>
    """
    return _MARKDOWN.sub(_plain_markdown, plain(text))


def _plain_markdown(match: re.Match[str]) -> str:
    found = match.group()
    if found[-1].isdigit():
        return found + "\\"
    return f"{found[:-1]}\\{found[-1]}"


def html(text: str) -> str:
    """Write a text in HTML, also as the value of an attribute."""
    # Imported only here, since it takes longer than all else of this module.
    from html import escape

    return escape(plain(text), quote=True)


def address(url: str) -> str:
    """Percent-encode in an address what may stand in none.

    Example:
        >>> address('https://example.org/سفر?a={1}"')
        'https://example.org/سفر?a=%7B1%7D%22'
    """
    return "".join(
        _encoded(letter)
        if _NOT_IN_ADDRESS.match(letter) or unicodedata.category(letter) in _HIDDEN
        else letter
        for letter in url
    )


def link_target(url: str) -> str:
    """Write an address as the target of a link in Markdown, out of which nothing breaks."""
    bare = _NOT_IN_TARGET.sub(lambda match: _encoded(match.group()), address(url))
    return _ENTITY.sub("&amp;", bare)


def uri(path: str) -> str:
    """Write the path of a file as a relative reference, percent-encoded."""
    return quote(path, safe="/", errors="backslashreplace")


def _encoded(text: str) -> str:
    return quote(text, safe="", errors="backslashreplace")


def tex(text: str) -> str:
    r"""Write a text for BibTeX, with as many opening braces as closing ones.

    Example:
        >>> tex("50 % {a}"), tex("{a")
        ('50 \\% \\{a\\}', '\\textbraceleft{}a')
    """
    letters = _TEX if _is_balanced(text) else _UNBALANCED_TEX
    return "".join(letters.get(letter, letter) for letter in without_hidden(text))


def without_hidden(text: str) -> str:
    """Write blanks for what is hidden, for media that have no escape for it."""
    return text if text.isprintable() else _NON_ASCII.sub(_seen_or_blank, text)


def _seen_or_blank(match: re.Match[str]) -> str:
    character = match.group()
    return character if _visible(match) == character else " "


def _is_balanced(text: str) -> bool:
    depth = 0
    for letter in text:
        depth += (letter == "{") - (letter == "}")
        if depth < 0:
            return False
    return depth == 0
