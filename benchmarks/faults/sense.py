"""Faults of sense about time, sides, persons and the status, of which only the sense is wrong.

Each stays in canonical form and keeps its evidence; what is drawn is drawn at random.
"""

import random

from cubairan_data.contract.families import Family
from cubairan_data.contract.lists import DELIMITER
from faults.common import Fault, Row, Rows, drawn, mutation, set_to

# The tables of events: the column of the date, and the column and codes of what was done.
EVENTS = {
    "visits": ("date", "status", ("took_place",)),
    "contacts": ("date", "status", ("took_place",)),
    "sessions": ("date", "status", ("held",)),
    "agreements": ("signed", "status", ("signed",)),
    "statements": ("date", "kind", ("position", "denial", "condemnation")),
    "financial_flows": ("period", "stage", ("completed", "reported")),
}
CUBA, IRAN = "CUB", "IRN"
OTHER = {CUBA: IRAN, IRAN: CUBA}


def event(rows: Rows, chance: random.Random) -> tuple[str, str, Row]:
    """Draw an event that was held, with its table and the column of its date."""
    table = chance.choice(list(EVENTS))
    column, status, done = EVENTS[table]
    row = drawn(rows, chance, table, lambda row: row[column] and row[status] in done)
    return (table, column, row) if row else event(rows, chance)


def official_of(rows: Rows, chance: random.Random, country: str) -> str:
    """Draw an official of a country."""
    row = drawn(rows, chance, "officials", lambda row: row["country_id"] == country)
    return row["official_id"] if row else ""


def body_of(rows: Rows, chance: random.Random, country: str) -> str:
    """Draw an organization of a country."""
    row = drawn(rows, chance, "organizations", lambda row: row["country_id"] == country)
    return row["organization_id"] if row else ""


def country_of(rows: Rows, official: str) -> str:
    """The country of an official."""
    return next(row["country_id"] for row in rows["officials"] if row["official_id"] == official)


def row_of(rows: Rows, table: str, column: str, value: str) -> Row:
    """The row of a table with a value in its key."""
    return next(row for row in rows[table] if row[column] == value)


# Time


@mutation(Family.TIME)
def event_in_the_future(rows: Rows, chance: random.Random) -> Fault | None:
    table, column, row = event(rows, chance)
    return set_to(rows, table, row, **{column: f"20{chance.randrange(40, 99)}"})


@mutation(Family.TIME)
def event_long_before_1979(rows: Rows, chance: random.Random) -> Fault | None:
    table, column, row = event(rows, chance)
    return set_to(rows, table, row, **{column: f"1{chance.randrange(100, 949)}"})


@mutation(Family.TIME)
def iranian_year_not_converted(rows: Rows, chance: random.Random) -> Fault | None:
    table, column, row = event(rows, chance)
    return set_to(rows, table, row, **{column: f"{chance.randrange(1358, 1405)}-03"})


@mutation(Family.TIME)
def event_after_its_sources(rows: Rows, chance: random.Random) -> Fault | None:
    table, column, row = event(rows, chance)
    year = int(row[f"{column}_latest"][:4] or row[f"{column}_earliest"][:4])
    return set_to(rows, table, row, **{column: str(min(year + chance.randrange(1, 4), 2026))})


@mutation(Family.TIME)
def date_apart_from_identifier(rows: Rows, chance: random.Random) -> Fault | None:
    row = drawn(rows, chance, "visits", lambda row: row["date"])
    if row is None:
        return None
    year = int(row["visit_id"][:4])
    return set_to(rows, "visits", row, date=str(year - chance.randrange(1, 3)))


@mutation(Family.TIME)
def measure_apart_from_identifier(rows: Rows, chance: random.Random) -> Fault | None:
    row = drawn(rows, chance, "measures", lambda row: row["period"])
    return set_to(rows, "measures", row, period=f"{chance.randrange(1960, 1978)}/..")


