"""A language of the site: its fixed words, and the labels of tables, columns and codes."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from cubairan_data.charts import chart_words
from cubairan_data.storage.schema import schemas

NAMES = {"en": "English", "es": "Español", "fa": "فارسی"}
DEFAULT = "en"


@dataclass(frozen=True)
class Language:
    """One language of the site."""

    code: str

    @property
    def direction(self) -> str:
        """The direction of writing."""
        return "rtl" if self.code == "fa" else "ltr"

    @property
    def folder(self) -> str:
        """Where its pages lie; those of the default language lie at the top."""
        return "" if self.code == DEFAULT else f"{self.code}/"

    @cached_property
    def words(self) -> Mapping[str, str]:
        """The fixed words by their keys."""
        return chart_words.words(self.code)

    def word(self, key: str, **values: object) -> str:
        """Give a fixed word, with what belongs into its gaps."""
        text = self.words[key]
        return text.format(**values) if values else text

    def count(self, number: int, key: str) -> str:
        """Give a number with the word for what is counted: ``1 source``, ``2 sources``."""
        one, many = self.words[f"{key}.one"], self.words[f"{key}.many"]
        return (one if number == 1 else many).format(n=f"{number:,}")

    def table(self, name: str) -> str:
        """Give the title of a table."""
        return chart_words.table_title(name)

    def column(self, table: str, column: str) -> str:
        """Give the title of a column."""
        return schemas()[table].fields[column].title

    def label(self, table: str, column: str, code: str) -> str:
        """Give the label of a code."""
        return chart_words.code_labels(table, column, self.code).get(code, code)

    def code_of_reason(self, reason: str) -> str:
        """Give the label of the reason why a reading is not followed."""
        return self.label("evidence", "reason", reason) if reason else ""
