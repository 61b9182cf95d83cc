"""The dtypes of the DataFrames that this package makes."""

from typing import Any

import numpy as np
import pandas as pd

# The python storage, so that dtypes do not depend on whether pyarrow is installed.
TEXT = pd.StringDtype("python")


def _text_without_rows() -> Any:
    try:
        return pd.StringDtype("python", na_value=np.nan)
    except TypeError:  # before pandas 2.3
        return TEXT


TEXT_WITHOUT_ROWS: Any = _text_without_rows()
"""Texts of a table without rows: pandas reduces these, so that what runs over all tables runs."""
