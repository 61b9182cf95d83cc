"""Statements, and the measures that constrain the relationship."""

from typing import Annotated, ClassVar

from cubairan_data.contract.cell_types import CountryCode, Edtf, Identifier, Text
from cubairan_data.contract.codes.measures import MeasureKind
from cubairan_data.contract.codes.statements import StatementKind, StatementStanding, StatementTopic
from cubairan_data.contract.columns import Coded, Earliest, Latest, Sourced
from cubairan_data.contract.families import Family
from cubairan_data.contract.model import TableModel
from cubairan_data.contract.row_rules import Breaches, Values, row_rule
from cubairan_data.contract.table_meta import TableMeta


class Statement(TableModel):
    """A position or allegation about the relationship, as the act of a named speaker or body."""

    META: ClassVar[TableMeta] = TableMeta(
        name="statements",
        group="record",
        title="Statements",
        description="A position, endorsement, condemnation, denial or allegation about "
        "the relationship, always as the act of a named speaker, outlet or institution.",
        key=("statement_id",),
        sort=("date_earliest", "statement_id"),
        headline=(
            "statement_id",
            "date",
            "summary",
            "speaker_id",
            "kind",
            "standing",
            "topic",
            "speaker_org_id",
        ),
    )

    statement_id: Annotated[
        Identifier,
        Coded(
            "Statement",
            "Identifier: date, speaker, short name.",
            "2025-06-22-miguel-diaz-canel-us-bombing",
        ),
    ]
    date: Annotated[
        Edtf | None, Sourced("Date", "EDTF date on which it was made or published.", "2025-06-22")
    ] = None
    date_earliest: Earliest = None
    date_latest: Latest = None
    kind: Annotated[StatementKind, Coded("Kind", "What the speaker does in it.", "condemnation")]
    topic: Annotated[StatementTopic, Coded("Topic", "Main topic.", "attacks_on_iran")]
    speaker_id: Annotated[
        Identifier | None,
        Sourced("Speaker", "The official who spoke.", "miguel-diaz-canel", references="officials"),
    ] = None
    speaker_org_id: Annotated[
        Identifier | None,
        Sourced(
            "Speaking body",
            "The body that spoke, or on whose behalf the speaker spoke.",
            "presidency-of-cuba",
            references="organizations",
        ),
    ] = None
    speaker_name: Annotated[
        Text | None,
        Sourced(
            "Speaker's name",
            "Only where the speaker is not among the officials.",
            "Jaime Suchlicki",
        ),
    ] = None
    venue: Annotated[Text | None, Sourced("Venue", "Occasion, outlet or channel.", "post on X")] = (
        None
    )
    about_country_id: Annotated[
        CountryCode | None,
        Coded("About", "Country that it is about.", "IRN", references="countries"),
    ] = None
    standing: Annotated[
        StatementStanding,
        Coded("Standing", "What the sources consulted establish about its content.", "uncontested"),
    ]
    summary: Annotated[
        Text, Sourced("Summary", "What was said, in our own words.", "Condemns the strikes.")
    ]


@row_rule(
    "speaker-named",
    "A statement has a speaker, named once.",
    Statement,
    family=Family.PERSONS,
)
def speaker_named(values: Values) -> Breaches:
    """A statement has a speaker; a person is named by identifier or by name, not both."""
    if not any(values.get(name) for name in ("speaker_id", "speaker_org_id", "speaker_name")):
        yield (
            "speaker_id",
            "found blank; allowed: one of speaker_id, speaker_org_id, speaker_name",
        )
    if values.get("speaker_id") and values.get("speaker_name"):
        yield "speaker_name", "found a name beside speaker_id; allowed: one of the two"


@row_rule(
    "allegation-standing",
    "What an allegation asserts is disputed or unproven, so that it is not uncontested.",
    Statement,
    family=Family.STATUS,
)
def allegation_standing(values: Values) -> Breaches:
    """An allegation is by definition about what is disputed or unproven."""
    is_allegation = values.get("kind") is StatementKind.ALLEGATION
    if is_allegation and values.get("standing") is StatementStanding.UNCONTESTED:
        yield "standing", "found uncontested for an allegation; allowed: another standing"


class Measure(TableModel):
    """A sanction, designation or embargo measure, or its lifting."""

    META: ClassVar[TableMeta] = TableMeta(
        name="measures",
        group="record",
        title="Measures",
        description="Sanctions, designations, embargo measures and their lifting: the constraints "
        "on the relationship.",
        key=("measure_id",),
        sort=("period_earliest", "measure_id"),
        headline=(
            "measure_id",
            "period",
            "summary",
            "kind",
            "imposing_country_id",
            "target_country_id",
            "legal_basis",
        ),
    )

    measure_id: Annotated[
        Identifier, Coded("Measure", "Identifier: year, short name.", "1962-us-embargo-cuba")
    ]
    period: Annotated[
        Edtf | None,
        Sourced(
            "Period",
            "EDTF interval in force, open-ended where still in force; for a lifting, its day.",
            "1982/2015-05-29",
        ),
    ] = None
    period_earliest: Earliest = None
    period_latest: Latest = None
    kind: Annotated[MeasureKind, Coded("Kind", "Type of measure.", "embargo")]
    imposing_country_id: Annotated[
        CountryCode | None,
        Sourced("Imposed by", "Country that imposes it.", "USA", references="countries"),
    ] = None
    imposing_org_id: Annotated[
        Identifier | None,
        Sourced(
            "Imposing body",
            "Only where no single country imposes it.",
            "united-nations",
            references="organizations",
        ),
    ] = None
    target_country_id: Annotated[
        CountryCode | None,
        Sourced("Target", "Country at which it is aimed.", "CUB", references="countries"),
    ] = None
    target_org_id: Annotated[
        Identifier | None,
        Sourced(
            "Target body",
            "Only where a named body is listed.",
            "wagon-pars",
            references="organizations",
        ),
    ] = None
    legal_basis: Annotated[
        Text | None, Sourced("Legal basis", "Law, order or resolution.", "Proclamation 3447")
    ] = None
    summary: Annotated[
        Text, Sourced("Summary", "What it does, in our own words.", "Prohibits trade.")
    ]


@row_rule(
    "measure-sides",
    "A measure has an imposer and a target.",
    Measure,
    family=Family.SIDES,
)
def measure_sides(values: Values) -> Breaches:
    """Both sides of a measure are known, each as a country or as a body."""
    for side, names in (
        ("imposer", ("imposing_country_id", "imposing_org_id")),
        ("target", ("target_country_id", "target_org_id")),
    ):
        if not any(values.get(name) for name in names):
            yield names[0], f"found no {side}; allowed: {names[0]} or {names[1]}"
