"""Families of flows: rows about the same money, and the least and the most that they can mean."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import pandas as pd

from cubairan_data.storage.raw import Cells

# The money of these is that of another row, which counts where it is among the rows summed.
_SAME_MONEY = ("restates", "raised", "aggregate")
_PART = "part_of"
# Counted in the other currency, so that in this one there may be nothing.
_OTHER_CURRENCY = "other_currency"
_TRADE = ("trade_total", "trade_exports")


class Flow(NamedTuple):
    """One row with its amounts; the upper one is None where only a lower one is known."""

    flow_id: str
    is_additive: bool
    reason: str
    low: int
    high: int | None
    family: str


class Bounds(NamedTuple):
    """The least and the most that rows can add up to; None where nothing limits them."""

    low: int
    high: int | None


def family_of(row: Mapping[Any, Any], known: Mapping[str, Cells]) -> str:
    """Name the family of a row: the flow with which its chain of ``part_of_id`` begins.

    Figures of trade are no parts of one another; those of a year are one family.
    """
    flow_id, parent = row["flow_id"], row.get("part_of_id")
    if not isinstance(parent, str) and row["kind"] in _TRADE:
        first, last = _day(row.get("period_earliest")), _day(row.get("period_latest"))
        if first is not None and last is not None:
            return f"trade of {(first + (last - first) / 2).year}"
    seen = {flow_id}
    while isinstance(parent, str) and parent not in seen:
        flow_id = parent
        seen.add(parent)
        parent = known.get(parent, {}).get("part_of_id")
    return str(flow_id)


def _day(value: Any) -> pd.Timestamp | None:
    """Read a day, which is a text in a frame that went through a file."""
    return pd.Timestamp(value) if pd.notna(value) else None


def bounds(flows: Iterable[Flow]) -> Bounds:
    """Add up the least and the most of every family."""
    families: dict[str, list[Flow]] = defaultdict(list)
    for flow in flows:
        families[flow.family].append(flow)
    each = [_of_family(name, members) for name, members in families.items()]
    return Bounds(sum(low for low, _ in each), _sum(high for _, high in each))


def _of_family(name: str, flows: list[Flow]) -> Bounds:
    additive = [flow for flow in flows if flow.is_additive]
    parts = [flow for flow in flows if flow.reason == _PART]
    same = [flow for flow in flows if flow.reason in _SAME_MONEY]
    elsewhere = [flow for flow in flows if flow.reason == _OTHER_CURRENCY]
    doubtful = [flow for flow in flows if flow not in (*additive, *parts, *same, *elsewhere)]
    if additive:
        sure = Bounds(sum(flow.low for flow in additive), _sum(_highs(additive)))
    else:
        # Told again, the money is that of the largest row; parts may overlap, or add up.
        low = max((flow.low for flow in (*parts, *same)), default=0)
        sure = Bounds(low, _largest([_sum(_highs(parts)), *_highs([*same, *elsewhere])]))
    if name.startswith("trade of "):
        # Other figures for the trade of a year stand in place of the first.
        return Bounds(sure.low, _largest([sure.high, *_highs(doubtful)]))
    return Bounds(sure.low, _sum([sure.high, *_highs(doubtful)]))


def _highs(flows: Iterable[Flow]) -> list[int | None]:
    return [flow.high for flow in flows]


def _sum(numbers: Iterable[int | None]) -> int | None:
    given = list(numbers)
    return None if None in given else sum(number for number in given if number is not None)


def _largest(numbers: list[int | None]) -> int | None:
    if None in numbers:
        return None
    return max((number for number in numbers if number is not None), default=0)
