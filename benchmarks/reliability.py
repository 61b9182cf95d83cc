"""Reliability: the agreement of two independent codings, and the results of reading again.

Usage: ``python benchmarks/reliability.py``, in a checkout.

Prints Krippendorff's alpha (nominal) of the cells in ``docs/second-coding/*.csv``: one line a cell
that was coded twice, with both codings, the settled value and how it was settled. Then sums up
``docs/re-reading.csv``: one line a row, drawn at random, that was compared with its sources again,
with the number of its cells that they contradict, support less exactly, or leave open in the part
that was read. What was found when the sources were read a second time is summed up by
`tools/generate/second_reading.py`, from ``docs/second-reading.csv``.
"""

import csv
import sys
from pathlib import Path

import krippendorff

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from tools.generate.blocks import second_readings

DOCS = Path(__file__).resolve().parents[1] / "docs"
FOLDER = DOCS / "second-coding"
RE_READING = DOCS / "re-reading.csv"
NOT_CODED = "not coded"


def agreement(file: Path) -> list[tuple[str, int, int, float | None]]:
    """Give each column, its cells coded twice, those that agree, and alpha if anything varies."""
    with file.open(encoding="utf-8", newline="") as lines:
        cells = [line for line in csv.DictReader(lines) if line["second"] != NOT_CODED]
    results: list[tuple[str, int, int, float | None]] = []
    for column in dict.fromkeys(cell["column"] for cell in cells):
        pairs = [(cell["first"], cell["second"]) for cell in cells if cell["column"] == column]
        values = sorted({value for pair in pairs for value in pair})
        coded = [[values.index(pair[coder]) for pair in pairs] for coder in (0, 1)]
        alpha = None
        if len(values) > 1:
            alpha = float(
                krippendorff.alpha(reliability_data=coded, level_of_measurement="nominal")
            )
        agreeing = sum(first == second for first, second in pairs)
        results.append((column, len(pairs), agreeing, alpha))
    return results


def table(file: Path) -> str:
    """Write the agreement as a Markdown table."""
    lines = ["| column | coded twice | agree | alpha |", "|---|---|---|---|"]
    for column, count, same, alpha in agreement(file):
        shown = "nothing varies" if alpha is None else f"{alpha:.2f}"
        lines.append(f"| `{column}` | {count} | {same} | {shown} |")
    return "\n".join(lines)


def re_reading(file: Path) -> str:
    """Sum up the re-reading as a Markdown table, without the rows whose page is gone."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = [line for line in csv.DictReader(lines) if line["cells"]]
    counted = ("cells", "wrong", "imprecise", "not_borne", "locator")
    lines_out = [
        "| table | rows | cells | wrong | imprecise | not in the part seen | locator | not wrong |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name in [*dict.fromkeys(row["table"] for row in rows), "all"]:
        these = [row for row in rows if name in (row["table"], "all")]
        sums = {column: sum(int(row[column]) for row in these) for column in counted}
        not_wrong = 100 * (1 - sums["wrong"] / sums["cells"])
        cells = " | ".join(str(sums[column]) for column in counted)
        lines_out.append(f"| {name} | {len(these)} | {cells} | {not_wrong:.1f} % |")
    return "\n".join(lines_out)


if __name__ == "__main__":
    for path in sorted(FOLDER.glob("*.csv")):
        print(f"{path.stem}\n\n{table(path)}\n")
    print(f"re-reading\n\n{re_reading(RE_READING)}\n")
    print(f"second reading\n\n{second_readings()}")
