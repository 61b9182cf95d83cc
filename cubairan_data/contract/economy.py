"""Financial flows, projects and yearly indicators."""

from itertools import pairwise
from typing import Annotated, ClassVar

from cubairan_data.contract.cell_types import (
    Count,
    CountryCode,
    Edtf,
    Flag,
    Identifier,
    Number,
    Text,
    Year,
)
from cubairan_data.contract.codes.flows import (
    AdditiveReason,
    Currency,
    FlowKind,
    FlowStage,
    QuantityUnit,
)
from cubairan_data.contract.codes.indicators import IndicatorName, IndicatorUnit
from cubairan_data.contract.codes.projects import ProjectStatus
from cubairan_data.contract.codes.sectors import Sector
from cubairan_data.contract.columns import Coded, Earliest, Latest, Sourced
from cubairan_data.contract.families import Family
from cubairan_data.contract.model import TableModel
from cubairan_data.contract.row_rules import Breaches, Values, row_rule, shown
from cubairan_data.contract.table_meta import TableMeta


class FinancialFlow(TableModel):
    """One sum, at one stage, between a provider and a receiver; or one published trade figure."""

    META: ClassVar[TableMeta] = TableMeta(
        name="financial_flows",
        group="record",
        title="Financial flows",
        description="One sum, at one stage, between a provider and a receiver; or one published "
        "trade figure.",
        key=("flow_id",),
        sort=("period_earliest", "flow_id"),
        headline=(
            "flow_id",
            "period",
            "amount",
            "currency",
            "stage",
            "kind",
            "summary",
            "provider_id",
            "receiver_id",
            "is_additive",
            "goods",
            "quantity",
            "quantity_unit",
        ),
        together=(("quantity", "quantity_unit"),),
    )

    flow_id: Annotated[
        Identifier, Coded("Flow", "Identifier: year, short name.", "2006-credit-line-200-million")
    ]
    kind: Annotated[FlowKind, Coded("Kind", "Type of payment, credit or delivery.", "credit_line")]
    stage: Annotated[FlowStage, Coded("Stage", "Furthest stage that the source reports.", "agreed")]
    period: Annotated[
        Edtf | None, Sourced("Period", "EDTF date or period of the flow.", "2008")
    ] = None
    period_earliest: Earliest = None
    period_latest: Latest = None
    provider_id: Annotated[
        CountryCode | None,
        Sourced(
            "Provider",
            "Country that pays or supplies; IRN for a trade total.",
            "IRN",
            references="countries",
        ),
    ] = None
    receiver_id: Annotated[
        CountryCode | None,
        Sourced("Receiver", "Country that receives.", "CUB", references="countries"),
    ] = None
    provider_org_id: Annotated[
        Identifier | None,
        Sourced(
            "Providing body",
            "Body that pays or supplies.",
            "export-development-bank-of-iran",
            references="organizations",
        ),
    ] = None
    receiver_org_id: Annotated[
        Identifier | None,
        Sourced(
            "Receiving body",
            "Body that receives.",
            "government-of-cuba",
            references="organizations",
        ),
    ] = None
    amount: Annotated[
        Count | None,
        Sourced(
            "Amount", "Whole units of the currency, never thousands.", "200000000", unit="currency"
        ),
    ] = None
    amount_low: Annotated[
        Count | None,
        Sourced("Low", "Lower end where the source gives a range.", "3000000", unit="currency"),
    ] = None
    amount_high: Annotated[
        Count | None,
        Sourced("High", "Upper end where the source gives a range.", "5000000", unit="currency"),
    ] = None
    currency: Annotated[
        Currency | None,
        Sourced("Currency", "ISO 4217; only where there is an amount.", "EUR"),
    ] = None
    quantity: Annotated[
        Number | None, Sourced("Quantity", "How much was supplied.", "200", unit="quantity_unit")
    ] = None
    quantity_unit: Annotated[
        QuantityUnit | None,
        Coded("Unit of quantity", "Only where there is a quantity.", "piece"),
    ] = None
    goods: Annotated[
        Text | None, Sourced("Goods", "What was supplied or financed, in brief.", "railway wagons")
    ] = None
    agreement_id: Annotated[
        Identifier | None,
        Coded(
            "Agreement",
            "The agreement on which it rests.",
            "2006-04-economic-cooperation-agreement",
            references="agreements",
        ),
    ] = None
    part_of_id: Annotated[
        Identifier | None,
        Coded(
            "Part of",
            "The flow of which this is an increase, a drawdown or a restatement: the same money.",
            "2005-credit-line-20-million",
            references="financial_flows",
        ),
    ] = None
    is_additive: Annotated[
        Flag,
        Coded(
            "Additive",
            "true where it may be summed with the additive rows of its kind, stage and currency.",
            "true",
        ),
    ]
    additive_reason: Annotated[
        AdditiveReason | None,
        Coded("Reason", "Why it is not additive; only where it is not.", "part_of"),
    ] = None
    summary: Annotated[
        Text, Sourced("Summary", "What is reported, in our own words.", "Credit line for imports.")
    ]


