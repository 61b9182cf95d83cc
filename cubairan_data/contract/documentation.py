"""Publishers, sources, evidence, coverage and retired identifiers."""

import re
from collections.abc import Iterable
from typing import Annotated, ClassVar

from cubairan_data.contract.cell_types import (
    CodeList,
    CountryCode,
    Day,
    Edtf,
    Identifier,
    Language,
    LanguageList,
    Locator,
    NameList,
    RowIdentifier,
    Text,
    TextList,
    Url,
)
from cubairan_data.contract.codes.evidence_lines import (
    CoverageDepth,
    EvidencedTable,
    Reason,
    Verdict,
)
from cubairan_data.contract.codes.judgements import (
    IdentifiedTable,
    JudgementKind,
    JudgementVerdict,
)
from cubairan_data.contract.codes.publishers import PublisherKind, Reliability
from cubairan_data.contract.codes.source_kinds import SourceKind
from cubairan_data.contract.columns import Earliest, Latest, Recorded
from cubairan_data.contract.families import Family
from cubairan_data.contract.iso_lists import SCRIPT_OF, SHORTER
from cubairan_data.contract.model import TableModel
from cubairan_data.contract.row_rules import Breaches, Values, row_rule, shown
from cubairan_data.contract.table_meta import TableMeta
from cubairan_data.contract.urls import is_public


class Publisher(TableModel):
    """An outlet that publishes sources."""

    META: ClassVar[TableMeta] = TableMeta(
        name="publishers",
        group="evidence",
        title="Publishers",
        description="Outlets whose texts were consulted, with their type and reliability.",
        key=("publisher_id",),
        sort=("publisher_id",),
        headline=(
            "publisher_id",
            "name",
            "reliability",
            "kind",
            "country_id",
            "note",
        ),
    )

    publisher_id: Annotated[Identifier, Recorded("Publisher", "Identifier: short name.", "efe")]
    name: Annotated[Text, Recorded("Name", "The outlet's name.", "Agencia EFE")]
    country_id: Annotated[
        CountryCode | None, Recorded("Country", "Seat, where known.", "ESP", references="countries")
    ] = None
    kind: Annotated[PublisherKind, Recorded("Kind", "Type of outlet.", "news_agency")]
    domains: Annotated[
        TextList | None,
        Recorded(
            "Domains",
            "Domains in which the texts consulted lie, its own first, those of copies after it, "
            "separated by `;`.",
            "efe.com",
        ),
    ] = None
    reliability: Annotated[
        Reliability, Recorded("Reliability", "On the Admiralty scale, for this subject.", "B")
    ]
    note: Annotated[
        Text | None,
        Recorded("Note", "What a reader should know about it.", "Reprints without dates."),
    ] = None


@row_rule(
    "grade-reasoned",
    "A grade of A, B or E has its reason in the note.",
    Publisher,
    family=Family.SOURCES,
)
def grade_reasoned(values: Values) -> Breaches:
    """The best and the worst grades say why; C and D are what the kind of outlet explains."""
    reliability = values.get("reliability")
    if reliability in (Reliability.A, Reliability.B, Reliability.E) and values.get("note") is None:
        yield "note", f"found blank; needed where the reliability is {reliability}"


@row_rule(
    "domain-form",
    "A domain is the name of a public host, without a scheme, www. or a path.",
    Publisher,
    family=Family.SOURCES,
)
def domain_form(values: Values) -> Breaches:
    """A domain is what stands in an address between the scheme and the first slash."""
    for domain in values.get("domains") or ():
        if not is_public(domain) or domain.startswith("www."):
            yield "domains", f"found {domain!r}; allowed: a public host such as granma.cu"


