"""Cite the dataset and the sources behind exactly the rows used."""

import json
from collections.abc import Callable, Iterable
from typing import get_args

import pandas as pd

from cubairan_data.citation.csl import Item, dataset_item, source_items
from cubairan_data.citation.reference_managers import biblatex, bibtex, ris
from cubairan_data.citation.style_names import Style
from cubairan_data.citation.styles import apa, chicago
from cubairan_data.citation.tracing import trace
from cubairan_data.errors import UnknownNameError, UnknownRowError, unknown
from cubairan_data.provenance.lines import joined_lines
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.names import TABLE_NAMES, TableName

Citable = pd.DataFrame | str
"""A frame from `load`, filtered, merged or concatenated; a table's name; a row's key."""

_WRITERS: dict[str, Callable[[Item], str]] = {
    "apa": apa,
    "chicago": chicago,
    "bibtex": bibtex,
    "biblatex": biblatex,
    "ris": ris,
}
_ONE_PER_LINE = ("apa", "chicago")


def cite(
    tables: Tables,
    what: "Citable | Iterable[Citable] | None",
    style: Style,
    table: TableName | None,
) -> str:
    """Cite the dataset and the sources behind what was used."""
    if style not in get_args(Style):
        raise unknown(UnknownNameError, "style", style, get_args(Style), "styles")
    sources: set[str] = set()
    for part in _parts(what):
        sources |= _sources_behind(tables, part, table)
    items = [dataset_item(tables.descriptor), *_items(tables, sources)]
    if style == "csl-json":
        return json.dumps(items, ensure_ascii=False, indent=2)
    between = "\n" if style in _ONE_PER_LINE else "\n\n"
    return between.join(_WRITERS[style](item) for item in items)


def _parts(what: "Citable | Iterable[Citable] | None") -> Iterable[Citable]:
    if what is None:
        return ()
    return (what,) if isinstance(what, (str, pd.DataFrame)) else what


def _items(tables: Tables, sources: set[str]) -> list[Item]:
    frame = tables.frame("sources")
    return source_items(frame[frame["source_id"].isin(sources)], tables.frame("publishers"))


def _sources_behind(tables: Tables, what: Citable, table: TableName | None) -> set[str]:
    if isinstance(what, pd.DataFrame):
        return _sources_of_frame(tables, what, table)
    if isinstance(what, str) and what in TABLE_NAMES:
        return _sources_of_frame(tables, tables.frame(what), None)
    lines = joined_lines(tables)
    named = lines[lines["row_id"] == what] if isinstance(what, str) else lines.iloc[:0]
    if named.empty:
        known = [*TABLE_NAMES, *lines["row_id"].unique()]
        raise unknown(UnknownRowError, "table or row with evidence", what, known)
    return set(named["source_id"])


def _sources_of_frame(tables: Tables, frame: pd.DataFrame, table: TableName | None) -> set[str]:
    traced = trace(tables, frame, table)
    lines = joined_lines(tables)
    sources = set(traced.sources)
    for name, row_ids in traced.rows.items():
        behind = (lines["table_name"] == name) & lines["row_id"].isin(row_ids)
        sources |= set(lines.loc[behind, "source_id"])
    return sources
