"""How many independent sources support each row."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import pandas as pd

from cubairan_data.contract.lists import DELIMITER
from cubairan_data.errors import UnknownNameError, unknown
from cubairan_data.provenance.independence import independent_groups
from cubairan_data.provenance.lines import check_evidenced
from cubairan_data.storage.dtypes import TEXT
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.names import TableName
from cubairan_data.storage.schema import schemas

_SIDES = {"CUB": "Cuban", "IRN": "Iranian"}


@dataclass
class Support:
    """The support of one row; plain sets, since pandas is slow at a few lines per row."""

    sources: set[str] = field(default_factory=set)
    groups: set[str] = field(default_factory=set)
    letters: set[str] = field(default_factory=set)
    sides: set[str] = field(default_factory=set)
    is_disputed: bool = False


def corroboration(
    tables: Tables, table: TableName, exclude_publishers: str | Iterable[str]
) -> pd.DataFrame:
    """Count the independent sources of each row of a table."""
    check_evidenced(table)
    excluded = _publishers(tables, exclude_publishers)
    ids = list(tables.cells(table))
    by_row = tables.derived(_supports, excluded)[table]
    nothing = Support()
    supports = [by_row.get(row_id, nothing) for row_id in ids]
    letters = schemas()["publishers"].fields["reliability"].codes
    best = [min(support.letters, default=None) for support in supports]
    sides = [DELIMITER.join(sorted(support.sides)) or None for support in supports]
    return pd.DataFrame(
        {
            "row_id": pd.array(ids, dtype=TEXT),
            "sources": pd.array([len(each.sources) for each in supports], dtype="Int64"),
            "independent_sources": pd.array([len(each.groups) for each in supports], dtype="Int64"),
            "best_reliability": pd.Categorical(best, list(letters)),
            "sides": pd.array(sides, dtype=TEXT),
            "is_disputed": pd.array([each.is_disputed for each in supports], dtype="boolean"),
        }
    )


def supported_rows(
    tables: Tables,
    table: TableName,
    min_independent: int | None,
    exclude_publishers: str | Iterable[str],
) -> "pd.Series[bool]":
    """Mark the rows that enough independent sources support, in the order of the file."""
    counts = corroboration(tables, table, exclude_publishers)["independent_sources"]
    return (counts >= (1 if min_independent is None else min_independent)).astype(bool)


def _supports(tables: Tables, excluded: frozenset[str]) -> dict[str, dict[str, Support]]:
    publishers, sources = tables.cells("publishers"), tables.cells("sources")
    group = independent_groups(tables)
    supports: dict[str, dict[str, Support]] = defaultdict(lambda: defaultdict(Support))
    for row in tables["evidence"].rows:
        line = row.cells
        source = line["source_id"]
        publisher_id = sources[source]["publisher_id"]
        publisher = publishers[publisher_id]
        if publisher_id in excluded or publisher["kind"] in excluded:
            continue
        support = supports[line["table"]][line["row_id"]]
        if line["verdict"] == "contradicts":
            support.is_disputed = True
            continue
        support.sources.add(source)
        support.groups.add(group[source])
        support.letters.add(publisher["reliability"])
        support.sides.add(_SIDES.get(publisher.get("country_id", ""), "third"))
    return supports


def _publishers(tables: Tables, names: str | Iterable[str]) -> frozenset[str]:
    """Check the names of publishers and kinds of publishers; one name may come alone."""
    given = frozenset([names] if isinstance(names, str) else names)
    kinds = schemas()["publishers"].fields["kind"].codes
    for name in sorted(given):
        if name not in kinds and name not in tables.cells("publishers"):
            raise unknown(UnknownNameError, "publisher or kind of publisher", name, kinds, "kinds")
    return given