@mutation(Family.TIME)
def office_ended_in_the_future(rows: Rows, chance: random.Random) -> Fault | None:
    row = drawn(rows, chance, "tenures", lambda row: row["ended"])
    return set_to(rows, "tenures", row, ended="2071")


@mutation(Family.TIME)
def attested_after_the_end(rows: Rows, chance: random.Random) -> Fault | None:
    row = drawn(rows, chance, "tenures", lambda row: row["ended"] and row["ended"] < "2020")
    return set_to(rows, "tenures", row, attested="2024-02")


@mutation(Family.TIME)
def attested_before_the_start(rows: Rows, chance: random.Random) -> Fault | None:
    row = drawn(rows, chance, "tenures", lambda row: row["started"] > "1985")
    return set_to(rows, "tenures", row, attested="1980/2026")


@mutation(Family.TIME)
def two_heads_of_state(rows: Rows, chance: random.Random) -> Fault | None:
    held = [row for row in rows["tenures"] if row["office_kind"] == "head_of_state"]
    row = chance.choice([each for each in held if each["started"] > "1985"])
    return set_to(rows, "tenures", row, started=str(int(row["started"][:4]) - 4))


@mutation(Family.TIME)
def source_published_in_the_future(rows: Rows, chance: random.Random) -> Fault | None:
    row = drawn(rows, chance, "sources", lambda row: row["published"])
    return set_to(rows, "sources", row, published="2058-05-05")


@mutation(Family.TIME)
def source_published_before_its_event(rows: Rows, chance: random.Random) -> Fault | None:
    row = drawn(rows, chance, "sources", lambda row: row["published"] > "1995")
    return set_to(rows, "sources", row, published="1981-01-07")


@mutation(Family.TIME)
def source_read_in_the_future(rows: Rows, chance: random.Random) -> Fault | None:
    row = drawn(rows, chance, "sources", lambda row: row["accessed"])
    return set_to(rows, "sources", row, accessed="2036-11-23")


@mutation(Family.TIME)
def source_read_before_it_was_published(rows: Rows, chance: random.Random) -> Fault | None:
    row = drawn(rows, chance, "sources", lambda row: row["published"] > "1998" and row["accessed"])
    return set_to(rows, "sources", row, accessed="1997-02-03")


@mutation(Family.TIME)
def source_read_in_another_century(rows: Rows, chance: random.Random) -> Fault | None:
    row = drawn(rows, chance, "sources", lambda row: row["accessed"])
    return set_to(rows, "sources", row, accessed="1896-11-23")


@mutation(Family.TIME)
def copy_older_than_its_origin(rows: Rows, chance: random.Random) -> Fault | None:
    row = drawn(rows, chance, "sources", lambda row: row["published"] and row["published"] < "2000")
    later = drawn(rows, chance, "sources", lambda row: row["published"] > "2010")
    if row is None or later is None or row["derived_from"]:
        return None
    return set_to(rows, "sources", row, derived_from=later["source_id"])


@mutation(Family.TIME)
def outcome_unknown(rows: Rows, chance: random.Random) -> Fault | None:
    def past(row: Row) -> bool:
        return row["status"] == "took_place" and "" < row["date"] < "2024"

    return set_to(rows, "visits", drawn(rows, chance, "visits", past), status="announced")


@mutation(Family.TIME)
def agreement_before_its_whole(rows: Rows, chance: random.Random) -> Fault | None:
    row = drawn(rows, chance, "agreements", lambda row: "" < row["signed"] < "2012")
    whole = drawn(rows, chance, "agreements", lambda row: row["signed"] > "2015")
    return set_to(rows, "agreements", row, part_of_id=whole["agreement_id"] if whole else "")


@mutation(Family.TIME)
def flow_before_its_whole(rows: Rows, chance: random.Random) -> Fault | None:
    def early(row: Row) -> bool:
        return "" < row["period"] < "2008" and row["is_additive"] == "false"

    row = drawn(rows, chance, "financial_flows", early)
    whole = drawn(rows, chance, "financial_flows", lambda row: row["period"] > "2015")
    return set_to(rows, "financial_flows", row, part_of_id=whole["flow_id"] if whole else "")


