"""The rules between the columns of one row: an id, a reason, and what finds a breach.

A rule about one table stands below its model, registered with ``row_rule``. The rules here are
general: they hold for pairs of columns that a model names.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any, ClassVar, NamedTuple, Protocol

from cubairan_data.contract.edtf import bound
from cubairan_data.contract.families import Family
from cubairan_data.contract.table_meta import Pairs, TableMeta

Values = Mapping[str, Any]
Breaches = Iterator[tuple[str, str]]
Find = Callable[[Values], Breaches]


class Model(Protocol):
    """What a rule needs to know of a table's model."""

    META: ClassVar[TableMeta]

    @classmethod
    def bound_columns(cls) -> Pairs:
        """The pairs (bound column, EDTF column)."""

    @classmethod
    def text_columns(cls) -> tuple[str, ...]:
        """The columns that hold one text."""


class Fault(NamedTuple):
    """One thing wrong in a row: the column, the rule broken, what was found and what is allowed."""

    column: str
    rule: str
    message: str


@dataclass(frozen=True)
class RowRule:
    """One rule between the columns of a row.

    Each of ``finders`` gives, for a model, what finds the breaches in its rows, one for each pair
    of columns; none where the rule does not concern it.
    """

    id: str
    reason: str
    family: Family
    finders: list[Callable[[type[Model]], Sequence[Find]]] = field(default_factory=list)


ROW_RULES: dict[str, RowRule] = {}


def row_rule(
    rule_id: str, reason: str, *models: type[Model], family: Family
) -> Callable[[Find], Find]:
    """Register a function as a rule about the rows of some models.

    Args:
        rule_id: the id that a fault carries. Several functions may register one id.
        reason: why the rule holds, as one sentence; the same wherever the id is the same.
        models: the models whose rows it concerns.
        family: what it is about; the same wherever the id is the same.

    Returns:
        A decorator for the function, which takes the values of a row by column, None where a
        cell is blank or unreadable, and yields the column and the message of each breach.

    Raises:
        ValueError: the id is registered with another reason or family.
    """

    def register(find: Find) -> Find:
        finders = _rule(rule_id, reason, family).finders
        finders.append(lambda model: (find,) if model in models else ())
        return find

    return register


def pair_rule(
    rule_id: str, reason: str, pairs_of: Callable[[type[Model]], Pairs], *, family: Family
) -> Callable[[Callable[[Pairs, Values], Breaches]], Callable[[Pairs, Values], Breaches]]:
    """Register a function as a rule about the pairs of columns that any model names."""

    def register(find: Callable[[Pairs, Values], Breaches]) -> Callable[[Pairs, Values], Breaches]:
        def finder(model: type[Model]) -> Sequence[Find]:
            return [partial(find, (pair,)) for pair in pairs_of(model)]

        _rule(rule_id, reason, family).finders.append(finder)
        return find

    return register


def _rule(rule_id: str, reason: str, family: Family) -> RowRule:
    rule = ROW_RULES.setdefault(rule_id, RowRule(rule_id, reason, family))
    if (rule.reason, rule.family) != (reason, family):
        known = f"{rule.reason!r}, {rule.family}"
        raise ValueError(f"{rule_id!r} is registered with another reason or family: {known}")
    return rule


@cache
def rules_of(model: type[Model]) -> tuple[tuple[str, Find], ...]:
    """The rules that concern a model, each with its id; cached, as every row needs them."""
    return tuple(
        (rule.id, find)
        for rule in ROW_RULES.values()
        for finder in rule.finders
        for find in finder(model)
    )


def shown(value: Any) -> str:
    """A value as a message shows it."""
    return "blank" if value is None else repr(str(value))


def _bounds_of(model: type[Model]) -> Pairs:
    return model.bound_columns()


