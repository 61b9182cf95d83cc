"""Sums of financial flows, without mixing what does not add up."""

from numbers import Integral
from typing import Any

import pandas as pd

from cubairan_data.errors import MixedFlowsError

_SAME = ("kind", "stage", "currency", "provider_id", "receiver_id")
_AS_LOADED = "pass rows of financial_flows as cid.load() gives them"
_NEEDED = ("flow_id", "is_additive", "amount", *_SAME)


def total(flows: pd.DataFrame, currency: str | None = None) -> int:
    """Sum the additive rows of one kind, one stage, one direction and one currency.

    Args:
        flows: rows of ``financial_flows`` from `load`, optionally filtered. Rows that are not
            additive are left out, as their money is part of another row.
        currency: ISO 4217 code; sum only the rows in this currency. Nothing is converted.

    Returns:
        The sum, in whole units of the currency.

    Raises:
        MixedFlowsError: the frame is not from ``financial_flows``, or it has no additive row, or
            its additive rows differ in kind, stage, direction or currency, or one has no amount
            or a text for one.

    Example:
        >>> import cubairan_data as cid
        >>> cid.total(cid.load("financial_flows"))
        Traceback (most recent call last):
        ...
        cubairan_data.MixedFlowsError: cannot sum: kind is mixed (...); select one, for example ...
    """
    if missing := [name for name in _NEEDED if name not in flows.columns]:
        raise MixedFlowsError(
            f"cannot sum: the frame has no column {missing[0]!r}; pass rows of financial_flows"
        )
    rows = flows[_flags(flows)]
    if currency is not None:
        rows = rows[rows["currency"] == currency]
    if rows.empty:
        within = f" in {currency}" if currency else ""
        raise MixedFlowsError(f"cannot sum: no additive row{within} among {len(flows)} rows")
    for column in _SAME:
        _check_same(rows, column)
    without = rows.loc[rows["amount"].isna(), "flow_id"]
    if not without.empty:
        hint = "leave them out with flows[flows['amount'].notna()]"
        raise MixedFlowsError(f"cannot sum: no single amount in {', '.join(without)}; {hint}")
    # Sums of 64 bits would wrap; those of Python do not.
    return sum(map(_whole, rows["amount"]))


def _flags(flows: pd.DataFrame) -> list[bool]:
    """Mark the additive rows; a flag that is missing is not set."""
    flags = [False if pd.isna(flag) else flag for flag in flows["is_additive"]]
    if wrong := [flag for flag in flags if not pd.api.types.is_bool(flag)]:
        raise MixedFlowsError(f"cannot sum: is_additive holds {wrong[0]!r}; {_AS_LOADED}")
    return flags


def _whole(amount: Any) -> int:
    # A column with blanks that went through a file comes back as floats.
    if isinstance(amount, Integral) or (isinstance(amount, float) and amount.is_integer()):
        return int(amount)
    raise MixedFlowsError(f"cannot sum: amount holds {amount!r}; {_AS_LOADED}")


def _check_same(rows: pd.DataFrame, column: str) -> None:
    values = sorted(rows[column].astype("string").fillna("blank").unique())
    if len(values) < 2:
        return
    example = f"flows[flows[{column!r}] == {values[0]!r}]"
    if column == "currency":
        example = f"total(..., currency={values[0]!r})"
    mixed = f"{column} is mixed ({', '.join(values)})"
    raise MixedFlowsError(f"cannot sum: {mixed}; select one, for example {example}")
