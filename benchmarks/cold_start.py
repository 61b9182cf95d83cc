"""The cold start: a fresh interpreter imports the package and loads a table.

Usage: ``python benchmarks/cold_start.py [PAIRS]``, in a checkout with the package installed.

Prints the median ratio of its wall time to that of plain pandas reading the same file, and to
that of palmerpenguins. Everything is byte-compiled first; the two programs of a pair run back to
back, in alternating order.
"""

import compileall
import os
import statistics
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

from cubairan_data.storage.locate import installed_root
from cubairan_data.storage.schema import schemas

OURS = "import cubairan_data as cid; cid.load('visits')"
PLAIN = f"import pandas as pd; pd.read_csv({str(installed_root() / schemas()['visits'].path)!r})"
PENGUINS = "from palmerpenguins import load_penguins; load_penguins()"


def seconds(program: str) -> float:
    """Time a program in a fresh interpreter."""
    environment = {
        name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
    }
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", program], check=True, env=environment)
    return time.perf_counter() - start


def ratio(ours: str, theirs: str, pairs: int) -> float:
    """Give the median of our time divided by theirs."""
    ratios = []
    for number in range(pairs):
        if number % 2:
            other, own = seconds(theirs), seconds(ours)
        else:
            own, other = seconds(ours), seconds(theirs)
        ratios.append(own / other)
    return statistics.median(ratios)


def byte_compile() -> None:
    """Compile what the programs import, so that no measured run has to."""
    for name in ("cubairan_data", "pandas", "numpy", "palmerpenguins", "dateutil"):
        spec = find_spec(name)
        if spec and spec.origin:
            compileall.compile_dir(Path(spec.origin).parent, quiet=2)
    for program in (OURS, PLAIN):
        seconds(program)


def main() -> None:
    """Print both ratios."""
    pairs = int(sys.argv[1]) if len(sys.argv) > 1 else 21
    byte_compile()
    others = {"pandas and read_csv": PLAIN}
    if find_spec("palmerpenguins"):
        others["palmerpenguins.load_penguins"] = PENGUINS
    else:
        print("palmerpenguins is not installed: second ratio left out")
    for name, program in others.items():
        value = ratio(OURS, program, pairs)
        print(f"import and load visits / {name}: {value:.3f} (median of {pairs} pairs)")


if __name__ == "__main__":
    main()
