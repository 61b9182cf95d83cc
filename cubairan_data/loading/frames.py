"""Tables as plain DataFrames, with the dtypes of the contract."""

from functools import cache
from typing import Any

import pandas as pd

from cubairan_data.loading import descriptor
from cubairan_data.loading.names import TABLE_NAMES, TableName

# The python storage, so that dtypes do not depend on whether pyarrow is installed.
TEXT = pd.StringDtype("python")
_DTYPES = {"integer": "Int64", "year": "Int64", "number": "Float64", "boolean": "boolean"}


def read_frame(table: TableName) -> pd.DataFrame:
    """Read one table with the dtypes of the contract; raises UnknownTableError for a wrong name."""
    fields = descriptor.fields(table)
    days = [field["name"] for field in fields if field["type"] == "date"]
    frame = pd.read_csv(
        descriptor.path(table),
        dtype={field["name"]: _dtype(field) for field in fields},
        keep_default_na=False,
        na_values=[""],
        encoding="utf-8",
    )
    for day in days:
        frame[day] = pd.to_datetime(frame[day], format="%Y-%m-%d").astype("datetime64[s]")
    return frame


@cache
def kept_frame(table: TableName) -> pd.DataFrame:
    """The same frame at each call, for our own reading only; nobody may change it."""
    return read_frame(table)


def load_all() -> dict[str, pd.DataFrame]:
    """Load every table.

    Returns:
        The tables by name, in the order of publication, each as `load` gives it.

    Example:
        >>> import cubairan_data as cid
        >>> len(cid.load_all())
        18
    """
    return {table: read_frame(table) for table in TABLE_NAMES}  # type: ignore[arg-type]


def tables() -> pd.DataFrame:
    """List the tables.

    Returns:
        One row a table: ``name``, ``group`` (record, actors, evidence), ``rows``, ``columns``, ``description``.

    Example:
        >>> import cubairan_data as cid
        >>> cid.tables().columns.tolist()
        ['name', 'group', 'rows', 'columns', 'description']
    """
    listed = [
        {
            "name": name,
            "group": resource["group"],
            "rows": _count_rows(name),
            "columns": len(resource["schema"]["fields"]),
            "description": resource["description"],
        }
        for name, resource in descriptor.resources().items()
    ]
    frame = pd.DataFrame(listed)
    return frame.astype(
        {"name": TEXT, "group": TEXT, "rows": "Int64", "columns": "Int64", "description": TEXT}
    )


def _dtype(field: descriptor.Field) -> Any:
    if "categories" in field:
        return pd.CategoricalDtype(pd.Index(field["categories"], dtype=TEXT))
    return _DTYPES.get(field["type"], TEXT)


def _count_rows(table: str) -> int:
    # A cell never holds a line break (the contract forbids it), so lines are rows.
    return descriptor.path(table).read_bytes().count(b"\n") - 1
