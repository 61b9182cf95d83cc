"""Rules about the two sides: who acts for Cuba, who for Iran, who travels, who receives."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from cubairan_data.contract.codes.flows import FlowKind
from cubairan_data.contract.codes.visits import ParticipantRole
from cubairan_data.contract.families import Family
from cubairan_data.contract.lists import DELIMITER
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.raw import RawRow
from cubairan_data.validation.rules.facts import country_of
from cubairan_data.validation.rules.registry import Breach, rule

CUBA, IRAN = "CUB", "IRN"
DYAD = (CUBA, IRAN)


class Side(NamedTuple):
    """A column that names an actor of one country."""

    table: str
    column: str
    actors: str
    country: str


_SIDES = (
    Side("agreements", "cuban_party_id", "organizations", CUBA),
    Side("agreements", "iranian_party_id", "organizations", IRAN),
    Side("agreements", "cuban_signatory_id", "officials", CUBA),
    Side("agreements", "iranian_signatory_id", "officials", IRAN),
    Side("sessions", "cuban_chair_id", "officials", CUBA),
    Side("sessions", "iranian_chair_id", "officials", IRAN),
    Side("projects", "cuban_org_id", "organizations", CUBA),
    Side("projects", "iranian_org_id", "organizations", IRAN),
)
# Two columns of which the second actor belongs to the country, or to that of the actor, in the
# first: table, column, its actors, the other column, the actors of that one.
_SAME_COUNTRY = (
    ("financial_flows", "provider_org_id", "organizations", "provider_id", None),
    ("financial_flows", "receiver_org_id", "organizations", "receiver_id", None),
    ("statements", "speaker_org_id", "organizations", "speaker_id", "officials"),
    ("tenures", "organization_id", "organizations", "official_id", "officials"),
    ("organizations", "parent_id", "organizations", "country_id", None),
    ("visits", "lead_official_id", "officials", "sender_id", None),
)


@rule(
    "side",
    "Cuban columns hold Cuban people and bodies, Iranian columns Iranian ones.",
    family=Family.SIDES,
    exceptions=True,
)
def side(tables: Tables) -> Iterator[Breach]:
    for of in _SIDES:
        table = tables[of.table]
        for row in table.rows:
            actor = row.cells.get(of.column)
            if actor is None or actor not in tables[of.actors].by_id:
                continue
            country = country_of(tables, of.actors, actor)
            if country != of.country:
                message = f"found {actor!r}, of {country or 'no country'}; allowed: of {of.country}"
                yield Breach(table, row, of.column, message)


@rule(
    "same-country",
    "A body or person belongs to the country for which the row has it act.",
    family=Family.SIDES,
    exceptions=True,
)
def same_country(tables: Tables) -> Iterator[Breach]:
    for name, column, actors, other_column, other_actors in _SAME_COUNTRY:
        table = tables[name]
        for row in table.rows:
            actor, other = row.cells.get(column), row.cells.get(other_column)
            country = country_of(tables, actors, actor)
            expected = country_of(tables, other_actors, other) if other_actors else other
            # An international body and one whose seat is not known act for anyone.
            if country and expected and country != expected:
                message = f"found {actor!r}, of {country}; {other_column} {other} is of {expected}"
                yield Breach(table, row, column, message)


_TWO = (
    ("agreements", "cuban_party_id", "iranian_party_id"),
    ("agreements", "cuban_signatory_id", "iranian_signatory_id"),
    ("sessions", "cuban_chair_id", "iranian_chair_id"),
    ("projects", "cuban_org_id", "iranian_org_id"),
    ("financial_flows", "provider_org_id", "receiver_org_id"),
    ("measures", "imposing_country_id", "target_country_id"),
    ("measures", "imposing_org_id", "target_org_id"),
)


@rule("two-sides", "Both sides of a row are not one and the same.", family=Family.SIDES)
def two_sides(tables: Tables) -> Iterator[Breach]:
    for name, first, second in _TWO:
        table = tables[name]
        for row in table.rows:
            value = row.cells.get(first)
            if value is not None and value == row.cells.get(second):
                columns = DELIMITER.join((first, second))
                yield Breach(table, row, columns, f"found {value!r} in both; allowed: two of them")


@rule(
    "between-the-two",
    "A flow runs from one of the two countries to the other; a commission meets in one of them.",
    family=Family.SIDES,
    exceptions=True,
)
def between_the_two(tables: Tables) -> Iterator[Breach]:
    columns = (
        ("financial_flows", "provider_id"),
        ("financial_flows", "receiver_id"),
        ("sessions", "host_id"),
    )
    for name, column in columns:
        table = tables[name]
        for row in table.rows:
            country = row.cells.get(column)
            if country is not None and country not in DYAD:
                yield Breach(table, row, column, f"found {country}; allowed: {', '.join(DYAD)}")


@rule(
    "trade-total-sides",
    "A trade total, which has no direction, has Iran as provider and Cuba as receiver.",
    family=Family.SIDES,
)
def trade_total_sides(tables: Tables) -> Iterator[Breach]:
    flows = tables["financial_flows"]
    for row in flows.rows:
        if row.cells.get("kind") != FlowKind.TRADE_TOTAL:
            continue
        for column, expected in (("provider_id", IRAN), ("receiver_id", CUBA)):
            country = row.cells.get(column)
            if country != expected:
                found = country or "blank"
                yield Breach(flows, row, column, f"found {found}; allowed: {expected}")


@rule(
    "traveller",
    "Who travels is of the sender, who receives is of the host.",
    family=Family.SIDES,
    exceptions=True,
)
def traveller(tables: Tables) -> Iterator[Breach]:
    participants, visits = tables["visit_participants"], tables["visits"].by_id
    for row in participants.rows:
        visit, role = visits.get(row.cells.get("visit_id", "")), row.cells.get("role")
        country = country_of(tables, "officials", row.cells.get("official_id"))
        if visit is None or country is None:
            continue
        sender, host = visit.cells.get("sender_id"), visit.cells.get("host_id")
        if sender is None:
            # In a third country both are guests.
            expected: tuple[str, ...] = DYAD
        elif role in (ParticipantRole.LEAD, ParticipantRole.MEMBER):
            expected = (sender,)
        else:
            expected = (host,) if host else ()
        if country not in expected:
            allowed = f"allowed as {role}: of {' or '.join(expected)}"
            yield Breach(participants, row, "role", f"found one of {country}; {allowed}")


@rule(
    "both-present",
    "Where two or more took part in a contact or a third-country meeting, both countries did.",
    family=Family.SIDES,
    exceptions=True,
)
def both_present(tables: Tables) -> Iterator[Breach]:
    for name, of in (("contact_participants", "contacts"), ("visit_participants", "visits")):
        participants, events = tables[name], tables[of].by_id
        present: dict[str, list[tuple[RawRow, str | None]]] = defaultdict(list)
        for row in participants.rows:
            country = country_of(tables, "officials", row.cells.get("official_id"))
            present[row.cells.get(participants.schema.key[0], "")].append((row, country))
        for event_id, people in present.items():
            event = events.get(event_id)
            if event is None or "sender_id" in event.cells:
                continue
            countries = {country for _, country in people}
            if len(people) > 1 and len(countries) == 1:
                message = f"found {len(people)} participants, all of {countries.pop()}"
                yield Breach(participants, people[-1][0], "official_id", message)


_NAMES: Mapping[str, re.Pattern[str]] = {
    CUBA: re.compile(r"\bcuba\b"),
    IRAN: re.compile(r"\biran\b"),
}


@rule(
    "country-in-name",
    "A body that is named after one of the two countries alone belongs to it.",
    family=Family.SIDES,
    exceptions=True,
)
def country_in_name(tables: Tables) -> Iterator[Breach]:
    organizations = tables["organizations"]
    for row in organizations.rows:
        names = f"{row.id} {row.cells.get('name', '')}".lower()
        named = [country for country, pattern in _NAMES.items() if pattern.search(names)]
        country = row.cells.get("country_id")
        if len(named) == 1 and country and country != named[0]:
            message = f"found {country} for {row.cells.get('name')!r}; allowed: {named[0]}"
            yield Breach(organizations, row, "country_id", message)


@rule(
    "one-imposer",
    "A measure that one country imposes names no body as imposing it.",
    family=Family.SIDES,
)
def one_imposer(tables: Tables) -> Iterator[Breach]:
    measures = tables["measures"]
    for row in measures.rows:
        body, country = row.cells.get("imposing_org_id"), row.cells.get("imposing_country_id")
        if body and country:
            message = f"found {body!r} beside {country}; allowed: one of the two"
            yield Breach(measures, row, "imposing_org_id", message)
