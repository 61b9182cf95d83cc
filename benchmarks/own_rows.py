"""The cost of checking somebody's own rows, beside frictionless on the same file.

Usage: ``python benchmarks/own_rows.py [ROWS]``, in a checkout with frictionless installed.

Repeats the visits of the record, with numbered identifiers, until there are a million, and checks
them with ``cid.check`` and with frictionless, whose schema is the same but for references. Prints
the ratio of the time that each spent computing, and the peak memory of each in a fresh process.
"""

import subprocess
import sys
import tempfile
from itertools import cycle, islice
from pathlib import Path

from cubairan_data.storage.canonical import canonical_text
from cubairan_data.storage.locate import installed_root
from cubairan_data.storage.raw import RawRow, read_table
from cubairan_data.storage.schema import schemas

OURS = """
import cubairan_data as cid
assert cid.check({file!r}, "visits").valid
"""
THEIRS = """
from frictionless import Resource, system
from cubairan_data.storage.schema import installed_descriptor
visits = next(each for each in installed_descriptor()["resources"] if each["name"] == "visits")
schema = {{key: value for key, value in visits["schema"].items() if key != "foreignKeys"}}
kept = {{key: visits[key] for key in ("name", "dialect", "format", "encoding")}}
with system.use_context(trusted=True):
    resource = Resource.from_descriptor({{**kept, "path": {file!r}, "schema": schema}})
    assert resource.validate().valid
"""
COST = """
import resource
used = resource.getrusage(resource.RUSAGE_SELF)
print(used.ru_utime + used.ru_stime, used.ru_maxrss // 1024)
"""


def cost(program: str, file: Path) -> tuple[float, int]:
    """Run a program on a file; give the seconds that it computed and its megabytes."""
    command = [sys.executable, "-c", program.format(file=str(file)) + COST]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    seconds, megabytes = done.stdout.split()
    return float(seconds), int(megabytes)


def write(file: Path, rows: list[RawRow], count: int) -> None:
    """Repeat rows of visits until there are so many, a thousand at a time.

    A process that this one starts counts the peak of this one as its own, so it must stay small.
    """
    visits = schemas()["visits"]
    numbers = zip(range(count), cycle(rows), strict=False)
    many = ({**row.cells, "visit_id": f"{row.id}-n{number}"} for number, row in numbers)
    with file.open("w", encoding="utf-8", newline="") as stream:
        stream.write(canonical_text(visits, ()))
        while some := list(islice(many, 1000)):
            stream.write(canonical_text(visits, some).partition("\n")[2])


def main() -> None:
    """Print the ratio and both peaks."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10**6
    visits = schemas()["visits"]
    rows = read_table(visits, installed_root() / visits.path, visits.path).rows
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "visits.csv")
        write(file, rows, count)
        (ours, our_peak), (theirs, their_peak) = cost(OURS, file), cost(THEIRS, file)
    print(f"{count:,} rows: {ours / theirs:.2f} times frictionless")
    print(f"peak memory: {our_peak} megabytes, frictionless {their_peak}")


if __name__ == "__main__":
    main()
