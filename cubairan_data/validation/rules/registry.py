"""The registry of rules: a rule is one function with an id and a one-line reason."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cubairan_data.validation.finding import Finding
from cubairan_data.validation.reading import Data

Find = Callable[[Data], Iterator[Finding]]


@dataclass(frozen=True)
class Rule:
    """One rule about the tables as a whole."""

    id: str
    reason: str
    find: Find


RULES: dict[str, Rule] = {}


def rule(rule_id: str, reason: str) -> Callable[[Find], Find]:
    """Register a function as a rule."""

    def register(find: Find) -> Find:
        if rule_id in RULES:
            raise ValueError(f"two rules are called {rule_id!r}")
        RULES[rule_id] = Rule(rule_id, reason, find)
        return find

    return register
