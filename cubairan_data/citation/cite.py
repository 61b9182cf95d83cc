"""Cite the dataset and the sources behind exactly the rows used."""

import json
import warnings
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, get_args

import pandas as pd

from cubairan_data.citation.csl import Item, dataset_item, source_items
from cubairan_data.citation.fewer_sources import PerRow, sources_of
from cubairan_data.citation.reference_list import ReferenceList
from cubairan_data.citation.style_names import Style
from cubairan_data.citation.tracing import Traced, trace
from cubairan_data.citation.writer import Writer
from cubairan_data.errors import UnknownNameError, UnknownRowError, known_name, unknown
from cubairan_data.provenance.lines import joined_lines
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.names import TABLE_NAMES, TableName
from cubairan_data.storage.schema import schemas

Citable = pd.DataFrame | pd.Series | Mapping[str, Any] | str
"""A frame from `load`, filtered, merged or concatenated; one row; a table's name; a row's key."""


def cite(
    tables: Tables,
    what: "Citable | Iterable[Citable] | None",
    writer: Writer,
    table: TableName | None,
    per_row: PerRow,
) -> ReferenceList:
    """Cite the dataset and the sources behind what was used."""
    for name, given, known in (
        ("style", writer.style, get_args(Style)),
        ("per_row", per_row, get_args(PerRow)),
    ):
        known_name(UnknownNameError, name, given, known, "allowed")
    traced = Traced()
    for part in () if what is None else _parts(what):
        traced.add(_trace(tables, part, table))
    sources = traced.sources | sources_of(_lines(tables, traced), per_row)
    for what_is_lost in traced.untraced:
        # As if written where the user calls `cid.cite`.
        warnings.warn(f"not cited: {what_is_lost}", UserWarning, stacklevel=3)
    language = writer.language
    items = [dataset_item(tables.descriptor, language), *_items(tables, sources, language)]
    return ReferenceList.of(_text(items, writer), items, traced.untraced, writer)


def _text(items: list[Item], writer: Writer) -> str:
    if writer.style == "csl-json":
        return json.dumps(items, ensure_ascii=False, indent=2)
    return ("\n" if writer.is_prose else "\n\n").join(map(writer.write, items))


def _parts(what: "Citable | Iterable[Citable]") -> Iterator[Citable]:
    if isinstance(what, (str, pd.DataFrame)) or _is_row(what):
        yield what  # type: ignore[misc]
    elif isinstance(what, Iterable):
        for part in what:
            yield from _parts(part)
    else:
        yield what


def _is_row(what: object) -> bool:
    """Whether something is one row: it has the names of columns."""
    if not isinstance(what, (pd.Series, Mapping)):
        return False
    names = set(what.index if isinstance(what, pd.Series) else what)
    return any(set(schema.key) <= names for schema in schemas().values())


def _items(tables: Tables, sources: set[str], language: str) -> list[Item]:
    frame = tables.frame("sources")
    cited = frame[frame["source_id"].isin(sources)]
    return source_items(cited, tables.frame("publishers"), language)


def _trace(tables: Tables, what: Citable, table: TableName | None) -> Traced:
    if isinstance(what, pd.DataFrame):
        return trace(tables, what, table)
    if isinstance(what, (pd.Series, Mapping)):
        row = pd.DataFrame([dict(what)]).infer_objects()
        row.attrs = dict(getattr(what, "attrs", {}))
        return trace(tables, row, table)
    if isinstance(what, str) and what in TABLE_NAMES:
        return trace(tables, tables.frame(what), None)
    return Traced(rows=_rows_named(tables, what))


def _rows_named(tables: Tables, what: object) -> dict[str, set[str]]:
    """Find the rows with a key, in whatever table."""
    known = tables.derived(_tables_of_rows)
    if not isinstance(what, str) or what not in known:
        named = "table or row with evidence"
        raise unknown(UnknownRowError, named, what, [*TABLE_NAMES, *known])
    return {name: {what} for name in known[what]}


def _tables_of_rows(tables: Tables) -> dict[str, set[str]]:
    """Give for every key of a row with evidence the tables that have it."""
    lines = joined_lines(tables)
    known: dict[str, set[str]] = {}
    for name, row_id in zip(lines["table_name"], lines["row_id"], strict=True):
        known.setdefault(row_id, set()).add(name)
    return known


def _lines(tables: Tables, traced: Traced) -> pd.DataFrame:
    lines = joined_lines(tables)
    behind = pd.Series(False, index=lines.index)
    for name, row_ids in traced.rows.items():
        behind |= (lines["table_name"] == name) & lines["row_id"].isin(row_ids)
    return lines[behind]
