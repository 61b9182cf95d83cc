"""The cost of checking many rows of somebody's own, by engine, beside frictionless.

Usage: ``python benchmarks/scale.py [ROWS ...] [--write]``, in a checkout with frictionless and the
extra ``scale``; by default 10,000, 100,000 and 1,000,000 rows.

Repeats the visits of the record, with numbered identifiers and summaries, and checks them with
``cid.check`` by each engine and, up to a million rows, with frictionless, each in a process of its
own. Prints a table: the time as a ratio to that of frictionless in the same run, the peak memory,
and for how many rows one takes as long as the other; ``--write`` puts it into the how-to page.
"""

import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import own_rows

from cubairan_data.storage.canonical import canonical_text
from cubairan_data.storage.locate import installed_root
from cubairan_data.storage.raw import Cells, read_table
from cubairan_data.storage.schema import schemas

ENGINES = ("rows", "duckdb")
PAGE = Path(__file__).resolve().parents[1] / "docs" / "how-to" / "check-a-million-rows.md"
MARK = re.compile(r"(<!-- measured -->\n).*?(<!-- end of measured -->)", re.DOTALL)
OURS = """
import cubairan_data as cid
assert cid.check({file!r}, "visits", engine="{engine}").valid
"""
# Frictionless takes minutes for a million rows, and for ten times as many ten times as long.
MOST_OF_FRICTIONLESS = 10**6


def visits(count: int) -> Iterator[Cells]:
    """Give so many visits, none like another."""
    schema = schemas()["visits"]
    rows = read_table(schema, installed_root() / schema.path, schema.path).rows
    for number in range(count):
        row = rows[number % len(rows)]
        summary = f"Report {number}. {row.cells['summary']}"
        yield {**row.cells, "visit_id": f"{row.id}-n{number}", "summary": summary}


def written(file: Path, count: int) -> None:
    """Write the visits as a file, a part at a time."""
    schema, rows = schemas()["visits"], visits(count)
    with file.open("w", encoding="utf-8", newline="") as stream:
        for start in range(0, count, 10_000):
            part = [row for _, row in zip(range(min(10_000, count - start)), rows, strict=False)]
            text = canonical_text(schema, part)
            stream.write(text if not start else text.partition("\n")[2])


def cost(program: str) -> tuple[float, int]:
    """Run a program; give the seconds until it ended, and its megabytes."""
    command = [sys.executable, "-c", program + own_rows.COST]
    started = time.perf_counter()
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return time.perf_counter() - started, int(done.stdout.split()[1])


def measured(counts: list[int]) -> Iterator[str]:
    """Measure each engine for each number of rows, and give the lines of the table."""
    yield "| rows | engine | time, frictionless = 1 | peak memory, MB | time a row, first = 1 |"
    yield "|---|---|---|---|---|"
    first: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "visits.csv")
        for count in counts:
            written(file, count)
            programs = {each: OURS.format(file=str(file), engine=each) for each in ENGINES}
            if count <= MOST_OF_FRICTIONLESS:
                programs["frictionless"] = own_rows.THEIRS.format(file=str(file))
            costs = {name: cost(program) for name, program in programs.items()}
            theirs = costs["frictionless"][0] if "frictionless" in costs else None
            for name, (seconds, megabytes) in costs.items():
                a_row = first.setdefault(name, seconds / count)
                ratio = f"{seconds / theirs:.2f}" if theirs else "–"
                line = f"{ratio} | {megabytes} | {seconds / count / a_row:.2f}"
                yield f"| {count:,} | {name} | {line} |"


def main() -> None:
    """Print the table, and write it into the page where that is asked for."""
    counts = [int(each) for each in sys.argv[1:] if each.isdigit()] or [10**4, 10**5, 10**6]
    lines = []
    for line in measured(counts):
        print(line, flush=True)
        lines.append(line)
    if "--write" in sys.argv:
        text = PAGE.read_text("utf-8")
        table = "\n".join(["", *lines, "", ""])
        PAGE.write_text(MARK.sub(rf"\g<1>{table}\g<2>", text), encoding="utf-8")


if __name__ == "__main__":
    main()
