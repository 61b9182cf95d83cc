"""Mutation test of validation: which seeded faults it catches, and whether it locates them.

Usage: ``python benchmarks/mutations.py [PER_KIND] [SEED] [WORDS]``, in a checkout; the words choose
kinds by their family or name.

Seeds one fault at a time in a copy of the record and validates the copy without frictionless. The
kinds of fault are in ``benchmarks/faults``, one module a family of rules. Prints the kinds of which
a fault was missed or not located, then for each family how many faults were seeded and caught, and
for how many of them validation named the right table, line and column. Exits with 1 if fewer than
97 in 100 were located, or if the record itself has a finding.
"""

import csv
import importlib
import io
import pkgutil
import random
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import faults
from faults.common import KINDS, Fault, Kind, Rows

import cubairan_data as cid
from cubairan_data.contract.catalogue import MODELS, path_of
from cubairan_data.contract.families import Family
from cubairan_data.contract.lists import DELIMITER
from cubairan_data.storage.canonical import canonical_text
from cubairan_data.storage.finding import Finding
from cubairan_data.storage.locate import installed_root
from cubairan_data.storage.schema import schemas

_AIM = 0.97
# Of a kind that finds no row to spoil.
_ATTEMPTS = 40

for _module in pkgutil.iter_modules(faults.__path__):
    importlib.import_module(f"faults.{_module.name}")


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

    kind: Kind
    caught: bool
    table: bool
    line: bool
    column: bool


def trials(per_kind: int, seed: int, kinds: Sequence[Kind]) -> Iterator[Trial]:
    """Seed faults of every kind, one at a time, in a copy of the record."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(installed_root() / "seeds", folder / "seeds")
        shutil.copy(installed_root() / "datapackage.json", folder)
        for kind in kinds:
            # A kind draws the same rows whichever others are seeded.
            chance = random.Random(f"{seed} {kind.name}")
            for _ in range(per_kind):
                if trial := _trial(folder, kind, chance):
                    yield trial


def _trial(folder: Path, kind: Kind, chance: random.Random) -> Trial | None:
    for _ in range(_ATTEMPTS):
        rows = read(installed_root())
        if fault := kind.make(rows, chance):
            write(folder, rows)
            return Trial(kind, *_located(folder, rows, fault))
    return None


def _located(folder: Path, rows: Rows, fault: Fault) -> tuple[bool, bool, bool, bool]:
    place = next(number for number, row in enumerate(rows[fault.table], 2) if row is fault.row)
    found = cid.validate(folder, quick=True).findings
    tables = [finding for finding in found if finding.table == fault.table]
    # Of two rows that are one, the message of the later names the line of the earlier.
    named = re.compile(rf"\bline {place}\b")
    lines = [each for each in tables if each.line == place or named.search(each.message)]
    columns = [each for each in lines if fault.column is None or _names(each, fault.column)]
    return bool(found), bool(tables), bool(lines), bool(columns)


def _names(finding: Finding, column: str) -> bool:
    return column in (finding.column or "").split(DELIMITER)


def main() -> None:
    """Print the table; exit with 1 if too few faults were located, or the record has findings."""
    per_kind = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    wanted = " ".join(sys.argv[3:]).lower()
    kinds = [kind for kind in KINDS.values() if wanted in f"{kind.family} {kind.name}".lower()]
    results = list(trials(per_kind, seed, kinds))
    print(f"{'fault':56} {'seeded':>6} {'caught':>6} {'table':>5} {'line':>5} {'column':>6}")
    for kind in kinds:
        of_kind = [trial for trial in results if trial.kind is kind]
        # A kind that could not be seeded tests nothing, and is no less a miss.
        if not (of_kind and all(trial.column for trial in of_kind)):
            print(line(kind.name, of_kind))
    print()
    for family in Family:
        if of_family := [trial for trial in results if trial.kind.family is family]:
            print(line(f"all of {family}", of_family))
    print(line("all", results))
    false = len(cid.validate(installed_root(), quick=True).findings)
    print(f"findings in the record itself: {false}")
    located = sum(trial.column for trial in results) / max(len(results), 1)
    print(f"located to the column: {located:.1%}; aimed at: {_AIM:.0%}")
    sys.exit(located < _AIM or bool(false))


def line(name: str, results: Sequence[Trial]) -> str:
    """Write one line of the table."""
    caught, tables = sum(each.caught for each in results), sum(each.table for each in results)
    lines, columns = sum(each.line for each in results), sum(each.column for each in results)
    return f"{name:56} {len(results):6} {caught:6} {tables:5} {lines:5} {columns:6}"


if __name__ == "__main__":
    main()
