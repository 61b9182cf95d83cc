"""Code lists of the judgements."""

from cubairan_data.contract.codes.code import Code


class JudgementKind(Code):
    """What was judged of a pair."""

    IDENTITY = "Whether two rows of a table are one and the same thing."
    INDEPENDENCE = "Whether two sources bear a value independently of one another."
    ORIGIN = "Whether a source takes its story from the publisher that its note names."


class JudgementVerdict(Code):
    """What was decided."""

    SAME = "Identity: they are one; one of the two is to be merged into the other."
    DIFFERENT = "Identity: they are two."
    REPRINT = "Independence, origin: one repeats the other, or both a third; the sources say so."
    INDEPENDENT = "Independence, origin: each has its own account."


class IdentifiedTable(Code):
    """A table whose rows have identifiers that others may have cited."""

    AGREEMENTS = "Agreements."
    CONTACT_PARTICIPANTS = "Participants of contacts."
    CONTACTS = "Contacts."
    FINANCIAL_FLOWS = "Financial flows."
    INDICATORS = "Indicators."
    MEASURES = "Measures."
    OFFICIALS = "Officials."
    ORGANIZATIONS = "Organizations."
    PROJECTS = "Projects."
    PUBLISHERS = "Publishers."
    SESSIONS = "Sessions of the joint commission."
    SOURCES = "Sources."
    STATEMENTS = "Statements."
    TENURES = "Tenures."
    VISIT_PARTICIPANTS = "Participants of visits."
    VISITS = "Visits."
