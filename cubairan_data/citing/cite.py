"""Citing the dataset, and the sources behind exactly the rows one used."""

import json
from typing import Literal, get_args

import pandas as pd

from cubairan_data.asking.lines import NoSuchRowError, joined_lines, row_ids
from cubairan_data.citing.files import biblatex, bibtex, ris
from cubairan_data.citing.items import Item, dataset_item, source_items
from cubairan_data.citing.prose import apa, chicago
from cubairan_data.loading import descriptor
from cubairan_data.loading.frames import kept_frame
from cubairan_data.loading.names import TABLE_NAMES

Style = Literal["apa", "chicago", "bibtex", "biblatex", "ris", "csl-json"]
_WRITERS = {"apa": apa, "chicago": chicago, "bibtex": bibtex, "biblatex": biblatex, "ris": ris}
_BETWEEN = {"apa": "\n", "chicago": "\n"}


def cite(what: pd.DataFrame | str | None = None, style: Style = "apa") -> str:
    """Cite the dataset and the sources behind rows.

    Args:
        what: None for the dataset alone; a DataFrame from `load`, filtered as one likes; the name of a table; or the
            identifier of a row. The sources are those of all lines of evidence about the rows, contradicting ones too.
        style: ``apa``, ``chicago`` (author-date), ``bibtex``, ``biblatex``, ``ris`` or ``csl-json``.

    Returns:
        Text: the dataset with its version first, then the sources by date.

    Raises:
        ValueError: the style is unknown, or the frame is not a table of the record.
        NoSuchRowError: the text is neither a table nor a row.

    Example:
        >>> import cubairan_data as cid
        >>> print(cid.cite())
        the cubairan-data contributors. (2026, November 23). cubairan-data: Relations ... (Version ...) [Data set].
    """
    if style not in get_args(Style):
        raise ValueError(f"no style {style!r}; styles: {', '.join(get_args(Style))}")
    items = [dataset_item(), *([] if what is None else _items_behind(what))]
    if style == "csl-json":
        return json.dumps(items, ensure_ascii=False, indent=2)
    return _BETWEEN.get(style, "\n\n").join(_WRITERS[style](item) for item in items)


def _items_behind(what: pd.DataFrame | str) -> list[Item]:
    sources = kept_frame("sources")
    wanted = _sources_of_frame(what) if isinstance(what, pd.DataFrame) else _sources_of_name(what)
    return source_items(sources[sources["source_id"].isin(wanted)], kept_frame("publishers"))


def _sources_of_name(name: str) -> set[str]:
    if name in TABLE_NAMES:
        return _sources_of_frame(kept_frame(name))
    lines = joined_lines()
    found = lines[lines["row_id"] == name]
    if found.empty:
        raise NoSuchRowError(
            f"{name!r} is neither a table nor a row with evidence; tables: {', '.join(TABLE_NAMES)}"
        )
    return set(found["source_id"])


def _sources_of_frame(frame: pd.DataFrame) -> set[str]:
    if "source_id" in frame.columns:
        return set(frame["source_id"])
    table = table_of(frame)
    lines = joined_lines()
    return set(
        lines.loc[
            (lines["table"] == table) & lines["row_id"].isin(row_ids(table, frame)), "source_id"
        ]
    )


def table_of(frame: pd.DataFrame) -> str:
    """The table from which a frame comes, by its columns; some may have been dropped or added, the key must be there."""
    best, overlap = None, 0
    for name, resource in descriptor.resources().items():
        schema = resource["schema"]
        shared = sum(field["name"] in frame.columns for field in schema["fields"])
        if set(schema["primaryKey"]) <= set(frame.columns) and shared > overlap:
            best, overlap = name, shared
    if best is None:
        raise ValueError(
            "the frame has the key columns of no table; give a frame from cid.load, with its identifiers"
        )
    return best
