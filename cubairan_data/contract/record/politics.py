"""Agreements, visits and sessions of the joint commission."""

from collections.abc import Iterator
from typing import ClassVar

from cubairan_data.contract.codes.record import (
    AgreementKind,
    AgreementStatus,
    Sector,
    SessionStatus,
    VisitKind,
    VisitLevel,
    VisitStatus,
)
from cubairan_data.contract.column import coded, earliest, latest, sourced
from cubairan_data.contract.row import Fault, Row, Table, Values, not_before
from cubairan_data.contract.types import (
    CodeList,
    Count,
    CountryCode,
    Day,
    Edtf,
    Identifier,
    Text,
    TextList,
)


class Agreement(Row):
    """One instrument between a Cuban and an Iranian party, or one bundle whose members no source names."""

    TABLE: ClassVar[Table] = Table(
        name="agreements",
        group="record",
        title="Agreements",
        description="One instrument (or one bundle whose members no source names) between a Cuban and an Iranian party.",
        key=("agreement_id",),
        sort=("signed_earliest", "agreement_id"),
    )

    agreement_id: Identifier = coded(
        "Agreement",
        "Identifier: year, month if known, short name.",
        "2023-06-customs-memorandum",
        required=True,
    )
    title: Text = sourced(
        "Title",
        "The instrument's own title in English, or a plain descriptive one.",
        "Customs memorandum",
        required=True,
    )
    title_original: Text | None = sourced(
        "Original title",
        "Title in Spanish or Persian, only where a page shows it.",
        "Memorando de entendimiento",
    )
    kind: AgreementKind = coded(
        "Kind", "By its title or, failing that, what sources call it.", "memorandum", required=True
    )
    sectors: CodeList[Sector] = coded(
        "Sectors",
        "Fields of cooperation, main one first, separated by `;`.",
        "health;biotechnology",
        required=True,
    )
    signed: Edtf | None = sourced(
        "Signed", "EDTF date of signing; blank where not signed or not known.", "2023-06-15"
    )
    signed_earliest: Day | None = earliest("signed", "2023-06-15")
    signed_latest: Day | None = latest("signed", "2023-06-15")
    in_force: Edtf | None = sourced(
        "In force", "EDTF date or period in force; applies only when a source says so.", "2006/.."
    )
    in_force_earliest: Day | None = earliest("in_force", "2006-01-01")
    in_force_latest: Day | None = latest("in_force", "2006-12-31")
    place: Text | None = sourced("Place", "City of signing.", "Havana")
    country_id: CountryCode | None = coded(
        "Country", "Country of the place.", "CUB", references="countries"
    )
    status: AgreementStatus = coded(
        "Status", "Furthest stage that a source bears.", "signed", required=True
    )
    cuban_party_id: Identifier | None = sourced(
        "Cuban party", "Body that signed for Cuba.", "mincex", references="organizations"
    )
    iranian_party_id: Identifier | None = sourced(
        "Iranian party",
        "Body that signed for Iran.",
        "government-of-iran",
        references="organizations",
    )
    cuban_signatory_id: Identifier | None = sourced(
        "Cuban signatory", "Person who signed for Cuba.", "bruno-rodriguez", references="officials"
    )
    iranian_signatory_id: Identifier | None = sourced(
        "Iranian signatory",
        "Person who signed for Iran.",
        "hossein-amir-abdollahian",
        references="officials",
    )
    session_id: Identifier | None = sourced(
        "Session",
        "Commission session at which it was signed.",
        "joint-commission-17",
        references="sessions",
    )
    visit_id: Identifier | None = sourced(
        "Visit", "Visit during which it was signed.", "2023-06-raisi-havana", references="visits"
    )
    part_of_id: Identifier | None = coded(
        "Part of",
        "The bundle or framework that it belongs to.",
        "2023-06-six-documents",
        references="agreements",
    )
    document_count: Count | None = sourced(
        "Documents",
        "1 for one instrument; n for a bundle whose members are not told apart.",
        "1",
        unit="documents",
    )
    summary: Text = sourced(
        "Summary",
        "What it provides, in our own words.",
        "Mutual help of the customs.",
        required=True,
    )

    @classmethod
    def faults(cls, values: Values) -> Iterator[Fault]:
        yield from super().faults(values)
        count = values.get("document_count")
        if count is not None and count < 1:
            yield Fault("document_count", "count-positive", f"found {count}; allowed: 1 or more")
        if values.get("signed") and values.get("status") in (
            AgreementStatus.NEGOTIATING,
            AgreementStatus.DRAFT,
            AgreementStatus.ANNOUNCED,
        ):
            yield Fault(
                "signed",
                "signed-status",
                f"found {values['signed']!r} with status {values['status']}; allowed: blank",
            )
        yield from not_before(values, "in_force", "signed")


