"""Which columns a row rule reads, so that an engine need only list the values of those."""

from collections.abc import Collection, Iterator
from functools import partial
from types import CodeType, FunctionType
from typing import Any

from cubairan_data.contract.row_rules import Find

# A rule calls helpers, and these others; deeper than this nothing of a row is read.
_DEPTH = 4


def columns_read(find: Find, columns: Collection[str]) -> tuple[str, ...]:
    """Guess from its code which columns a rule reads.

    Args:
        find: what finds the breaches of the rule.
        columns: the columns of the table.

    Returns:
        The columns that it names, in the order of the table. `Asked` finds what this overlooks.

    Example:
        >>> columns_read(lambda values: iter([(values.get("b"), "x")]), ["a", "b"])
        ('b',)
    """
    named = set(_texts(find, _DEPTH))
    # A general rule is given its columns, and puts the names of bounds together.
    bounds = {f"{name}{end}" for name in named for end in ("_earliest", "_latest")}
    is_general = isinstance(find, partial)
    return tuple(name for name in columns if name in named or (is_general and name in bounds))


def _texts(thing: Any, depth: int) -> Iterator[str]:
    if isinstance(thing, partial):
        yield from _texts(thing.func, depth)
        yield from _texts(thing.args, depth)
    elif isinstance(thing, FunctionType):
        if depth:
            yield from _of_code(thing.__code__, thing.__globals__, depth - 1)
    elif isinstance(thing, str):
        yield thing
    elif isinstance(thing, (tuple, list, set, frozenset)):
        for each in thing:
            yield from _texts(each, depth)


def _of_code(code: CodeType, around: dict[str, Any], depth: int) -> Iterator[str]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _of_code(constant, around, depth)
        else:
            yield from _texts(constant, depth)
    for name in code.co_names:
        if name in around:
            yield from _texts(around[name], depth)
