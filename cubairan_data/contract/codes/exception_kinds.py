"""Code lists of the exceptions to rules."""

from cubairan_data.contract.codes.code import Code


class ExceptionKind(Code):
    """On what a true exception rests."""

    ATTESTED = "A source says so, against what the rule expects; it is named in the row."
    IDENTIFIER_KEPT = (
        "The identifier was published before the value was put right, and is never changed."
    )
    REVIEWED = "Looked at again and found right; the note says why."


class RuledTable(Code):
    """A table whose rows the rules are about."""

    AGREEMENTS = "Agreements."
    CONTACT_PARTICIPANTS = "Participants of contacts."
    CONTACTS = "Contacts."
    COUNTRIES = "Countries."
    COVERAGE = "What was searched."
    EVIDENCE = "Lines of evidence."
    FINANCIAL_FLOWS = "Financial flows."
    INDICATORS = "Indicators."
    IDENTIFIERS = "Identifiers in authority files."
    JUDGEMENTS = "Judgements."
    MEASURES = "Measures."
    OFFICIALS = "Officials."
    ORGANIZATIONS = "Organizations."
    PLACES = "Places."
    PROJECTS = "Projects."
    PUBLISHERS = "Publishers."
    RETIRED_IDS = "Retired identifiers.", {"en": "Retired identifiers"}
    SESSIONS = "Sessions of the joint commission."
    SOURCES = "Sources."
    STATEMENTS = "Statements."
    TENURES = "Tenures."
    VISIT_PARTICIPANTS = "Participants of visits."
    VISITS = "Visits."
