"""What a third reading and a blind search found, summed up from two files of ``docs``.

``docs/third-reading.csv`` has a line for each cell drawn at random: the row, the column, the source
and what the reader found (right, imprecise, wrong, not_in_part, not_returned).
``docs/blind-list.csv`` has a line for each fact of a list that was drawn up without the record: the
row that holds it now, and whether the record held it before: full, part, missing.
"""

import csv
from collections import Counter

from tools.generate.checkout import ROOT
from tools.generate.second_reading import wilson

CELLS, FACTS = "docs/third-reading.csv", "docs/blind-list.csv"
HEADER = ("table_name", "row_id", "column", "source_id", "found", "done")
VERDICTS = ("right", "imprecise", "wrong", "not_in_part", "not_returned")
HELD = ("full", "part", "missing")


def lines(file: str) -> list[dict[str, str]]:
    """Read one of the two files."""
    with (ROOT / file).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def cells() -> str:
    """Sum up the third reading, as Markdown."""
    found = Counter(line["found"] for line in lines(CELLS))
    judged = sum(found[each] for each in ("right", "imprecise", "wrong"))
    gone, silent = found["not_returned"], found["not_in_part"]
    and_silent = f", and of {silent} the part that was read says nothing" if silent else ""
    text = [
        f"Of {found.total()} cells, {judged} were judged; the page of {gone} was not found again"
        f"{and_silent}.",
        "",
        f"| of {judged} cells | number | share | 95 % interval |",
        "|---|---|---|---|",
    ]
    for kind in ("wrong", "imprecise"):
        low, high = wilson(found[kind], judged)
        interval = f"{100 * low:.1f} to {100 * high:.1f} %"
        text.append(f"| {kind} | {found[kind]} | {100 * found[kind] / judged:.1f} % | {interval} |")
    return "\n".join(text)


def facts() -> str:
    """Sum up the blind search, as Markdown."""
    found = Counter(line["found"] for line in lines(FACTS))
    return (
        f"Of {found.total()} facts the record held {found['full']} in full and {found['part']} in "
        f"part; {found['missing']} were missing."
    )
