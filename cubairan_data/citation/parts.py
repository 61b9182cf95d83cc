"""What `cite` is given, taken apart: frames, rows, names of tables and keys of rows."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

import pandas as pd

from cubairan_data.errors import UntraceableRowsError
from cubairan_data.storage.schema import schemas

Citable = pd.DataFrame | pd.Series | Mapping[str, Any] | str
"""A frame from `load`, filtered, merged or concatenated; one row; a table's name; a row's key."""

FROM_WHAT = "cite the rows from which it was made"
_GROUPS = (
    pd.api.typing.DataFrameGroupBy,
    pd.api.typing.SeriesGroupBy,
    pd.api.typing.Resampler,
)


def parts(what: "Citable | Iterable[Citable]", known: Collection[str]) -> Iterator[Citable]:
    """Take apart what is cited.

    Args:
        what: anything that `cite` takes.
        known: the names of tables and the keys of rows.

    Returns:
        Frames and rows; all else as it was found in lists, columns and groups.

    Raises:
        UntraceableRowsError: a column or index holds no keys.
    """
    if isinstance(what, _GROUPS):
        for _, rows in what:
            yield from parts(rows, known)
    elif isinstance(what, pd.MultiIndex):
        yield what.to_frame(index=False)
    elif isinstance(what, pd.Series) and not _is_row(what):
        yield from _of_series(what, known)
    elif isinstance(what, (str, pd.DataFrame)) or _is_row(what):
        yield what  # type: ignore[misc]
    elif isinstance(what, Iterable) and not hasattr(what, "to_pandas"):
        for part in what:
            yield from parts(part, known)
    else:
        yield what  # type: ignore[misc]


def _is_row(what: object) -> bool:
    """Whether something is one row: it has the names of columns, a key among them."""
    if not isinstance(what, (pd.Series, Mapping)):
        return False
    names = set(what.index if isinstance(what, pd.Series) else what)
    return any(set(schema.key) <= names for schema in schemas().values())


def _of_series(series: "pd.Series[Any]", known: Collection[str]) -> Iterator[Citable]:
    """Give the row that a Series is, its cells with the keys in its index, or the keys it holds."""
    if table := _table_of_row(series, known):
        yield pd.DataFrame([dict(series) | {schemas()[table].key[0]: series.name}])
        return
    keys = {key for schema in schemas().values() for key in schema.key}
    values = list(parts(series.dropna().tolist(), known))
    is_known = [isinstance(value, str) and value in known for value in values]
    if keys.intersection(series.index.names) and (series.name in keys or not all(is_known)):
        yield series.to_frame("cell" if series.name is None else series.name)
    elif not values or series.name in keys or any(is_known):
        yield from values
    else:
        named = "the Series" if series.name is None else f"the Series {series.name!r}"
        raise UntraceableRowsError(f"{named} holds no key of a row; {FROM_WHAT}")


def _table_of_row(row: "pd.Series[Any]", known: Collection[str]) -> str | None:
    """Find the table of a row whose key, moved to the index, has become its name."""
    if row.name not in known:
        return None
    tables = [name for name, schema in schemas().items() if set(row.index) <= set(schema.fields)]
    return next((name for name in tables if len(schemas()[name].key) == 1), None)
