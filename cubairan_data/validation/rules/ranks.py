"""Rules that hold ranks, capacities and offices against the tenures of those days."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from cubairan_data.contract.codes.offices import OfficeKind
from cubairan_data.contract.codes.visits import ParticipantRole, VisitKind, VisitLevel
from cubairan_data.contract.families import Family
from cubairan_data.folding import folded
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.raw import RawRow
from cubairan_data.validation.rules.facts import (
    country_of,
    days,
    held_at,
    share_days,
    tenures_of,
    term,
)
from cubairan_data.validation.rules.registry import Breach, rule

# The levels of visits by rank, each with the offices that have it; every other office is OTHER.
_OFFICES: Mapping[VisitLevel, tuple[OfficeKind, ...]] = {
    VisitLevel.HEAD_OF_STATE: (OfficeKind.HEAD_OF_STATE, OfficeKind.SUPREME_LEADER),
    VisitLevel.HEAD_OF_GOVERNMENT: (OfficeKind.HEAD_OF_GOVERNMENT,),
    VisitLevel.VICE_PRESIDENT: (OfficeKind.VICE_PRESIDENT,),
    VisitLevel.SPEAKER: (OfficeKind.SPEAKER,),
    VisitLevel.FOREIGN_MINISTER: (OfficeKind.FOREIGN_MINISTER,),
    VisitLevel.MINISTER: (OfficeKind.MINISTER,),
    VisitLevel.DEPUTY_MINISTER: (OfficeKind.DEPUTY_MINISTER, OfficeKind.DEPUTY_SPEAKER),
    VisitLevel.HEAD_OF_AGENCY: (
        OfficeKind.HEAD_OF_AGENCY,
        OfficeKind.HEAD_OF_BANK,
        OfficeKind.HEAD_OF_INSTITUTE,
        OfficeKind.HEAD_OF_COMPANY,
        OfficeKind.HEAD_OF_CHAMBER,
        OfficeKind.JUDGE,
    ),
    VisitLevel.AMBASSADOR: (OfficeKind.AMBASSADOR, OfficeKind.CHARGE_D_AFFAIRES),
    VisitLevel.OTHER: (),
}
_RANKS = list(VisitLevel)
_LOWEST = len(_RANKS) - 1
_RANKS_OF: Mapping[str, tuple[int, ...]] = {
    **{office: (_RANKS.index(at),) for at, offices in _OFFICES.items() for office in offices},
    # Directors rank with ambassadors, other diplomats do not; an envoy may be an ambassador.
    **dict.fromkeys((OfficeKind.DIPLOMAT, OfficeKind.ENVOY), (_LOWEST - 1, _LOWEST)),
}
_VISITORS = (ParticipantRole.LEAD, ParticipantRole.MEMBER)


@rule(
    "level",
    "The level of a visit or contact is the rank that an office of those days gives.",
    family=Family.PERSONS,
    exceptions=True,
)
def level(tables: Tables) -> Iterator[Breach]:
    for name, of in (("visit_participants", "visits"), ("contact_participants", "contacts")):
        people, events = _people(tables, name), tables[of]
        for row in events.rows:
            sides = _sides(tables, row, people.get(row.id, []))
            said = row.cells.get("level", "")
            if not sides or said not in _RANKS:
                continue
            possible = _possible(sides, is_met="sender_id" not in row.cells)
            if said not in {_RANKS[rank] for rank in possible}:
                allowed = ", ".join(_RANKS[rank] for rank in sorted(possible))
                message = f"found {said}; by the offices held then: {allowed}"
                yield Breach(events, row, "level", message)


def _possible(sides: list[set[int]], *, is_met: bool) -> set[int]:
    """The ranks that a level may have: of two who meet, the lower one counts."""
    highest = max(min(ranks) for ranks in sides)
    if is_met and len(sides) == 1:
        # The other side, of whom nobody is named, may rank lower.
        return set(range(highest, len(_RANKS)))
    return {rank for ranks in sides for rank in ranks if rank >= highest}


def _people(tables: Tables, name: str) -> dict[str, list[RawRow]]:
    """The participants of each event."""
    people: dict[str, list[RawRow]] = defaultdict(list)
    for row in tables[name].rows:
        people[row.cells.get(tables[name].schema.key[0], "")].append(row)
    return people


def _sides(tables: Tables, event: RawRow, people: list[RawRow]) -> list[set[int]]:
    """The ranks that the people of each side who count could have had on the day."""
    travelled = "sender_id" in event.cells
    sides: dict[str | None, set[int]] = defaultdict(set)
    for person in people:
        if not travelled or person.cells.get("role") in _VISITORS:
            official = person.cells.get("official_id", "")
            side = "visitors" if travelled else country_of(tables, "officials", official)
            held = held_at(tables, official, days(event, "date"))
            sides[side].update(_ranks(held))
    return [ranks for ranks in sides.values() if ranks]


def _ranks(tenures: Iterable[RawRow]) -> Iterator[int]:
    for tenure in tenures:
        yield from _RANKS_OF.get(tenure.cells.get("office_kind", ""), (_LOWEST,))


_HEADS = (VisitLevel.HEAD_OF_STATE, VisitLevel.HEAD_OF_GOVERNMENT, VisitLevel.FOREIGN_MINISTER)
_LEVELS_OF_KIND: Mapping[str, tuple[VisitLevel, ...]] = {
    VisitKind.STATE: (VisitLevel.HEAD_OF_STATE,),
    VisitKind.PARLIAMENTARY: (VisitLevel.SPEAKER, VisitLevel.DEPUTY_MINISTER, VisitLevel.OTHER),
    VisitKind.TECHNICAL: (VisitLevel.HEAD_OF_AGENCY, VisitLevel.AMBASSADOR, VisitLevel.OTHER),
    VisitKind.UNOFFICIAL: (VisitLevel.OTHER,),
    VisitKind.WORKING: tuple(each for each in VisitLevel if each not in _HEADS),
}


@rule(
    "kind-of-visit",
    "The kind of a visit fits the rank of those who travelled.",
    family=Family.STATUS,
    exceptions=True,
)
def kind_of_visit(tables: Tables) -> Iterator[Breach]:
    visits = tables["visits"]
    for row in visits.rows:
        kind, said = row.cells.get("kind", ""), row.cells.get("level")
        allowed = _LEVELS_OF_KIND.get(kind)
        if allowed and said not in allowed:
            message = f"found {kind} with level {said}; allowed levels: {', '.join(allowed)}"
            yield Breach(visits, row, "kind", message)


# Words that only give the rank, and those that say nothing about the office.
_OF_RANK = frozenset(
    [
        "presid",
        "vice",
        "minist",
        "deputy",
        "direct",
        "head",
        "ambass",
        "genera",
        "member",
        "chairm",
        "secret",
        "govern",
        "mayor",
        "speake",
        "leader",
        "advise",
        "envoy",
        "repres",
        "delega",
        "offici",
        "comman",
        "chief",
        "first",
        "second",
        "prime",
        "acting",
        "former",
        "specia",
        "senior",
        "assist",
    ]
)
_EMPTY = frozenset(
    [
        "of",
        "the",
        "and",
        "for",
        "in",
        "to",
        "s",
        "on",
        "at",
        "a",
        "who",
        "as",
        "iran",
        "cuba",
        "cuban",
        "irania",
        "republ",
        "islami",
        "affair",
    ]
)
_STEM = 6
_DELEGATION = "delega"
_ALIKE = {
    "majlis": "assemb",
    "parlia": "assemb",
    "oil": "petrol",
    "speake": "presid",
    "chairm": "presid",
    "head": "presid",
}
_HEAD_OF_STATE = re.compile(
    r"(?:acting )?president(?: of (?:the )?(?:cuba|iran|republic(?: of cuba)?"
    r"|islamic republic(?: of iran)?))?",
    re.IGNORECASE,
)


@rule(
    "capacity",
    "The capacity in which a person took part agrees with an office held on the day.",
    family=Family.PERSONS,
    exceptions=True,
)
def capacity(tables: Tables) -> Iterator[Breach]:
    for name, of in (("visit_participants", "visits"), ("contact_participants", "contacts")):
        participants, events = tables[name], tables[of].by_id
        for row in participants.rows:
            text = row.cells.get("capacity")
            event = events.get(row.cells.get(participants.schema.key[0], ""))
            if text is None or event is None:
                continue
            held = held_at(tables, row.cells.get("official_id", ""), days(event, "date"))
            if held and not _fits(text, held):
                offices = "; ".join(repr(each.cells.get("office", "")) for each in held)
                message = f"found {text!r}; offices held then: {offices}"
                yield Breach(participants, row, "capacity", message)


def _fits(text: str, held: list[RawRow]) -> bool:
    if _HEAD_OF_STATE.fullmatch(text):
        return any(each.cells.get("office_kind") == OfficeKind.HEAD_OF_STATE for each in held)
    said = _stems(text)
    if _DELEGATION in said:
        # Its head and its members have their offices elsewhere.
        said -= _OF_RANK
    offices = set[str]().union(*map(_stems_of_office, held))
    return all(
        not one or not other or one & other
        for one, other in (
            (said & _OF_RANK, offices & _OF_RANK),
            (said - _OF_RANK, offices - _OF_RANK),
        )
    )


def _stems_of_office(tenure: RawRow) -> set[str]:
    columns = ("office", "office_kind", "organization_id")
    return _stems(" ".join(tenure.cells.get(each, "") for each in columns))


def _stems(text: str) -> set[str]:
    """The beginnings of the words that say something, such as ``minist`` and ``health``."""
    stems = {word[:_STEM] for word in re.findall(r"[a-z]+", folded(text))}
    return {_ALIKE.get(stem, stem) for stem in stems} - _EMPTY


# What the name of an office begins with, and the kind that it then has; the first that fits.
_KINDS_BY_NAME = tuple(
    (re.compile(pattern, re.IGNORECASE), kind)
    for pattern, kind in (
        (
            r"(?:acting )?(?:minister of foreign affairs|foreign minister)",
            OfficeKind.FOREIGN_MINISTER,
        ),
        (r"(?:acting )?minister\b", OfficeKind.MINISTER),
        (r"(?:first |vice )?deputy minister|vice[- ]minister", OfficeKind.DEPUTY_MINISTER),
        (r"ambassador", OfficeKind.AMBASSADOR),
        (r"charg[ée] d", OfficeKind.CHARGE_D_AFFAIRES),
        (
            r"(?:acting )?president(?: of (?:the republic|cuba|iran|the islamic republic"
            r"|the councils? of state).*)?$",
            OfficeKind.HEAD_OF_STATE,
        ),
        (r"(?:speaker|president of the national assembly)", OfficeKind.SPEAKER),
        (r"member of (?:the islamic consultative assembly|parliament)", OfficeKind.LEGISLATOR),
        (r"governor of the central bank", OfficeKind.HEAD_OF_BANK),
    )
)


@rule(
    "office-kind",
    "The kind of an office is the one that its name says.",
    family=Family.PERSONS,
    exceptions=True,
)
def office_kind(tables: Tables) -> Iterator[Breach]:
    tenures = tables["tenures"]
    for row in tenures.rows:
        office, kind = row.cells.get("office", ""), row.cells.get("office_kind")
        named = next((each for pattern, each in _KINDS_BY_NAME if pattern.match(office)), None)
        if named and kind and kind != named:
            message = f"found {kind} for {office!r}; allowed: {named}"
            yield Breach(tenures, row, "office_kind", message)


@rule(
    "two-offices",
    "A person holds two offices at once only where that was looked at.",
    family=Family.PERSONS,
    exceptions=True,
)
def two_offices(tables: Tables) -> Iterator[Breach]:
    table = tables["tenures"]
    for tenures in tenures_of(tables).values():
        for place, row in enumerate(tenures):
            for other in tenures[:place]:
                is_same = row.cells.get("office") == other.cells.get("office")
                if not is_same and share_days(term(row), term(other)):
                    message = f"found {row.cells.get('office')!r} at the same time as {other.id!r}"
                    yield Breach(table, row, "office", f"{message}, {other.cells.get('office')!r}")
