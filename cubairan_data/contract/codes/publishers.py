"""Kinds and reliability of publishers."""

from cubairan_data.contract.codes.code import Code


class PublisherKind(Code):
    """Type of outlet."""

    GOVERNMENT = "A government, parliament, ministry, embassy or other public authority."
    STATE_MEDIA = "An outlet owned or run by a state."
    PARTY_MEDIA = "An outlet of a party or mass organization."
    NEWS_AGENCY = "A news agency not run by Cuba or Iran."
    INDEPENDENT_MEDIA = "An outlet not run by a state, a party or exiles, weblogs included."
    EXILE_MEDIA = "An outlet of emigrants or of opponents abroad."
    THINK_TANK = "A research or advocacy institution."
    UNIVERSITY = "A university or academic press."
    INTERNATIONAL_ORGANIZATION = "An organization of states."
    ENCYCLOPEDIA = "A reference work."
    AGGREGATOR = "A site that reprints or collects texts by others."
    CONTENT_FARM = "A site of machine-written or anonymous texts produced for traffic."
    DATASET = "A producer of data."


class Reliability(Code):
    """Admiralty (NATO) scale for the reliability of a source."""

    A = (
        "A",
        "Completely reliable: the instrument itself, official gazettes and statistics, roll-"
        "call data.",
    )
    B = (
        "B",
        "Usually reliable: professional news agencies, scholars, established press, "
        "international bodies.",
    )
    C = (
        "C",
        "Fairly reliable: state media and governments on their own acts, think tanks that name "
        "sources.",
    )
    D = "D", "Not usually reliable: advocacy, exile and partisan outlets, personal weblogs."
    E = "E", "Unreliable: content farms, machine-written or fabricated material."
    F = "F", "Cannot be judged: open encyclopedias, reprint sites and outlets of unknown origin."
