"""Faults of numbers: sums and counts that cannot be, or are not what the row itself tells."""

import random
from decimal import Decimal

from cubairan_data.contract.families import Family
from faults.common import Fault, Row, Rows, changed, entered_again, mutation, settle

_FLOWS, _AMOUNT = "financial_flows", ("financial_flows", "amount")
_TRADE = ("trade_total", "trade_exports")
_QUANTITY = (_FLOWS, "quantity")


def _is_paid(row: Row) -> bool:
    return row["kind"] not in _TRADE and row["amount"] not in ("", "0")


def _is_sum(row: Row) -> bool:
    return row["amount"] not in ("", "0")


changed(Family.NUMBERS, "amount in thousands", _AMOUNT, lambda row: row["amount"][:-3], _is_sum)
changed(Family.NUMBERS, "amount times ten", _AMOUNT, lambda row: row["amount"] + "0", _is_sum)
changed(
    Family.NUMBERS, "amount times a thousand", _AMOUNT, lambda row: row["amount"] + "000", _is_sum
)
changed(Family.NUMBERS, "amount beyond 64 bits", _AMOUNT, "1" + 30 * "0")
changed(Family.NUMBERS, "negative amount", _AMOUNT, lambda row: f"-{row['amount']}", _is_sum)
changed(Family.NUMBERS, "amount of nothing", _AMOUNT, "0", _is_paid)
changed(Family.NUMBERS, "quantity of nothing", _QUANTITY, "0")
changed(Family.NUMBERS, "negative quantity", _QUANTITY, lambda row: f"-{row['quantity']}")
changed(Family.NUMBERS, "quantity beyond a float", _QUANTITY, "1" + 400 * "0")
changed(
    Family.NUMBERS,
    "quantity times ten",
    _QUANTITY,
    lambda row: f"{Decimal(row['quantity']) * 10:f}",
)
changed(
    Family.NUMBERS,
    "half a piece",
    _QUANTITY,
    lambda row: row["quantity"] + ".5",
    lambda row: row["quantity_unit"] in ("piece", "dose", "person"),
)


@mutation(Family.NUMBERS)
def half_a_range(rows: Rows, chance: random.Random) -> Fault | None:
    ranges = [row for row in rows[_FLOWS] if row["amount_low"] and row["amount_high"]]
    row, column = chance.choice(ranges), chance.choice(["amount_low", "amount_high"])
    row[column] = ""
    return Fault(_FLOWS, row, column)


@mutation(Family.NUMBERS)
def additive_though_only_sought(rows: Rows, chance: random.Random) -> Fault | None:
    stages = ("sought", "offered", "suspended", "cancelled")
    return _made_additive(rows, chance, [row for row in rows[_FLOWS] if row["stage"] in stages])


@mutation(Family.NUMBERS)
def additive_without_an_amount(rows: Rows, chance: random.Random) -> Fault | None:
    return _made_additive(rows, chance, [row for row in rows[_FLOWS] if not row["amount"]])


@mutation(Family.NUMBERS)
def additive_part_of_an_additive_whole(rows: Rows, chance: random.Random) -> Fault | None:
    additive = {row["flow_id"] for row in rows[_FLOWS] if row["is_additive"] == "true"}
    parts = [
        row
        for row in rows[_FLOWS]
        if row["part_of_id"] in additive and row["amount"] and row["is_additive"] == "false"
    ]
    return _made_additive(rows, chance, parts)


def _made_additive(rows: Rows, chance: random.Random, fitting: list[Row]) -> Fault | None:
    if not fitting:
        return None
    row = chance.choice(fitting)
    row["is_additive"], row["additive_reason"] = "true", ""
    return Fault(_FLOWS, row, "is_additive")


@mutation(Family.NUMBERS)
def two_additive_figures_of_one_year(rows: Rows, chance: random.Random) -> Fault | None:
    figures = [
        row for row in rows[_FLOWS] if row["kind"] in _TRADE and row["is_additive"] == "true"
    ]
    row = chance.choice(figures)
    again = entered_again(rows, _FLOWS, row, flow_id=f"{row['flow_id']}-z", goods="")
    return Fault(_FLOWS, again, "is_additive")


_COUNT, _OF_SESSION = ("agreements", "document_count"), ("sessions", "document_count")
for _name, _count in {"none": "0", "minus twelve": "-12", "a hundred thousand": "100000"}.items():
    changed(Family.NUMBERS, f"{_name} documents of an agreement", _COUNT, _count)
    changed(Family.NUMBERS, f"{_name} documents of a session", _OF_SESSION, _count)
changed(
    Family.NUMBERS,
    "one document more than the title says",
    _COUNT,
    lambda row: str(int(row["document_count"]) + 1),
    lambda row: row["title"].split()[0] in ("Six", "Seven", "Twelve", "Thirteen", "Two"),
)
for _name, _number in {"none": "0", "negative": "-4"}.items():
    changed(Family.NUMBERS, f"{_name} as number of a session", ("sessions", "number"), _number)


def _is_vote(row: Row) -> bool:
    return row["unit"] == "roll_call"


_VALUE = ("indicators", "value")
changed(Family.NUMBERS, "more votes than the Assembly has", _VALUE, "9999", _is_vote)
changed(Family.NUMBERS, "negative votes", _VALUE, lambda row: f"-{row['value']}", _is_vote)
changed(Family.NUMBERS, "half a vote", _VALUE, lambda row: f"{row['value']}.5", _is_vote)
changed(
    Family.NUMBERS,
    "one vote more",
    _VALUE,
    lambda row: str(int(row["value"]) + 1),
    _is_vote,
)
_ALPHA2 = ("countries", "alpha2")
changed(Family.NUMBERS, "alpha-2 in lower case", _ALPHA2, lambda row: row["alpha2"].lower())
changed(Family.NUMBERS, "alpha-2 of no country", _ALPHA2, "XQ")
changed(Family.NUMBERS, "alpha-3 of no country", ("countries", "country_id"), "XQZ")
changed(
    Family.NUMBERS,
    "negative code of a state",
    ("countries", "cow_code"),
    lambda row: f"-{row['cow_code']}",
)


@mutation(Family.NUMBERS)
def alpha2_codes_exchanged(rows: Rows, chance: random.Random) -> Fault | None:
    one, other = chance.sample(rows["countries"], 2)
    one["alpha2"], other["alpha2"] = other["alpha2"], one["alpha2"]
    return Fault("countries", one, "alpha2")


@mutation(Family.NUMBERS)
def code_of_another_state(rows: Rows, chance: random.Random) -> Fault | None:
    states = [row for row in rows["countries"] if row["gw_code"]]
    one, other = sorted(chance.sample(states, 2), key=lambda row: row["country_id"])
    other["gw_code"] = one["gw_code"]
    return Fault("countries", other, "gw_code")


@mutation(Family.NUMBERS)
def two_countries_of_one_name(rows: Rows, chance: random.Random) -> Fault | None:
    one, other = sorted(chance.sample(rows["countries"], 2), key=lambda row: row["country_id"])
    other["name"] = one["name"]
    settle(rows, "countries")
    return Fault("countries", other, "name")
