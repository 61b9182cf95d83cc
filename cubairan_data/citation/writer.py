"""From an item to its reference, in a style and a language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from cubairan_data.citation.csl import Item
from cubairan_data.citation.reference_managers import biblatex, bibtex, ris
from cubairan_data.citation.styles import Isolate, apa, chicago
from cubairan_data.contract.labels import RIGHT_TO_LEFT, directed
from cubairan_data.escaping import isolated

_RECORDS: Mapping[str, Callable[[Item], str]] = {"bibtex": bibtex, "biblatex": biblatex, "ris": ris}
# The styles of prose, a reference a line, have words of a language.
_PROSE: Mapping[str, Callable[[Item, str, Isolate], str]] = {"apa": apa, "chicago": chicago}


@dataclass(frozen=True)
class Writer:
    """Writes references in one style and language."""

    style: str
    language: str

    @property
    def is_prose(self) -> bool:
        """Whether a reference is a sentence on a line of its own."""
        return self.style in _PROSE

    def write(self, item: Item) -> str:
        """Write the reference of an item."""
        if self.is_prose:
            return _PROSE[self.style](item, self.language, str)
        return _RECORDS[self.style](item)

    def write_for_screen(self, item: Item) -> str:
        """Write the reference of an item with isolates, which a style of prose has."""
        is_from_right = self.language in RIGHT_TO_LEFT
        isolate = partial(isolated, within_right_to_left=is_from_right)
        return directed(_PROSE[self.style](item, self.language, isolate), self.language)
