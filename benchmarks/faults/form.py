"""Faults of form: what a file or a cell may not hold, whatever its table; keys and references."""

import random

from cubairan_data.contract.catalogue import MODELS
from cubairan_data.contract.cell_kinds import CellType
from cubairan_data.contract.columns import Role
from cubairan_data.contract.families import Family
from faults.common import Fault, Rows, change, mutation, places


@mutation(Family.FORM)
def needed_cell_emptied(rows: Rows, chance: random.Random) -> Fault | None:
    return change(rows, chance, lambda column: column.required, lambda text: "")


@mutation(Family.FORM)
def code_misspelt(rows: Rows, chance: random.Random) -> Fault | None:
    return change(
        rows, chance, lambda column: column.cell is CellType.CODE, lambda text: text[:-1] + "q"
    )


@mutation(Family.FORM)
def list_item_unknown(rows: Rows, chance: random.Random) -> Fault | None:
    return change(
        rows,
        chance,
        lambda column: column.cell is CellType.CODE_LIST,
        lambda text: text + ";nothing",
    )


@mutation(Family.FORM)
def list_item_twice(rows: Rows, chance: random.Random) -> Fault | None:
    return change(
        rows, chance, lambda column: column.is_list, lambda text: f"{text};{text.split(';')[0]}"
    )


@mutation(Family.KEYS)
def reference_broken(rows: Rows, chance: random.Random) -> Fault | None:
    def broken(text: str) -> str:
        return "XXX" if text.isupper() else text + "-x"

    return change(rows, chance, lambda column: bool(column.references), broken)


@mutation(Family.FORM)
def date_impossible(rows: Rows, chance: random.Random) -> Fault | None:
    return change(
        rows, chance, lambda column: column.cell is CellType.EDTF, lambda text: "2021-02-30"
    )


@mutation(Family.FORM)
def interval_reversed(rows: Rows, chance: random.Random) -> Fault | None:
    return change(
        rows, chance, lambda column: column.cell is CellType.EDTF, lambda text: "2021-05/2020-05"
    )


@mutation(Family.FORM)
def date_in_another_order(rows: Rows, chance: random.Random) -> Fault | None:
    return change(
        rows, chance, lambda column: column.cell is CellType.EDTF, lambda text: "15/06/2023"
    )


@mutation(Family.FORM)
def bound_shifted(rows: Rows, chance: random.Random) -> Fault | None:
    return change(rows, chance, lambda column: bool(column.bound_of), lambda text: "1977-07-07")


@mutation(Family.FORM)
def number_with_separators(rows: Rows, chance: random.Random) -> Fault | None:
    numbers = (CellType.COUNT, CellType.NUMBER)
    return change(rows, chance, lambda column: column.cell in numbers, lambda text: f"1,{text}")


@mutation(Family.FORM)
def blank_at_the_end(rows: Rows, chance: random.Random) -> Fault | None:
    return change(
        rows, chance, lambda column: column.cell is CellType.TEXT, lambda text: text + " "
    )


@mutation(Family.TEXTS)
def unseen_character(rows: Rows, chance: random.Random) -> Fault | None:
    return change(
        rows,
        chance,
        lambda column: column.cell is CellType.TEXT,
        lambda text: text[:1] + "\u200b" + text[1:],
    )


@mutation(Family.TEXTS)
def formula(rows: Rows, chance: random.Random) -> Fault | None:
    return change(
        rows, chance, lambda column: column.cell is CellType.TEXT, lambda text: "=" + text
    )


@mutation(Family.KEYS)
def row_twice(rows: Rows, chance: random.Random) -> Fault | None:
    table = chance.choice([name for name in MODELS if rows[name]])
    place = chance.randrange(len(rows[table]))
    rows[table].insert(place + 1, dict(rows[table][place]))
    return Fault(table, rows[table][place + 1], MODELS[table].META.key[0])


@mutation(Family.FORM)
def row_out_of_order(rows: Rows, chance: random.Random) -> Fault | None:
    table = chance.choice([name for name in MODELS if len(rows[name]) > 2])
    moved = rows[table].pop(0)
    rows[table].append(moved)
    return Fault(table, moved, None)


@mutation(Family.NUMBERS)
def currency_dropped(rows: Rows, chance: random.Random) -> Fault | None:
    return change(rows, chance, lambda column: column.name == "currency", lambda text: "")


@mutation(Family.NUMBERS)
def low_above_amount(rows: Rows, chance: random.Random) -> Fault | None:
    row = chance.choice(
        [row for row in rows["financial_flows"] if row["amount"] and not row["amount_low"]]
    )
    row["amount_low"] = row["amount"] + "0"
    return Fault("financial_flows", row, "amount") if row["amount"] != "0" else None