AMOUNTS = ("amount_low", "amount", "amount_high")


def filled_amounts(values: Values) -> list[tuple[str, int]]:
    """The amounts of a flow that are filled, from low to high."""
    return [(name, values[name]) for name in AMOUNTS if values.get(name) is not None]


@row_rule(
    "amount-with-currency",
    "An amount has a currency, and a currency an amount.",
    FinancialFlow,
    family=Family.NUMBERS,
)
def amount_with_currency(values: Values) -> Breaches:
    """There is a currency where, and only where, there is an amount."""
    currency, amounts = values.get("currency"), filled_amounts(values)
    if amounts and currency is None:
        yield "currency", f"found blank; {amounts[0][0]} is filled, so it is required"
    if currency is not None and not amounts:
        yield "currency", f"found {shown(currency)}; allowed: blank, there is no amount"


@row_rule(
    "amount-order",
    "Low is at most amount is at most high.",
    FinancialFlow,
    family=Family.NUMBERS,
)
def amount_order(values: Values) -> Breaches:
    """The amounts of a range do not decrease from low to high."""
    for (low_name, low), (high_name, high) in pairwise(filled_amounts(values)):
        if low > high:
            yield high_name, f"found {high}; allowed: {low_name} {low} or more"


@row_rule(
    "amount-positive",
    "An amount is above zero; only a published figure of trade may be nil.",
    FinancialFlow,
    family=Family.NUMBERS,
)
def amount_positive(values: Values) -> Breaches:
    """No amount is negative, and a sum that was paid or lent is something."""
    least = 0 if values.get("kind") in (FlowKind.TRADE_TOTAL, FlowKind.TRADE_EXPORTS) else 1
    for name, amount in filled_amounts(values):
        if amount < least:
            yield name, f"found {amount}; allowed: {least} or more"


_COUNTED = (
    QuantityUnit.DOSE,
    QuantityUnit.HOUSE,
    QuantityUnit.PERSON,
    QuantityUnit.PIECE,
)


@row_rule(
    "quantity-positive",
    "A quantity is above zero, and whole where the unit is counted.",
    FinancialFlow,
    family=Family.NUMBERS,
)
def quantity_positive(values: Values) -> Breaches:
    """Something was supplied, and nobody supplies half a wagon."""
    quantity, unit = values.get("quantity"), values.get("quantity_unit")
    if quantity is None:
        return
    if quantity <= 0:
        yield "quantity", f"found {quantity:g}; allowed: above 0"
    elif unit in _COUNTED and quantity != int(quantity):
        yield "quantity", f"found {quantity:g}; allowed for {unit}: a whole number"


_NOT_COUNTED = (FlowStage.SOUGHT, FlowStage.OFFERED, FlowStage.SUSPENDED, FlowStage.CANCELLED)