@mutation(Family.TIME)
def flow_before_its_agreement(rows: Rows, chance: random.Random) -> Fault | None:
    row = drawn(rows, chance, "financial_flows", lambda row: "" < row["period"] < "2008")
    later = drawn(rows, chance, "agreements", lambda row: row["signed"] > "2015")
    agreement = later["agreement_id"] if later else ""
    return set_to(rows, "financial_flows", row, agreement_id=agreement)


@mutation(Family.TIME)
def project_before_its_agreement(rows: Rows, chance: random.Random) -> Fault | None:
    row = drawn(rows, chance, "projects", lambda row: "" < row["period"] < "2010")
    later = drawn(rows, chance, "agreements", lambda row: row["signed"] > "2015")
    return set_to(rows, "projects", row, agreement_id=later["agreement_id"] if later else "")


@mutation(Family.TIME)
def document_of_another_visit(rows: Rows, chance: random.Random) -> Fault | None:
    row = drawn(rows, chance, "agreements", lambda row: row["visit_id"] and row["signed"])
    if row is None:
        return None
    year = row["signed"][:4]
    other = drawn(rows, chance, "visits", lambda each: each["date"][:4] not in ("", year))
    return set_to(rows, "agreements", row, visit_id=other["visit_id"] if other else "")


@mutation(Family.TIME)
def sessions_out_of_order(rows: Rows, chance: random.Random) -> Fault | None:
    row = drawn(rows, chance, "sessions", lambda row: row["number"] and row["date"])
    return set_to(rows, "sessions", row, number=str(chance.randrange(30, 60)))


@mutation(Family.TIME)
def euro_before_1999(rows: Rows, chance: random.Random) -> Fault | None:
    row = drawn(rows, chance, "financial_flows", lambda row: row["amount"])
    return set_to(rows, "financial_flows", row, currency="EUR", period="1990")


@mutation(Family.TIME)
def mark_after_2002(rows: Rows, chance: random.Random) -> Fault | None:
    row = drawn(
        rows, chance, "financial_flows", lambda row: row["amount"] and row["period"] > "2004"
    )
    return set_to(rows, "financial_flows", row, currency="DEM")


@mutation(Family.TIME)
def series_beyond_its_source(rows: Rows, chance: random.Random) -> Fault | None:
    row = drawn(rows, chance, "indicators", lambda row: row["year"] == "2020")
    return set_to(rows, "indicators", row, year="2091")


# Sides


def actors_swapped(rows: Rows, chance: random.Random, table: str, kind: str) -> Fault | None:
    """Put an actor of the other side into a column of one side."""
    side = chance.choice(("cuban", "iranian"))
    column = f"{side}_{kind}_id"
    row = drawn(rows, chance, table, lambda row: row[column])
    draw = body_of if kind in ("party", "org") else official_of
    return set_to(
        rows, table, row, **{column: draw(rows, chance, IRAN if side == "cuban" else CUBA)}
    )


@mutation(Family.SIDES)
def party_of_the_other_side(rows: Rows, chance: random.Random) -> Fault | None:
    return actors_swapped(rows, chance, "agreements", "party")


@mutation(Family.SIDES)
def signatory_of_the_other_side(rows: Rows, chance: random.Random) -> Fault | None:
    return actors_swapped(rows, chance, "agreements", "signatory")


@mutation(Family.SIDES)
def chair_of_the_other_side(rows: Rows, chance: random.Random) -> Fault | None:
    return actors_swapped(rows, chance, "sessions", "chair")


@mutation(Family.SIDES)
def partner_of_the_other_side(rows: Rows, chance: random.Random) -> Fault | None:
    return actors_swapped(rows, chance, "projects", "org")


@mutation(Family.SIDES)
def one_body_on_both_sides(rows: Rows, chance: random.Random) -> Fault | None:
    row = drawn(
        rows, chance, "agreements", lambda row: row["cuban_party_id"] and row["iranian_party_id"]
    )
    return set_to(rows, "agreements", row, iranian_party_id=row["cuban_party_id"] if row else "")


