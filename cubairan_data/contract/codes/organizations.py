"""Kinds of organizations."""

from cubairan_data.contract.codes.code import Code


class OrganizationKind(Code):
    """Type of body."""

    STATE_ORGAN = "Head of state's office, cabinet, council, a country's government as a whole."
    MINISTRY = "A ministry."
    AGENCY = (
        "Another public authority: customs, regulator, promotion office, presidency department."
    )
    PARLIAMENT = "A parliament, its committees and friendship groups."
    JUDICIARY = "Courts and prosecution."
    EMBASSY = "An embassy or consulate."
    BANK = "A central, state or commercial bank."
    COMPANY = "A company or group of companies, state-owned or not."
    INSTITUTE = "A research or production institute."
    UNIVERSITY = "A university or academy."
    CHAMBER = "A chamber of commerce, business council, trade association."
    PARTY = "A political party or movement."
    ARMED_FORCE = "Armed forces, guards, police, intelligence service."
    MEDIA = "A news agency, broadcaster or newspaper, as an actor."
    LOCAL_GOVERNMENT = "A city, municipality or province."
    ASSOCIATION = "A federation, society, non-governmental or solidarity organization."
    INTERNATIONAL = "An organization of states."
    COMMISSION = "A body set up jointly by both countries."
    OTHER = "None of the others."
