"""The sources of a row, or as few of them as a paper needs."""

from collections.abc import Callable
from typing import Literal

import pandas as pd

from cubairan_data.contract.lists import DELIMITER

PerRow = Literal["all", "best", "min"]

# The places of a line of evidence in what `_ordered` gives.
_SUPPORTS = "supports"


def sources_of(lines: pd.DataFrame, per_row: PerRow) -> set[str]:
    """Give the sources of lines of evidence: all, or the best or the fewest of every row."""
    if per_row == "all":
        return set(lines["source_id"])
    choose = _CHOICES[per_row]
    rows = _ordered(lines).groupby(["table_name", "row_id"], observed=True, sort=False)
    return {source for _, row in rows for source in choose(row)}


def _ordered(lines: pd.DataFrame) -> pd.DataFrame:
    """Sort supporting lines: reliable publishers first, then those that bear more, then older."""
    supporting = lines[lines["verdict"] == _SUPPORTS]
    bears = supporting["columns"].str.count(DELIMITER)
    ranked = supporting.assign(bears=-bears.astype("Int64"))
    return ranked.sort_values(["reliability", "bears", "published", "source_id"], kind="stable")


def _best(row: pd.DataFrame) -> list[str]:
    return [str(row["source_id"].iloc[0])]


def _fewest(row: pd.DataFrame) -> list[str]:
    """Cover every column by one source after the other, each the one that adds most."""
    borne: dict[str, set[str]] = {}
    for source, columns in zip(row["source_id"], row["columns"], strict=True):
        borne.setdefault(source, set()).update(columns.split(DELIMITER))
    missing = set().union(*borne.values())
    chosen: list[str] = []
    while missing:
        # Of those that add as much, the first is the most reliable.
        source = max(borne, key=lambda name: len(borne[name] & missing))
        chosen.append(source)
        missing -= borne[source]
    return chosen


_CHOICES: dict[str, Callable[[pd.DataFrame], list[str]]] = {"best": _best, "min": _fewest}
