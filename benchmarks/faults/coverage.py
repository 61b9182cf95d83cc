"""Faults of coverage and of retired identifiers."""

import random

from cubairan_data.contract.families import Family
from faults.common import Fault, Rows, changed, mutation, settle

_LANGUAGES, _DEPTH = ("coverage", "languages"), ("coverage", "depth")
changed(Family.COVERAGE, "languages that are none", _LANGUAGES, "xx;qq")
changed(Family.COVERAGE, "languages of three letters", _LANGUAGES, "eng;spa")
changed(
    Family.COVERAGE,
    "systematic in one language",
    _DEPTH,
    "systematic",
    lambda row: ";" not in row["languages"] and row["depth"] != "systematic",
)
changed(Family.COVERAGE, "depth of no list", _DEPTH, "thorough")


@mutation(Family.COVERAGE)
def two_depths_of_one_search(rows: Rows, chance: random.Random) -> Fault | None:
    row = dict(chance.choice([row for row in rows["coverage"] if row["depth"] == "partial"]))
    row |= {"depth": "sporadic", "note": f"{row['note']} Looked at again."}
    rows["coverage"].append(row)
    settle(rows, "coverage")
    return Fault("coverage", row, "depth")


@mutation(Family.COVERAGE)
def search_of_the_future(rows: Rows, chance: random.Random) -> Fault | None:
    row = chance.choice(rows["coverage"])
    row["period"] = "2050/2060"
    settle(rows, "coverage")
    return Fault("coverage", row, "period")


@mutation(Family.COVERAGE)
def nothing_found_for_a_year_with_rows(rows: Rows, chance: random.Random) -> Fault | None:
    row = chance.choice([row for row in rows["coverage"] if row["table_name"] == "visits"])
    row["note"] = "Looked for journeys; no visit found for 2023."
    settle(rows, "coverage")
    return Fault("coverage", row, "note")


_SUCCESSOR, _VERSION = ("retired_ids", "new_id"), ("retired_ids", "version")
changed(Family.COVERAGE, "successor of itself", _SUCCESSOR, lambda row: row["old_id"])
changed(Family.COVERAGE, "successor that is not there", _SUCCESSOR, "no-such-row")
changed(Family.COVERAGE, "retired in a word", _VERSION, "soon")
changed(Family.COVERAGE, "retired in a version far ahead", _VERSION, "9.9.0")
changed(Family.COVERAGE, "retired in half a version", _VERSION, "0.2")


@mutation(Family.COVERAGE)
def circle_of_successors(rows: Rows, chance: random.Random) -> Fault | None:
    row = chance.choice([row for row in rows["retired_ids"] if row["new_id"]])
    rows["retired_ids"].append({**row, "old_id": "z-z", "new_id": row["old_id"]})
    row["new_id"] = "z-z"
    settle(rows, "retired_ids")
    return Fault("retired_ids", row, "new_id")
