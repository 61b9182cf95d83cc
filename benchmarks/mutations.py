"""How many seeded faults validation catches, and whether it names the table, line and column.

Run from a checkout: ``python benchmarks/mutations.py [PER_KIND] [SEED]``. The record is copied, one fault is put into it at
a time, the copy is validated without frictionless, and the fault is taken back. Printed: for each kind of fault, how many
were caught, and how many of those at the right table, at the right line, in the right column.
"""

import csv
import io
import random
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import cubairan_data as cid
from cubairan_data.contract.catalogue import MODELS, path_of
from cubairan_data.contract.cell_types import CellType
from cubairan_data.contract.columns import Column, Role
from cubairan_data.storage.canonical import canonical_text
from cubairan_data.storage.locate import installed_root
from cubairan_data.storage.schema import schemas

Rows = dict[str, list[dict[str, str]]]


@dataclass
class Fault:
    """Where a fault was put: the table, the row as it is now, and the column."""

    table: str
    row: dict[str, str]
    column: str | None


Mutation = Callable[[Rows, random.Random], Fault | None]
MUTATIONS: dict[str, Mutation] = {}


def mutation(make: Mutation) -> Mutation:
    """Register a kind of fault under its name."""
    MUTATIONS[make.__name__.replace("_", " ")] = make
    return make


def places(
    rows: Rows, wanted: Callable[[Column], bool], group: str | None = None
) -> list[tuple[str, dict[str, str], str]]:
    """Every filled cell of the columns that meet a condition."""
    return [
        (name, row, column.name)
        for name, table in MODELS.items()
        if group is None or table.META.group == group
        for column in table.declared().values()
        if wanted(column)
        for row in rows[name]
        if row[column.name]
    ]


def change(
    rows: Rows, chance: random.Random, wanted: Callable[[Column], bool], to: Callable[[str], str]
) -> Fault | None:
    """Change one cell at random."""
    found = places(rows, wanted)
    if not found:
        return None
    table, row, column = chance.choice(found)
    row[column] = to(row[column])
    return Fault(table, row, column)


@mutation
def needed_cell_emptied(rows: Rows, chance: random.Random) -> Fault | None:
    return change(rows, chance, lambda column: column.required, lambda text: "")


@mutation
def code_misspelt(rows: Rows, chance: random.Random) -> Fault | None:
    return change(
        rows, chance, lambda column: column.cell is CellType.CODE, lambda text: text[:-1] + "q"
    )


@mutation
def list_item_unknown(rows: Rows, chance: random.Random) -> Fault | None:
    return change(
        rows,
        chance,
        lambda column: column.cell is CellType.CODE_LIST,
        lambda text: text + ";nothing",
    )


@mutation
def list_item_twice(rows: Rows, chance: random.Random) -> Fault | None:
    return change(
        rows, chance, lambda column: column.is_list, lambda text: f"{text};{text.split(';')[0]}"
    )


@mutation
def reference_broken(rows: Rows, chance: random.Random) -> Fault | None:
    def broken(text: str) -> str:
        return "XXX" if text.isupper() else text + "-x"

    return change(rows, chance, lambda column: bool(column.references), broken)


@mutation
def date_impossible(rows: Rows, chance: random.Random) -> Fault | None:
    return change(
        rows, chance, lambda column: column.cell is CellType.EDTF, lambda text: "2021-02-30"
    )


@mutation
def interval_reversed(rows: Rows, chance: random.Random) -> Fault | None:
    return change(
        rows, chance, lambda column: column.cell is CellType.EDTF, lambda text: "2021-05/2020-05"
    )


@mutation
def date_in_another_order(rows: Rows, chance: random.Random) -> Fault | None:
    return change(
        rows, chance, lambda column: column.cell is CellType.EDTF, lambda text: "15/06/2023"
    )


@mutation
def bound_shifted(rows: Rows, chance: random.Random) -> Fault | None:
    return change(rows, chance, lambda column: bool(column.bound_of), lambda text: "1977-07-07")


@mutation
def number_with_separators(rows: Rows, chance: random.Random) -> Fault | None:
    numbers = (CellType.COUNT, CellType.NUMBER)
    return change(rows, chance, lambda column: column.cell in numbers, lambda text: f"1,{text}")


