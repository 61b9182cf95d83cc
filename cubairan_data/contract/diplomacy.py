"""Agreements, visits and sessions of the joint commission."""

from typing import Annotated, ClassVar

from cubairan_data.contract.cell_types import (
    CodeList,
    Count,
    CountryCode,
    Edtf,
    Identifier,
    Text,
    TextList,
)
from cubairan_data.contract.codes.agreements import AgreementKind, AgreementStatus
from cubairan_data.contract.codes.sectors import Sector
from cubairan_data.contract.codes.visits import SessionStatus, VisitKind, VisitLevel, VisitStatus
from cubairan_data.contract.columns import Coded, Earliest, Latest, Sourced
from cubairan_data.contract.families import Family
from cubairan_data.contract.model import TableModel
from cubairan_data.contract.row_rules import Breaches, Values, row_rule
from cubairan_data.contract.table_meta import TableMeta


class Agreement(TableModel):
    """One instrument between a Cuban and an Iranian party, or one bundle of unnamed instruments."""

    META: ClassVar[TableMeta] = TableMeta(
        name="agreements",
        group="record",
        title="Agreements",
        description="One instrument between a Cuban and an Iranian party, or one bundle whose "
        "instruments no source names.",
        key=("agreement_id",),
        sort=("signed_earliest", "agreement_id"),
        headline=(
            "agreement_id",
            "signed",
            "title",
            "status",
            "kind",
            "sectors",
            "cuban_party_id",
            "iranian_party_id",
            "place",
            "summary",
        ),
        not_before=(("in_force", "signed"),),
    )

    agreement_id: Annotated[
        Identifier,
        Coded(
            "Agreement",
            "Identifier: year, month if known, short name.",
            "2023-06-customs-training-memorandum",
        ),
    ]
    title: Annotated[
        Text,
        Sourced(
            "Title",
            "The instrument's own title in English, or a plain descriptive one.",
            "Customs memorandum",
        ),
    ]
    title_original: Annotated[
        Text | None,
        Sourced(
            "Original title",
            "Title in Spanish or Persian, where a source shows it.",
            "Memorando de entendimiento",
        ),
    ] = None
    kind: Annotated[
        AgreementKind,
        Coded("Kind", "By its title or, failing that, by what the sources call it.", "memorandum"),
    ]
    sectors: Annotated[
        CodeList[Sector],
        Coded(
            "Sectors",
            "Fields of cooperation, the main one first, separated by `;`.",
            "health;biotechnology",
        ),
    ]
    signed: Annotated[
        Edtf | None,
        Sourced("Signed", "EDTF date of signing; blank where unsigned or unknown.", "2023-06-15"),
    ] = None
    signed_earliest: Earliest = None
    signed_latest: Latest = None
    in_force: Annotated[
        Edtf | None,
        Sourced(
            "In force",
            "EDTF date or period in force; only where a source states it.",
            "2006/2011",
        ),
    ] = None
    in_force_earliest: Earliest = None
    in_force_latest: Latest = None
    place: Annotated[Text | None, Sourced("Place", "City of signing.", "Havana")] = None
    country_id: Annotated[
        CountryCode | None, Coded("Country", "Country of the place.", "CUB", references="countries")
    ] = None
    status: Annotated[
        AgreementStatus, Coded("Status", "Furthest stage that a source supports.", "signed")
    ]
    cuban_party_id: Annotated[
        Identifier | None,
        Sourced("Cuban party", "Body that signed for Cuba.", "mincex", references="organizations"),
    ] = None
    iranian_party_id: Annotated[
        Identifier | None,
        Sourced(
            "Iranian party",
            "Body that signed for Iran.",
            "government-of-iran",
            references="organizations",
        ),
    ] = None
    cuban_signatory_id: Annotated[
        Identifier | None,
        Sourced(
            "Cuban signatory",
            "Person who signed for Cuba.",
            "bruno-rodriguez",
            references="officials",
        ),
    ] = None
    iranian_signatory_id: Annotated[
        Identifier | None,
        Sourced(
            "Iranian signatory",
            "Person who signed for Iran.",
            "hossein-amir-abdollahian",
            references="officials",
        ),
    ] = None
    session_id: Annotated[
        Identifier | None,
        Sourced(
            "Session",
            "Session of the joint commission at which it was signed.",
            "joint-commission-17",
            references="sessions",
        ),
    ] = None
    visit_id: Annotated[
        Identifier | None,
        Sourced(
            "Visit",
            "Visit during which it was signed.",
            "2023-06-raisi-havana",
            references="visits",
        ),
    ] = None
    part_of_id: Annotated[
        Identifier | None,
        Coded(
            "Part of",
            "The bundle or framework agreement to which it belongs.",
            "2023-06-six-documents",
            references="agreements",
        ),
    ] = None
    document_count: Annotated[
        Count | None,
        Sourced(
            "Documents",
            "1 for a single instrument; n for a bundle whose instruments are not distinguished.",
            "1",
            unit="documents",
        ),
    ] = None
    summary: Annotated[
        Text,
        Sourced("Summary", "What it provides, in our own words.", "Mutual assistance in customs."),
    ]


