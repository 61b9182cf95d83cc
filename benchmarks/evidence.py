"""What asking the evidence costs, as ratios to loading the tables once, and whether it grows in line with the record.

Run from a checkout with the package installed: ``python benchmarks/evidence.py``. Every figure is the median of ratios
of paired runs in fresh interpreters (import of pandas taken off), so nothing is cached between them. The second part
repeats the evidence ten times over in memory and prints how much longer the same work takes: 10 is linear.
"""

import statistics
import subprocess
import sys

LOAD = "cid.load_all()"
ASK = {
    "evidence of every table": "[cid.evidence(name) for name in names]",
    "corroboration of every table": "[cid.corroboration(name) for name in names]",
    "rivals": "cid.rivals()",
    "explain one row": "cid.explain('visits', '2023-06-raisi-havana')",
}
PROGRAM = """
import time, pandas, cubairan_data as cid
cid.load; cid.evidence; cid.corroboration; cid.explain; cid.rivals
names = ["agreements", "visits", "sessions", "financial_flows", "projects", "statements", "measures", "officials"]
start = time.perf_counter(); {work}; print(time.perf_counter() - start)
"""
GROWTH = """
import time, pandas as pd, cubairan_data as cid
from cubairan_data.asking import lines, witnesses
joined = lines.joined_lines()
times = []
for copies in (10, 100):
    big = pd.concat([joined] * copies, ignore_index=True)
    lines._joined = lambda big=big: big
    start = time.perf_counter(); cid.evidence("statements"); cid.corroboration("statements"); cid.rivals()
    times.append(time.perf_counter() - start)
print(times[1] / times[0])
"""


def printed(program: str) -> float:
    """The number that a program prints in a fresh interpreter."""
    return float(subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout)


def main() -> None:
    """Print the ratios."""
    pairs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    for name, work in ASK.items():
        ratios = [printed(PROGRAM.format(work=work)) / printed(PROGRAM.format(work=LOAD)) for _ in range(pairs)]
        print(f"{name} / load every table once: {statistics.median(ratios):.2f} (median of {pairs} pairs)")
    print(f"ten times the evidence takes {printed(GROWTH):.1f} times as long")


if __name__ == "__main__":
    main()
