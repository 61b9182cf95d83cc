"""Cite the dataset and the sources behind exactly the rows used."""

import json
import warnings
from collections.abc import Collection, Iterable, Mapping
from numbers import Number
from typing import get_args

import pandas as pd

from cubairan_data.citation.csl import Item, dataset_item, source_items
from cubairan_data.citation.fewer_sources import PerRow, sources_of
from cubairan_data.citation.parts import Citable, parts
from cubairan_data.citation.reference_list import ReferenceList
from cubairan_data.citation.style_names import Style
from cubairan_data.citation.tracing import Traced, trace
from cubairan_data.citation.writer import Writer
from cubairan_data.errors import UnknownNameError, UnknownRowError, known_name, unknown
from cubairan_data.provenance.lines import joined_lines
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.names import TABLE_NAMES, TableName

_ALLOWED = "a DataFrame of pandas, a row, the name of a table, the key of a row, or a list of these"


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
    for part in () if what is None else parts(what, _known(tables)):
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
    return _named(tables, what)


def _named(tables: Tables, what: object) -> Traced:
    """Find the rows with a key, in whatever table, or the source."""
    if not isinstance(what, (str, Number, type(None))):
        raise UnknownRowError(f"cannot cite a {type(what).__name__}; allowed: {_ALLOWED}")
    if not isinstance(what, str) or what not in _known(tables):
        raise unknown(UnknownRowError, "table or row with evidence", what, _known(tables))
    rows = {name: {what} for name in tables.derived(_tables_of_rows).get(what, ())}
    return Traced(rows=rows, sources={what} & tables.cells("sources").keys())


def _known(tables: Tables) -> Collection[str]:
    """Name the tables, the rows that rest on evidence, and the sources."""
    return tables.derived(_all_known)


def _all_known(tables: Tables) -> Collection[str]:
    rows = tables.derived(_tables_of_rows)
    return dict.fromkeys([*TABLE_NAMES, *rows, *tables.cells("sources")])


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
