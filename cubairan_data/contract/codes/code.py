"""The base of every closed code list: a string enumeration whose members carry their meaning."""

from collections.abc import Mapping
from enum import EnumType, StrEnum
from typing import Any

from cubairan_data.contract.labels import ENGLISH, Text, code_text


class _CodeType(EnumType):
    """Completes a member that does not give its value: this is its name in lower case."""

    def __new__(
        metacls, name: str, bases: tuple[type, ...], namespace: Any, **options: Any
    ) -> "_CodeType":
        for member, declared in list(namespace.items()):
            meaning = declared if isinstance(declared, tuple) else (declared,)
            if member.isupper() and isinstance(meaning[0], str) and not _has_value(meaning):
                # The namespace of an enumeration refuses a second value for a name.
                dict.__setitem__(namespace, member, (member.lower(), *meaning))
        return super().__new__(metacls, name, bases, namespace, **options)


def _has_value(meaning: tuple[Any, ...]) -> bool:
    """Whether two texts are declared, of which the first is the value."""
    return len(meaning) > 1 and isinstance(meaning[1], str)


class Code(StrEnum, metaclass=_CodeType):
    """One closed list of codes.

    A member is declared by its definition; before it the value, where this is not the name of the
    member in lower case; after it the English label, where it is not the value in words. What it
    is called in Spanish and Persian is written in ``contract/labels/codes.csv``.

    Example:
        >>> class Unit(Code):
        ...     METRIC_TONNE = "Thousand kilograms."
        ...     OIL_GAS = "Oil, gas, refining.", {"en": "Oil and gas"}
        ...     USD = "USD", "United States dollars."
        >>> [(unit.value, unit.label("en")) for unit in Unit]
        [('metric_tonne', 'Metric tonne'), ('oil_gas', 'Oil and gas'), ('USD', 'USD')]
        >>> Unit.USD.definition
        'United States dollars.'
    """

    definition: str
    english: str
    """The English label."""

    def __new__(
        cls, value: str, definition: str, labels: Mapping[str, str] | None = None
    ) -> "Code":
        member = str.__new__(cls, value)
        member._value_ = value
        member.definition = definition
        member.english = (labels or {}).get(ENGLISH, _in_words(value))
        return member

    def text(self, language: str) -> Text:
        """Give the label and definition by which a reader is shown a code.

        Raises:
            MissingTextError: it has none in this language; the message says where to write them.
        """
        if language == ENGLISH:
            return Text(self.english, self.definition)
        return code_text(type(self).__name__, self.value, language)

    def label(self, language: str) -> str:
        """Give the words by which a code is shown to a reader; raises MissingTextError."""
        return self.text(language).label


def _in_words(value: str) -> str:
    words = value.replace("_", " ").replace("-", " ")
    return words[:1].upper() + words[1:]
