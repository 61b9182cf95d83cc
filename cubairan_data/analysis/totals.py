"""Sums of financial flows, without mixing what does not add up."""

from collections.abc import Iterator
from dataclasses import dataclass
from numbers import Integral
from typing import Any

import pandas as pd

from cubairan_data.analysis.flow_families import Flow, bounds, family_of
from cubairan_data.errors import MixedFlowsError, UnknownNameError, known_name
from cubairan_data.storage.dtypes import TEXT
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.schema import schemas

_SAME = ("kind", "stage", "currency", "provider_id", "receiver_id")
_AS_LOADED = "pass rows of financial_flows as cid.load() gives them"
_NEEDED = ("flow_id", "is_additive", "amount", *_SAME)
_NO_AMOUNT = "no_amount"
_NO_REASON = "not additive"
_SHOWN = (
    "flow_id",
    "amount",
    "amount_low",
    "amount_high",
    "currency",
    "is_in",
    "reason",
    "part_of_id",
)


@dataclass(frozen=True)
class Total:
    """A sum of flows with the rows that went in and those left out, as `total` returns it.

    Readable when printed. ``int(total)`` is the sum, where there is an exact one.
    """

    kind: str
    stage: str
    provider_id: str
    receiver_id: str
    currency: str
    amount: int | None
    """The sum of the additive rows; None where none is additive or one has only bounds."""
    low: int
    """At least this much, by the families of rows."""
    high: int | None
    """At most this much, by the families of rows; None where a row gives only a lower end."""
    rows: pd.DataFrame
    """Every row given: ``flow_id``, ``amount``, ``amount_low``, ``amount_high``, ``currency``,
    ``is_in``, and why it is not: ``reason`` (a code, or the column that differs), ``part_of_id``.
    """

    def __int__(self) -> int:
        if self.amount is None:
            raise MixedFlowsError(f"there is no exact sum, only bounds: {self._sum}")
        return self.amount

    def __str__(self) -> str:
        return "\n".join([f"{self._what}: {self._sum}", *self._lines()])

    __repr__ = __str__

    def to_markdown(self) -> str:
        """Write the sum and its rows as Markdown."""
        rows = [f"- {line.strip()}" if line[:1] == " " else f"\n{line}\n" for line in self._lines()]
        return "\n".join([f"**{self._what}**: {self._sum}", *rows])

    def _repr_markdown_(self) -> str:
        return self.to_markdown()

    @property
    def _what(self) -> str:
        return f"{self.kind}, {self.stage}, {self.provider_id} to {self.receiver_id}"

    @property
    def _sum(self) -> str:
        high = "" if self.high is None else f", at most {self.high:,} {self.currency}"
        bounds = f"at least {self.low:,} {self.currency}{high}"
        if self.low == self.high:
            bounds = f"{self.low:,} {self.currency}"
        if self.amount is None or self.amount == self.low == self.high:
            return bounds
        return f"{self.amount:,} {self.currency} in additive rows; {bounds}"

    def _lines(self) -> Iterator[str]:
        rows = self.rows
        has_amount = rows["reason"].fillna("") != _NO_AMOUNT
        counted = rows["is_in"].astype(bool)
        parts = {"in": rows[counted], "out": rows[~counted & has_amount]}
        for name, part in parts.items():
            yield f"{name} ({len(part)})" + ("" if len(part) else ": none")
            yield from (f"  {_line(row)}" for row in part.to_dict("records"))
        if without := rows.loc[~has_amount, "flow_id"].tolist():
            yield f"without an amount ({len(without)})"
            yield from (f"  {flow_id}" for flow_id in without)


def _line(row: dict[Any, Any]) -> str:
    low, amount, high = (row[name] for name in ("amount_low", "amount", "amount_high"))
    ends = [f"{end:,}" if pd.notna(end) else "…" for end in (low, high)]
    text = f"{amount:,}" if pd.notna(amount) else " to ".join(ends)
    currency = f" {row['currency']}" if pd.notna(row["currency"]) else ""
    if row["is_in"]:
        return f"{row['flow_id']}  {text}{currency}"
    of = f" ({row['part_of_id']})" if pd.notna(row["part_of_id"]) else ""
    return f"{row['flow_id']}  {text}{currency}  {str(row['reason']).replace('_', ' ')}{of}"


