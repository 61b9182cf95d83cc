"""Yearly series and their units."""

from cubairan_data.contract.codes.code import Code


class IndicatorName(Code):
    """Name of a yearly series."""

    UN_VOTES_JOINT = (
        "General Assembly roll calls in which both took part (yes, no or abstain).",
        {"en": "UN votes, joint"},
    )
    UN_VOTES_IDENTICAL = (
        "Joint roll calls in which both cast the same vote.",
        {"en": "UN votes, identical"},
    )
    UN_VOTES_PARTLY = (
        "Joint roll calls in which exactly one of the two abstained.",
        {"en": "UN votes, partly in agreement"},
    )
    UN_VOTES_OPPOSED = (
        "Joint roll calls in which one voted yes and the other no.",
        {"en": "UN votes, opposed"},
    )
    DIPLOMATIC_MISSION_CUB_IN_IRN = (
        "Head of Cuba's mission in Iran: 0 none known, 1 chargé d'affaires, 2 minister, "
        "3 ambassador, 9 other (COW).",
        {"en": "Cuban mission in Iran"},
    )
    DIPLOMATIC_MISSION_IRN_IN_CUB = (
        "Head of Iran's mission in Cuba: 0 none known, 1 chargé d'affaires, 2 minister, "
        "3 ambassador, 9 other (COW).",
        {"en": "Iranian mission in Cuba"},
    )
    TRADE_IRN_TO_CUB_USD = (
        "Goods exported from Iran to Cuba, in US dollars.",
        {"en": "Exports from Iran to Cuba, in US dollars"},
    )
    TRADE_CUB_TO_IRN_USD = (
        "Goods exported from Cuba to Iran, in US dollars.",
        {"en": "Exports from Cuba to Iran, in US dollars"},
    )


class IndicatorUnit(Code):
    """Unit of an indicator value."""

    ROLL_CALL = "Number of roll-call votes."
    LEVEL = "Code on an ordinal scale, as the source defines it."
    USD = "USD", "United States dollars, current prices."