@row_rule(
    "additive-counts",
    "What may be summed is one amount, at a stage at which it counts.",
    FinancialFlow,
    family=Family.NUMBERS,
)
def additive_counts(values: Values) -> Breaches:
    """Only money of which something is known, and that was not merely wished for, is summed."""
    if not values.get("is_additive"):
        return
    if values.get("amount") is None and filled_amounts(values):
        yield "is_additive", "found true with a range; allowed: false, or one amount"
    if values.get("stage") in _NOT_COUNTED:
        yield "is_additive", f"found true at the stage {values['stage']}; allowed: false"


_SAME_MONEY = (AdditiveReason.OTHER_CURRENCY, AdditiveReason.PART_OF, AdditiveReason.RESTATES)


@row_rule(
    "additive-reason",
    "A row that is not additive has a reason, which its cells bear out.",
    FinancialFlow,
    family=Family.NUMBERS,
)
def additive_reason(values: Values) -> Breaches:
    """There is a reason where, and only where, a row is not additive."""
    is_additive, reason = values.get("is_additive"), values.get("additive_reason")
    if is_additive is None:
        return
    if is_additive and not filled_amounts(values):
        yield "is_additive", "found true; allowed: false, there is no amount"
    if is_additive and reason is not None:
        yield "additive_reason", f"found {shown(reason)}; allowed: blank, the row is additive"
    elif not is_additive and reason is None:
        yield "additive_reason", "found blank; is_additive is false, so it is required"
    elif reason is not None:
        yield from _borne_out(values, reason)


def _borne_out(values: Values, reason: AdditiveReason) -> Breaches:
    has_amount = bool(filled_amounts(values))
    if has_amount is (reason is AdditiveReason.NO_AMOUNT):
        allowed = "no_amount where there is no amount, and only there"
        yield "additive_reason", f"found {shown(reason)}; allowed: {allowed}"
    if reason in _SAME_MONEY and values.get("part_of_id") is None:
        message = f"found blank; required for {shown(reason)}"
        yield "part_of_id", message


@row_rule(
    "direction",
    "A visit or a flow runs from one country to the other.",
    FinancialFlow,
    family=Family.SIDES,
)
def flow_direction(values: Values) -> Breaches:
    """The provider is not the receiver."""
    provider, receiver = values.get("provider_id"), values.get("receiver_id")
    if provider and provider == receiver:
        yield "receiver_id", f"found {receiver!r}, the provider itself"


class Project(TableModel):
    """A joint undertaking that extends over time."""

    META: ClassVar[TableMeta] = TableMeta(
        name="projects",
        group="record",
        title="Projects",
        description="A joint undertaking that extends over time: a vaccine, a plant, wagons, dams.",
        key=("project_id",),
        sort=("period_earliest", "project_id"),
        headline=(
            "project_id",
            "name",
            "period",
            "status",
            "sector",
            "site_country_id",
            "summary",
            "cuban_org_id",
            "iranian_org_id",
        ),
    )

    project_id: Annotated[
        Identifier, Coded("Project", "Identifier: short name.", "soberana-2-pasteurcovac")
    ]
    name: Annotated[
        Text, Coded("Name", "Plain English name.", "Joint vaccine Soberana 2", is_shown=True)
    ]
    sector: Annotated[Sector, Coded("Sector", "Main field of cooperation.", "pharmaceuticals")]
    period: Annotated[
        Edtf | None,
        Sourced("Period", "EDTF interval from the first to the last attested work.", "2021/2022"),
    ] = None
    period_earliest: Earliest = None
    period_latest: Latest = None
    status: Annotated[
        ProjectStatus, Coded("Status", "Furthest stage that a source supports.", "completed")
    ]
    site_country_id: Annotated[
        CountryCode | None,
        Sourced("Site", "Country in which it is or was.", "IRN", references="countries"),
    ] = None
    cuban_org_id: Annotated[
        Identifier | None,
        Sourced("Cuban body", "Cuban partner.", "finlay-institute", references="organizations"),
    ] = None
    iranian_org_id: Annotated[
        Identifier | None,
        Sourced(
            "Iranian body",
            "Iranian partner.",
            "pasteur-institute-of-iran",
            references="organizations",
        ),
    ] = None
    agreement_id: Annotated[
        Identifier | None,
        Coded(
            "Agreement",
            "The agreement on which it rests.",
            "2019-01-finlay-pasteur-memorandum",
            references="agreements",
        ),
    ] = None
    summary: Annotated[
        Text,
        Sourced("Summary", "What was built, produced or transferred.", "Vaccine made in Iran."),
    ]


