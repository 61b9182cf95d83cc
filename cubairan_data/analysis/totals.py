"""Sums of financial flows, without mixing what does not add up."""

from typing import TYPE_CHECKING

from cubairan_data.errors import MixedFlowsError

if TYPE_CHECKING:
    import pandas as pd

_SAME = ("kind", "stage", "currency", "provider_id", "receiver_id")
_NEEDED = ("flow_id", "is_additive", "amount", *_SAME)


def total(flows: "pd.DataFrame", currency: str | None = None) -> int:
    """Sum the additive rows of one kind, one stage, one direction and one currency.

    Args:
        flows: rows of ``financial_flows`` from `load`, optionally filtered. Rows that are not
            additive are left out, as their money is part of another row.
        currency: ISO 4217 code; sum only the rows in this currency. Nothing is converted.

    Returns:
        The sum, in whole units of the currency.

    Raises:
        MixedFlowsError: the frame is not from ``financial_flows``, or it has no additive row, or
            its additive rows differ in kind, stage, direction or currency, or one has no amount.

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
    rows = flows[flows["is_additive"].fillna(False)]
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
    return int(rows["amount"].sum())


def _check_same(rows: "pd.DataFrame", column: str) -> None:
    values = sorted(rows[column].astype("string").fillna("blank").unique())
    if len(values) < 2:
        return
    example = f"flows[flows[{column!r}] == {values[0]!r}]"
    if column == "currency":
        example = f"total(..., currency={values[0]!r})"
    mixed = f"{column} is mixed ({', '.join(values)})"
    raise MixedFlowsError(f"cannot sum: {mixed}; select one, for example {example}")