@mutation
def blank_at_the_end(rows: Rows, chance: random.Random) -> Fault | None:
    return change(
        rows, chance, lambda column: column.cell is CellType.TEXT, lambda text: text + " "
    )


@mutation
def unseen_character(rows: Rows, chance: random.Random) -> Fault | None:
    return change(
        rows,
        chance,
        lambda column: column.cell is CellType.TEXT,
        lambda text: text[:1] + "\u200b" + text[1:],
    )


@mutation
def formula(rows: Rows, chance: random.Random) -> Fault | None:
    return change(
        rows, chance, lambda column: column.cell is CellType.TEXT, lambda text: "=" + text
    )


@mutation
def row_twice(rows: Rows, chance: random.Random) -> Fault | None:
    table = chance.choice([name for name in MODELS if rows[name]])
    place = chance.randrange(len(rows[table]))
    rows[table].insert(place + 1, dict(rows[table][place]))
    return Fault(table, rows[table][place + 1], MODELS[table].META.key[0])


@mutation
def row_out_of_order(rows: Rows, chance: random.Random) -> Fault | None:
    table = chance.choice([name for name in MODELS if len(rows[name]) > 2])
    moved = rows[table].pop(0)
    rows[table].append(moved)
    return Fault(table, moved, None)


@mutation
def currency_dropped(rows: Rows, chance: random.Random) -> Fault | None:
    return change(rows, chance, lambda column: column.name == "currency", lambda text: "")


@mutation
def low_above_amount(rows: Rows, chance: random.Random) -> Fault | None:
    row = chance.choice(
        [row for row in rows["financial_flows"] if row["amount"] and not row["amount_low"]]
    )
    row["amount_low"] = row["amount"] + "0"
    return Fault("financial_flows", row, "amount") if row["amount"] != "0" else None


@mutation
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


@mutation
def evidence_removed(rows: Rows, chance: random.Random) -> Fault | None:
    """Every supporting line that bears one cell is cut down by that column."""
    sourced = places(rows, lambda column: column.role is Role.SOURCED)
    table, row, column = chance.choice(sourced)
    row_id = "/".join(row[part] for part in MODELS[table].META.key)
    for line in rows["evidence"]:
        if (line["table"], line["row_id"], line["verdict"]) == (table, row_id, "supports"):
            kept = [name for name in line["columns"].split(";") if name != column]
            line["columns"] = ";".join(kept) or "summary"
    return Fault(table, row, column)


@mutation
def evidence_for_nothing(rows: Rows, chance: random.Random) -> Fault | None:
    line = chance.choice(rows["evidence"])
    line["row_id"] = "no-such-row"
    return Fault("evidence", line, "row_id")


@mutation
def evidence_for_an_unknown_column(rows: Rows, chance: random.Random) -> Fault | None:
    line = chance.choice(rows["evidence"])
    line["columns"] += ";colour" if line["verdict"] == "supports" else "x"
    return Fault("evidence", line, "columns")


@mutation
def reading_equal_to_the_value(rows: Rows, chance: random.Random) -> Fault | None:
    line = chance.choice([line for line in rows["evidence"] if line["verdict"] == "contradicts"])
    key = MODELS[line["table"]].META.key
    row = next(
        row for row in rows[line["table"]] if "/".join(row[part] for part in key) == line["row_id"]
    )
    line["reading"] = row[line["columns"]]
    return Fault("evidence", line, "reading")


@mutation
def reading_without_a_reason(rows: Rows, chance: random.Random) -> Fault | None:
    return change(
        rows, chance, lambda column: column.name == "reason" and bool(column.codes), lambda text: ""
    )


@mutation
def alias_of_another_person(rows: Rows, chance: random.Random) -> Fault | None:
    one, other = chance.sample(rows["officials"], 2)
    other["other_names"] = one["name"].upper()
    later = max((one, other), key=lambda row: row["official_id"])
    return Fault("officials", later, "other_names" if later is other else "name")