@mutation(Family.SIDES)
def paying_body_of_the_receiver(rows: Rows, chance: random.Random) -> Fault | None:
    row = drawn(
        rows,
        chance,
        "financial_flows",
        lambda row: row["provider_org_id"] and row["provider_id"] in OTHER,
    )
    body = body_of(rows, chance, OTHER[row["provider_id"]]) if row else ""
    return set_to(rows, "financial_flows", row, provider_org_id=body)


@mutation(Family.SIDES)
def flow_from_a_third_country(rows: Rows, chance: random.Random) -> Fault | None:
    row = drawn(
        rows,
        chance,
        "financial_flows",
        lambda row: row["provider_id"] in OTHER and row["kind"] != "trade_total",
    )
    return set_to(rows, "financial_flows", row, provider_id="ARG")


@mutation(Family.SIDES)
def trade_total_turned(rows: Rows, chance: random.Random) -> Fault | None:
    row = drawn(rows, chance, "financial_flows", lambda row: row["kind"] == "trade_total")
    return set_to(rows, "financial_flows", row, provider_id=CUBA, receiver_id=IRAN)


@mutation(Family.SIDES)
def speaking_body_of_the_other_side(rows: Rows, chance: random.Random) -> Fault | None:
    def named(row: Row) -> bool:
        return bool(row["speaker_id"]) and country_of(rows, row["speaker_id"]) in OTHER

    row = drawn(rows, chance, "statements", named)
    body = body_of(rows, chance, OTHER[country_of(rows, row["speaker_id"])]) if row else ""
    return set_to(rows, "statements", row, speaker_org_id=body)


@mutation(Family.SIDES)
def office_in_the_other_country(rows: Rows, chance: random.Random) -> Fault | None:
    def placed(row: Row) -> bool:
        return bool(row["organization_id"]) and country_of(rows, row["official_id"]) in OTHER

    row = drawn(rows, chance, "tenures", placed)
    body = body_of(rows, chance, OTHER[country_of(rows, row["official_id"])]) if row else ""
    return set_to(rows, "tenures", row, organization_id=body)


@mutation(Family.SIDES)
def ministry_of_the_other_country(rows: Rows, chance: random.Random) -> Fault | None:
    def named(row: Row) -> bool:
        named_after = {CUBA: "cuba", IRAN: "iran"}.get(row["country_id"], "-")
        return row["organization_id"].endswith(f"-{named_after}")

    row = drawn(rows, chance, "organizations", named)
    return set_to(rows, "organizations", row, country_id=OTHER[row["country_id"]] if row else "")


@mutation(Family.SIDES)
def lead_of_the_host(rows: Rows, chance: random.Random) -> Fault | None:
    row = drawn(rows, chance, "visits", lambda row: row["lead_official_id"] and row["sender_id"])
    lead = official_of(rows, chance, row["host_id"]) if row else ""
    return set_to(rows, "visits", row, lead_official_id=lead)


@mutation(Family.SIDES)
def host_who_travelled(rows: Rows, chance: random.Random) -> Fault | None:
    row = drawn(rows, chance, "visit_participants", lambda row: row["role"] == "member")
    if row is None or not row_of(rows, "visits", "visit_id", row["visit_id"])["sender_id"]:
        return None
    return set_to(rows, "visit_participants", row, role="host")


@mutation(Family.SIDES)
def traveller_of_the_host(rows: Rows, chance: random.Random) -> Fault | None:
    row = drawn(rows, chance, "visit_participants", lambda row: row["role"] == "host")
    return set_to(rows, "visit_participants", row, role="member")


@mutation(Family.SIDES)
def measure_against_itself(rows: Rows, chance: random.Random) -> Fault | None:
    row = drawn(rows, chance, "measures", lambda row: row["imposing_country_id"])
    target = row["imposing_country_id"] if row else ""
    return set_to(rows, "measures", row, target_country_id=target)


