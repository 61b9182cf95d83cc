"""Labels in place of codes, for tables and charts that people read."""

from collections.abc import Mapping

import pandas as pd

from cubairan_data.contract.lists import DELIMITER
from cubairan_data.errors import UnknownNameError, known_name
from cubairan_data.storage.dtypes import TEXT
from cubairan_data.storage.schema import Schema, schemas

ENGLISH = "en"


def known_language(labels: object) -> str | None:
    """Return the language of the labels asked for, None for codes as they are.

    Raises:
        UnknownNameError: there are no labels in this language.
    """
    if labels is None or isinstance(labels, bool):
        return ENGLISH if labels else None
    return known_name(UnknownNameError, "labels in language", labels, languages(), "languages")


def languages() -> list[str]:
    """Name the languages in which every code has a label."""
    return list(schemas()["visits"].fields["kind"].labels)


def label(table: str, column: str, code: str, language: str = ENGLISH) -> str:
    """Give the label of one code."""
    return schemas()[table].fields[column].labels[language][code]


def with_labels(frame: pd.DataFrame, schema: Schema, language: str) -> pd.DataFrame:
    """Put labels in place of the codes of a table, one by one and in lists."""
    labelled = frame.copy()
    for field in schema.fields.values():
        if not field.codes:
            continue
        labels, column = field.labels[language], labelled[field.name]
        labelled[field.name] = (
            _items(column, labels) if field.is_list else column.cat.rename_categories(dict(labels))
        )
    return labelled


def _items(column: "pd.Series[str]", labels: Mapping[str, str]) -> "pd.Series[str]":
    def of_list(cell: str) -> str:
        return DELIMITER.join(labels[item] for item in cell.split(DELIMITER))

    return column.map(of_list, na_action="ignore").astype(TEXT)
