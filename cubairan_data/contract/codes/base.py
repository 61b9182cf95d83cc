"""The form of every closed code list: a string enumeration whose members carry a definition."""

from enum import StrEnum


class Code(StrEnum):
    """One closed list of codes; a member is written ``NAME = "code", "what it means"``."""

    definition: str

    def __new__(cls, value: str, definition: str) -> "Code":
        member = str.__new__(cls, value)
        member._value_ = value
        member.definition = definition
        return member
