"""Code lists of the evidence tables."""

from cubairan_data.contract.codes.base import Code


class PublisherKind(Code):
    """What sort of outlet it is."""

    GOVERNMENT = (
        "government",
        "A government, parliament, ministry, embassy or other public authority.",
    )
    STATE_MEDIA = "state_media", "An outlet owned or run by a state."
    PARTY_MEDIA = "party_media", "An outlet of a party or mass organization."
    NEWS_AGENCY = "news_agency", "A news agency not run by Cuba or Iran."
    INDEPENDENT_MEDIA = (
        "independent_media",
        "An outlet not run by a state, a party or exiles, weblogs included.",
    )
    EXILE_MEDIA = "exile_media", "An outlet of emigrants or of opponents abroad."
    THINK_TANK = "think_tank", "A research or advocacy institution."
    UNIVERSITY = "university", "A university or academic press."
    INTERNATIONAL_ORGANIZATION = "international_organization", "An organization of states."
    ENCYCLOPEDIA = "encyclopedia", "A reference work."
    AGGREGATOR = "aggregator", "A site that reprints or collects texts of others."
    CONTENT_FARM = "content_farm", "A site of machine-made or anonymous texts made for traffic."
    DATASET = "dataset", "A producer of data."


class Reliability(Code):
    """Admiralty (NATO) scale for the reliability of a source."""

    A = (
        "A",
        "Completely reliable: the instrument itself, official gazettes and statistics, roll-call data.",
    )
    B = (
        "B",
        "Usually reliable: professional news agencies, scholars, established press, international bodies.",
    )
    C = (
        "C",
        "Fairly reliable: state media and governments on their own acts, think tanks that name sources.",
    )
    D = "D", "Not usually reliable: advocacy, exile and partisan outlets, personal weblogs."
    E = "E", "Unreliable: content farms, machine-written or invented material."
    F = "F", "Cannot be judged: open encyclopedias, reprint sites and outlets of unknown make."


class SourceKind(Code):
    """CSL item type."""

    ARTICLE_NEWSPAPER = (
        "article-newspaper",
        "A news story, of a newspaper, an agency or a broadcaster's site.",
    )
    ARTICLE_MAGAZINE = "article-magazine", "A magazine article."
    ARTICLE_JOURNAL = "article-journal", "A journal article."
    WEBPAGE = "webpage", "A page of a site that is none of the others."
    POST_WEBLOG = "post-weblog", "A weblog post."
    REPORT = "report", "A report or policy paper."
    BOOK = "book", "A book."
    CHAPTER = "chapter", "A chapter of a book."
    THESIS = "thesis", "A thesis."
    SPEECH = "speech", "The text of a speech."
    INTERVIEW = "interview", "An interview."
    LEGISLATION = "legislation", "A law or decree."
    REGULATION = "regulation", "A regulation, order or listing of an authority."
    TREATY = "treaty", "The text of a treaty or agreement."
    HEARING = "hearing", "A parliamentary hearing or record."
    DATASET = "dataset", "A data set."
    ENTRY_ENCYCLOPEDIA = "entry-encyclopedia", "An article of an encyclopedia."
    DOCUMENT = "document", "Another document: cable, letter, press release, declassified paper."


class Verdict(Code):
    """What the passage does to the value."""

    SUPPORTS = "supports", "The passage says what the columns say."
    CONTRADICTS = (
        "contradicts",
        "The passage gives another value for the column; the value stands for the reason given.",
    )


class Reason(Code):
    """Why a contradicting reading is not followed."""

    SOURCES_DISAGREE = (
        "sources_disagree",
        "Sources of like standing disagree; the value has more or nearer witnesses.",
    )
    TYPO = "typo", "A slip of the pen."
    CALENDAR_CONVERSION = (
        "calendar_conversion",
        "A slip between the Iranian and the Gregorian calendar, or of a time zone.",
    )
    CURRENCY_CONFUSION = "currency_confusion", "Another currency was put for the true one."
    DOUBLE_COUNT = "double_count", "The same thing counted twice, or another thing counted in."
    MISATTRIBUTION = "misattribution", "Said of the wrong person, office, body, place or occasion."
    ANNOUNCEMENT_NOT_FACT = "announcement_not_fact", "A plan told as an event."
    ANACHRONISM = "anachronism", "It could not be so at that time."
    TRANSLATION = "translation", "A slip of translation or transliteration."
    OUTDATED = "outdated", "True earlier, overtaken by the date of the value."
    OTHER = "other", "Another reason, told in the note."


class CoverageDepth(Code):
    """How thoroughly it was looked for."""

    SYSTEMATIC = (
        "systematic",
        "Each year and each of several languages searched on purpose; absence means something.",
    )
    PARTIAL = "partial", "Searched on purpose, but not each year or language; absence means little."
    SPORADIC = "sporadic", "Found in passing; absence means nothing."
