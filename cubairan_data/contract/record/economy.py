"""Financial flows, projects and yearly indicators."""

from collections.abc import Iterator
from itertools import pairwise
from typing import ClassVar

from cubairan_data.contract.codes.record import (
    Currency,
    FlowKind,
    FlowStage,
    IndicatorName,
    IndicatorUnit,
    ProjectStatus,
    QuantityUnit,
    Sector,
)
from cubairan_data.contract.column import coded, earliest, latest, sourced
from cubairan_data.contract.row import Fault, Row, Table, Values, shown, together
from cubairan_data.contract.types import (
    Count,
    CountryCode,
    Day,
    Edtf,
    Flag,
    Identifier,
    Number,
    Text,
    Year,
)


class FinancialFlow(Row):
    """One sum, at one stage, between a provider and a receiver; or one published trade figure."""

    TABLE: ClassVar[Table] = Table(
        name="financial_flows",
        group="record",
        title="Financial flows",
        description="One sum, at one stage, between a payer or supplier and a receiver; or one published trade figure.",
        key=("flow_id",),
        sort=("period_earliest", "flow_id"),
    )

    flow_id: Identifier = coded(
        "Flow", "Identifier: year, short name.", "2008-credit-line-200-million", required=True
    )
    kind: FlowKind = coded("Kind", "What sort of money or goods.", "credit_line", required=True)
    stage: FlowStage = coded("Stage", "How far the sum had come.", "agreed", required=True)
    period: Edtf | None = sourced("Period", "EDTF date or period of the sum.", "2008")
    period_earliest: Day | None = earliest("period", "2008-01-01")
    period_latest: Day | None = latest("period", "2008-12-31")
    provider_id: CountryCode | None = sourced(
        "Provider",
        "Country that pays or supplies; IRN for a trade total.",
        "IRN",
        references="countries",
    )
    receiver_id: CountryCode | None = sourced(
        "Receiver", "Country that receives.", "CUB", references="countries"
    )
    provider_org_id: Identifier | None = sourced(
        "Providing body",
        "Body that pays or supplies.",
        "export-development-bank-of-iran",
        references="organizations",
    )
    receiver_org_id: Identifier | None = sourced(
        "Receiving body", "Body that receives.", "government-of-cuba", references="organizations"
    )
    amount: Count | None = sourced(
        "Amount", "Whole units of the currency, never thousands.", "200000000", unit="currency"
    )
    amount_low: Count | None = sourced(
        "Low", "Lower end where the source gives a range.", "3000000", unit="currency"
    )
    amount_high: Count | None = sourced(
        "High", "Upper end where the source gives a range.", "5000000", unit="currency"
    )
    currency: Currency | None = sourced(
        "Currency", "ISO 4217; applies only when there is an amount.", "EUR"
    )
    quantity: Number | None = sourced(
        "Quantity", "How much was supplied.", "200", unit="quantity_unit"
    )
    quantity_unit: QuantityUnit | None = coded(
        "Unit of quantity", "Applies only when there is a quantity.", "piece"
    )
    goods: Text | None = sourced(
        "Goods", "What was supplied or financed, in short.", "railway wagons"
    )
    agreement_id: Identifier | None = coded(
        "Agreement", "The instrument it rests on.", "2008-06-credit-line", references="agreements"
    )
    part_of_id: Identifier | None = coded(
        "Part of",
        "The flow of which this is a raise, a draw-down or a restatement: the same money.",
        "2005-credit-line-200-million",
        references="financial_flows",
    )
    is_additive: Flag = coded(
        "Additive",
        "true where it may be summed with additive rows of its kind, stage and currency.",
        "true",
        required=True,
    )
    summary: Text = sourced(
        "Summary", "What is reported, in our own words.", "Credit line for imports.", required=True
    )

    @classmethod
    def faults(cls, values: Values) -> Iterator[Fault]:
        yield from super().faults(values)
        amounts = [
            name for name in ("amount", "amount_low", "amount_high") if values.get(name) is not None
        ]
        if amounts and values.get("currency") is None:
            yield Fault(
                "currency",
                "amount-with-currency",
                f"found blank; {amounts[0]} is filled, so it is needed",
            )
        if values.get("currency") is not None and not amounts:
            yield Fault(
                "currency",
                "amount-with-currency",
                f"found {shown(values['currency'])}; allowed: blank, there is no amount",
            )
        ordered = [
            (name, values[name])
            for name in ("amount_low", "amount", "amount_high")
            if name in amounts
        ]
        for (low_name, low), (high_name, high) in pairwise(ordered):
            if low > high:
                yield Fault(
                    high_name, "amount-order", f"found {high}; allowed: {low_name} {low} or more"
                )
        for name in amounts:
            if values[name] < 0:
                yield Fault(name, "amount-positive", f"found {values[name]}; allowed: 0 or more")
        yield from together(values, "quantity", "quantity_unit")
        if values.get("provider_id") and values.get("provider_id") == values.get("receiver_id"):
            yield Fault(
                "receiver_id", "direction", f"found {values['receiver_id']!r}, the provider itself"
            )


