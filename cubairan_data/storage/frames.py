"""Tables as plain DataFrames, with the dtypes of the contract."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from cubairan_data.storage.dtypes import TEXT, TEXT_WITHOUT_ROWS
from cubairan_data.storage.raw import RawTable
from cubairan_data.storage.schema import Field
from cubairan_data.storage.values import day, reader

ATTRIBUTE = "table"
"""Name of the entry of ``DataFrame.attrs`` by which a frame knows its table."""

Texts = Sequence[str | None]


def to_frame(table: RawTable) -> pd.DataFrame:
    """Build the DataFrame of a table.

    Raises:
        ValueError, KeyError: a cell is not a value of its column.
    """
    columns = {
        name: _array(field, [row.cells.get(name) for row in table.rows])
        for name, field in table.schema.fields.items()
    }
    frame = pd.DataFrame(columns)
    frame.attrs[ATTRIBUTE] = table.name
    return frame


def _array(field: Field, texts: Texts) -> Any:
    if field.codes and not field.is_list:
        return _categories(list(field.codes), texts)
    if field.type == "date":
        return np.array([np.datetime64(day(text)) if text else "NaT" for text in texts], "M8[s]")
    if field.type == "string":
        return pd.array(texts, dtype=TEXT if texts else TEXT_WITHOUT_ROWS)
    read = reader(field)
    dtypes: dict[str, Any] = {"number": pd.Float64Dtype(), "boolean": pd.BooleanDtype()}
    values: list[Any] = [None if text is None else read(text) for text in texts]
    return pd.array(values, dtype=dtypes.get(field.type, pd.Int64Dtype()))


def _categories(codes: list[str], texts: Texts) -> pd.Categorical:
    place = {code: number for number, code in enumerate(codes)}
    dtype = pd.CategoricalDtype(pd.Index(codes, dtype=TEXT))
    return pd.Categorical.from_codes(
        [-1 if text is None else place[text] for text in texts], dtype=dtype
    )
