"""Values as somebody who reads one language is shown them: names, labels, dates."""

import re
from functools import cached_property

from cubairan_data.contract.labels import ENGLISH, RIGHT_TO_LEFT, place_name, word
from cubairan_data.contract.lists import DELIMITER
from cubairan_data.escaping import isolated
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.iranian_calendar import with_iranian_date
from cubairan_data.storage.raw import Cells
from cubairan_data.storage.schema import Field
from cubairan_data.storage.wording import of_code

_PLACES = ("place", "places")
_NAMED = ("countries", "officials", "organizations")
_ARABIC_SCRIPT = re.compile("[\u0600-\u06ff]")
PERSIAN, SPANISH = "fa", "es"
_PERSIAN_DIGITS = str.maketrans("0123456789,", "۰۱۲۳۴۵۶۷۸۹٬")


class Reader:
    """One who reads the tables of a record in a language.

    Args:
        tables: the record.
        language: the language.
    """

    def __init__(self, tables: Tables, language: str) -> None:
        self.tables = tables
        self.language = language

    @property
    def reads_from_right(self) -> bool:
        """Whether the language is written from right to left."""
        return self.language in RIGHT_TO_LEFT

    @property
    def is_english(self) -> bool:
        """Whether the language is that of the record."""
        return self.language == ENGLISH

    def word(self, key: str, /, **values: object) -> str:
        """Give a fixed word."""
        return word(key, self.language, **values)

    def isolated(self, text: str) -> str:
        """Keep a text of the other direction from reordering the words around it."""
        return isolated(text, within_right_to_left=self.reads_from_right)

    def number(self, number: int) -> str:
        """Write a whole number within a sentence."""
        return f"{number:,}".translate(_PERSIAN_DIGITS) if self.language == PERSIAN else f"{number}"

    def listed(self, texts: list[str]) -> str:
        """Join texts as a list."""
        return self.word("list.comma").join(texts)

    def name(self, table: str, row_id: str | None) -> str:
        """Give the name of a person, a body or a country; empty for None.

        In Persian a name in Persian script has the Latin one beside it; in Spanish a Cuban body has
        its Spanish name, where the record knows it.
        """
        if row_id is None:
            return ""
        cells = self.tables.cells(table).get(row_id, {})
        name, original = cells.get("name", row_id), cells.get("name_original")
        if table == "countries":
            return self.isolated(cells.get(f"name_{self.language}", name))
        if not original:
            return self.isolated(name)
        in_own_script = bool(_ARABIC_SCRIPT.search(original))
        if self.language == PERSIAN and in_own_script:
            return f"{original} ({self.isolated(name)})"
        if self.language == SPANISH and cells.get("country_id") == "CUB" and not in_own_script:
            return original
        return self.isolated(name)

    def people_of(self, contact_id: str) -> list[str]:
        """Give the keys of the people who took part in a contact."""
        return self._people_by_contact.get(contact_id, [])

    @cached_property
    def _people_by_contact(self) -> dict[str, list[str]]:
        people: dict[str, list[str]] = {}
        for each in self.tables.cells("contact_participants").values():
            people.setdefault(each["contact_id"], []).append(each["official_id"])
        return people

    def title(self, cells: Cells) -> str:
        """Give the title of a row; its original one where that is in the reader's language."""
        original = cells.get("title_original", "")
        own_language = PERSIAN if _ARABIC_SCRIPT.search(original) else SPANISH
        shown = original if original and self.language == own_language else cells["title"]
        return self.isolated(shown)

    def place(self, name: str) -> str:
        """Give the name of a city."""
        return place_name(name, self.language) or name

    def day(self, text: str) -> str:
        """Give a date; Persian has the Iranian one beside it."""
        if self.language != PERSIAN:
            return text
        return self.isolated(with_iranian_date(text))

    def value(self, field: Field, text: str) -> str:
        """Give the value of a cell; in English it is what the cell holds."""
        if self.is_english:
            return self.isolated(text)
        items = text.split(DELIMITER) if field.is_list else [text]
        return self.listed([self._item(field, item) for item in items])

    def _item(self, field: Field, text: str) -> str:
        # A reading that a source gives need not be a code.
        if text in field.codes:
            return of_code(field, text, self.language).label
        if field.references in _NAMED:
            return self.name(field.references, text)
        if field.cell == "EDTF date":
            return self.day(text)
        if field.type == "boolean":
            return self.word("yes" if text == "true" else "no")
        return self.place(text) if field.name in _PLACES else self.isolated(text)
