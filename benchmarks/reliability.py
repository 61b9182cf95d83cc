"""Agreement of two independent codings: Krippendorff's alpha (nominal) for each column, by the krippendorff library.

Run from a checkout: ``python benchmarks/reliability.py``. It reads ``docs/second-coding/*.csv``, one line a compared cell:
the row, the column, the first and the second coding, the settled value and how it was settled.
"""

import csv
from pathlib import Path

import krippendorff

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "second-coding"
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
            alpha = float(krippendorff.alpha(reliability_data=coded, level_of_measurement="nominal"))
        found.append((column, len(pairs), sum(first == second for first, second in pairs), alpha))
    return found


def table(file: Path) -> str:
    """The agreement as a Markdown table."""
    lines = ["| column | coded twice | agree | alpha |", "|---|---|---|---|"]
    for column, count, same, alpha in agreement(file):
        lines.append(f"| `{column}` | {count} | {same} | {'nothing varies' if alpha is None else f'{alpha:.2f}'} |")
    return "\n".join(lines)


if __name__ == "__main__":
    for path in sorted(FOLDER.glob("*.csv")):
        print(f"{path.stem}\n\n{table(path)}\n")