_UNSIGNED = (AgreementStatus.NEGOTIATING, AgreementStatus.DRAFT, AgreementStatus.ANNOUNCED)


@row_rule(
    "signed-status",
    "An instrument under negotiation, in draft or only announced has no date of signing.",
    Agreement,
    family=Family.STATUS,
)
def signed_status(values: Values) -> Breaches:
    """A status before signing admits no date of signing."""
    if values.get("signed") and values.get("status") in _UNSIGNED:
        yield "signed", f"found {values['signed']!r} with status {values['status']}; allowed: blank"


@row_rule(
    "in-force-status",
    "An instrument that is not signed is not in force.",
    Agreement,
    family=Family.STATUS,
)
def in_force_status(values: Values) -> Breaches:
    """A status before signing admits no time in force."""
    if values.get("in_force") and values.get("status") in _UNSIGNED:
        found = f"found {values['in_force']!r} with status {values['status']}"
        yield "in_force", f"{found}; allowed: blank"


class Visit(TableModel):
    """One visit from one country to the other, or one meeting of both in a third country."""

    META: ClassVar[TableMeta] = TableMeta(
        name="visits",
        group="record",
        title="Visits",
        description="One visit to the other country by an official or on behalf of a public body, "
        "or one meeting of officials of both in a third country. Visits of artists, athletes and "
        "the like are in, under the kind `unofficial`.",
        key=("visit_id",),
        sort=("date_earliest", "visit_id"),
        headline=(
            "visit_id",
            "date",
            "summary",
            "sender_id",
            "host_id",
            "lead_official_id",
            "places",
            "level",
            "status",
            "kind",
        ),
    )

    visit_id: Annotated[
        Identifier,
        Coded("Visit", "Identifier: month, family name of the lead, city.", "2023-06-raisi-havana"),
    ]
    date: Annotated[
        Edtf | None, Sourced("Date", "EDTF date or interval of the stay.", "2023-06-14/2023-06-15")
    ] = None
    date_earliest: Earliest = None
    date_latest: Latest = None
    kind: Annotated[
        VisitKind, Coded("Kind", "Form of the visit; the first code that fits.", "official")
    ]
    sender_id: Annotated[
        CountryCode | None,
        Sourced(
            "Sender",
            "Country whose official travelled; blank only for a third-country meeting.",
            "IRN",
            references="countries",
        ),
    ] = None
    host_id: Annotated[
        CountryCode, Sourced("Host", "Country where it took place.", "CUB", references="countries")
    ]
    places: Annotated[TextList | None, Sourced("Places", "Cities, separated by `;`.", "Havana")] = (
        None
    )
    level: Annotated[
        VisitLevel, Coded("Level", "Rank of the highest-ranking visitor.", "head_of_state")
    ]
    lead_official_id: Annotated[
        Identifier | None,
        Sourced(
            "Lead",
            "Who led the delegation; blank where no source names the person.",
            "ebrahim-raisi",
            references="officials",
        ),
    ] = None
    delegation: Annotated[
        Text | None,
        Sourced("Delegation", "Who else travelled, in brief.", "ministers of oil and health"),
    ] = None
    status: Annotated[VisitStatus, Coded("Status", "Whether the visit took place.", "took_place")]
    purpose: Annotated[
        Text | None,
        Sourced("Purpose", "Stated purpose, in brief.", "talks and signing of documents"),
    ] = None
    summary: Annotated[
        Text, Sourced("Summary", "What happened, in our own words.", "Last leg of a tour.")
    ]


