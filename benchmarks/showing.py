"""Showing a large table: how much longer it takes on a terminal, and in a pipe, than as CSV.

Usage: ``python benchmarks/showing.py [PAIRS]``, in a checkout with the package installed.

Prints the median ratios of the processor time of ``show evidence`` to that of its CSV form, and of
the time until its first line to that of the whole. The runs of a pair follow each other, in
alternating order.
"""

import os
import resource
import statistics
import subprocess
import sys
import time

SHOW = [sys.executable, "-m", "cubairan_data", "show", "evidence"]
CSV = [*SHOW, "--format", "csv"]
TERMINAL = {"FORCE_COLOR": "1", "COLUMNS": "120"}


def processor_seconds(command: list[str], **environment: str) -> float:
    """Give the processor time of a command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    subprocess.run(
        command, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, check=True
    )
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def ratio(pairs: int, **environment: str) -> float:
    """Give the median of the time of the table divided by that of CSV."""
    ratios = []
    for number in range(pairs):
        if number % 2:
            plain, table = processor_seconds(CSV), processor_seconds(SHOW, **environment)
        else:
            table, plain = processor_seconds(SHOW, **environment), processor_seconds(CSV)
        ratios.append(table / plain)
    return statistics.median(ratios)


def share_before_first_line() -> float:
    """Give the part of the time of a run after which its first line is there."""
    begin = time.perf_counter()
    with subprocess.Popen(
        SHOW, env={**os.environ, **TERMINAL}, stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout
        running.stdout.readline()
        first = time.perf_counter() - begin
        running.stdout.read()
    return first / (time.perf_counter() - begin)


def main() -> None:
    """Print the ratios."""
    pairs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    print(f"show evidence on a terminal: {ratio(pairs, **TERMINAL):.2f} x CSV")
    print(f"show evidence in a pipe: {ratio(pairs):.2f} x CSV")
    shares = [share_before_first_line() for _ in range(pairs)]
    print(f"first line after {statistics.median(shares):.0%} of the time")


if __name__ == "__main__":
    main()
