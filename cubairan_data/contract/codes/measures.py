"""Kinds of measures."""

from cubairan_data.contract.codes.code import Code


class MeasureKind(Code):
    """Type of measure."""

    EMBARGO = "A general prohibition of trade."
    TERRORISM_DESIGNATION = "Designation as a state sponsor of terrorism."
    SANCTIONS_PROGRAMME = "A law, order or resolution imposing or widening sanctions."
    ENTITY_LISTING = "Listing of a named entity or person."
    PENALTY = "A fine, forfeiture or settlement for violating the sanctions on Cuba and on Iran."
    WAIVER = "A temporary exemption or suspension."
    LIFTING = "Removal of a measure."
