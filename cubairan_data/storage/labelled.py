"""Labels in place of codes, for tables and charts that people read."""

from collections.abc import Mapping

import pandas as pd

from cubairan_data.contract.lists import DELIMITER
from cubairan_data.storage.dtypes import TEXT
from cubairan_data.storage.schema import Schema
from cubairan_data.storage.wording import labels_of


def with_labels(frame: pd.DataFrame, schema: Schema, language: str) -> pd.DataFrame:
    """Put labels in place of the codes of a table, one by one and in lists."""
    labelled = frame.copy()
    for field in schema.fields.values():
        if not field.codes:
            continue
        labels, column = labels_of(field, language), labelled[field.name]
        labelled[field.name] = (
            _items(column, labels) if field.is_list else column.cat.rename_categories(labels)
        )
    return labelled


def _items(column: "pd.Series[str]", labels: Mapping[str, str]) -> "pd.Series[str]":
    def of_list(cell: str) -> str:
        return DELIMITER.join(labels[item] for item in cell.split(DELIMITER))

    return column.map(of_list, na_action="ignore").astype(TEXT)
