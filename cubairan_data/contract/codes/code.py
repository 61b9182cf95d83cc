"""The base of every closed code list: a string enumeration whose members carry a definition."""

from enum import EnumType, StrEnum
from typing import Any


class _CodeType(EnumType):
    """Completes a member that is only a definition: its value is its name in lower case."""

    def __new__(
        metacls, name: str, bases: tuple[type, ...], namespace: Any, **options: Any
    ) -> "_CodeType":
        for member, declared in list(namespace.items()):
            if member.isupper() and isinstance(declared, str):
                # The namespace of an enumeration refuses a second value for a name.
                dict.__setitem__(namespace, member, (member.lower(), declared))
        return super().__new__(metacls, name, bases, namespace, **options)


class Code(StrEnum, metaclass=_CodeType):
    """One closed list of codes.

    A member is its definition where its value is its own name in lower case, and otherwise the
    value and the definition.

    Example:
        >>> class Unit(Code):
        ...     TONNE = "Metric tonnes."
        ...     USD = "USD", "United States dollars."
        >>> [(unit.value, unit.definition) for unit in Unit]
        [('tonne', 'Metric tonnes.'), ('USD', 'United States dollars.')]
    """

    definition: str

    def __new__(cls, value: str, definition: str) -> "Code":
        member = str.__new__(cls, value)
        member._value_ = value
        member.definition = definition
        return member