@mutation(Family.NUMBERS)
def two_additive_rows(rows: Rows, chance: random.Random) -> Fault | None:
    additive = [row for row in rows["financial_flows"] if row["is_additive"] == "true"]
    row = dict(chance.choice(additive))
    row["part_of_id"] = row["flow_id"]
    row["flow_id"] += "-again"
    rows["financial_flows"].append(row)
    rows["financial_flows"].sort(
        key=lambda row: (not row["period_earliest"], row["period_earliest"], row["flow_id"])
    )
    return Fault("financial_flows", row, "is_additive")


@mutation(Family.SOURCES)
def evidence_removed(rows: Rows, chance: random.Random) -> Fault | None:
    """Take one column out of every supporting line that bears a cell."""
    sourced = places(rows, lambda column: column.role is Role.SOURCED)
    table, row, column = chance.choice(sourced)
    row_id = "/".join(row[part] for part in MODELS[table].META.key)
    for line in rows["evidence"]:
        if (line["table_name"], line["row_id"], line["verdict"]) == (table, row_id, "supports"):
            others = [name for name in line["columns"].split(";") if name != column]
            line["columns"] = ";".join(others) or "summary"
    return Fault(table, row, column)


@mutation(Family.KEYS)
def evidence_for_nothing(rows: Rows, chance: random.Random) -> Fault | None:
    line = chance.choice(rows["evidence"])
    line["row_id"] = "no-such-row"
    return Fault("evidence", line, "row_id")


@mutation(Family.KEYS)
def evidence_for_an_unknown_column(rows: Rows, chance: random.Random) -> Fault | None:
    line = chance.choice(rows["evidence"])
    line["columns"] += ";colour" if line["verdict"] == "supports" else "x"
    return Fault("evidence", line, "columns")


@mutation(Family.SOURCES)
def reading_equal_to_the_value(rows: Rows, chance: random.Random) -> Fault | None:
    line = chance.choice([line for line in rows["evidence"] if line["verdict"] == "contradicts"])
    key = MODELS[line["table_name"]].META.key
    row = next(
        row
        for row in rows[line["table_name"]]
        if "/".join(row[part] for part in key) == line["row_id"]
    )
    line["reading"] = row[line["columns"]]
    return Fault("evidence", line, "reading")


@mutation(Family.SOURCES)
def reading_without_a_reason(rows: Rows, chance: random.Random) -> Fault | None:
    return change(
        rows, chance, lambda column: column.name == "reason" and bool(column.codes), lambda text: ""
    )


@mutation(Family.PERSONS)
def alias_of_another_person(rows: Rows, chance: random.Random) -> Fault | None:
    one, other = chance.sample(rows["officials"], 2)
    other["other_names"] = one["name"].upper()
    later = max((one, other), key=lambda row: row["official_id"])
    return Fault("officials", later, "other_names" if later is other else "name")


@mutation(Family.PERSONS)
def tenure_overlapping(rows: Rows, chance: random.Random) -> Fault | None:
    row = dict(chance.choice(rows["tenures"]))
    row["tenure_id"] += "-z"
    rows["tenures"].append(row)
    rows["tenures"].sort(
        key=lambda row: (row["official_id"], row["attested_earliest"], row["tenure_id"])
    )
    return Fault("tenures", row, "started")


@mutation(Family.TIME)
def end_before_start(rows: Rows, chance: random.Random) -> Fault | None:
    row = chance.choice(
        [row for row in rows["tenures"] if row["started"] and row["started_earliest"]]
    )
    row["ended"], row["ended_earliest"], row["ended_latest"] = "1901", "1901-01-01", "1901-12-31"
    return Fault("tenures", row, "ended")


@mutation(Family.KEYS)
def source_unused(rows: Rows, chance: random.Random) -> Fault | None:
    row = dict(chance.choice(rows["sources"]))
    row["source_id"], row["url"] = row["source_id"] + "-z", ""
    rows["sources"].append(row)
    rows["sources"].sort(
        key=lambda row: (not row["published_earliest"], row["published_earliest"], row["source_id"])
    )
    return Fault("sources", row, "source_id")


@mutation(Family.KEYS)
def part_of_itself(rows: Rows, chance: random.Random) -> Fault | None:
    row = chance.choice(rows["agreements"])
    row["part_of_id"] = row["agreement_id"]
    return Fault("agreements", row, "part_of_id")


@mutation(Family.COVERAGE)
def retired_identifier_used(rows: Rows, chance: random.Random) -> Fault | None:
    row = chance.choice(rows["visits"])
    rows["retired_ids"] = [
        {
            "table_name": "visits",
            "old_id": row["visit_id"],
            "new_id": "",
            "version": "0.2.0",
            "reason": "A test.",
        }
    ]
    return Fault("visits", row, "visit_id")