class Visit(Row):
    """One journey of an official of one country to the other, or one meeting of both in a third country."""

    TABLE: ClassVar[Table] = Table(
        name="visits",
        group="record",
        title="Visits",
        description="One journey of an official of one country to the other, or one meeting of both in a third country.",
        key=("visit_id",),
        sort=("date_earliest", "visit_id"),
    )

    visit_id: Identifier = coded(
        "Visit",
        "Identifier: month, family name of the lead, city.",
        "2023-06-raisi-havana",
        required=True,
    )
    date: Edtf | None = sourced(
        "Date", "EDTF date or interval of the stay.", "2023-06-14/2023-06-15"
    )
    date_earliest: Day | None = earliest("date", "2023-06-14")
    date_latest: Day | None = latest("date", "2023-06-15")
    kind: VisitKind = coded(
        "Kind", "Form of the journey; the first code that fits.", "official", required=True
    )
    sender_id: CountryCode | None = sourced(
        "Sender",
        "Country that travelled; blank exactly for a third-country meeting.",
        "IRN",
        references="countries",
    )
    host_id: CountryCode = sourced(
        "Host", "Country where it took place.", "CUB", references="countries", required=True
    )
    places: TextList | None = sourced("Places", "Cities, separated by `;`.", "Havana")
    level: VisitLevel = coded(
        "Level", "Rank of the visitor of highest rank.", "head_of_state", required=True
    )
    lead_official_id: Identifier | None = sourced(
        "Lead",
        "Who led; blank where no source names the person.",
        "ebrahim-raisi",
        references="officials",
    )
    delegation: Text | None = sourced(
        "Delegation", "Who travelled along, in short.", "ministers of oil and health"
    )
    status: VisitStatus = coded(
        "Status", "Whether the journey was made.", "took_place", required=True
    )
    purpose: Text | None = sourced(
        "Purpose", "What it was made for, in short.", "talks and signing of documents"
    )
    summary: Text = sourced(
        "Summary", "What happened, in our own words.", "Last leg of a tour.", required=True
    )

    @classmethod
    def faults(cls, values: Values) -> Iterator[Fault]:
        yield from super().faults(values)
        third = values.get("kind") is VisitKind.THIRD_COUNTRY_MEETING
        sender, host = values.get("sender_id"), values.get("host_id")
        if third and sender:
            yield Fault(
                "sender_id",
                "third-country",
                f"found {sender!r}; allowed: blank for a third-country meeting",
            )
        if third and host in ("CUB", "IRN"):
            yield Fault("host_id", "third-country", f"found {host!r}; allowed: a third country")
        if values.get("kind") and not third and {sender, host} != {"CUB", "IRN"}:
            yield Fault(
                "sender_id",
                "direction",
                f"found {sender!r} to {host!r}; allowed: CUB to IRN or IRN to CUB",
            )


class Session(Row):
    """One session of the Intergovernmental (Joint) Commission."""

    TABLE: ClassVar[Table] = Table(
        name="sessions",
        group="record",
        title="Sessions of the joint commission",
        description="The Intergovernmental (Joint) Commission of the two countries, session by session.",
        key=("session_id",),
        sort=("date_earliest", "session_id"),
        unique=(("number",),),
    )

    session_id: Identifier = coded(
        "Session", "Identifier: number, or year and city.", "joint-commission-17", required=True
    )
    number: Count | None = sourced(
        "Number", "Ordinal of the session; inferred ones are noted in the evidence.", "17"
    )
    date: Edtf | None = sourced("Date", "EDTF date or interval.", "2019-01")
    date_earliest: Day | None = earliest("date", "2019-01-01")
    date_latest: Day | None = latest("date", "2019-01-31")
    place: Text | None = sourced("Place", "City.", "Havana")
    host_id: CountryCode | None = sourced(
        "Host", "Country where it met.", "CUB", references="countries"
    )
    cuban_chair_id: Identifier | None = sourced(
        "Cuban chair", "Co-chair for Cuba.", "ricardo-cabrisas", references="officials"
    )
    iranian_chair_id: Identifier | None = sourced(
        "Iranian chair", "Co-chair for Iran.", "mohammad-shariatmadari", references="officials"
    )
    status: SessionStatus = coded("Status", "Whether it met.", "held", required=True)
    document_count: Count | None = sourced(
        "Documents", "Documents signed at it.", "12", unit="documents"
    )
    summary: Text = sourced(
        "Summary", "What was done, in our own words.", "Twelve documents signed.", required=True
    )
