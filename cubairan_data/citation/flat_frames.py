"""Frames as pandas leaves them, made flat: keys in columns, a cell a value, codes as codes."""

from collections.abc import Sized
from typing import Any

import pandas as pd

from cubairan_data.contract.labels import LANGUAGES
from cubairan_data.errors import UntraceableRowsError
from cubairan_data.storage.dtypes import TEXT
from cubairan_data.storage.schema import schemas
from cubairan_data.storage.wording import labels_of

HINT = "name the table with table=…, or cite the parts as a list"


def flattened(frame: pd.DataFrame) -> pd.DataFrame:
    """Give a frame whose columns can be compared with those of the record.

    Raises:
        UntraceableRowsError: two columns have one name, or lists of keys do not fit together.
    """
    return _with_codes(_with_a_row_per_item(_with_index(frame)))


def _with_index(frame: pd.DataFrame) -> pd.DataFrame:
    """Make columns of the index levels, since one of them may be the key."""
    names = [name for name in frame.index.names if name and name not in frame.columns]
    levels = [name for name in names if isinstance(name, str)]
    flat = frame.copy(deep=False)
    for name in levels:
        flat[name] = frame.index.get_level_values(name)
    if twice := sorted({str(name) for name in flat.columns[flat.columns.duplicated()]}):
        raise UntraceableRowsError(f"the frame has two columns {twice[0]!r}; {HINT}")
    return flat


def _with_a_row_per_item(frame: pd.DataFrame) -> pd.DataFrame:
    """Take apart lists of keys, as `groupby().agg(list)` makes them, with what goes with them."""
    keys = {key for schema in schemas().values() for key in schema.key}
    of_keys = [name for name in frame.columns if name in keys and _holds_lists(frame[name])]
    if not of_keys:
        return frame
    lists = [name for name in frame.columns if name in of_keys or _holds_lists(frame[name])]
    lists = [name for name in lists if name in of_keys or _fit(frame[of_keys[0]], frame[name])]
    try:
        # As lists, since a set is not taken apart by position.
        return frame.assign(**{name: frame[name].map(_listed) for name in lists}).explode(lists)
    except ValueError as error:
        raise UntraceableRowsError(f"the lists of {', '.join(of_keys)} differ in length") from error


def _holds_lists(column: "pd.Series[Any]") -> bool:
    return column.dtype == object and any(map(_is_list, column))


def _fit(keys: "pd.Series[Any]", column: "pd.Series[Any]") -> bool:
    """Whether a column has an item for every key, in their order."""
    pairs = zip(keys, column, strict=True)
    return all(
        not isinstance(other, (set, frozenset)) and _is_list(other) and len(other) == len(these)
        for these, other in pairs
        if _is_list(these)
    )


def _is_list(value: object) -> bool:
    return isinstance(value, Sized) and not isinstance(value, (str, bytes, dict))


def _listed(value: Any) -> Any:
    return list(value) if _is_list(value) else value


def _with_codes(frame: pd.DataFrame) -> pd.DataFrame:
    """Put codes in place of the labels that `load` with ``labels`` gives, in columns of a key."""
    for schema in schemas().values():
        for name in schema.key if set(schema.key) <= set(frame.columns) else ():
            labels = (labels_of(schema.fields[name], language) for language in LANGUAGES)
            codes = {label: code for each in labels for code, label in each.items()}
            if frame[name].isin(list(codes)).any():
                frame = frame.assign(**{name: frame[name].astype(TEXT).replace(codes)})
    return frame
