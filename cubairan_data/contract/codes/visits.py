"""Kinds, levels and outcomes of visits and sessions, and the parts taken in them."""

from cubairan_data.contract.codes.code import Code


class VisitKind(Code):
    """Form of the visit, by what the sources call it and what was done; the first that fits."""

    THIRD_COUNTRY_MEETING = (
        "A meeting of officials of both countries in a third country.",
        {"en": "Third-country meeting"},
    )
    STATE = "A source calls it a state visit."
    MULTILATERAL = "Made for a conference, summit or assembly of many countries."
    CEREMONIAL = "Made for a funeral, inauguration, anniversary or award."
    TRANSIT = "A stopover on the way elsewhere."
    PARLIAMENTARY = "Led by a speaker or member of parliament in that capacity."
    ENVOY = "Made to carry a message as special envoy."
    OFFICIAL = "A source calls it official, or the head of state, government or diplomacy travels."
    TECHNICAL = "Made by experts, companies, institutes or universities."
    UNOFFICIAL = (
        "Made by artists, athletes, students or relatives of leaders; no official leads it."
    )
    WORKING = "Any other journey of an official for talks or a commission session."


class VisitLevel(Code):
    """Rank of the highest-ranking visitor; in a third country, of the lower of the two who met."""

    HEAD_OF_STATE = (
        "President of either country, including the president of Cuba's Council of State."
    )
    HEAD_OF_GOVERNMENT = "Prime minister who is not head of state."
    VICE_PRESIDENT = "Vice-president, of the republic or of the Council of State or of Ministers."
    SPEAKER = "Speaker or president of parliament."
    FOREIGN_MINISTER = "Minister of foreign affairs."
    MINISTER = "Other minister or member of the cabinet."
    DEPUTY_MINISTER = "Deputy, vice- or assistant minister; deputy speaker."
    HEAD_OF_AGENCY = "Head of an agency, institute, bank, chamber or state company."
    AMBASSADOR = "Ambassador or director in a foreign ministry."
    OTHER = "Anyone else: members of parliament, commanders, advisers, experts."


class VisitStatus(Code):
    """Whether the visit took place."""

    TOOK_PLACE = "A source reports that it took place or was under way."
    ANNOUNCED = "Announced; no source consulted reports that it took place."
    CANCELLED = "A source says that it was cancelled or put off and no source that it was made."
    UNCONFIRMED = "Reported by one weak source, or sources disagree on whether it took place."


class SessionStatus(Code):
    """Whether the commission met."""

    HELD = "A source reports that the session was held or under way."
    ANNOUNCED = "Announced for a date; no source consulted reports that it was held."
    POSTPONED = "A source says that it was postponed."
    UNCONFIRMED = "That it was held can only be inferred from what sources say."


class ParticipantRole(Code):
    """Part played in the visit."""

    LEAD = "Led the visiting side, or the sender side named first in a third-country meeting."
    MEMBER = "Travelled with the lead."
    HOST = (
        "Received the visitor in his own name or on behalf of the host; head of the receiving side."
    )
    COUNTERPART = "Met the visitor or a member of the delegation during the visit."
