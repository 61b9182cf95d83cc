"""Statements, and the measures that frame the relation."""

from collections.abc import Iterator
from typing import ClassVar

from cubairan_data.contract.codes.record import (
    MeasureKind,
    StatementKind,
    StatementStanding,
    StatementTopic,
)
from cubairan_data.contract.column import coded, earliest, latest, sourced
from cubairan_data.contract.row import Fault, Row, Table, Values
from cubairan_data.contract.types import CountryCode, Day, Edtf, Identifier, Text


class Statement(Row):
    """A position or allegation about the relation, always as the act of a named speaker, outlet or institution."""

    TABLE: ClassVar[Table] = Table(
        name="statements",
        group="record",
        title="Statements",
        description="A position, endorsement, condemnation, denial or allegation about the relation, "
        "always as the act of a named speaker, outlet or institution.",
        key=("statement_id",),
        sort=("date_earliest", "statement_id"),
    )

    statement_id: Identifier = coded(
        "Statement",
        "Identifier: date, speaker, short name.",
        "2025-06-22-diaz-canel-strikes",
        required=True,
    )
    date: Edtf | None = sourced(
        "Date", "EDTF date on which it was said or published.", "2025-06-22"
    )
    date_earliest: Day | None = earliest("date", "2025-06-22")
    date_latest: Day | None = latest("date", "2025-06-22")
    kind: StatementKind = coded("Kind", "What the speaker does.", "condemnation", required=True)
    topic: StatementTopic = coded("Topic", "Main topic.", "attacks_on_iran", required=True)
    speaker_id: Identifier | None = sourced(
        "Speaker", "The official who spoke.", "miguel-diaz-canel", references="officials"
    )
    speaker_org_id: Identifier | None = sourced(
        "Speaking body",
        "The body that spoke, or for which the speaker spoke.",
        "presidency-of-cuba",
        references="organizations",
    )
    speaker_name: Text | None = sourced(
        "Speaker's name", "Applies only when the speaker is no official.", "Jaime Suchlicki"
    )
    venue: Text | None = sourced("Venue", "Where: occasion, outlet or channel.", "post on X")
    about_country_id: CountryCode | None = coded(
        "About", "Country it is about.", "IRN", references="countries"
    )
    standing: StatementStanding = coded(
        "Standing", "What the sources read establish of its content.", "uncontested", required=True
    )
    summary: Text = sourced(
        "Summary", "What was said, in our own words.", "Condemns the strikes.", required=True
    )

    @classmethod
    def faults(cls, values: Values) -> Iterator[Fault]:
        yield from super().faults(values)
        if not any(values.get(name) for name in ("speaker_id", "speaker_org_id", "speaker_name")):
            yield Fault(
                "speaker_id",
                "speaker-named",
                "found blank; allowed: one of speaker_id, speaker_org_id, speaker_name",
            )
        if values.get("speaker_id") and values.get("speaker_name"):
            yield Fault(
                "speaker_name",
                "speaker-named",
                "found a name beside speaker_id; allowed: one of the two",
            )


class Measure(Row):
    """A sanction, designation or embargo step, or its lifting."""

    TABLE: ClassVar[Table] = Table(
        name="measures",
        group="record",
        title="Measures",
        description="Sanctions, designations, embargo steps and their lifting: the frame around the relation.",
        key=("measure_id",),
        sort=("period_earliest", "measure_id"),
    )

    measure_id: Identifier = coded(
        "Measure", "Identifier: year, short name.", "1962-us-embargo-cuba", required=True
    )
    period: Edtf | None = sourced(
        "Period",
        "EDTF interval in force, open where it stands, or the day of a lifting.",
        "1962-02-07/..",
    )
    period_earliest: Day | None = earliest("period", "1962-02-07")
    period_latest: Day | None = latest("period", "2015-05-29")
    kind: MeasureKind = coded("Kind", "What sort of step.", "embargo", required=True)
    imposing_country_id: CountryCode | None = sourced(
        "Imposed by", "Country that imposes it.", "USA", references="countries"
    )
    imposing_org_id: Identifier | None = sourced(
        "Imposing body",
        "Applies only when no single country imposes it.",
        "united-nations",
        references="organizations",
    )
    target_country_id: CountryCode | None = sourced(
        "Target", "Country it is aimed at.", "CUB", references="countries"
    )
    target_org_id: Identifier | None = sourced(
        "Target body",
        "Applies only when a named body is listed.",
        "wagon-pars",
        references="organizations",
    )
    legal_basis: Text | None = sourced(
        "Legal basis", "Law, order or resolution.", "Proclamation 3447"
    )
    summary: Text = sourced(
        "Summary", "What it does, in our own words.", "Prohibits trade.", required=True
    )

    @classmethod
    def faults(cls, values: Values) -> Iterator[Fault]:
        yield from super().faults(values)
        for who, names in (
            ("imposes", ("imposing_country_id", "imposing_org_id")),
            ("is aimed at", ("target_country_id", "target_org_id")),
        ):
            if not any(values.get(name) for name in names):
                yield Fault(
                    names[0],
                    "measure-sides",
                    f"found blank; nobody {who} it; allowed: {names[0]} or {names[1]}",
                )
