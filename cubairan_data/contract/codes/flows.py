"""Kinds and stages of financial flows, and the units in which they are given."""

from collections.abc import Mapping

from cubairan_data.contract.codes.code import Code


class FlowKind(Code):
    """Type of payment, credit or delivery."""

    CREDIT_LINE = "A credit line: a ceiling that can be drawn on."
    LOAN = "A loan of a stated sum."
    DEBT = "A debt outstanding on a date."
    REPAYMENT = "Money paid back."
    RESTRUCTURING = "A debt rescheduled or forgiven."
    TRADE_TOTAL = "Trade in both directions in a period."
    TRADE_EXPORTS = "Goods exported from provider to receiver in a period."
    CONTRACT = "The value of a contract."
    PURCHASE = "A purchase or delivery of goods."
    INVESTMENT = "An investment."
    GRANT = "Money given."
    AID_IN_KIND = "Goods or services given."


class FlowStage(Code):
    """The furthest stage that the source reports."""

    SOUGHT = "Requested, targeted or forecast."
    OFFERED = "Offered or promised by the provider."
    AGREED = "Agreed or signed."
    DISBURSED = "Paid out or drawn, wholly or in part."
    COMPLETED = "Fully delivered, paid or settled."
    REPORTED = "A published figure (trade, debt) for a period."
    SUSPENDED = "Halted for the time being."
    CANCELLED = "Called off."


class AdditiveReason(Code):
    """Why a row is not summed with others; the first code that fits."""

    NO_AMOUNT = "No sum is stated."
    OTHER_CURRENCY = (
        "The money of another row, stated in another currency.",
        {"en": "Same money in another currency"},
    )
    PART_OF = "A part of the money of another row."
    RESTATES = "The money of another row, reported again or at another stage."
    RAISED = "A ceiling that was raised later; the row of the raised ceiling contains it."
    AGGREGATE = "A sum over several rows of the record."
    UPPER_BOUND = "Shared with another country, and the share is not stated; only an upper bound."
    UNSTATED_PERIOD = "A yearly figure of no stated year, which may be that of another row."
    PARTLY_CARRIED_OUT = "The whole sum, of which only a part has reached this stage."
    NOT_CARRIED_OUT = "A target or promise, and no source consulted shows that it was kept."
    MAY_OVERLAP = "May be part of another row; no source consulted settles it."
    UNCONFIRMED = "No better source confirms it, or a better source gives another figure."


class QuantityUnit(Code):
    """What a quantity counts."""

    PIECE = "Single items: wagons, tractors, buses, generators, devices."
    TONNE = "Metric tonnes."
    DOSE = "Doses of a vaccine or medicine."
    BARREL = "Barrels of oil."
    LITRE = "Litres."
    MEGAWATT = "Megawatts of generating capacity."
    PERSON = "Persons: students, doctors, patients."
    HECTARE = "Hectares."
    KILOMETRE = "Kilometres."
    HOUSE = "Dwellings."


class Currency(Code):
    """Currency of an amount, ISO 4217."""

    USD = "USD", "United States dollar."
    EUR = "EUR", "Euro (from 1999)."
    CUP = "CUP", "Cuban peso."
    IRR = "IRR", "Iranian rial."
    GBP = "GBP", "Pound sterling."
    DEM = "DEM", "German mark (to 2001)."
    CHF = "CHF", "Swiss franc."
    CAD = "CAD", "Canadian dollar."
    CNY = "CNY", "Chinese yuan."
    RUB = "RUB", "Russian rouble."


# When a currency could be named, as an EDTF interval; the others outlast the record at both ends.
CURRENCY_LIVES: Mapping[str, str] = {
    Currency.EUR: "1999/..",
    Currency.DEM: "../2002-02",
    Currency.RUB: "1992/..",
}
