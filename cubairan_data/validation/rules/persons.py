"""Rules about persons: one row per person, no overlapping terms, no acts outside a term."""

from collections import defaultdict
from collections.abc import Iterator

from cubairan_data.contract.codes.visits import ParticipantRole
from cubairan_data.contract.edtf import Span, span
from cubairan_data.contract.families import Family
from cubairan_data.contract.lists import DELIMITER
from cubairan_data.folding import folded
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.raw import RawRow, RawTable
from cubairan_data.validation.rules.facts import days, held_at, overlap, tenures_of, term
from cubairan_data.validation.rules.registry import Breach, rule

# Which columns name a person who acts, and the date of the act; participants are dated by visit.
_ACTS = (
    ("visits", ("lead_official_id",), "date"),
    ("statements", ("speaker_id",), "date"),
    ("agreements", ("cuban_signatory_id", "iranian_signatory_id"), "signed"),
    ("sessions", ("cuban_chair_id", "iranian_chair_id"), "date"),
)


@rule(
    "alias",
    "Two officials do not share a name; one person is not entered twice.",
    family=Family.PERSONS,
    exceptions=True,
)
def alias(tables: Tables) -> Iterator[Breach]:
    table = tables["officials"]
    owner: dict[str, RawRow] = {}
    for row in table.rows:
        for column in ("name", "name_original", "other_names"):
            text = row.cells.get(column, "")
            for name in text.split(DELIMITER) if column == "other_names" else [text]:
                first = owner.setdefault(folded(name), row) if name else row
                if first.id != row.id:
                    message = f"found {name!r}, which is also a name of {first.id!r}"
                    yield Breach(table, row, column, message)


@rule(
    "tenure-overlap",
    "Terms of a person in the same office do not overlap.",
    family=Family.PERSONS,
    exceptions=True,
)
def tenure_overlap(tables: Tables) -> Iterator[Breach]:
    table = tables["tenures"]
    held: dict[tuple[str, ...], list[RawRow]] = defaultdict(list)
    for row in table.rows:
        columns = ("official_id", "office", "organization_id")
        office = tuple(row.cells.get(name, "") for name in columns)
        for other in held[office]:
            if overlap(term(row), term(other)):
                same = f"found the same office at the same time as in {other.id!r}"
                yield Breach(table, row, "started", f"{same} (line {other.line})")
        held[office].append(row)


@rule(
    "tenure-admits",
    "A person who acts on a date holds an office then, as far as terms are known.",
    family=Family.PERSONS,
    exceptions=True,
)
def tenure_admits(tables: Tables) -> Iterator[Breach]:
    tenures = tenures_of(tables)
    for table, row, column, day in _acts(tables):
        official = row.cells[column]
        if official not in tenures:
            yield Breach(
                table,
                row,
                column,
                f"found {official!r}, who has no row in tenures; add the office held then",
            )
        elif day and not held_at(tables, official, day):
            none = f"found {official!r}, none of whose tenures admits {day.earliest}"
            yield Breach(table, row, column, f"{none}; add the office held then")


@rule(
    "lead-participates",
    "The lead of a visit is its one participant with the role lead.",
    family=Family.PERSONS,
)
def lead_participates(tables: Tables) -> Iterator[Breach]:
    visits, participants = tables["visits"], tables["visit_participants"]
    leads: dict[str, list[RawRow]] = defaultdict(list)
    for row in participants.rows:
        if row.cells.get("role") == ParticipantRole.LEAD:
            leads[row.cells.get("visit_id", "")].append(row)
    for visit in visits.rows:
        lead = visit.cells.get("lead_official_id")
        for row in leads[visit.id]:
            if row.cells.get("official_id") != lead:
                message = f"found lead; lead_official_id of the visit is {lead or 'blank'}"
                yield Breach(participants, row, "role", message)
        if lead and lead not in {row.cells.get("official_id") for row in leads[visit.id]}:
            message = f"found {lead!r}, who is not a participant with the role lead"
            yield Breach(visits, visit, "lead_official_id", message)


def is_in_office(tables: Tables, official_id: str, when: str) -> bool:
    """Whether some tenure of a person admits an EDTF date."""
    return bool(held_at(tables, official_id, span(when)))


def _acts(tables: Tables) -> Iterator[tuple[RawTable, RawRow, str, Span | None]]:
    for name, of in (("visit_participants", "visits"), ("contact_participants", "contacts")):
        participants, events = tables[name], tables[of].by_id
        for row in participants.rows:
            event = events.get(row.cells.get(participants.schema.key[0], ""))
            if event and "official_id" in row.cells:
                yield participants, row, "official_id", days(event, "date")
    for name, columns, when in _ACTS:
        table = tables[name]
        for row in table.rows:
            for column in columns:
                if column in row.cells:
                    yield table, row, column, days(row, when)
