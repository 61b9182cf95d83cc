"""The fixed words of charts and of the site, in every language."""

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from cubairan_data.errors import UnknownNameError, known_name
from cubairan_data.storage.schema import installed_descriptor, schemas

LANGUAGES = ("en", "es", "fa")
FILE = Path(__file__).parents[1] / "contract" / "labels" / "site.csv"


def word(key: str, language: str = "en") -> str:
    """Give a fixed word.

    Example:
        >>> word("visits_by_year", "es")
        'Visitas por año'
    """
    return words(language)[key]


@cache
def words(language: str) -> Mapping[str, str]:
    """Give all fixed words of a language by their keys."""
    with FILE.open(encoding="utf-8", newline="") as stream:
        return {row["key"]: row[language] for row in csv.DictReader(stream)}


def known(language: object) -> str:
    """Return a language that charts speak.

    Raises:
        UnknownNameError: it is none.
    """
    return known_name(UnknownNameError, "language", language, LANGUAGES, "languages")


def code_labels(table: str, column: str, language: str) -> Mapping[str, str]:
    """Give the label of each code of a column; in English where there is no other."""
    labels = schemas()[table].fields[column].labels
    return labels.get(language, labels["en"])


@cache
def table_title(name: str) -> str:
    """Give the title of a table."""
    return str(
        next(each["title"] for each in installed_descriptor()["resources"] if each["name"] == name)
    )
