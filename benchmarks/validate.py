"""The cost of validation, and how it grows with the record.

Usage: ``python benchmarks/validate.py [ROUNDS]``, in a checkout with frictionless and the extra
``scale``.

Prints the median ratio of validation, by each engine of the contract layer and quick, to
``frictionless validate`` on the same files, over rounds of runs in fresh processes. Then repeats
the lines of evidence, with numbered locators, until there are about 1,000, 10,000 and 100,000, and
prints how many times as long each takes as the first, and the peak memory.
"""

import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cubairan_data.storage.canonical import sorted_text
from cubairan_data.storage.locate import installed_root
from cubairan_data.storage.raw import read_table
from cubairan_data.storage.schema import schemas
from cubairan_data.validation.engine_names import CONTRACT_ENGINES

FRICTIONLESS = [sys.executable, "-m", "frictionless", "validate", "datapackage.json"]
WHOLE = [sys.executable, "-m", "cubairan_data", "validate", "."]
OURS = {
    **{f"--engine {name}": [*WHOLE, "--engine", name] for name in CONTRACT_ENGINES},
    "--quick": [*WHOLE, "--quick"],
}


def seconds(command: list[str], folder: Path) -> float:
    """Time a command that must find the folder valid."""
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return time.perf_counter() - start


@contextmanager
def copy_of_record(lines: int | None = None) -> Iterator[Path]:
    """Copy the record, its evidence repeated or cut to about a number of lines."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(installed_root() / "seeds", folder / "seeds")
        shutil.copy(installed_root() / "datapackage.json", folder)
        if lines:
            evidence = schemas()["evidence"]
            file = folder / evidence.path
            rows = [row.cells for row in read_table(evidence, file, str(file)).rows]
            many = [
                {**row, "locator": f"{number} {' '.join(row['locator'].split(',')[0].split()[:5])}"}
                for number in range(max(1, lines // len(rows)))
                for row in rows
            ]
            many = many[:lines] if lines < len(rows) else many
            file.write_text(sorted_text(evidence, many), encoding="utf-8", newline="")
        yield folder


def main() -> None:
    """Print the ratios and the growth."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    with copy_of_record() as folder:
        for command in (FRICTIONLESS, *OURS.values()):
            seconds(command, folder)
        # In turn, so that whatever else the machine does weighs on all of them alike.
        ratios: dict[str, list[float]] = {name: [] for name in OURS}
        for _ in range(rounds):
            theirs = seconds(FRICTIONLESS, folder)
            for name, command in OURS.items():
                ratios[name].append(seconds(command, folder) / theirs)
        for name, found in ratios.items():
            median = statistics.median(found)
            print(f"validate {name}: {median:.2f} of frictionless validate (median of {rounds})")
    first = 0.0
    for lines in (1_000, 10_000, 100_000):
        with copy_of_record(lines) as folder:
            program = "import cubairan_data as cid; cid.validate('.', quick=True)"
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", program], cwd=folder, check=True)
            taken = time.perf_counter() - start
            first = first or taken
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
            growth = f"{taken / first:.1f} times the first"
            print(f"about {lines:,} lines of evidence: {growth}, peak memory so far {peak} MiB")


if __name__ == "__main__":
    main()
