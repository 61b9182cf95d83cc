"""A language of the site: its fixed words, and the labels of tables, columns and codes."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from cubairan_data.contract.labels import (
    ENGLISH,
    LANGUAGES,
    RIGHT_TO_LEFT,
    language_name,
    rows,
    word,
)
from cubairan_data.storage.schema import schemas
from cubairan_data.storage.wording import of_code, of_column, of_table

NAMES = {"en": "English", "es": "Español", "fa": "فارسی"}
CODES = LANGUAGES
DEFAULT = ENGLISH
_PREFIX = "site."


@dataclass(frozen=True)
class Language:
    """One language of the site."""

    code: str

    @property
    def direction(self) -> str:
        """The direction of writing."""
        return "rtl" if self.code in RIGHT_TO_LEFT else "ltr"

    @property
    def folder(self) -> str:
        """Where its pages lie; those of the default language lie at the top."""
        return "" if self.code == DEFAULT else f"{self.code}/"

    @cached_property
    def words(self) -> Mapping[str, str]:
        """The fixed words of the site by their keys."""
        return {
            row["key"].removeprefix(_PREFIX): row[self.code]
            for row in rows("site.csv")
            if row["key"].startswith(_PREFIX)
        }

    def word(self, key: str, /, **values: object) -> str:
        """Give a fixed word, with what belongs into its gaps."""
        return word(f"{_PREFIX}{key}", self.code, **values)

    def count(self, number: int, key: str) -> str:
        """Give a number with the word for what is counted: ``1 source``, ``2 sources``."""
        return self.word(f"{key}.one" if number == 1 else f"{key}.many", n=f"{number:,}")

    @property
    def comma(self) -> str:
        """What stands between the items of a list."""
        return word("list.comma", self.code)

    def language(self, tag: str) -> str:
        """Name a language by its tag."""
        return language_name(tag, self.code) or tag

    def table(self, name: str) -> str:
        """Give the title of a table."""
        return of_table(schemas()[name], self.code).label

    def description(self, name: str) -> str:
        """Say what a table holds."""
        return of_table(schemas()[name], self.code).definition.replace("`", "")

    def column(self, table: str, column: str) -> str:
        """Give the title of a column."""
        schema = schemas()[table]
        return of_column(schema, schema.fields[column], self.code).label

    def label(self, table: str, column: str, code: str) -> str:
        """Give the label of a code; a reading that a source gives need not be one."""
        field = schemas()[table].fields[column]
        return of_code(field, code, self.code).label if code in field.codes else code

    def meaning(self, table: str, column: str, code: str) -> str:
        """Say what a code means."""
        field = schemas()[table].fields[column]
        return of_code(field, code, self.code).definition if code in field.codes else code

    def code_of_reason(self, reason: str) -> str:
        """Give the label of the reason why a reading is not followed."""
        return self.label("evidence", "reason", reason) if reason else ""
