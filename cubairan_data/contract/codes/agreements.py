"""Kinds and stages of agreements."""

from cubairan_data.contract.codes.code import Code


class AgreementKind(Code):
    """Type of instrument, by its own title or, failing that, by what the sources call it."""

    TREATY = (
        "A treaty by its own title, or one that the sources say needs ratification as a treaty."
    )
    AGREEMENT = "An agreement or accord; also where sources say no more than 'agreement'."
    MEMORANDUM = "A memorandum of understanding, of cooperation or of intent."
    PROTOCOL = "A protocol, whether it stands alone or is attached to another instrument."
    CONTRACT = "A commercial contract between a supplier or contractor and a buyer."
    PROGRAMME = "A programme, plan or roadmap of work for a stated period."
    JOINT_STATEMENT = "A joint statement, declaration or communique of both sides."
    LETTER_OF_INTENT = "A letter of intent."
    MINUTES = "The final act or agreed minutes of a commission session or a negotiation."
    CREDIT_AGREEMENT = "An agreement by which one side opens a credit or loan for the other."
    AMENDMENT = "An instrument that changes, extends or restructures an earlier one."


class AgreementStatus(Code):
    """The furthest stage of the instrument that a source supports."""

    NEGOTIATING = "Talks on it are reported, but no text is said to be ready."
    DRAFT = "A text or draft is reported ready, prepared or approved for signing, not signed."
    ANNOUNCED = "Its signing is announced for the future, or reported only as intended."
    SIGNED = "Signed by both sides; nothing later is known."
    RATIFIED = "Approved by a parliament or council of at least one side after signing."
    IN_FORCE = "A source says that it is in force or being carried out."
    SUSPENDED = "A source says that it was suspended."
    LAPSED = "A source says that it expired or was never carried out."
    SUPERSEDED = "Replaced by a later instrument."
    UNCONFIRMED = (
        "Reported as concluded by one source without a day or a text, or by sources that "
        "disagree on whether it was."
    )