@mutation(Family.SIDES)
def two_imposers(rows: Rows, chance: random.Random) -> Fault | None:
    row = drawn(rows, chance, "measures", lambda row: row["imposing_country_id"])
    return set_to(rows, "measures", row, imposing_org_id="united-nations")


@mutation(Family.SIDES)
def session_in_a_third_country(rows: Rows, chance: random.Random) -> Fault | None:
    row = drawn(rows, chance, "sessions", lambda row: row["host_id"])
    return set_to(rows, "sessions", row, host_id="USA")


# Persons


@mutation(Family.PERSONS)
def names_exchanged(rows: Rows, chance: random.Random) -> Fault | None:
    row = drawn(rows, chance, "officials", lambda row: row["family_name"] and row["given_names"])
    if row is None:
        return None
    names = {"family_name": row["given_names"], "given_names": row["family_name"]}
    return set_to(rows, "officials", row, **names)


@mutation(Family.PERSONS)
def alias_that_is_the_name(rows: Rows, chance: random.Random) -> Fault | None:
    row = drawn(rows, chance, "officials")
    names = filter(None, (row["other_names"], row["name"])) if row else ()
    return set_to(rows, "officials", row, other_names=DELIMITER.join(names))


@mutation(Family.PERSONS)
def alias_twice_but_for_case(rows: Rows, chance: random.Random) -> Fault | None:
    row = drawn(rows, chance, "officials", lambda row: row["other_names"])
    names = f"{row['other_names']};{row['other_names'].split(';')[0].upper()}" if row else ""
    return set_to(rows, "officials", row, other_names=names)


@mutation(Family.PERSONS)
def original_name_in_latin_letters(rows: Rows, chance: random.Random) -> Fault | None:
    row = drawn(rows, chance, "officials", lambda row: row["country_id"] == IRAN)
    return set_to(rows, "officials", row, name_original=row["name"] if row else "")


@mutation(Family.PERSONS)
def cyrillic_letter_in_a_name(rows: Rows, chance: random.Random) -> Fault | None:
    row = drawn(rows, chance, "officials", lambda row: "a" in row["name"])
    name = row["name"].replace("a", "\u0430", 1) if row else ""
    return set_to(rows, "officials", row, name=name)


@mutation(Family.PERSONS)
def greek_letter_in_a_summary(rows: Rows, chance: random.Random) -> Fault | None:
    table = chance.choice(list(EVENTS))
    row = drawn(rows, chance, table, lambda row: "o" in row["summary"])
    summary = row["summary"].replace("o", "\u03bf", 1) if row else ""
    return set_to(rows, table, row, summary=summary)


@mutation(Family.PERSONS)
def official_named_as_a_stranger(rows: Rows, chance: random.Random) -> Fault | None:
    row = drawn(rows, chance, "statements", lambda row: row["speaker_name"])
    official = drawn(rows, chance, "officials")
    return set_to(rows, "statements", row, speaker_name=official["name"] if official else "")


@mutation(Family.PERSONS)
def level_nobody_held(rows: Rows, chance: random.Random) -> Fault | None:
    row = drawn(
        rows,
        chance,
        "visits",
        lambda row: row["lead_official_id"] and row["level"] not in ("head_of_state",),
    )
    return set_to(rows, "visits", row, level="head_of_state")


@mutation(Family.PERSONS)
def level_below_the_lead(rows: Rows, chance: random.Random) -> Fault | None:
    row = drawn(
        rows,
        chance,
        "visits",
        lambda row: row["lead_official_id"] and row["level"].endswith(("minister", "president")),
    )
    return set_to(rows, "visits", row, level="other")


@mutation(Family.PERSONS)
def second_lead(rows: Rows, chance: random.Random) -> Fault | None:
    row = drawn(rows, chance, "visit_participants", lambda row: row["role"] == "member")
    return set_to(rows, "visit_participants", row, role="lead")


