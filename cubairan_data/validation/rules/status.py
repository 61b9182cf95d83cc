"""Rules about the stage of a thing: it agrees with the dates and the evidence of the row."""

from collections.abc import Iterator
from typing import NamedTuple

from cubairan_data.contract.codes.agreements import AgreementStatus
from cubairan_data.contract.codes.flows import FlowStage
from cubairan_data.contract.codes.measures import MeasureKind
from cubairan_data.contract.codes.projects import ProjectStatus
from cubairan_data.contract.codes.publishers import Reliability
from cubairan_data.contract.codes.statements import StatementStanding
from cubairan_data.contract.families import Family
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.raw import RawRow
from cubairan_data.validation.rules.facts import Bearing, contradicting, ends, supporting
from cubairan_data.validation.rules.registry import Breach, rule
from cubairan_data.validation.rules.time import last_reading


@rule(
    "in-force-today",
    "What is in force has not ended, and what has been in force is not only signed.",
    family=Family.STATUS,
    exceptions=True,
)
def in_force_today(tables: Tables) -> Iterator[Breach]:
    agreements, read = tables["agreements"], last_reading(tables)
    for row in agreements.rows:
        both, status = ends(row, "in_force"), row.cells.get("status")
        if both is None:
            continue
        period = row.cells["in_force"]
        # A single date is that on which it came into force.
        has_ended = "/" in period and both.end.latest is not None and both.end.latest < read
        has_begun = both.start.latest is not None and both.start.latest <= read
        if status == AgreementStatus.IN_FORCE and has_ended:
            message = f"found in_force, of {period!r}; allowed: lapsed, superseded"
            yield Breach(agreements, row, "status", message)
        if status == AgreementStatus.SIGNED and has_begun:
            message = f"found signed, with in_force {period!r}; allowed: in_force or what came then"
            yield Breach(agreements, row, "status", message)


class Ended(NamedTuple):
    """A period that is not open where the row says that the thing has ended."""

    table: str
    column: str
    status: str
    ended: tuple[str, ...]


_ENDED = (
    Ended("projects", "period", "status", (ProjectStatus.COMPLETED, ProjectStatus.LAPSED)),
    Ended(
        "financial_flows",
        "period",
        "stage",
        (FlowStage.COMPLETED, FlowStage.REPORTED, FlowStage.CANCELLED),
    ),
    Ended(
        "agreements",
        "in_force",
        "status",
        (AgreementStatus.LAPSED, AgreementStatus.SUPERSEDED),
    ),
    Ended("measures", "period", "kind", (MeasureKind.LIFTING, MeasureKind.PENALTY)),
)
_OPEN = "/.."


@rule(
    "ended",
    "The period of what has ended is not open.",
    family=Family.STATUS,
    exceptions=True,
)
def ended(tables: Tables) -> Iterator[Breach]:
    for of in _ENDED:
        table = tables[of.table]
        for row in table.rows:
            text, status = row.cells.get(of.column, ""), row.cells.get(of.status)
            if status in of.ended and text.endswith(_OPEN):
                message = f"found {text!r} with {of.status} {status}; allowed: a period that ends"
                yield Breach(table, row, of.column, message)


@rule(
    "standing",
    "What is contested or refuted has a line of evidence against it, of a source good enough.",
    family=Family.STATUS,
    exceptions=True,
)
def standing(tables: Tables) -> Iterator[Breach]:
    statements, against = tables["statements"], contradicting(tables)
    for row in statements.rows:
        said = row.cells.get("standing")
        lines = _about_content(against.get((statements.name, row.id), []))
        if said in (StatementStanding.CONTESTED, StatementStanding.REFUTED) and not lines:
            message = f"found {said}; allowed: with a line that contradicts the summary"
        elif said == StatementStanding.REFUTED and not _is_better(tables, row, lines):
            message = "found refuted; no source against it is as reliable as the best one for it"
        else:
            continue
        yield Breach(statements, row, "standing", message)


def _about_content(lines: list[Bearing]) -> list[Bearing]:
    """The lines about what was said, not about when, where or by whom."""
    return [each for each in lines if "summary" in each.columns]


def _is_better(tables: Tables, row: RawRow, against: list[Bearing]) -> bool:
    """Whether some source against a statement is at least as reliable as all those for it."""
    support = _about_content(supporting(tables).get(("statements", row.id), []))
    grades = (_best_grade(tables, against), _best_grade(tables, support))
    return grades[0] <= grades[1]


def _best_grade(tables: Tables, lines: list[Bearing]) -> str:
    """The best letter of the Admiralty scale among the publishers of some lines."""
    sources, publishers = tables["sources"].by_id, tables["publishers"].by_id
    grades = [Reliability.F.value]
    for line, _ in lines:
        source = sources.get(line.cells.get("source_id", ""))
        publisher = publishers.get(source.cells.get("publisher_id", "")) if source else None
        if publisher and "reliability" in publisher.cells:
            grades.append(publisher.cells["reliability"])
    return min(grades)
