"""What a line of evidence is about and says, and how thorough a search was."""

from cubairan_data.contract.codes.code import Code


class Verdict(Code):
    """Whether the passage supports or contradicts the value."""

    SUPPORTS = "The passage says what the columns say."
    CONTRADICTS = (
        "The passage gives another value for the column; it is not followed, for the reason given."
    )


class Reason(Code):
    """Why a contradicting reading is not followed."""

    SOURCES_DISAGREE = (
        "Sources of equal standing disagree; the value has more, or closer, independent sources."
    )
    TYPO = "A slip of the pen in the source."
    CALENDAR_CONVERSION = (
        "An error of conversion between the Iranian and Gregorian calendars, or of time zones."
    )
    CURRENCY_CONFUSION = "The source names the wrong currency."
    DOUBLE_COUNT = "The same thing is counted twice, or something else is included."
    MISATTRIBUTION = "Attributed to the wrong person, office, body, place or occasion."
    ANNOUNCEMENT_NOT_FACT = "A plan reported as an event.", {"en": "Announcement, not fact"}
    ANACHRONISM = "It was not possible at that time."
    TRANSLATION = "An error of translation or transliteration."
    OUTDATED = "True earlier, but superseded by the date of the value."
    OTHER = "Another reason, given in the note."


class CoverageDepth(Code):
    """Thoroughness of the search."""

    SYSTEMATIC = (
        "Each year and each of several languages searched on purpose; absence means something."
    )
    PARTIAL = "Searched on purpose, but not each year or language; absence means little."
    SPORADIC = "Found in passing; absence means nothing."


class EvidencedTable(Code):
    """A table whose rows rest on sources: those of the record, and those of its actors."""

    AGREEMENTS = "Agreements."
    CONTACT_PARTICIPANTS = "Participants of contacts."
    CONTACTS = "Contacts."
    FINANCIAL_FLOWS = "Financial flows."
    INDICATORS = "Indicators."
    MEASURES = "Measures."
    OFFICIALS = "Officials."
    ORGANIZATIONS = "Organizations."
    PROJECTS = "Projects."
    SESSIONS = "Sessions of the joint commission."
    STATEMENTS = "Statements."
    TENURES = "Tenures."
    VISIT_PARTICIPANTS = "Participants of visits."
    VISITS = "Visits."