@mutation(Family.PERSONS)
def minister_as_president(rows: Rows, chance: random.Random) -> Fault | None:
    row = drawn(
        rows, chance, "visit_participants", lambda row: row["capacity"].startswith("Minister")
    )
    if row is None:
        return None
    heads = {
        each["official_id"] for each in rows["tenures"] if each["office_kind"] == "head_of_state"
    }
    if row["official_id"] in heads:
        return None
    return set_to(rows, "visit_participants", row, capacity="President of Cuba")


@mutation(Family.PERSONS)
def minister_of_something_else(rows: Rows, chance: random.Random) -> Fault | None:
    row = drawn(
        rows,
        chance,
        "visit_participants",
        lambda row: row["capacity"] == "Minister of Foreign Affairs",
    )
    return set_to(rows, "visit_participants", row, capacity="Minister of Fisheries")


# Status


@mutation(Family.STATUS)
def negotiated_text_in_force(rows: Rows, chance: random.Random) -> Fault | None:
    row = drawn(rows, chance, "agreements", lambda row: row["status"] == "negotiating")
    return set_to(rows, "agreements", row, in_force="2009/..")


@mutation(Family.STATUS)
def in_force_though_ended(rows: Rows, chance: random.Random) -> Fault | None:
    row = drawn(
        rows,
        chance,
        "agreements",
        lambda row: (
            row["status"] == "in_force" and (row["signed"] or row["agreement_id"])[:4].isdecimal()
        ),
    )
    year = (row["signed"] or row["agreement_id"])[:4] if row else ""
    return set_to(
        rows, "agreements", row, status="in_force", in_force=f"{year}/2025" if row else ""
    )


@mutation(Family.STATUS)
def completed_but_open(rows: Rows, chance: random.Random) -> Fault | None:
    row = drawn(rows, chance, "projects", lambda row: row["status"] == "completed")
    start = row["period"].split("/")[0] if row else ""
    return set_to(rows, "projects", row, period=f"{start}/..")


@mutation(Family.STATUS)
def flow_completed_but_open(rows: Rows, chance: random.Random) -> Fault | None:
    row = drawn(rows, chance, "financial_flows", lambda row: row["stage"] == "completed")
    start = row["period"].split("/")[0] if row else ""
    return set_to(rows, "financial_flows", row, period=f"{start}/..") if start else None


@mutation(Family.STATUS)
def lifting_that_goes_on(rows: Rows, chance: random.Random) -> Fault | None:
    row = drawn(rows, chance, "measures", lambda row: row["kind"] == "lifting" and row["period"])
    start = row["period"].split("/")[0] if row else ""
    return set_to(rows, "measures", row, period=f"{start}/..")


@mutation(Family.STATUS)
def allegation_uncontested(rows: Rows, chance: random.Random) -> Fault | None:
    row = drawn(rows, chance, "statements", lambda row: row["kind"] == "allegation")
    return set_to(rows, "statements", row, standing="uncontested")


@mutation(Family.STATUS)
def contested_by_nobody(rows: Rows, chance: random.Random) -> Fault | None:
    row = drawn(rows, chance, "statements", lambda row: row["standing"] == "uncontested")
    return set_to(rows, "statements", row, standing="contested")


@mutation(Family.STATUS)
def refuted_by_nobody(rows: Rows, chance: random.Random) -> Fault | None:
    row = drawn(rows, chance, "statements", lambda row: row["standing"] == "uncontested")
    return set_to(rows, "statements", row, standing="refuted")


@mutation(Family.STATUS)
def documents_of_a_session_not_held(rows: Rows, chance: random.Random) -> Fault | None:
    row = drawn(rows, chance, "sessions", lambda row: row["status"] == "announced")
    return set_to(rows, "sessions", row, document_count="5")


@mutation(Family.STATUS)
def state_visit_of_an_expert(rows: Rows, chance: random.Random) -> Fault | None:
    row = drawn(
        rows, chance, "visits", lambda row: row["kind"] == "technical" and row["level"] == "other"
    )
    return set_to(rows, "visits", row, kind="state")