class Source(TableModel):
    """A text that was consulted."""

    META: ClassVar[TableMeta] = TableMeta(
        name="sources",
        group="evidence",
        title="Sources",
        description="Texts that were consulted, each with its bibliographic record.",
        key=("source_id",),
        sort=("published_earliest", "source_id"),
        headline=(
            "source_id",
            "published",
            "title",
            "publisher_id",
            "language",
            "title_english",
            "kind",
            "origin_agency",
            "note",
            "url",
        ),
        unique=(("url",),),
    )

    source_id: Annotated[
        Identifier,
        Recorded(
            "Source",
            "Identifier: publisher, date, words of the title.",
            "efe-2023-06-16-new-accords",
        ),
    ]
    title: Annotated[
        Text,
        Recorded("Title", "In the original language.", "Cuba, Iran boost ties with new accords"),
    ]
    title_english: Annotated[
        Text | None,
        Recorded(
            "Title in English",
            "Our translation of a title in another language; citations show it in brackets.",
            "Cuba thanks Iran",
        ),
    ] = None
    authors: Annotated[
        TextList | None,
        Recorded("Authors", "`Family, Given`, separated by `;`.", "Giambertoni, Marzia"),
    ] = None
    publisher_id: Annotated[
        Identifier, Recorded("Publisher", "The outlet.", "efe", references="publishers")
    ]
    kind: Annotated[SourceKind, Recorded("Kind", "CSL item type.", "article-newspaper")]
    published: Annotated[
        Edtf | None,
        Recorded("Published", "EDTF date of publication; blank where none is shown.", "2023-06-16"),
    ] = None
    published_earliest: Earliest = None
    published_latest: Latest = None
    accessed: Annotated[
        Day | None, Recorded("Accessed", "Day on which it was consulted.", "2026-11-23")
    ] = None
    url: Annotated[
        Url | None, Recorded("Address", "Address of the text.", "https://example.org/story")
    ] = None
    language: Annotated[Language, Recorded("Language", "BCP 47 tag.", "en")]
    derived_from: Annotated[
        Identifier | None,
        Recorded(
            "Derived from",
            "The text that it reproduces, in whole or in part.",
            "efe-2023-06-16-new-accords",
            references="sources",
        ),
    ] = None
    origin_agency: Annotated[
        TextList | None,
        Recorded(
            "Origin agency",
            "News agency whose story it carries, or several separated by `;`; also on the "
            "agency's own page.",
            "EFE",
        ),
    ] = None
    note: Annotated[
        Text | None, Recorded("Note", "What a reader should know about it.", "Undated page.")
    ] = None


@row_rule(
    "title-translated",
    "A title in another language has an English translation; an English title has none.",
    Source,
    family=Family.SOURCES,
)
def title_translated(values: Values) -> Breaches:
    """A title is translated where, and only where, the text is not in English."""
    language, translated = values.get("language"), values.get("title_english")
    if language is None:
        return
    is_english = language.split("-")[0] == "en"
    if is_english and translated is not None:
        yield "title_english", f"found {shown(translated)}; allowed: blank where it is in English"
    if not is_english and translated is None:
        yield "title_english", f"found blank; required where the language is {shown(language)}"


_AUTHOR = re.compile(r"[^,]*[^\W\d_][^,]*(?:, [^,\s][^,]*)?")
_NO_AUTHOR = re.compile(r"et al\.?|and others|y otros|staff|various|anonymous|n/a", re.IGNORECASE)


@row_rule(
    "author-form",
    "An author is a person, as Family, Given, or a body by its name.",
    Source,
    family=Family.SOURCES,
)
def author_form(values: Values) -> Breaches:
    """Citations take what stands before a comma and a blank for the family name."""
    for author in values.get("authors") or ():
        if not _AUTHOR.fullmatch(author) or _NO_AUTHOR.search(author.partition(",")[2] or author):
            yield "authors", f"found {author!r}; allowed: Family, Given, or the name of a body"


def _language_breaches(name: str, tags: Iterable[str]) -> Breaches:
    for tag in tags:
        language = tag.partition("-")[0]
        if language in SHORTER:
            yield name, f"found {tag!r}; allowed: {SHORTER[language]!r}"
        elif language not in SCRIPT_OF:
            yield name, f"found {tag!r}, which is not a language in ISO 639; allowed: such as es"


