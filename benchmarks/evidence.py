"""The cost of querying the evidence, and how it grows with the record.

Usage: ``python benchmarks/evidence.py [PAIRS]``, in a checkout with the package installed.

Prints the median ratio of each query to loading every table once. The runs of a pair are fresh
interpreters, so that nothing is cached between them; importing pandas is not counted. Then queries
two copies of the record whose evidence is repeated 10 and 100 times, and prints how many times as
long the second takes: 10 is linear growth.
"""

import csv
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from cubairan_data.storage.locate import installed_root

LOAD = "cid.load_all()"
QUERIES = {
    "evidence of every table": "[cid.evidence(name) for name in names]",
    "corroboration of every table": "[cid.corroboration(name) for name in names]",
    "rivals": "cid.rivals()",
    "explain one row": "cid.explain('visits', '2023-06-raisi-havana')",
}
PROGRAM = """
import time, pandas, cubairan_data as cid
import cubairan_data.provenance.explanation, cubairan_data.provenance.corroboration
import cubairan_data.provenance.conflicts, cubairan_data.storage.frames
names = [
    "agreements", "visits", "contacts", "sessions", "financial_flows", "projects", "statements",
    "measures", "officials",
]
start = time.perf_counter(); {work}; print(time.perf_counter() - start)
"""
GROWTH = """
import time, pandas, cubairan_data as cid
cid.evidence("visits"); cid.corroboration("visits"); cid.rivals()
record = cid.open({folder!r})
start = time.perf_counter(); {work}; print(time.perf_counter() - start)
"""
GROWING = "record.evidence('statements'); record.corroboration('statements'); record.rivals()"


def printed(program: str) -> float:
    """Run a program in a fresh interpreter and give the number that it prints."""
    return float(
        subprocess.run(
            [sys.executable, "-c", program], check=True, capture_output=True, text=True
        ).stdout
    )


def seconds_with(copies: int) -> float:
    """Time the queries on a record whose lines of evidence are repeated."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(installed_root() / "datapackage.json", folder)
        shutil.copytree(installed_root() / "seeds", folder / "seeds")
        table = folder / "seeds" / "evidence" / "evidence.csv"
        with table.open(encoding="utf-8", newline="") as file:
            header, *lines = csv.reader(file)
        place = header.index("locator")
        with table.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(header)
            for number in range(copies):
                for line in lines:
                    # A number before the first words keeps the keys apart.
                    words = line[place].partition(",")[0].split()[:5]
                    writer.writerow(
                        [*line[:place], " ".join([str(number), *words]), *line[place + 1 :]]
                    )
        return printed(GROWTH.format(folder=name, work=GROWING))


def main() -> None:
    """Print the ratios and the growth."""
    pairs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    for name, work in QUERIES.items():
        ratios = [
            printed(PROGRAM.format(work=work)) / printed(PROGRAM.format(work=LOAD))
            for _ in range(pairs)
        ]
        median = statistics.median(ratios)
        print(f"{name} / load every table once: {median:.2f} (median of {pairs} pairs)")
    ratios = [seconds_with(100) / seconds_with(10) for _ in range(3)]
    print(f"ten times the evidence takes {statistics.median(ratios):.1f} times as long")


if __name__ == "__main__":
    main()
