"""Kinds, topics and standing of statements."""

from cubairan_data.contract.codes.code import Code


class StatementKind(Code):
    """What the speaker does."""

    POSITION = "States a view or policy."
    ENDORSEMENT = "Supports the other side or its cause."
    CONDEMNATION = "Condemns an act of a third party or of one of the two."
    COMMITMENT = "Promises or undertakes something."
    DENIAL = "Denies an allegation."
    ALLEGATION = "Asserts as fact something that is disputed or unproven."
    ASSESSMENT = "Judges or analyses the relationship, or reports a finding on it."


class StatementTopic(Code):
    """Main topic of the statement."""

    BILATERAL_RELATIONS = "The relationship as a whole."
    ECONOMIC_COOPERATION = "Trade, credit, investment, industry."
    SCIENCE_HEALTH = "Health, vaccines, biotechnology, science.", {"en": "Science and health"}
    EMBARGO_ON_CUBA = "The United States embargo and sanctions on Cuba.", {"en": "Embargo on Cuba"}
    SANCTIONS_ON_IRAN = "Sanctions on Iran.", {"en": "Sanctions on Iran"}
    TERRORISM_DESIGNATION = "Lists of state sponsors of terrorism; support for armed groups."
    NUCLEAR_PROGRAMME = "Iran's nuclear programme and the nuclear agreement."
    ATTACKS_ON_IRAN = (
        "Armed attacks on Iran, its facilities and officials.",
        {"en": "Attacks on Iran"},
    )
    PALESTINE = "Palestine, Gaza, Israel."
    PROTESTS = "Protests and unrest in either country."
    HUMAN_RIGHTS = "Human rights in either country."
    INTELLIGENCE = "Intelligence and electronic cooperation, jamming included."
    MILITARY = "Weapons, bases, warships, drones, military cooperation."
    BIOLOGICAL_WEAPONS = "Biological weapons and dual-use biotechnology."
    NON_ALIGNED = (
        "Non-Aligned Movement, United Nations, world order.",
        {"en": "Non-Aligned Movement"},
    )
    IRAN_IRAQ_WAR = "The war of 1980 to 1988 and mediation in it.", {"en": "Iran–Iraq War"}
    CONDOLENCE = "Condolence, congratulation, solidarity after a disaster."
    OTHER = "None of the others."


class StatementStanding(Code):
    """What the sources consulted establish about the content; never our own opinion."""

    UNCONTESTED = (
        "A position or act of speech; no source consulted disputes what it asserts as fact."
    )
    CONTESTED = "A source consulted disputes or denies what it asserts as fact."
    REFUTED = "A better source shows that what it asserts as fact is wrong."
    UNPROVEN = "It asserts a disputable fact for which no source consulted gives proof."
