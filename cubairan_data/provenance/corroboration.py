"""How many independent sources support each row, or each value."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from numbers import Integral
from typing import Literal, get_args

import pandas as pd

from cubairan_data.contract.lists import DELIMITER
from cubairan_data.errors import (
    UnknownColumnError,
    UnknownNameError,
    known_name,
    several_names,
    shown,
    unknown,
)
from cubairan_data.provenance.independence import count_independent, origins_of_sources
from cubairan_data.provenance.joins import check_rows, check_sources
from cubairan_data.provenance.lines import check_evidenced
from cubairan_data.storage.dtypes import TEXT
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.names import TableName
from cubairan_data.storage.schema import schemas

Unit = Literal["row", "cell"]
Place = tuple[str, str]
"""A row and one of its columns; the row as a whole where the column is empty."""

_SIDES = {"CUB": "Cuban", "IRN": "Iranian"}
# F of the Admiralty scale says that a publisher cannot be judged, not that it is worse than E.
_NOT_JUDGED = "F"
_WHOLE_ROW = ""


@dataclass
class Support:
    """What stands behind one place: plain sets, since pandas is slow at a few lines a row."""

    sources: set[str] = field(default_factory=set)
    letters: set[str] = field(default_factory=set)
    sides: set[str] = field(default_factory=set)
    is_disputed: bool = False

    @property
    def best_reliability(self) -> str | None:
        """The best letter among publishers that can be judged, F where none can."""
        return min(self.letters - {_NOT_JUDGED}, default=max(self.letters, default=None))


def corroboration(
    tables: Tables, table: TableName, by: Unit, exclude_publishers: str | Iterable[str]
) -> pd.DataFrame:
    """Count the independent sources of each row or each value of a table."""
    known_name(UnknownNameError, "unit of counting", by, get_args(Unit), "units")
    check_evidenced(table)
    supports = _supports_of(tables, table, by, exclude_publishers)
    places = _rows(tables, table) if by == "row" else _cells(tables, table)
    counted = _counts(tables, [supports.get(place, _NOTHING) for place in places])
    frame = pd.DataFrame({"row_id": pd.array([row for row, _ in places], dtype=TEXT)})
    if by == "cell":
        frame["column"] = pd.array([column for _, column in places], dtype=TEXT)
    return frame.join(counted)


def supported_rows(
    tables: Tables,
    table: TableName,
    min_independent: int | None,
    columns: Sequence[str],
    exclude_publishers: str | Iterable[str],
) -> "pd.Series[bool]":
    """Mark the rows that enough independent sources support, in the order of the file.

    With columns, each of them must be supported by enough; a blank one is by none.

    Raises:
        UnknownNameError: the number needed is none, a publisher or column is unknown, or columns
            are named without a condition that they should meet.
        InvalidTableError: lines of evidence cannot be joined.
    """
    check_evidenced(table)
    if columns and min_independent is None and not exclude_publishers:
        select = f"cid.load({table!r})[[{', '.join(map(repr, columns))}]]"
        raise UnknownNameError(
            "columns says where min_independent or exclude_publishers must hold, so give one of "
            f"them too; to select columns: {select}"
        )
    needed = 1 if min_independent is None else _whole_from_one(min_independent)
    _check_rest_on_evidence(table, columns)
    by: Unit = "cell" if columns else "row"
    supports = _supports_of(tables, table, by, exclude_publishers)
    origins = origins_of_sources(tables)
    enough = [
        all(
            count_independent(supports.get((row, column), _NOTHING).sources, origins) >= needed
            for column in columns or [_WHOLE_ROW]
        )
        for row, _ in _rows(tables, table)
    ]
    return pd.Series(enough, dtype=bool)


_NOTHING = Support()


def _whole_from_one(number: int) -> int:
    if isinstance(number, bool) or not isinstance(number, Integral) or number < 1:
        raise UnknownNameError(
            f"min_independent is {shown(number)}; allowed: a whole number from 1"
        )
    return int(number)


def _check_rest_on_evidence(table: TableName, columns: Sequence[str]) -> None:
    schema = schemas()[table]
    # A key is what evidence refers by; but a participant is both a key and a sourced value.
    possible = [
        name
        for name, each in schema.fields.items()
        if each.role == "sourced" or (each.role == "coded" and name not in schema.key)
    ]
    for column in columns:
        if schema.field(column).name not in possible:
            message = f"{column!r} of {table} never rests on evidence"
            raise UnknownColumnError(f"{message}; columns that may: {', '.join(possible)}")


def _supports_of(
    tables: Tables, table: TableName, by: Unit, exclude_publishers: str | Iterable[str]
) -> Mapping[Place, Support]:
    check_rows(tables, table)
    return tables.derived(_supports, by, _publishers(tables, exclude_publishers))[table]


def _rows(tables: Tables, table: TableName) -> list[Place]:
    return [(row, _WHOLE_ROW) for row in tables.cells(table)]


def _cells(tables: Tables, table: TableName) -> list[Place]:
    """The filled cells that must rest on evidence."""
    sourced = [name for name, each in schemas()[table].fields.items() if each.role == "sourced"]
    return [
        (row, name)
        for row, cells in tables.cells(table).items()
        for name in sourced
        if name in cells
    ]


def _counts(tables: Tables, supports: Collection[Support]) -> pd.DataFrame:
    origins = origins_of_sources(tables)
    letters = list(schemas()["publishers"].fields["reliability"].codes)
    independent = [count_independent(each.sources, origins) for each in supports]
    sides = [DELIMITER.join(sorted(each.sides)) or None for each in supports]
    return pd.DataFrame(
        {
            "sources": pd.array([len(each.sources) for each in supports], dtype="Int64"),
            "independent_sources": pd.array(independent, dtype="Int64"),
            "best_reliability": pd.Categorical(
                [each.best_reliability for each in supports], letters
            ),
            "sides": pd.array(sides, dtype=TEXT),
            "is_disputed": pd.array([each.is_disputed for each in supports], dtype="boolean"),
        }
    )


def _supports(
    tables: Tables, by: Unit, excluded: frozenset[str]
) -> Mapping[str, Mapping[Place, Support]]:
    """Gather what stands behind each row, or behind each of its columns, by table."""
    check_sources(tables)
    publishers, sources = tables.cells("publishers"), tables.cells("sources")
    supports: dict[str, dict[Place, Support]] = defaultdict(lambda: defaultdict(Support))
    for line in tables.cells("evidence").values():
        publisher_id = sources[line["source_id"]]["publisher_id"]
        publisher = publishers[publisher_id]
        if publisher_id in excluded or publisher["kind"] in excluded:
            continue
        side = _SIDES.get(publisher.get("country_id", ""), "third")
        columns = line["columns"].split(DELIMITER) if by == "cell" else [_WHOLE_ROW]
        for column in columns:
            support = supports[line["table_name"]][line["row_id"], column]
            if line["verdict"] == "contradicts":
                support.is_disputed = True
            else:
                support.sources.add(line["source_id"])
                support.letters.add(publisher["reliability"])
                support.sides.add(side)
    return supports


def _publishers(tables: Tables, names: str | Iterable[str]) -> frozenset[str]:
    """Check the names of publishers and kinds of publishers; one name may come alone."""
    given = several_names(names, "exclude_publishers")
    kinds = schemas()["publishers"].fields["kind"].codes
    for name in given:
        if not isinstance(name, str) or name not in {**kinds, **tables.cells("publishers")}:
            raise unknown(UnknownNameError, "publisher or kind of publisher", name, kinds, "kinds")
    return frozenset(given)
