"""What an engine can do, and how its regular expressions match the whole of a text."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ibis.expr.types as ir

# The end of a line, before which `$` matches in Java and Python, though not in DuckDB.
_BREAKS = ("\n", "\r", "\x85", "\u2028", "\u2029")
# Of values that a query names one by one; with many, DuckDB compares each of them with each row.
_NAMED = 10


@dataclass(frozen=True)
class Dialect:
    """How one engine reads expressions.

    Args:
        dollar_ends: whether ``$`` matches only at the very end of a text.
        has_lists: whether a text can be split into a list, and that made distinct.
        looks_up: whether a text can be looked up among the rows of a query, wherever that stands.
    """

    dollar_ends: bool
    has_lists: bool
    looks_up: bool

    def whole(self, text: "ir.StringValue", pattern: str) -> "ir.BooleanValue":
        """Express that the whole of a text matches a pattern, none of which matches a break."""
        matches = text.re_search(f"^(?:{pattern})$")
        if not self.dollar_ends:
            for each in _BREAKS:
                matches &= ~text.contains(each)
        return matches

    def is_among(self, text: "ir.StringValue", values: Collection[str]) -> "ir.BooleanValue":
        """Express that a text is one of some values, however many."""
        import ibis

        if not self.looks_up or len(values) <= _NAMED:
            return text.isin(list(values))
        given = ibis.array(list(values)).unnest().name("given_").as_table()
        return text.isin(given["given_"])

    def items_differ(self, text: "ir.StringValue", delimiter: str) -> "ir.BooleanValue":
        """Express that no item of a list occurs twice."""
        import ibis

        is_list = text.contains(delimiter)
        if not self.has_lists:
            return ~is_list
        items = text.split(delimiter)
        return ibis.ifelse(is_list, items.unique().length() == items.length(), True)


def dialect_of(connection: object) -> Dialect:
    """Say how the engine of an Ibis connection reads expressions."""
    import ibis.expr.operations as ops

    name = getattr(connection, "name", "")
    has = getattr(connection, "has_operation", lambda _: False)
    return Dialect(
        dollar_ends=name == "duckdb",
        looks_up=name == "duckdb",
        has_lists=has(ops.StringSplit) and has(ops.ArrayDistinct) and has(ops.ArrayLength),
    )