def total(tables: Tables, flows: pd.DataFrame, currency: str | None = None) -> Total:
    """Sum rows of one kind, one stage, one direction and one currency."""
    rows = _prepared(flows)
    _check_currency(currency)
    in_currency = rows if currency is None else rows[rows["currency"] == currency]
    sums = in_currency[in_currency["reason"] != _NO_AMOUNT]
    chosen = sums[sums["is_in"].astype(bool)]
    chosen = sums if chosen.empty else chosen
    if chosen.empty:
        within = f" in {currency}" if currency else ""
        raise MixedFlowsError(f"cannot sum: no row with an amount{within} among {len(rows)} rows")
    same = {column: _only_value(chosen, column) for column in _SAME}
    for column, value in same.items():
        differs = (rows[column].astype(TEXT).fillna("") != value) & (rows["reason"] != _NO_AMOUNT)
        rows.loc[differs, "reason"] = f"another {column.removesuffix('_id')}"
        rows.loc[differs, "is_in"] = False
    members = [
        _flow(tables, row)
        for row in rows.to_dict("records")
        if row["is_in"] or not str(row["reason"]).startswith((_NO_AMOUNT, "another "))
    ]
    low, high = bounds(members)
    amount = _exact([flow for flow in members if flow.is_additive])
    shown = rows[[*_SHOWN]].assign(reason=rows["reason"].where(rows["reason"] != "", pd.NA))
    named = {name: same[name] for name in _SAME}
    return Total(**named, amount=amount, low=low, high=high, rows=shown.reset_index(drop=True))


def _prepared(flows: object) -> pd.DataFrame:
    """Check the frame, and add what marks the rows that go in and why others do not."""
    if not isinstance(flows, pd.DataFrame):
        raise MixedFlowsError(
            f"cannot sum: {type(flows).__name__} is not a DataFrame; {_AS_LOADED}"
        )
    if flows.index.name == "flow_id" and "flow_id" not in flows.columns:
        flows = flows.reset_index()
    if missing := [name for name in _NEEDED if name not in flows.columns]:
        raise MixedFlowsError(
            f"cannot sum: the frame has no column {missing[0]!r}; pass rows of financial_flows"
        )
    # A merge or a concatenation repeats rows; the same money is counted once.
    flows = flows.drop_duplicates("flow_id")
    optional = dict.fromkeys(("amount_low", "amount_high", "part_of_id", "additive_reason"))
    rows = flows.assign(**{name: blank for name, blank in optional.items() if name not in flows})
    amounts = rows[["amount", "amount_low", "amount_high"]]
    is_in = _flags(rows)
    reason = rows["additive_reason"].astype(TEXT).fillna(_NO_REASON).where(~is_in, "")
    reason = reason.where(amounts.notna().any(axis=1) | is_in, _NO_AMOUNT)
    without = rows.loc[is_in & amounts.isna().all(axis=1), "flow_id"]
    if not without.empty:
        hint = "leave them out with flows[flows['amount'].notna()]"
        raise MixedFlowsError(f"cannot sum: no amount in {', '.join(without)}; {hint}")
    return rows.assign(is_in=is_in.astype("boolean"), reason=reason.astype(TEXT))


def _flags(flows: pd.DataFrame) -> "pd.Series[bool]":
    """Mark the additive rows; a flag that is missing is not set."""
    flags = [False if pd.isna(flag) else flag for flag in flows["is_additive"]]
    if wrong := [flag for flag in flags if not pd.api.types.is_bool(flag)]:
        raise MixedFlowsError(f"cannot sum: is_additive holds {wrong[0]!r}; {_AS_LOADED}")
    return pd.Series(flags, index=flows.index, dtype=bool)


def _check_currency(currency: object) -> None:
    codes = schemas()["financial_flows"].fields["currency"].codes
    if currency is not None:
        known_name(UnknownNameError, "currency", currency, codes, "currencies")


def _flow(tables: Tables, row: dict[Any, Any]) -> Flow:
    low, amount, high = (row[name] for name in ("amount_low", "amount", "amount_high"))
    known = tables.cells("financial_flows")
    return Flow(
        flow_id=row["flow_id"],
        is_additive=bool(row["is_in"]),
        reason="" if row["is_in"] else str(row["reason"]),
        low=_first_whole(amount, low) or 0,
        high=_first_whole(amount, high),
        family=family_of(row, known),
    )


def _first_whole(*amounts: Any) -> int | None:
    return next((_whole(amount) for amount in amounts if pd.notna(amount)), None)


def _whole(amount: Any) -> int:
    # A column with blanks that went through a file comes back as floats.
    if isinstance(amount, Integral) or (isinstance(amount, float) and amount.is_integer()):
        return int(amount)
    raise MixedFlowsError(f"cannot sum: amount holds {amount!r}; {_AS_LOADED}")


def _exact(additive: list[Flow]) -> int | None:
    """Add up the additive rows; sums of 64 bits would wrap, those of Python do not."""
    if not additive or any(flow.low != flow.high for flow in additive):
        return None
    return sum(flow.low for flow in additive)


def _only_value(rows: pd.DataFrame, column: str) -> str:
    values = [str(value) for value in rows[column].astype(TEXT).fillna("").unique()]
    if len(values) == 1:
        return values[0]
    named = sorted(value or "blank" for value in values)
    example = f"flows[flows[{column!r}] == {named[0]!r}]"
    if column == "currency":
        example = f"total(..., currency={named[0]!r})"
    mixed = f"{column} is mixed ({', '.join(named)})"
    raise MixedFlowsError(f"cannot sum: {mixed}; select one, for example {example}")