@pair_rule(
    "bounds", "The bound columns hold the days that the date spans.", _bounds_of, family=Family.FORM
)
def bounds(pairs: Pairs, values: Values) -> Breaches:
    """The bound columns of a date hold exactly the days that its text spans."""
    for name, text_column in pairs:
        text, found = values.get(text_column), values.get(name)
        expected = bound(text, name) if text else None
        if found != expected:
            yield name, f"found {shown(found)}; {text_column} {shown(text)} means {shown(expected)}"


@pair_rule(
    "filled-together",
    "Columns that belong together are filled together.",
    lambda model: model.META.together,
    family=Family.FORM,
)
def filled_together(pairs: Pairs, values: Values) -> Breaches:
    """Two columns are both filled or both blank."""
    for pair in pairs:
        for filled, empty in (pair, pair[::-1]):
            if values.get(filled) is not None and values.get(empty) is None:
                yield empty, f"found blank; {filled} is {shown(values[filled])}, so it is required"


@pair_rule(
    "end-not-before-start",
    "Nothing ends before it starts.",
    lambda model: model.META.not_before,
    family=Family.TIME,
)
def end_not_before_start(pairs: Pairs, values: Values) -> Breaches:
    """The last day of one date is not before the first day of another."""
    for later, earlier in pairs:
        last, first = values.get(f"{later}_latest"), values.get(f"{earlier}_earliest")
        if last and first and last < first:
            yield later, f"found {shown(values.get(later))}, before {earlier} {shown(first)}"


# The columns that hold sentences, whatever the table; all other texts are names or phrases.
_SENTENCES = ("summary", "note", "reason")
_STOPS = (".", "!", "?", "…")
END = re.compile(r"""[.!?…]["'’”»)\]]*$""")


def _sentences_of(model: type[Model]) -> Pairs:
    """Pair each column of sentences with itself; one of codes, such as a reason, has none."""
    return tuple((name, name) for name in _SENTENCES if name in model.text_columns())


@pair_rule(
    "sentence-whole",
    "A summary, a note or a reason ends where its sentence ends.",
    _sentences_of,
    family=Family.TEXTS,
)
def sentence_whole(pairs: Pairs, values: Values) -> Breaches:
    """What is cut off ends in the middle of a sentence."""
    for name, _ in pairs:
        text = values.get(name)
        # Most end so, and a look at the last character costs less than one at all of them.
        if text is not None and not text.endswith(_STOPS) and not END.search(text):
            yield name, f"found {text[-30:]!r} at the end; allowed: a full stop or the like"


# What a summary must not say: it tells the event, and how it was found is told in other columns.
OF_THE_SEARCH = re.compile(
    r"\b(?:pages? (?:read|gives?|shows?|speaks?|tells?|has|have)|(?:no|the|other) sources? read"
    r"|(?:is|are|was) told(?: of)?(?=[.;,])|told of|no more is told|not found|in what was read"
    r"|undated|machine-written|asked for (?:wider|closer|more))\b",
    re.IGNORECASE,
)


# One of these is in whatever that matches; to look for them first takes a sixth of the time.
_TELLTALE = (
    *("page", "source", "told", "not found", "what was read", "undated", "machine-written"),
    "asked for",
)


def _may_tell_of_the_search(text: str) -> bool:
    return any(part in text for part in _TELLTALE)


def _summary_of(model: type[Model]) -> Pairs:
    return (("summary", "summary"),) if "summary" in model.text_columns() else ()


@pair_rule(
    "summary-of-event",
    "A summary tells the event in plain English, not the search for it.",
    _summary_of,
    family=Family.TEXTS,
)
def summary_of_event(pairs: Pairs, values: Values) -> Breaches:
    """What is not known is a blank cell, or stands in coverage or a note."""
    for name, _ in pairs:
        text = values.get(name)
        if text is None or not _may_tell_of_the_search(text.lower()):
            continue
        if found := OF_THE_SEARCH.search(text):
            yield name, f"found {found[0]!r}; allowed: what happened, as CONTRIBUTING shows"