UNIT_OF_INDICATOR = {
    IndicatorName.UN_VOTES_JOINT: IndicatorUnit.ROLL_CALL,
    IndicatorName.UN_VOTES_IDENTICAL: IndicatorUnit.ROLL_CALL,
    IndicatorName.UN_VOTES_PARTLY: IndicatorUnit.ROLL_CALL,
    IndicatorName.UN_VOTES_OPPOSED: IndicatorUnit.ROLL_CALL,
    IndicatorName.DIPLOMATIC_MISSION_CUB_IN_IRN: IndicatorUnit.LEVEL,
    IndicatorName.DIPLOMATIC_MISSION_IRN_IN_CUB: IndicatorUnit.LEVEL,
    IndicatorName.TRADE_IRN_TO_CUB_USD: IndicatorUnit.USD,
    IndicatorName.TRADE_CUB_TO_IRN_USD: IndicatorUnit.USD,
}
MISSION_LEVELS = (0, 1, 2, 3, 9)


class Indicator(TableModel):
    """One value of one yearly series."""

    META: ClassVar[TableMeta] = TableMeta(
        name="indicators",
        group="record",
        title="Indicators",
        description="Dyad-year series: one value of one indicator in one year, taken or computed "
        "from the named source.",
        key=("indicator", "year"),
        sort=("indicator", "year"),
        headline=(
            "indicator",
            "year",
            "value",
            "unit",
            "source_id",
        ),
    )

    indicator: Annotated[IndicatorName, Coded("Indicator", "Name of the series.", "un_votes_joint")]
    year: Annotated[Year, Coded("Year", "Calendar year.", "1995")]
    value: Annotated[
        Number,
        Coded(
            "Value", "The value, computed from the source as the codebook says.", "72", unit="unit"
        ),
    ]
    unit: Annotated[IndicatorUnit, Coded("Unit", "Unit of the value.", "roll_call")]
    source_id: Annotated[
        Identifier,
        Coded(
            "Source",
            "The data from which it is taken.",
            "voeten-2013-un-general-assembly-votes",
            references="sources",
        ),
    ]


@row_rule(
    "indicator-unit",
    "A series has its own unit, and a level is a number of its scale.",
    Indicator,
    family=Family.NUMBERS,
)
def indicator_unit(values: Values) -> Breaches:
    """A value is in the unit of its series and, where it is a level, on its scale."""
    indicator, unit, value = values.get("indicator"), values.get("unit"), values.get("value")
    if indicator is None or unit is None or value is None:
        return
    expected = UNIT_OF_INDICATOR[indicator]
    if unit != expected:
        yield "unit", f"found {shown(unit)}; allowed: {shown(expected)} for {indicator}"
    if unit == IndicatorUnit.LEVEL and value not in MISSION_LEVELS:
        yield "value", f"found {value}; allowed: {', '.join(map(str, MISSION_LEVELS))}"


# No session of the General Assembly has had so many recorded votes.
_ROLL_CALLS = 400


@row_rule(
    "indicator-range",
    "Votes are whole and as many as the Assembly can cast in a year; no value is negative.",
    Indicator,
    family=Family.NUMBERS,
)
def indicator_range(values: Values) -> Breaches:
    """A count of roll calls is a count."""
    value, unit = values.get("value"), values.get("unit")
    if value is None:
        return
    if value < 0:
        yield "value", f"found {value:g}; allowed: 0 or more"
    elif unit is IndicatorUnit.ROLL_CALL and (value != int(value) or value > _ROLL_CALLS):
        yield "value", f"found {value:g}; allowed: a whole number up to {_ROLL_CALLS}"
