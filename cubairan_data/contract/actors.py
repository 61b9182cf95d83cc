"""Countries, organizations, officials, their tenures, and who took part in which visit."""

from collections.abc import Iterator
from typing import ClassVar

from cubairan_data.contract.codes.actors import OfficeKind, OrganizationKind, ParticipantRole
from cubairan_data.contract.column import coded, earliest, latest, sourced
from cubairan_data.contract.row import Fault, Row, Table, Values, not_before
from cubairan_data.contract.types import Count, CountryCode, Day, Edtf, Identifier, Text, TextList


class Country(Row):
    """One country, with the codes by which other datasets know it."""

    TABLE: ClassVar[Table] = Table(
        name="countries",
        group="actors",
        title="Countries",
        description="Countries named in the record, with the codes by which other datasets know them.",
        key=("country_id",),
        sort=("country_id",),
        unique=(("alpha2",), ("cow_code",), ("gw_code",)),
    )

    country_id: CountryCode = coded("Country", "ISO 3166-1 alpha-3.", "CUB", required=True)
    alpha2: Text = coded("Alpha-2", "ISO 3166-1 alpha-2.", "CU", required=True)
    name: Text = coded("Name", "Short English name.", "Cuba", required=True)
    cow_code: Count | None = coded("COW code", "Correlates of War country code.", "40")
    gw_code: Count | None = coded("GW code", "Gleditsch and Ward country code.", "40")


class Organization(Row):
    """One body that acts, signs, pays or is named."""

    TABLE: ClassVar[Table] = Table(
        name="organizations",
        group="actors",
        title="Organizations",
        description="Bodies that act, sign, pay or are named in the record.",
        key=("organization_id",),
        sort=("organization_id",),
    )

    organization_id: Identifier = coded(
        "Organization", "Identifier: short English name.", "finlay-institute", required=True
    )
    name: Text = sourced("Name", "English name.", "Finlay Institute of Vaccines", required=True)
    name_original: Text | None = sourced(
        "Original name", "In Spanish or Persian, where a page shows it.", "Instituto Finlay"
    )
    acronym: Text | None = sourced("Acronym", "Usual acronym.", "IFV")
    country_id: CountryCode | None = sourced(
        "Country", "Seat; blank for an international body.", "CUB", references="countries"
    )
    kind: OrganizationKind = coded("Kind", "What sort of body.", "institute", required=True)
    parent_id: Identifier | None = sourced(
        "Parent", "Body it belongs to.", "biocubafarma", references="organizations"
    )


class Official(Row):
    """A person with a documented part in the relation."""

    TABLE: ClassVar[Table] = Table(
        name="officials",
        group="actors",
        title="Officials",
        description="Persons with a documented part in the relation, in their public role only.",
        key=("official_id",),
        sort=("official_id",),
    )

    official_id: Identifier = coded(
        "Official",
        "Identifier: given and family name, usual spelling.",
        "ebrahim-raisi",
        required=True,
    )
    name: Text = sourced(
        "Name", "Name as commonly given in Latin letters.", "Ebrahim Raisi", required=True
    )
    family_name: Text | None = coded("Family name", "Part of the name by which one sorts.", "Raisi")
    given_names: Text | None = coded("Given names", "The rest of the name.", "Ebrahim")
    name_original: Text | None = sourced(
        "Original name", "In its own script, where a page shows it.", "ابراهیم رئیسی"
    )
    other_names: TextList | None = coded(
        "Other names", "Every other spelling met, separated by `;`.", "Ibrahim Raisi;Ebrahim Raeisi"
    )
    country_id: CountryCode = sourced(
        "Country",
        "Country for which the person acts.",
        "IRN",
        references="countries",
        required=True,
    )
    note: Text | None = coded(
        "Note",
        "Applies only to tell persons of like names apart.",
        "Not the journalist of that name.",
    )


class Tenure(Row):
    """A person in an office."""

    TABLE: ClassVar[Table] = Table(
        name="tenures",
        group="actors",
        title="Tenures",
        description="A person in an office, with the term or at least the dates at which sources show him or her in it.",
        key=("tenure_id",),
        sort=("official_id", "attested_earliest", "tenure_id"),
    )

    tenure_id: Identifier = coded(
        "Tenure", "Identifier: official, office.", "ebrahim-raisi-president", required=True
    )
    official_id: Identifier = sourced(
        "Official", "The person.", "ebrahim-raisi", references="officials", required=True
    )
    office: Text = sourced("Office", "The office, in English.", "President", required=True)
    office_kind: OfficeKind = coded(
        "Kind of office", "Rank of the office.", "head_of_state", required=True
    )
    organization_id: Identifier | None = sourced(
        "Organization",
        "Body in which the office is held.",
        "presidency-of-iran",
        references="organizations",
    )
    start: Edtf | None = sourced(
        "Start", "EDTF date of entry; blank where no source gives it.", "2021-08"
    )
    start_earliest: Day | None = earliest("start", "2021-08-01")
    start_latest: Day | None = latest("start", "2021-08-31")
    end: Edtf | None = sourced(
        "End", "EDTF date of leaving; blank where unknown, also where still open.", "2024-05-19"
    )
    end_earliest: Day | None = earliest("end", "2024-05-19")
    end_latest: Day | None = latest("end", "2024-05-19")
    attested: Edtf = sourced(
        "Attested",
        "EDTF date or interval at which the sources read show the person in office.",
        "2023-02/2023-12",
        required=True,
    )
    attested_earliest: Day | None = earliest("attested", "2023-02-01")
    attested_latest: Day | None = latest("attested", "2023-12-31")

    @classmethod
    def faults(cls, values: Values) -> Iterator[Fault]:
        yield from super().faults(values)
        yield from not_before(values, "end", "start")
        yield from not_before(values, "attested", "start")


class VisitParticipant(Row):
    """One person who took part in one visit."""

    TABLE: ClassVar[Table] = Table(
        name="visit_participants",
        group="actors",
        title="Participants of visits",
        description="One person who took part in one visit, with the capacity in which he or she did.",
        key=("visit_id", "official_id"),
        sort=("visit_id", "official_id"),
    )

    visit_id: Identifier = coded(
        "Visit", "The visit.", "2023-06-raisi-havana", references="visits", required=True
    )
    official_id: Identifier = sourced(
        "Official", "The person.", "ebrahim-raisi", references="officials", required=True
    )
    role: ParticipantRole = coded("Role", "Part taken.", "lead", required=True)
    capacity: Text | None = sourced(
        "Capacity", "Office in which the person took part, as given.", "President of Iran"
    )
