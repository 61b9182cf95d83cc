"""Mutation test of validation: which seeded faults it catches, and whether it locates them.

Usage: ``python benchmarks/mutations.py [PER_KIND] [SEED]``, in a checkout.

Seeds one fault at a time in a copy of the record, of form (here) or of sense
(``_faults_of_sense.py``), and validates the copy without frictionless. Prints for each kind of
fault how many were seeded and caught, and for how many of them validation named the right table,
line and column. Exits with 1 if any fault went undetected.
"""

import csv
import io
import random
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import _faults_of_sense  # noqa: F401 - registers its kinds
from _seeding import MUTATIONS, Fault, Rows, change, mutation, places

import cubairan_data as cid
from cubairan_data.contract.catalogue import MODELS, path_of
from cubairan_data.contract.cell_types import CellType
from cubairan_data.contract.columns import Role
from cubairan_data.storage.canonical import canonical_text
from cubairan_data.storage.locate import installed_root
from cubairan_data.storage.schema import schemas


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
    """Take one column out of every supporting line that bears a cell."""
    sourced = places(rows, lambda column: column.role is Role.SOURCED)
    table, row, column = chance.choice(sourced)
    row_id = "/".join(row[part] for part in MODELS[table].META.key)
    for line in rows["evidence"]:
        if (line["table_name"], line["row_id"], line["verdict"]) == (table, row_id, "supports"):
            others = [name for name in line["columns"].split(";") if name != column]
            line["columns"] = ";".join(others) or "summary"
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
    key = MODELS[line["table_name"]].META.key
    row = next(
        row
        for row in rows[line["table_name"]]
        if "/".join(row[part] for part in key) == line["row_id"]
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
    return Fault("tenures", row, "started")


@mutation
def end_before_start(rows: Rows, chance: random.Random) -> Fault | None:
    row = chance.choice(
        [row for row in rows["tenures"] if row["started"] and row["started_earliest"]]
    )
    row["ended"], row["ended_earliest"], row["ended_latest"] = "1901", "1901-01-01", "1901-12-31"
    return Fault("tenures", row, "ended")


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
            "table_name": "visits",
            "old_id": row["visit_id"],
            "new_id": "",
            "version": "0.2.0",
            "reason": "A test.",
        }
    ]
    return Fault("visits", row, "visit_id")


def read(folder: Path) -> Rows:
    """Read every table as texts."""
    return {
        name: list(csv.DictReader(io.StringIO((folder / path_of(table)).read_text("utf-8"))))
        for name, table in MODELS.items()
    }


def write(folder: Path, rows: Rows) -> None:
    """Write every table in canonical quoting, its rows in the order given."""
    for name, table in MODELS.items():
        filled = [{key: cell for key, cell in row.items() if cell} for row in rows[name]]
        (folder / path_of(table)).write_text(
            canonical_text(schemas()[name], filled), encoding="utf-8", newline=""
        )


class Trial(NamedTuple):
    """One seeded fault, and how far validation located it."""

    kind: str
    caught: bool
    table: bool
    line: bool
    column: bool


def trials(per_kind: int, seed: int) -> Iterator[Trial]:
    """Seed faults of every kind, one at a time."""
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
                place = next(
                    number for number, row in enumerate(rows[fault.table], 2) if row is fault.row
                )
                found = cid.validate(folder, quick=True).findings
                tables = [finding for finding in found if finding.table == fault.table]
                lines = [finding for finding in tables if finding.line == place]
                columns = [finding for finding in lines if fault.column in (None, finding.column)]
                yield Trial(kind, bool(found), bool(tables), bool(lines), bool(columns))


def main() -> None:
    """Print the table and exit with 1 if any fault went undetected."""
    per_kind = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    results = list(trials(per_kind, seed))
    print(f"{'fault':36} {'seeded':>7} {'caught':>7} {'table':>6} {'line':>5} {'column':>7}")
    for kind in MUTATIONS:
        print(line(kind, [trial for trial in results if trial.kind == kind]))
    print(line("all", results))
    sys.exit(not all(trial.caught for trial in results))


def line(name: str, results: Sequence[Trial]) -> str:
    """Write one line of the table."""
    caught, tables = sum(each.caught for each in results), sum(each.table for each in results)
    lines, columns = sum(each.line for each in results), sum(each.column for each in results)
    return f"{name:36} {len(results):7} {caught:7} {tables:6} {lines:5} {columns:7}"


if __name__ == "__main__":
    main()
