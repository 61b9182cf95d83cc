"""A list of references as what `cite` returns: a text that also knows what it is made of."""

import re
from collections.abc import Callable

from cubairan_data.citation.csl import Item

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
# U+2068 and U+2069 keep a text from reordering what stands around it.
_ISOLATED = "\u2068{}\u2069"
_NAMES = ("title", "container-title", "publisher")
_MARKDOWN = str.maketrans({letter: f"\\{letter}" for letter in "\\`*_[]<>|"})


class ReferenceList(str):
    """References as text, as `cite` returns them; a ``str`` that prints as it is.

    In notebooks the references of ``apa`` and ``chicago`` are a list, in which titles that are
    written from right to left do not disturb what stands around them; all other styles are code.
    """

    items: tuple[Item, ...]
    """The dataset and the sources as CSL-JSON items."""
    style: str
    """The name of the style."""
    untraced: tuple[str, ...]
    """What could not be traced to a row of the record, each in a sentence."""
    _shown: tuple[str, ...]

    @classmethod
    def of(
        cls,
        text: str,
        items: list[Item],
        style: str,
        untraced: list[str],
        shown_by: Callable[[Item], str] | None,
    ) -> "ReferenceList":
        """Make a list of references of its text and parts, and of what writes each to be shown."""
        made = cls(text)
        made.items, made.style, made.untraced = tuple(items), style, tuple(untraced)
        made._shown = tuple(shown_by(_isolated(item)) for item in items) if shown_by else ()
        return made

    def __repr__(self) -> str:
        return str(self)

    def to_markdown(self) -> str:
        """Write the references as Markdown."""
        lines = [f"- {line.translate(_MARKDOWN)}" for line in self._shown]
        lines = lines or ["```", self, "```"]
        lines += [f"\n*Not traced:* {what.translate(_MARKDOWN)}" for what in self.untraced]
        return "\n".join(lines)

    def _repr_markdown_(self) -> str:
        return self.to_markdown()


def _isolated(item: Item) -> Item:
    changed: Item = {name: _isolate(item[name]) for name in _NAMES if name in item}
    if "author" in item:
        changed["author"] = [
            {part: _isolate(text) for part, text in name.items()} for name in item["author"]
        ]
    return {**item, **changed}


def _isolate(text: str) -> str:
    return _ISOLATED.format(text) if _RIGHT_TO_LEFT.search(text) else text
