"""From an item to its reference, in a style and a language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from cubairan_data.citation.csl import Item
from cubairan_data.citation.reference_managers import biblatex, bibtex, ris
from cubairan_data.citation.styles import apa, chicago
from cubairan_data.contract.labels import RIGHT_TO_LEFT

_RECORDS: Mapping[str, Callable[[Item], str]] = {"bibtex": bibtex, "biblatex": biblatex, "ris": ris}
# The styles of prose, a reference a line, have words of a language.
_PROSE: Mapping[str, Callable[[Item, str], str]] = {"apa": apa, "chicago": chicago}


@dataclass(frozen=True)
class Writer:
    """Writes references in one style and language."""

    style: str
    language: str

    @property
    def is_prose(self) -> bool:
        """Whether a reference is a sentence on a line of its own."""
        return self.style in _PROSE

    @property
    def from_right_to_left(self) -> bool:
        """Whether the words of the style are read from right to left."""
        return self.language in RIGHT_TO_LEFT

    def write(self, item: Item) -> str:
        """Write the reference of an item."""
        if self.is_prose:
            return _PROSE[self.style](item, self.language)
        return _RECORDS[self.style](item)