class Project(Row):
    """A cooperation that lives in time."""

    TABLE: ClassVar[Table] = Table(
        name="projects",
        group="record",
        title="Projects",
        description="A cooperation that lives in time: a joint vaccine, a plant, wagons, dams.",
        key=("project_id",),
        sort=("period_earliest", "project_id"),
    )

    project_id: Identifier = coded(
        "Project", "Identifier: short name.", "soberana-2-pasteurcovac", required=True
    )
    name: Text = coded("Name", "Plain English name.", "Joint vaccine Soberana 2", required=True)
    sector: Sector = coded("Sector", "Main field.", "pharmaceuticals", required=True)
    period: Edtf | None = sourced(
        "Period", "EDTF interval from first to last attested work.", "2021/2022"
    )
    period_earliest: Day | None = earliest("period", "2021-01-01")
    period_latest: Day | None = latest("period", "2022-12-31")
    status: ProjectStatus = coded(
        "Status", "Furthest stage that a source bears.", "completed", required=True
    )
    site_country_id: CountryCode | None = sourced(
        "Site", "Country where it is or was.", "IRN", references="countries"
    )
    cuban_org_id: Identifier | None = sourced(
        "Cuban body", "Cuban partner.", "finlay-institute", references="organizations"
    )
    iranian_org_id: Identifier | None = sourced(
        "Iranian body", "Iranian partner.", "pasteur-institute-of-iran", references="organizations"
    )
    agreement_id: Identifier | None = coded(
        "Agreement",
        "The instrument it rests on.",
        "2019-01-finlay-pasteur-memorandum",
        references="agreements",
    )
    summary: Text = sourced(
        "Summary",
        "What was built, produced or transferred.",
        "Vaccine made in Iran.",
        required=True,
    )


UNIT_OF_INDICATOR = {
    IndicatorName.UN_VOTES_JOINT: IndicatorUnit.ROLL_CALL,
    IndicatorName.UN_VOTES_IDENTICAL: IndicatorUnit.ROLL_CALL,
    IndicatorName.UN_VOTES_PARTLY: IndicatorUnit.ROLL_CALL,
    IndicatorName.UN_VOTES_OPPOSED: IndicatorUnit.ROLL_CALL,
    IndicatorName.MISSION_CUB_IN_IRN: IndicatorUnit.LEVEL,
    IndicatorName.MISSION_IRN_IN_CUB: IndicatorUnit.LEVEL,
    IndicatorName.TRADE_IRN_TO_CUB_USD: IndicatorUnit.USD,
    IndicatorName.TRADE_CUB_TO_IRN_USD: IndicatorUnit.USD,
}
MISSION_LEVELS = (0, 1, 2, 3, 9)


class Indicator(Row):
    """One value of one measure in one year."""

    TABLE: ClassVar[Table] = Table(
        name="indicators",
        group="record",
        title="Indicators",
        description="Dyad-year series: one value of one measure in one year, taken or computed from the named source.",
        key=("indicator", "year"),
        sort=("indicator", "year"),
    )

    indicator: IndicatorName = coded(
        "Indicator", "Name of the series.", "un_votes_joint", required=True
    )
    year: Year = coded("Year", "Calendar year.", "1995", required=True)
    value: Number = coded(
        "Value",
        "The value, computed from the source as the codebook says.",
        "61",
        required=True,
        unit="unit",
    )
    unit: IndicatorUnit = coded("Unit", "Unit of the value.", "roll_call", required=True)
    source_id: Identifier = coded(
        "Source",
        "The data it is taken from.",
        "voeten-2013-un-votes",
        references="sources",
        required=True,
    )

    @classmethod
    def faults(cls, values: Values) -> Iterator[Fault]:
        yield from super().faults(values)
        indicator, unit, value = values.get("indicator"), values.get("unit"), values.get("value")
        if indicator is None or unit is None or value is None:
            return
        if unit != UNIT_OF_INDICATOR[indicator]:
            yield Fault(
                "unit",
                "indicator-unit",
                f"found {shown(unit)}; allowed: {shown(UNIT_OF_INDICATOR[indicator])} for {indicator}",
            )
        if unit == IndicatorUnit.LEVEL and value not in MISSION_LEVELS:
            yield Fault(
                "value",
                "indicator-unit",
                f"found {value}; allowed: {', '.join(map(str, MISSION_LEVELS))}",
            )
