"""The facts of a table as a whole."""

from dataclasses import dataclass
from typing import Literal

Group = Literal["record", "actors", "evidence"]
Pairs = tuple[tuple[str, str], ...]
"""Pairs of column names."""


@dataclass(frozen=True)
class TableMeta:
    """The facts of a table as a whole.

    ``sort`` is the canonical order; a blank sorts last, so that undated rows close the file.
    ``headline`` names the columns that a reader wants first, the most important in front.
    ``not_before`` names pairs of dates of which the first does not end before the second starts,
    ``together`` pairs of columns that are both filled or both blank.
    """

    name: str
    group: Group
    title: str
    description: str
    key: tuple[str, ...]
    sort: tuple[str, ...]
    headline: tuple[str, ...] = ()
    unique: tuple[tuple[str, ...], ...] = ()
    not_before: Pairs = ()
    together: Pairs = ()
