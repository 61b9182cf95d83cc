"""The registry of rules about the tables as a whole: a rule is one function."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cubairan_data.storage.finding import Finding
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.raw import RawRow, RawTable


@dataclass(frozen=True, slots=True)
class Breach:
    """One breach of a rule: the place, what was found there and what is allowed."""

    table: RawTable
    row: RawRow | None
    column: str | None
    message: str

    def finding(self, rule_id: str) -> Finding:
        """Report the breach as a finding under the id of its rule."""
        return self.table.finding(self.row, self.column, rule_id, self.message)


Find = Callable[[Tables], Iterator[Breach]]


@dataclass(frozen=True)
class Rule:
    """One rule about the tables as a whole."""

    id: str
    reason: str
    find: Find

    def findings(self, tables: Tables) -> Iterator[Finding]:
        """Return every breach in a record as a finding."""
        for breach in self.find(tables):
            yield breach.finding(self.id)


RULES: dict[str, Rule] = {}


def rule(rule_id: str, reason: str) -> Callable[[Find], Find]:
    """Register a function as a rule."""

    def register(find: Find) -> Find:
        if rule_id in RULES:
            raise ValueError(f"two rules are called {rule_id!r}")
        RULES[rule_id] = Rule(rule_id, reason, find)
        return find

    return register
