"""How long a fresh Python takes to import the package and load a table, as ratios to plain pandas and to palmerpenguins.

Run from a checkout with the package installed: ``python benchmarks/cold_start.py [PAIRS]``. Everything is byte-compiled
first. Each pair runs both programs one after the other in alternating order; printed is the median of the ratios.
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
    """Wall time of a program in a fresh interpreter."""
    environment = {
        name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
    }
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", program], check=True, env=environment)
    return time.perf_counter() - start


def ratio(ours: str, theirs: str, pairs: int) -> float:
    """Median over the pairs of our time divided by theirs."""
    found = []
    for number in range(pairs):
        if number % 2:
            other, own = seconds(theirs), seconds(ours)
        else:
            own, other = seconds(ours), seconds(theirs)
        found.append(own / other)
    return statistics.median(found)


def byte_compile() -> None:
    """Compile what the programs import, so that no run pays for it."""
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
    print(
        f"import and load visits / import pandas and read_csv: {ratio(OURS, PLAIN, pairs):.3f} (median of {pairs} pairs)"
    )
    if find_spec("palmerpenguins"):
        value = ratio(OURS, PENGUINS, pairs)
        print(
            f"import and load visits / palmerpenguins.load_penguins: {value:.3f} (median of {pairs} pairs)"
        )
    else:
        print("palmerpenguins is not installed: second ratio left out")


if __name__ == "__main__":
    main()
