"""A list of references as what `cite` returns: a text that also knows what it is made of."""

from cubairan_data.citation.csl import Item
from cubairan_data.citation.writer import Writer
from cubairan_data.contract.labels import word

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
    _language: str

    @classmethod
    def of(
        cls,
        text: str,
        items: list[Item],
        untraced: list[str],
        writer: Writer,
    ) -> "ReferenceList":
        """Make a list of references of its text and parts, and of what writes each to be shown."""
        made = cls(text)
        made.items, made.style, made.untraced = tuple(items), writer.style, tuple(untraced)
        shown = map(writer.write_for_screen, items) if writer.is_prose else ()
        made._shown, made._language = tuple(shown), writer.language
        return made

    @property
    def for_screen(self) -> str:
        """The references as text with isolates, for what shows both directions of reading."""
        return "\n".join(self._shown) or str(self)

    def __repr__(self) -> str:
        return str(self)

    def to_markdown(self) -> str:
        """Write the references as Markdown."""
        lines = [f"- {line.translate(_MARKDOWN)}" for line in self._shown]
        lines = lines or ["```", self, "```"]
        heading = f"*{word('cite.not_traced', self._language)}*"
        lines += [f"\n{heading} {what.translate(_MARKDOWN)}" for what in self.untraced]
        return "\n".join(lines)

    def _repr_markdown_(self) -> str:
        return self.to_markdown()