@row_rule(
    "language-known",
    "A language is one of ISO 639, by its shortest code.",
    Source,
    family=Family.SOURCES,
)
def language_known(values: Values) -> Breaches:
    """The language of a text exists, and has one code."""
    tag = values.get("language")
    yield from _language_breaches("language", (tag,) if tag else ())


class Evidence(TableModel):
    """What one passage of one source says about one row."""

    META: ClassVar[TableMeta] = TableMeta(
        name="evidence",
        group="evidence",
        title="Evidence",
        description="What one passage of one source says about one row: which columns it supports, "
        "or which one it contradicts.",
        key=("table_name", "row_id", "columns", "source_id", "locator"),
        sort=("table_name", "row_id", "columns", "source_id", "locator"),
        headline=(
            "row_id",
            "columns",
            "verdict",
            "reading",
            "source_id",
            "locator",
            "table_name",
            "reason",
            "note",
        ),
    )

    table_name: Annotated[EvidencedTable, Recorded("Table", "Table of the row.", "visits")]
    row_id: Annotated[
        RowIdentifier,
        Recorded(
            "Row",
            "Key of the row; the parts of a compound key are joined by `/`.",
            "2023-06-raisi-havana",
        ),
    ]
    columns: Annotated[
        NameList,
        Recorded(
            "Columns",
            "Columns that the passage supports, separated by `;`, or the one that it contradicts.",
            "date;places",
        ),
    ]
    source_id: Annotated[
        Identifier,
        Recorded("Source", "The text.", "efe-2023-06-16-new-accords", references="sources"),
    ]
    verdict: Annotated[
        Verdict,
        Recorded("Verdict", "Whether the passage supports or contradicts the value.", "supports"),
    ]
    reading: Annotated[
        Text | None,
        Recorded(
            "Reading",
            "The source's own value, in the column's format; required where it contradicts.",
            "2023-06-15",
        ),
    ] = None
    reason: Annotated[
        Reason | None,
        Recorded(
            "Reason",
            "Why a contradicting reading is not followed; blank where the passage supports.",
            "calendar_conversion",
        ),
    ] = None
    locator: Annotated[
        Locator,
        Recorded(
            "Locator",
            "Text fragment: the first words of the passage, a comma, and its last words; at most "
            "six words at each end, none containing a comma.",
            "The Iranian leader arrived late,previously took him to Venezuela",
        ),
    ]
    note: Annotated[
        Text | None,
        Recorded("Note", "What a reader should know about this reading.", "Local time of Tehran."),
    ] = None


@row_rule(
    "contradiction-one-column",
    "A contradicting line names one column.",
    Evidence,
    family=Family.SOURCES,
)
def contradiction_one_column(values: Values) -> Breaches:
    """A contradicting reading is one value, so it concerns one column."""
    columns = values.get("columns") or ()
    if values.get("verdict") is Verdict.CONTRADICTS and len(columns) > 1:
        yield "columns", f"found {len(columns)} columns; allowed: exactly one"


@row_rule(
    "contradiction-explained",
    "A contradicting line gives its reading and the reason for not following it.",
    Evidence,
    family=Family.SOURCES,
)
def contradiction_explained(values: Values) -> Breaches:
    """A contradiction states what the source has and why the record does not follow it."""
    if values.get("verdict") is Verdict.CONTRADICTS:
        for name in ("reading", "reason"):
            if values.get(name) is None:
                yield name, "found blank; required where the verdict is contradicts"


@row_rule(
    "support-no-reason",
    "A supporting line gives no reason.",
    Evidence,
    family=Family.SOURCES,
)
def support_no_reason(values: Values) -> Breaches:
    """Only a reading that is not followed needs a reason."""
    if values.get("verdict") is Verdict.SUPPORTS and values.get("reason") is not None:
        yield "reason", f"found {shown(values['reason'])}; allowed: blank where it supports"


