"""Agreement of two independent codings, and what a re-reading of rows drawn at random found.

Run from a checkout: ``python benchmarks/reliability.py``. It reads ``docs/second-coding/*.csv``, one line a compared cell
(the row, the column, the first and the second coding, the settled value and how it was settled), of which it gives
Krippendorff's alpha (nominal) by the krippendorff library; and ``docs/re-reading.csv``, one line a row read again (cells
compared, and how many of them the pages contradict, tell less exactly, or do not tell in the part that was seen).
"""

import csv
from pathlib import Path

import krippendorff

DOCS = Path(__file__).resolve().parents[1] / "docs"
FOLDER = DOCS / "second-coding"
RE_READING = DOCS / "re-reading.csv"
NOT_CODED = "not coded"


def agreement(file: Path) -> list[tuple[str, int, int, float | None]]:
    """For each column: cells coded twice, cells that agree, and alpha (None where nothing varies)."""
    with file.open(encoding="utf-8", newline="") as lines:
        cells = [line for line in csv.DictReader(lines) if line["second"] != NOT_CODED]
    found: list[tuple[str, int, int, float | None]] = []
    for column in dict.fromkeys(cell["column"] for cell in cells):
        pairs = [(cell["first"], cell["second"]) for cell in cells if cell["column"] == column]
        values = sorted({value for pair in pairs for value in pair})
        coded = [[values.index(pair[coder]) for pair in pairs] for coder in (0, 1)]
        alpha = None
        if len(values) > 1:
            alpha = float(
                krippendorff.alpha(reliability_data=coded, level_of_measurement="nominal")
            )
        found.append((column, len(pairs), sum(first == second for first, second in pairs), alpha))
    return found


def table(file: Path) -> str:
    """The agreement as a Markdown table."""
    lines = ["| column | coded twice | agree | alpha |", "|---|---|---|---|"]
    for column, count, same, alpha in agreement(file):
        lines.append(
            f"| `{column}` | {count} | {same} | {'nothing varies' if alpha is None else f'{alpha:.2f}'} |"
        )
    return "\n".join(lines)


def re_reading(file: Path) -> str:
    """What the re-reading found, table by table, as a Markdown table; rows whose page was not found again do not count."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = [line for line in csv.DictReader(lines) if line["cells"]]
    counted = ("cells", "wrong", "imprecise", "not_borne", "locator")
    lines_out = [
        "| table | rows | cells | wrong | imprecise | not in the part seen | locator | right |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name in [*dict.fromkeys(row["table"] for row in rows), "all"]:
        these = [row for row in rows if name in (row["table"], "all")]
        sums = {column: sum(int(row[column]) for row in these) for column in counted}
        right = 100 * (1 - sums["wrong"] / sums["cells"])
        cells = " | ".join(str(sums[column]) for column in counted)
        lines_out.append(f"| {name} | {len(these)} | {cells} | {right:.1f} % |")
    return "\n".join(lines_out)


if __name__ == "__main__":
    for path in sorted(FOLDER.glob("*.csv")):
        print(f"{path.stem}\n\n{table(path)}\n")
    print(f"re-reading\n\n{re_reading(RE_READING)}")
