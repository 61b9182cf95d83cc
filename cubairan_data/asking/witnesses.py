"""How many independent witnesses a row has.

Two sources are independent when neither derives from the other nor both from a third, and they do not share an origin
agency. Sources that are not independent form one witness, also where only a chain of others joins them.
"""

from collections.abc import Iterable

import pandas as pd

from cubairan_data.asking.lines import joined_lines, row_ids
from cubairan_data.loading.frames import TEXT, read_frame
from cubairan_data.loading.names import TableName, known_table

SIDES = {"CUB": "Cuban", "IRN": "Iranian"}


def witness_of_sources() -> dict[str, str]:
    """The witness to which each source belongs, named by one source of it."""
    sources = read_frame("sources")
    leader: dict[str, str] = {}

    def find(name: str) -> str:
        while leader.setdefault(name, name) != name:
            name = leader[name]
        return name

    columns = [sources[name] for name in ("source_id", "derived_from", "origin_agency")]
    for source, origin, agency in zip(*columns, strict=True):
        if isinstance(origin, str):
            leader[find(source)] = find(origin)
        if isinstance(agency, str):
            leader[find(source)] = find(f"agency {agency.casefold()}")
    return {source: find(source) for source in sources["source_id"]}


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
    excluded = set(exclude_publishers)
    lines = joined_lines()
    _check_publishers(excluded)
    if table not in lines["table"].cat.categories:
        rests_on = ", ".join(lines["table"].cat.categories)
        raise ValueError(f"{known_table(table)} does not rest on lines of evidence; tables that do: {rests_on}")
    lines = lines[lines["table"] == table]
    lines = lines[~lines["publisher_id"].isin(excluded) & ~lines["publisher_kind"].isin(excluded)]
    supports = lines[lines["verdict"] == "supports"].copy()
    supports["witness"] = supports["source_id"].map(witness_of_sources())
    supports["side"] = supports["publisher_country"].map(SIDES).fillna("third")
    groups = supports.groupby("row_id")
    ids = row_ids(table, read_frame(table))
    disputed = set(lines.loc[lines["verdict"] == "contradicts", "row_id"])
    letters = groups["reliability"].agg(lambda found: min(found.astype(str))) if len(supports) else pd.Series(dtype=object)
    sides = groups["side"].agg(lambda found: ";".join(sorted(set(found)))) if len(supports) else pd.Series(dtype=object)
    return pd.DataFrame(
        {
            "row_id": ids,
            "sources": ids.map(groups["source_id"].nunique()).fillna(0).astype("Int64"),
            "independent_sources": ids.map(groups["witness"].nunique()).fillna(0).astype("Int64"),
            "best_reliability": pd.Categorical(ids.map(letters), categories=list("ABCDEF")),
            "sides": ids.map(sides).astype(TEXT),
            "is_disputed": ids.isin(disputed).astype("boolean"),
        }
    )


def _check_publishers(names: set[str]) -> None:
    publishers = read_frame("publishers")
    known = set(publishers["publisher_id"]) | set(publishers["kind"].cat.categories)
    if unknown := sorted(names - known):
        kinds = ", ".join(publishers["kind"].cat.categories)
        raise ValueError(f"no publisher or kind {unknown[0]!r}; kinds: {kinds}")