@row_rule(
    "third-country",
    "A third-country meeting has no sender and a third host.",
    Visit,
    family=Family.SIDES,
)
def third_country(values: Values) -> Breaches:
    """A meeting in a third country has no sender, and neither of the two as host."""
    sender, host = values.get("sender_id"), values.get("host_id")
    if values.get("kind") is not VisitKind.THIRD_COUNTRY_MEETING:
        return
    if sender:
        yield "sender_id", f"found {sender!r}; allowed: blank for a third-country meeting"
    if host in ("CUB", "IRN"):
        yield "host_id", f"found {host!r}; allowed: a third country"


@row_rule(
    "direction",
    "A visit or a flow runs from one country to the other.",
    Visit,
    family=Family.SIDES,
)
def visit_direction(values: Values) -> Breaches:
    """Any other visit goes from one of the two countries to the other."""
    sender, host, kind = values.get("sender_id"), values.get("host_id"), values.get("kind")
    if kind and kind is not VisitKind.THIRD_COUNTRY_MEETING and {sender, host} != {"CUB", "IRN"}:
        yield "sender_id", f"found {sender!r} to {host!r}; allowed: CUB to IRN or IRN to CUB"


class Session(TableModel):
    """One session of the Intergovernmental (Joint) Commission."""

    META: ClassVar[TableMeta] = TableMeta(
        name="sessions",
        group="record",
        title="Sessions of the joint commission",
        description="Sessions of the two countries' Intergovernmental (Joint) Commission.",
        key=("session_id",),
        sort=("date_earliest", "session_id"),
        headline=(
            "session_id",
            "date",
            "number",
            "place",
            "summary",
            "status",
            "iranian_chair_id",
            "cuban_chair_id",
        ),
        unique=(("number",),),
    )

    session_id: Annotated[
        Identifier, Coded("Session", "Identifier: number, or year and city.", "joint-commission-17")
    ]
    number: Annotated[
        Count | None,
        Sourced(
            "Number", "Ordinal of the session; an inferred one is noted in the evidence.", "17"
        ),
    ] = None
    date: Annotated[Edtf | None, Sourced("Date", "EDTF date or interval.", "2019-01")] = None
    date_earliest: Earliest = None
    date_latest: Latest = None
    place: Annotated[Text | None, Sourced("Place", "City.", "Havana")] = None
    host_id: Annotated[
        CountryCode | None, Sourced("Host", "Country where it met.", "CUB", references="countries")
    ] = None
    cuban_chair_id: Annotated[
        Identifier | None,
        Sourced("Cuban chair", "Co-chair for Cuba.", "ricardo-cabrisas", references="officials"),
    ] = None
    iranian_chair_id: Annotated[
        Identifier | None,
        Sourced("Iranian chair", "Co-chair for Iran.", "mohsen-asadi-lari", references="officials"),
    ] = None
    status: Annotated[SessionStatus, Coded("Status", "Whether it met.", "held")]
    document_count: Annotated[
        Count | None,
        Sourced("Documents", "Documents signed at the session.", "12", unit="documents"),
    ] = None
    summary: Annotated[
        Text, Sourced("Summary", "What was done, in our own words.", "Twelve documents signed.")
    ]


# The largest bundle of one journey has not a tenth of it.
_MOST_DOCUMENTS = 200


@row_rule(
    "count-plausible",
    "Documents and sessions are counted from 1, and there are not hundreds of them.",
    Agreement,
    Session,
    family=Family.NUMBERS,
)
def count_plausible(values: Values) -> Breaches:
    """What was signed or held is at least one, and no slip of zeros."""
    for name in ("document_count", "number"):
        count = values.get(name)
        if count is not None and not 1 <= count <= _MOST_DOCUMENTS:
            yield name, f"found {count}; allowed: 1 to {_MOST_DOCUMENTS}"


@row_rule(
    "session-documents",
    "Only a session that was held has documents.",
    Session,
    family=Family.STATUS,
)
def session_documents(values: Values) -> Breaches:
    """Where a session is only announced or put off, nothing was signed at it."""
    count, status = values.get("document_count"), values.get("status")
    if count is not None and status in (SessionStatus.ANNOUNCED, SessionStatus.POSTPONED):
        yield "document_count", f"found {count} with status {status}; allowed: blank"
