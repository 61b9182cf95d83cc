"""The registry of rules about the tables as a whole: a rule is one function.

A rule about sense may admit exceptions: a breach that the table ``exceptions`` names is true all
the same, and no finding. A rule about structure, such as a key, admits none.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass, replace
from itertools import islice

from cubairan_data.contract.families import Family
from cubairan_data.storage.finding import Finding
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.raw import RawRow, RawTable

# What breaks a rule more often is no record that somebody coded; pairs grow with the square of it.
_MOST = 100_000
HOW_TO_EXCEPT = "; if it is right, say why in exceptions"

Place = tuple[str, str, str]
"""Table, key of the row and column."""


@dataclass(frozen=True, slots=True)
class Breach:
    """One breach of a rule: the place, what was found there and what is allowed."""

    table: RawTable
    row: RawRow | None
    column: str | None
    message: str

    @property
    def place(self) -> Place:
        """Where it is, as an exception names it."""
        return self.table.name, self.row.id if self.row else "", self.column or ""

    def finding(self, rule_id: str, advice: str = "") -> Finding:
        """Report the breach as a finding under the id of its rule."""
        return self.table.finding(self.row, self.column, rule_id, self.message + advice)


Find = Callable[[Tables], Iterator[Breach]]


@dataclass(frozen=True)
class Rule:
    """One rule about the tables as a whole.

    Args:
        id: how findings and exceptions name it.
        reason: why it holds, as one sentence.
        find: what finds its breaches.
        family: what it is about.
        exceptions: whether a breach of it may be right, so that ``exceptions`` can say so.
    """

    id: str
    reason: str
    find: Find
    family: Family
    exceptions: bool

    def breaches(self, tables: Tables) -> tuple[Breach, ...]:
        """Return every breach in a record, excepted ones too, searched for once."""
        return tables.derived(_breaches, self)

    def findings(self, tables: Tables) -> Iterator[Finding]:
        """Return every breach in a record that no exception covers, as a finding."""
        excepted = _excepted(tables, self.id) if self.exceptions else frozenset[Place]()
        advice = HOW_TO_EXCEPT if self.exceptions else ""
        for breach in self.breaches(tables):
            if breach.place not in excepted:
                yield breach.finding(self.id, advice)


def _breaches(tables: Tables, of: Rule) -> tuple[Breach, ...]:
    found = of.find(tables)
    kept = list(islice(found, _MOST))
    if next(found, None) is not None:
        last = kept[-1]
        stop = f"{last.message}; {_MOST:,} breaches were found, and no more were looked for"
        kept[-1] = replace(last, message=stop)
    return tuple(kept)


def _excepted(tables: Tables, rule_id: str) -> Set[Place]:
    """The places at which a rule need not hold."""
    return tables.derived(_exceptions_by_rule).get(rule_id, set())


def _exceptions_by_rule(tables: Tables) -> dict[str, set[Place]]:
    places: dict[str, set[Place]] = defaultdict(set)
    for row in tables["exceptions"].rows:
        places[row.cells.get("rule", "")].add(place_of(row))
    return places


def place_of(exception: RawRow) -> Place:
    """Return the place that an exception is about."""
    cells = exception.cells
    return cells.get("table_name", ""), cells.get("row_id", ""), cells.get("column", "")


RULES: dict[str, Rule] = {}


def rule(
    rule_id: str, reason: str, *, family: Family, exceptions: bool = False
) -> Callable[[Find], Find]:
    """Register a function as a rule.

    Args:
        rule_id: the id that a finding carries.
        reason: why the rule holds, as one sentence.
        family: what it is about.
        exceptions: whether a breach of it may be right, so that ``exceptions`` can say so.

    Returns:
        A decorator for the function, which yields the breaches in a record.

    Raises:
        ValueError: another rule has this id.
    """

    def register(find: Find) -> Find:
        if rule_id in RULES:
            raise ValueError(f"two rules are called {rule_id!r}")
        RULES[rule_id] = Rule(rule_id, reason, find, family, exceptions)
        return find

    return register