@row_rule(
    "support-reading-one-column",
    "A supporting line with a reading names one column.",
    Evidence,
    family=Family.SOURCES,
)
def support_reading_one_column(values: Values) -> Breaches:
    """A supporting reading is one value, so it concerns one column."""
    columns = values.get("columns") or ()
    has_reading = values.get("reading") is not None
    if values.get("verdict") is Verdict.SUPPORTS and has_reading and len(columns) > 1:
        yield "reading", "found a reading of several columns; allowed: one column"


@row_rule(
    "other-explained",
    "Where the reason is other, the note gives it.",
    Evidence,
    family=Family.SOURCES,
)
def other_explained(values: Values) -> Breaches:
    """A reason without a code is told in words."""
    if values.get("reason") is Reason.OTHER and values.get("note") is None:
        yield "note", "found blank; required where the reason is other"


_SHORTEST_LOCATOR = 5
_LONGEST_WORD = 60


@row_rule(
    "locator-telling",
    "A locator finds one passage: it has some length, words of a language, and two distinct ends.",
    Evidence,
    family=Family.SOURCES,
)
def locator_telling(values: Values) -> Breaches:
    """What is too short is everywhere on a page; what begins and ends alike has no inside."""
    locator = values.get("locator")
    if locator is None:
        return
    first, _, last = locator.partition(",")
    longest = max(map(len, locator.replace(",", " ").split()), default=0)
    if len(locator) < _SHORTEST_LOCATOR or not any(map(str.isalpha, locator)):
        yield "locator", f"found {locator!r}; allowed: {_SHORTEST_LOCATOR} characters or more"
    elif longest > _LONGEST_WORD:
        yield "locator", f"found a word of {longest} characters; allowed: {_LONGEST_WORD} at most"
    elif first == last:
        yield "locator", f"found {first!r} at both ends; allowed: two, or one alone"


class Coverage(TableModel):
    """What was searched, so that absence of evidence is not taken for evidence of absence."""

    META: ClassVar[TableMeta] = TableMeta(
        name="coverage",
        group="evidence",
        title="Coverage",
        description="What was searched for each table and period, so that a gap in the search is "
        "not taken for an absence of events.",
        key=("table_name", "period", "languages", "note"),
        sort=("table_name", "period_earliest", "period", "languages", "note"),
        headline=(
            "table_name",
            "period",
            "depth",
            "note",
            "languages",
            "kinds_of_sources",
        ),
    )

    table_name: Annotated[
        EvidencedTable, Recorded("Table", "Table whose rows were searched for.", "visits")
    ]
    period: Annotated[Edtf, Recorded("Period", "EDTF period that the search covered.", "1979/1989")]
    period_earliest: Earliest = None
    period_latest: Latest = None
    languages: Annotated[
        LanguageList, Recorded("Languages", "BCP 47 tags, separated by `;`.", "en;es;fa")
    ]
    kinds_of_sources: Annotated[
        CodeList[PublisherKind],
        Recorded(
            "Kinds of sources",
            "Types of publisher consulted, separated by `;`.",
            "state_media;news_agency",
        ),
    ]
    depth: Annotated[CoverageDepth, Recorded("Depth", "Thoroughness of the search.", "partial")]
    note: Annotated[
        Text,
        Recorded("Note", "What was searched for, and the result.", "No visit found for 1984."),
    ]


@row_rule(
    "language-known",
    "A language is one of ISO 639, by its shortest code.",
    Coverage,
    family=Family.SOURCES,
)
def languages_known(values: Values) -> Breaches:
    """The languages of a search exist, and each has one code."""
    yield from _language_breaches("languages", values.get("languages") or ())


