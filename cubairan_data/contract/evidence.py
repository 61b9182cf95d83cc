"""Publishers, sources, evidence, coverage and retired identifiers."""

from collections.abc import Iterator
from typing import ClassVar

from cubairan_data.contract.codes.base import Code
from cubairan_data.contract.codes.evidence import (
    CoverageDepth,
    PublisherKind,
    Reason,
    Reliability,
    SourceKind,
    Verdict,
)
from cubairan_data.contract.column import earliest, latest, recorded
from cubairan_data.contract.row import Fault, Row, Table, Values, shown
from cubairan_data.contract.types import (
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


class RecordTable(Code):
    """A table whose rows rest on evidence."""

    AGREEMENTS = "agreements", "Agreements."
    FINANCIAL_FLOWS = "financial_flows", "Financial flows."
    INDICATORS = "indicators", "Indicators."
    MEASURES = "measures", "Measures."
    OFFICIALS = "officials", "Officials."
    ORGANIZATIONS = "organizations", "Organizations."
    PROJECTS = "projects", "Projects."
    SESSIONS = "sessions", "Sessions of the joint commission."
    STATEMENTS = "statements", "Statements."
    TENURES = "tenures", "Tenures."
    VISIT_PARTICIPANTS = "visit_participants", "Participants of visits."
    VISITS = "visits", "Visits."


class Publisher(Row):
    """An outlet that publishes sources."""

    TABLE: ClassVar[Table] = Table(
        name="publishers",
        group="evidence",
        title="Publishers",
        description="Outlets whose texts were read, with their kind and reliability.",
        key=("publisher_id",),
        sort=("publisher_id",),
    )

    publisher_id: Identifier = recorded(
        "Publisher", "Identifier: short name.", "efe", required=True
    )
    name: Text = recorded("Name", "The outlet's name.", "Agencia EFE", required=True)
    country_id: CountryCode | None = recorded(
        "Country", "Seat, where known.", "ESP", references="countries"
    )
    kind: PublisherKind = recorded("Kind", "What sort of outlet.", "news_agency", required=True)
    reliability: Reliability = recorded(
        "Reliability", "Admiralty scale, as an outlet for this subject.", "B", required=True
    )
    note: Text | None = recorded(
        "Note", "What a reader should know of it.", "Reprints without dates."
    )


class Source(Row):
    """A text that was read."""

    TABLE: ClassVar[Table] = Table(
        name="sources",
        group="evidence",
        title="Sources",
        description="Texts that were read, each with its bibliographic record.",
        key=("source_id",),
        sort=("published_earliest", "source_id"),
        unique=(("url",),),
    )

    source_id: Identifier = recorded(
        "Source",
        "Identifier: publisher, date, words of the title.",
        "efe-2023-06-16-new-accords",
        required=True,
    )
    title: Text = recorded(
        "Title",
        "In the original language.",
        "Cuba, Iran boost ties with new accords",
        required=True,
    )
    title_english: Text | None = recorded(
        "Title in English",
        "Our translation of a title in another language; citations show it in brackets.",
        "Cuba thanks Iran",
    )
    authors: TextList | None = recorded(
        "Authors", "`Family, Given`, separated by `;`.", "Giambertoni, Marzia"
    )
    publisher_id: Identifier = recorded(
        "Publisher", "The outlet.", "efe", references="publishers", required=True
    )
    kind: SourceKind = recorded("Kind", "CSL item type.", "article-newspaper", required=True)
    published: Edtf | None = recorded(
        "Published", "EDTF date of publication; blank where the page shows none.", "2023-06-16"
    )
    published_earliest: Day | None = earliest("published", "2023-06-16")
    published_latest: Day | None = latest("published", "2023-06-16")
    accessed: Day | None = recorded("Accessed", "Day on which it was read.", "2026-11-23")
    url: Url | None = recorded("Address", "Address of the text.", "https://example.org/story")
    language: Language = recorded("Language", "BCP 47 tag.", "en", required=True)
    derived_from: Identifier | None = recorded(
        "Derived from",
        "The text that it repeats.",
        "efe-2023-06-16-new-accords",
        references="sources",
    )
    origin_agency: TextList | None = recorded(
        "Origin agency",
        "Agency whose story it prints, or several separated by `;`; on the agency's own page, too.",
        "EFE",
    )
    note: Text | None = recorded("Note", "What a reader should know of it.", "Undated page.")

    @classmethod
    def faults(cls, values: Values) -> Iterator[Fault]:
        yield from super().faults(values)
        language, translated = values.get("language"), values.get("title_english")
        if language is not None and language.split("-")[0] == "en" and translated is not None:
            yield Fault(
                "title_english",
                "title-translated",
                f"found {shown(translated)}; allowed: blank where it is in English",
            )
        if language is not None and language.split("-")[0] != "en" and translated is None:
            yield Fault(
                "title_english",
                "title-translated",
                f"found blank; needed where the language is {shown(language)}",
            )


class Evidence(Row):
    """What one passage of one source says of one row."""

    TABLE: ClassVar[Table] = Table(
        name="evidence",
        group="evidence",
        title="Evidence",
        description="What one passage of one source says of one row: which columns it bears, or which it gives otherwise.",
        key=("table", "row_id", "columns", "source_id", "locator"),
        sort=("table", "row_id", "columns", "source_id", "locator"),
    )

    table: RecordTable = recorded("Table", "Table of the row.", "visits", required=True)
    row_id: RowIdentifier = recorded(
        "Row",
        "Key of the row; parts of a key joined by `/`.",
        "2023-06-raisi-havana",
        required=True,
    )
    columns: NameList = recorded(
        "Columns",
        "Columns that the passage bears, separated by `;`; exactly one when it contradicts.",
        "date;places",
        required=True,
    )
    source_id: Identifier = recorded(
        "Source", "The text.", "efe-2023-06-16-new-accords", references="sources", required=True
    )
    verdict: Verdict = recorded(
        "Verdict", "What the passage does to the value.", "supports", required=True
    )
    reading: Text | None = recorded(
        "Reading",
        "The source's own value, in the column's format; applies always when it contradicts.",
        "2023-06-15",
    )
    reason: Reason | None = recorded(
        "Reason", "Applies only when it contradicts: why it is not followed.", "calendar_conversion"
    )
    locator: Locator = recorded(
        "Locator",
        "Text fragment: first words of the passage, a comma, its last words; at most six words at each end, none with a comma.",
        "The Iranian leader arrived late,previously took him to Venezuela",
        required=True,
    )
    note: Text | None = recorded(
        "Note", "What a reader should know of this reading.", "Local time of Tehran."
    )

    @classmethod
    def faults(cls, values: Values) -> Iterator[Fault]:
        yield from super().faults(values)
        columns = values.get("columns") or ()
        if values.get("verdict") is Verdict.CONTRADICTS:
            if len(columns) > 1:
                yield Fault(
                    "columns",
                    "contradiction-one-column",
                    f"found {len(columns)} columns; allowed: exactly one",
                )
            for name in ("reading", "reason"):
                if values.get(name) is None:
                    yield Fault(
                        name,
                        "contradiction-told",
                        "found blank; needed where the verdict is contradicts",
                    )
        elif values.get("verdict") is Verdict.SUPPORTS:
            if values.get("reason") is not None:
                yield Fault(
                    "reason",
                    "support-no-reason",
                    f"found {shown(values['reason'])}; allowed: blank where it supports",
                )
            if values.get("reading") is not None and len(columns) > 1:
                yield Fault(
                    "reading",
                    "support-reading-one-column",
                    "found a reading of several columns; allowed: one column",
                )


class Coverage(Row):
    """What was searched, so that "none" is not mistaken for "not looked"."""

    TABLE: ClassVar[Table] = Table(
        name="coverage",
        group="evidence",
        title="Coverage",
        description="What was searched for each table and period, so that none is not mistaken for not looked.",
        key=("table", "period", "languages", "note"),
        sort=("table", "period_earliest", "period", "languages", "note"),
    )

    table: RecordTable = recorded("Table", "Table of the rows looked for.", "visits", required=True)
    period: Edtf = recorded("Period", "EDTF period looked at.", "1979/1989", required=True)
    period_earliest: Day | None = earliest("period", "1979-01-01")
    period_latest: Day | None = latest("period", "1989-12-31")
    languages: LanguageList = recorded(
        "Languages", "BCP 47 tags, separated by `;`.", "en;es;fa", required=True
    )
    kinds_of_sources: CodeList[PublisherKind] = recorded(
        "Kinds of sources",
        "Kinds of publishers met, separated by `;`.",
        "state_media;news_agency",
        required=True,
    )
    depth: CoverageDepth = recorded(
        "Depth", "How thoroughly it was looked for.", "partial", required=True
    )
    note: Text = recorded(
        "Note",
        "What was looked for and with what result.",
        "No visit found for 1984.",
        required=True,
    )


class RetiredId(Row):
    """An identifier that is no longer used, with its successor."""

    TABLE: ClassVar[Table] = Table(
        name="retired_ids",
        group="evidence",
        title="Retired identifiers",
        description="Identifiers that were published and are no longer used; none is ever used again.",
        key=("table", "old_id"),
        sort=("table", "old_id"),
    )

    table: RecordTable = recorded("Table", "Table in which it was used.", "visits", required=True)
    old_id: RowIdentifier = recorded(
        "Old identifier", "The retired one.", "2023-06-raisi-habana", required=True
    )
    new_id: RowIdentifier | None = recorded(
        "New identifier",
        "Its successor; blank where the row was withdrawn.",
        "2023-06-raisi-havana",
    )
    version: Text = recorded("Version", "First version without it.", "0.2.0", required=True)
    reason: Text = recorded(
        "Reason", "Why, in short.", "Same journey as another row.", required=True
    )
