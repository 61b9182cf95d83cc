"""Modes and occasions of contacts, and the parts taken in them."""

from cubairan_data.contract.codes.code import Code


class ContactMode(Code):
    """How the two sides met."""

    IN_PERSON = "Face to face: a meeting, an audience, a presentation of credentials."
    TELEPHONE = "By telephone."
    VIDEO = "By video conference."
    LETTER = (
        "By letter, message or telegram to the government, a body or an official of the other "
        "side, delivered or published, posts on social media included."
    )
    CEREMONY = "At a public occasion: a reception, tribute, funeral rite, signing of a book."


class ContactOccasion(Code):
    """What it was for; the first code that fits."""

    CREDENTIALS = "An ambassador presented letters of credence, or copies of them."
    FAREWELL = "An ambassador took leave at the end of a mission."
    CONDOLENCE = "Condolences, or solidarity after an attack or a disaster."
    CONGRATULATION = "Congratulations on an election, appointment, anniversary or success."
    NATIONAL_DAY = "A reception or ceremony for a national day or an anniversary of relations."
    TRIBUTE = "A homage to a person or a people: a wreath, a memorial event, an award."
    MESSAGE = "A message of a leader was handed over or answered."
    CONSULTATION = "Political consultations of the foreign ministries, or a session held on line."
    PARLIAMENTARY = "A member, committee or friendship group of a parliament was one side."
    BUSINESS = "A chamber, bank or company was one side, or trade was the only subject."
    TALKS = "Any other talks or exchange of views."


class ContactRole(Code):
    """Part played in the contact."""

    HOST = "Received the other, or gave the occasion."
    GUEST = "Was received, or attended the occasion."
    INITIATOR = "Called or wrote to the other, where a source says who did."
    ADDRESSEE = "Was called or written to."
    PARTY = "Took part in a talk of which no source says who began it."
