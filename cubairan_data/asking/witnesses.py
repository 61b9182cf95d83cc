"""How many independent witnesses a row has.

Two sources are independent when neither derives from the other nor both from a third, and they do not share an origin
agency. Sources that are not independent form one witness, also where only a chain of others joins them.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

import pandas as pd

from cubairan_data.loading import descriptor
from cubairan_data.loading.cells import cells
from cubairan_data.loading.frames import TEXT, kept_frame
from cubairan_data.loading.names import TableName, known_table

SIDES = {"CUB": "Cuban", "IRN": "Iranian"}


@cache
def witness_of_sources() -> dict[str, str]:
    """The witness to which each source belongs, named by one source of it."""
    leader: dict[str, str] = {}

    def find(name: str) -> str:
        while leader.setdefault(name, name) != name:
            name = leader[name]
        return name

    for source, row in cells("sources").items():
        if origin := row.get("derived_from"):
            leader[find(source)] = find(origin)
        for name in filter(None, row.get("origin_agency", "").split(";")):
            leader[find(source)] = find(f"agency {name.casefold()}")
    return {source: find(source) for source in cells("sources")}


def corroboration(table: TableName, *, exclude_publishers: Iterable[str] = ()) -> pd.DataFrame:
    """Count the witnesses of each row.

    Args:
        table: name of a table of the record or actor group.
        exclude_publishers: publishers (identifiers) or kinds of publishers (codes) that are left out of account.

    Returns:
        One row a row of the table: ``row_id`` (``string``), ``sources`` and ``independent_sources`` (``Int64``; that
        support at least one column), ``best_reliability`` (``category``; missing without a source), ``sides``
        (``string``; of Cuban, Iranian, third, joined by ``;``, by the seat of the publishers), ``is_disputed``
        (``boolean``; a contradicting reading stands).

    Raises:
        UnknownTableError: no table has this name.
        ValueError: the table does not rest on lines of evidence, or a publisher is unknown.

    Example:
        >>> import cubairan_data as cid
        >>> witnesses = cid.corroboration("visits")
        >>> bool((witnesses["independent_sources"] <= witnesses["sources"]).all())
        True
    """
    excluded = frozenset(exclude_publishers)
    _check_publishers(excluded)
    rests_on = _codes("evidence", "table")
    if table not in rests_on:
        raise ValueError(
            f"{known_table(table)} does not rest on lines of evidence; tables that do: {', '.join(rests_on)}"
        )
    ids = list(cells(table))
    found = _supports(excluded)[table]
    nobody = Support()
    counted = [found.get(row_id, nobody) for row_id in ids]
    return pd.DataFrame(
        {
            "row_id": pd.array(ids, dtype=TEXT),
            "sources": pd.array([len(support.sources) for support in counted], dtype="Int64"),
            "independent_sources": pd.array(
                [len(support.witnesses) for support in counted], dtype="Int64"
            ),
            "best_reliability": pd.Categorical(
                [min(support.letters, default=None) for support in counted], list("ABCDEF")
            ),
            "sides": pd.array(
                [";".join(sorted(support.sides)) or pd.NA for support in counted], dtype=TEXT
            ),
            "is_disputed": pd.array([support.is_disputed for support in counted], dtype="boolean"),
        }
    )


@dataclass
class Support:
    """What stands behind one row; plain sets, because a record has few lines a row and pandas is slow at that."""

    sources: set[str] = field(default_factory=set)
    witnesses: set[str] = field(default_factory=set)
    letters: set[str] = field(default_factory=set)
    sides: set[str] = field(default_factory=set)
    is_disputed: bool = False


@cache
def _supports(excluded: frozenset[str]) -> dict[str, dict[str, Support]]:
    outlets, sources, witness = cells("publishers"), cells("sources"), witness_of_sources()
    found: dict[str, dict[str, Support]] = defaultdict(lambda: defaultdict(Support))
    lines = kept_frame("evidence")
    columns = [
        lines[name].to_numpy().tolist() for name in ("table", "row_id", "source_id", "verdict")
    ]
    for table, row_id, source, verdict in zip(*columns, strict=True):
        name = sources[source]["publisher_id"]
        outlet = outlets[name]
        if name in excluded or outlet["kind"] in excluded:
            continue
        support = found[table][row_id]
        if verdict == "contradicts":
            support.is_disputed = True
            continue
        support.sources.add(source)
        support.witnesses.add(witness[source])
        support.letters.add(outlet["reliability"])
        support.sides.add(SIDES.get(outlet.get("country_id", ""), "third"))
    return found


def _check_publishers(names: frozenset[str]) -> None:
    kinds = _codes("publishers", "kind")
    if unknown := sorted(names - set(cells("publishers")) - set(kinds)):
        raise ValueError(f"no publisher or kind {unknown[0]!r}; kinds: {', '.join(kinds)}")


def _codes(table: str, column: str) -> list[str]:
    codes: list[str] = next(
        field["categories"] for field in descriptor.fields(table) if field["name"] == column
    )
    return codes
