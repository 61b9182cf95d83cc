"""Of which rows an engine can be sure that they keep a rule that holds for pairs of columns.

A rule without an expression is asked about every combination of values that its columns hold.
"""

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from cubairan_data.contract import row_rules
from cubairan_data.contract.row_rules import Find
from cubairan_data.validation.engines.date_expressions import bound
from cubairan_data.validation.engines.dialect import Dialect

if TYPE_CHECKING:
    import ibis.expr.types as ir

Columns = Mapping[str, "ir.StringValue"]
Keeps = Callable[[tuple[str, str], Columns, Dialect], "ir.BooleanValue"]

_LOOKAHEAD = re.compile(r"\(\?=[^)]*\)")
# Where case is of no matter, Python takes these for an s and a k.
_ALIKE = ("\u017f", "\u212a")


def keeps(find: Find, columns: Columns, dialect: Dialect) -> "ir.BooleanValue | None":
    """Express that a row surely keeps a rule; None where there is no such expression."""
    import ibis

    if not isinstance(find, partial) or find.func not in _FORMS:
        return None
    (pair,) = find.args[0]
    if not columns.keys() >= _named(find.func, pair):
        return None
    return ibis.coalesce(_FORMS[find.func](pair, columns, dialect), ibis.literal(False))


def _named(rule: Any, pair: tuple[str, str]) -> set[str]:
    if rule is row_rules.end_not_before_start:
        return {f"{pair[0]}_latest", f"{pair[1]}_earliest"}
    return set(pair)


def _bounds(pair: tuple[str, str], columns: Columns, dialect: Dialect) -> "ir.BooleanValue":
    import ibis

    name, of = pair
    text, found = columns[of], columns[name]
    # A plain day spans itself; what it does not concern, an engine need not compute.
    return ibis.cases(
        (text == found, True),
        (text.isnull(), found.isnull()),
        else_=found.identical_to(bound(text, name, dialect)),
    )


def _filled_together(pair: tuple[str, str], columns: Columns, _: Dialect) -> "ir.BooleanValue":
    return columns[pair[0]].isnull() == columns[pair[1]].isnull()


def _not_before(pair: tuple[str, str], columns: Columns, _: Dialect) -> "ir.BooleanValue":
    last, first = columns[f"{pair[0]}_latest"], columns[f"{pair[1]}_earliest"]
    return last.isnull() | first.isnull() | (last >= first)


def _sentence_whole(pair: tuple[str, str], columns: Columns, _: Dialect) -> "ir.BooleanValue":
    import ibis

    text = columns[pair[0]]
    # Most end so, and a look at the last character costs less than a pattern.
    is_whole = ibis.ifelse(text.endswith("."), True, text.re_search(row_rules.END.pattern))
    return text.isnull() | is_whole


def _summary_of_event(pair: tuple[str, str], columns: Columns, _: Dialect) -> "ir.BooleanValue":
    text = columns[pair[0]]
    # No engine looks ahead; without that, it finds at least as much.
    pattern = _LOOKAHEAD.sub("", row_rules.OF_THE_SEARCH.pattern)
    is_found = text.re_search(f"(?i){pattern}")
    for letter in _ALIKE:
        is_found |= text.contains(letter)
    return text.isnull() | ~is_found


_FORMS: dict[Any, Keeps] = {
    row_rules.bounds: _bounds,
    row_rules.filled_together: _filled_together,
    row_rules.end_not_before_start: _not_before,
    row_rules.sentence_whole: _sentence_whole,
    row_rules.summary_of_event: _summary_of_event,
}