class Judgement(TableModel):
    """One decision on two rows that look alike."""

    META: ClassVar[TableMeta] = TableMeta(
        name="judgements",
        group="evidence",
        title="Judgements",
        description="Decisions on pairs that look alike: whether two rows are one, "
        "and whether two sources are independent.",
        key=("kind", "table_name", "first_id", "second_id"),
        sort=("kind", "table_name", "first_id", "second_id"),
        headline=(
            "first_id",
            "second_id",
            "verdict",
            "reason",
            "kind",
            "table_name",
            "judged",
        ),
    )

    kind: Annotated[JudgementKind, Recorded("Kind", "What was judged.", "identity")]
    table_name: Annotated[IdentifiedTable, Recorded("Table", "Table of the two rows.", "officials")]
    first_id: Annotated[
        RowIdentifier,
        Recorded("First", "The row whose identifier sorts first; of an origin, the source.", "a-b"),
    ]
    second_id: Annotated[
        RowIdentifier,
        Recorded("Second", "The other row; of an origin, the publisher that is named.", "c-d"),
    ]
    verdict: Annotated[JudgementVerdict, Recorded("Verdict", "What was decided.", "different")]
    reason: Annotated[
        Text, Recorded("Reason", "What decides it, in short.", "Father and son; other offices.")
    ]
    judged: Annotated[Day, Recorded("Judged", "Day of the decision.", "2026-11-28")]


@row_rule(
    "judgement-pair",
    "The two rows of a judgement are two, in the order of the alphabet.",
    Judgement,
    family=Family.DECISIONS,
)
def judgement_pair(values: Values) -> Breaches:
    """The first identifier sorts before the second, except for an origin."""
    first, second = values.get("first_id"), values.get("second_id")
    if first and second and values.get("kind") is not JudgementKind.ORIGIN and first >= second:
        yield "second_id", f"found {shown(second)}; allowed: what sorts after {shown(first)}"


_VERDICTS = {
    JudgementKind.IDENTITY: (JudgementVerdict.SAME, JudgementVerdict.DIFFERENT),
    JudgementKind.INDEPENDENCE: (JudgementVerdict.REPRINT, JudgementVerdict.INDEPENDENT),
    JudgementKind.ORIGIN: (JudgementVerdict.REPRINT, JudgementVerdict.INDEPENDENT),
}


@row_rule(
    "judgement-verdict",
    "The verdict answers the question that was asked.",
    Judgement,
    family=Family.DECISIONS,
)
def judgement_verdict(values: Values) -> Breaches:
    """Identity is same or different; independence and origin reprint or independent."""
    kind, verdict = values.get("kind"), values.get("verdict")
    if kind and verdict and verdict not in _VERDICTS[kind]:
        allowed = ", ".join(_VERDICTS[kind])
        yield "verdict", f"found {shown(verdict)}; allowed for {kind}: {allowed}"
    table = values.get("table_name")
    if (
        kind
        and kind is not JudgementKind.IDENTITY
        and table
        and table is not IdentifiedTable.SOURCES
    ):
        yield "table_name", f"found {shown(table)}; allowed for {kind}: sources"


class RetiredId(TableModel):
    """A withdrawn identifier, with its successor."""

    META: ClassVar[TableMeta] = TableMeta(
        name="retired_ids",
        group="evidence",
        title="Retired identifiers",
        description="Identifiers that were published and have been withdrawn; none is ever reused.",
        key=("table_name", "old_id"),
        sort=("table_name", "old_id"),
        headline=(
            "table_name",
            "old_id",
            "new_id",
            "reason",
            "version",
        ),
    )

    table_name: Annotated[
        IdentifiedTable, Recorded("Table", "Table in which it was used.", "visits")
    ]
    old_id: Annotated[
        RowIdentifier, Recorded("Old identifier", "The retired identifier.", "2023-06-raisi-habana")
    ]
    new_id: Annotated[
        RowIdentifier | None,
        Recorded(
            "New identifier",
            "Its successor; blank where the row was withdrawn.",
            "2023-06-raisi-havana",
        ),
    ] = None
    version: Annotated[
        Text, Recorded("Version", "First version of the dataset without it.", "0.2.0")
    ]
    reason: Annotated[
        Text, Recorded("Reason", "Why it was retired, in brief.", "Same visit as another row.")
    ]
