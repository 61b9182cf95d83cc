"""Contacts that are not journeys, and who took part in them."""

from typing import Annotated, ClassVar

from cubairan_data.contract.cell_types import CountryCode, Edtf, Identifier, Text
from cubairan_data.contract.codes.contacts import ContactMode, ContactOccasion, ContactRole
from cubairan_data.contract.codes.visits import VisitLevel, VisitStatus
from cubairan_data.contract.columns import Coded, Earliest, Latest, Sourced
from cubairan_data.contract.families import Family
from cubairan_data.contract.model import TableModel
from cubairan_data.contract.row_rules import Breaches, Values, row_rule, shown
from cubairan_data.contract.table_meta import TableMeta

_AT_A_DISTANCE = (ContactMode.TELEPHONE, ContactMode.VIDEO, ContactMode.LETTER)


class Contact(TableModel):
    """One contact of officials of both countries for which nobody travelled."""

    META: ClassVar[TableMeta] = TableMeta(
        name="contacts",
        group="record",
        title="Contacts",
        description="One contact of officials of both countries for which nobody travelled: an "
        "ambassador received, a telephone or video call, credentials, a farewell, a book of "
        "condolence signed, a national-day reception, a message to the other side. What was said "
        "there is in `statements`.",
        key=("contact_id",),
        sort=("date_earliest", "contact_id"),
        headline=(
            "contact_id",
            "date",
            "mode",
            "summary",
            "level",
            "occasion",
            "host_id",
            "place",
            "status",
        ),
    )

    contact_id: Annotated[
        Identifier,
        Coded(
            "Contact",
            "Identifier: month, those who met or the occasion, place or mode.",
            "2026-03-araghchi-rodriguez-condolence",
        ),
    ]
    date: Annotated[Edtf | None, Sourced("Date", "EDTF date of the contact.", "2026-03-05")] = None
    date_earliest: Earliest = None
    date_latest: Latest = None
    mode: Annotated[ContactMode, Coded("Mode", "How the two sides met.", "telephone")]
    occasion: Annotated[
        ContactOccasion, Coded("Occasion", "What it was for; the first that fits.", "condolence")
    ]
    host_id: Annotated[
        CountryCode | None,
        Sourced(
            "Host",
            "Country in which both were; blank for a call or a letter.",
            "CUB",
            references="countries",
        ),
    ] = None
    place: Annotated[
        Text | None, Sourced("Place", "City; blank for a call or a letter.", "Havana")
    ] = None
    level: Annotated[
        VisitLevel,
        Coded(
            "Level",
            "Rank of the lower of the two sides; of the sender where a message names nobody.",
            "minister",
        ),
    ]
    status: Annotated[VisitStatus, Coded("Status", "Whether it took place.", "took_place")]
    summary: Annotated[
        Text,
        Sourced("Summary", "What was done, in our own words.", "Condolences for those killed."),
    ]


@row_rule(
    "contact-place",
    "A call or a letter has no place, all other contacts a host.",
    Contact,
    family=Family.SIDES,
)
def contact_place(values: Values) -> Breaches:
    """Only those who are in one room have a place in common."""
    mode = values.get("mode")
    if mode in _AT_A_DISTANCE:
        for name in ("host_id", "place"):
            if values.get(name) is not None:
                yield name, f"found {shown(values[name])}; allowed: blank for {mode}"
    elif mode and values.get("host_id") is None:
        yield "host_id", f"found blank; required for {mode}"


class ContactParticipant(TableModel):
    """One person who took part in one contact."""

    META: ClassVar[TableMeta] = TableMeta(
        name="contact_participants",
        group="actors",
        title="Participants of contacts",
        description="One person who took part in one contact, and in what capacity.",
        key=("contact_id", "official_id"),
        sort=("contact_id", "official_id"),
        headline=("contact_id", "official_id", "role", "capacity"),
    )

    contact_id: Annotated[
        Identifier,
        Coded(
            "Contact",
            "The contact.",
            "2026-03-araghchi-rodriguez-condolence",
            references="contacts",
        ),
    ]
    official_id: Annotated[
        Identifier, Sourced("Official", "The person.", "bruno-rodriguez", references="officials")
    ]
    role: Annotated[ContactRole, Coded("Role", "Part played in the contact.", "initiator")]
    capacity: Annotated[
        Text | None,
        Sourced(
            "Capacity",
            "Office in which the person took part, as the source gives it.",
            "Minister of Foreign Affairs",
        ),
    ] = None