@mutation
def tenure_overlapping(rows: Rows, chance: random.Random) -> Fault | None:
    row = dict(chance.choice(rows["tenures"]))
    row["tenure_id"] += "-z"
    rows["tenures"].append(row)
    rows["tenures"].sort(
        key=lambda row: (row["official_id"], row["attested_earliest"], row["tenure_id"])
    )
    return Fault("tenures", row, "start")


@mutation
def end_before_start(rows: Rows, chance: random.Random) -> Fault | None:
    row = chance.choice([row for row in rows["tenures"] if row["start"] and row["start_earliest"]])
    row["end"], row["end_earliest"], row["end_latest"] = "1901", "1901-01-01", "1901-12-31"
    return Fault("tenures", row, "end")


@mutation
def source_unused(rows: Rows, chance: random.Random) -> Fault | None:
    row = dict(chance.choice(rows["sources"]))
    row["source_id"], row["url"] = row["source_id"] + "-z", ""
    rows["sources"].append(row)
    rows["sources"].sort(
        key=lambda row: (not row["published_earliest"], row["published_earliest"], row["source_id"])
    )
    return Fault("sources", row, "source_id")


@mutation
def part_of_itself(rows: Rows, chance: random.Random) -> Fault | None:
    row = chance.choice(rows["agreements"])
    row["part_of_id"] = row["agreement_id"]
    return Fault("agreements", row, "part_of_id")


@mutation
def retired_identifier_used(rows: Rows, chance: random.Random) -> Fault | None:
    row = chance.choice(rows["visits"])
    rows["retired_ids"] = [
        {
            "table": "visits",
            "old_id": row["visit_id"],
            "new_id": "",
            "version": "0.2.0",
            "reason": "A test.",
        }
    ]
    return Fault("visits", row, "visit_id")


def read(folder: Path) -> Rows:
    """All tables as texts."""
    return {
        name: list(csv.DictReader(io.StringIO((folder / path_of(table)).read_text("utf-8"))))
        for name, table in MODELS.items()
    }


def write(folder: Path, rows: Rows) -> None:
    """All tables in canonical quoting, in the order given."""
    for name, table in MODELS.items():
        filled = [{key: cell for key, cell in row.items() if cell} for row in rows[name]]
        (folder / path_of(table)).write_text(
            canonical_text(schemas()[name], filled), encoding="utf-8", newline=""
        )


def trials(per_kind: int, seed: int) -> Iterator[tuple[str, bool, bool, bool, bool]]:
    """For each fault: its kind, and whether it was caught, at the right table, line and column."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(installed_root() / "seeds", folder / "seeds")
        shutil.copy(installed_root() / "datapackage.json", folder)
        for kind, make in MUTATIONS.items():
            done = 0
            while done < per_kind:
                rows = read(installed_root())
                fault = make(rows, chance)
                if fault is None:
                    continue
                done += 1
                write(folder, rows)
                line = next(
                    number for number, row in enumerate(rows[fault.table], 2) if row is fault.row
                )
                found = cid.validate(folder, quick=True).findings
                tables = [finding for finding in found if finding.table == fault.table]
                lines = [finding for finding in tables if finding.line == line]
                columns = [finding for finding in lines if fault.column in (None, finding.column)]
                yield kind, bool(found), bool(tables), bool(lines), bool(columns)


def main() -> None:
    """Print the table and exit with 1 if any fault was missed."""
    per_kind = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    results = list(trials(per_kind, seed))
    print(f"{'fault':36} {'made':>5} {'caught':>7} {'table':>6} {'line':>5} {'column':>7}")
    for kind in MUTATIONS:
        of = [result for result in results if result[0] == kind]
        counts = [sum(result[place] for result in of) for place in range(1, 5)]
        print(f"{kind:36} {len(of):5} {counts[0]:7} {counts[1]:6} {counts[2]:5} {counts[3]:7}")
    counts = [sum(result[place] for result in results) for place in range(1, 5)]
    print(f"{'all':36} {len(results):5} {counts[0]:7} {counts[1]:6} {counts[2]:5} {counts[3]:7}")
    sys.exit(counts[0] < len(results))


if __name__ == "__main__":
    main()
