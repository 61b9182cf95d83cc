"""Sums of financial flows that cannot mix what does not add up."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

SAME = ("kind", "stage", "currency", "provider_id", "receiver_id")


class MixedFlowsError(ValueError):
    """The rows do not add up to one sum; the message says what is mixed and how to select."""


def total(flows: "pd.DataFrame", currency: str | None = None) -> int:
    """Sum the additive rows of one kind, one stage, one direction and one currency.

    Args:
        flows: rows of ``financial_flows``, filtered as one likes. Rows that are not additive are left out: their
            money is in another row.
        currency: ISO 4217 code; keeps the rows in this currency only. Nothing is converted.

    Returns:
        The sum, in whole units of the currency.

    Raises:
        MixedFlowsError: the additive rows differ in kind, stage, direction or currency, one has no amount, or
            there is none.

    Example:
        >>> import cubairan_data as cid
        >>> cid.total(cid.load("financial_flows"))
        Traceback (most recent call last):
        ...
        cubairan_data.analysis.totals.MixedFlowsError: cannot sum: kind is mixed (...); select one, for example ...
    """
    rows = flows[flows["is_additive"].fillna(False)]
    if currency is not None:
        rows = rows[rows["currency"] == currency]
    if rows.empty:
        raise MixedFlowsError(
            f"cannot sum: no additive row{f' in {currency}' if currency else ''} among {len(flows)} rows"
        )
    for column in SAME:
        found = sorted(rows[column].astype("string").fillna("blank").unique())
        if len(found) > 1:
            how = (
                f"total(..., currency={found[0]!r})"
                if column == "currency"
                else f"flows[flows[{column!r}] == {found[0]!r}]"
            )
            raise MixedFlowsError(
                f"cannot sum: {column} is mixed ({', '.join(found)}); select one, for example {how}"
            )
    without = rows.loc[rows["amount"].isna(), "flow_id"]
    if not without.empty:
        listed = ", ".join(without)
        raise MixedFlowsError(
            f"cannot sum: no single amount in {listed}; leave them out with flows[flows['amount'].notna()]"
        )
    return int(rows["amount"].sum())
