"""Rules about the names of people and bodies: their parts, their spellings, their scripts."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from cubairan_data.contract.cell_kinds import CellType
from cubairan_data.contract.families import Family
from cubairan_data.contract.lists import DELIMITER
from cubairan_data.folding import folded
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.raw import RawRow, RawTable
from cubairan_data.validation.rules.registry import Breach, rule


@rule(
    "name-parts",
    "The given names and, after them, the family name are parts of the name.",
    family=Family.PERSONS,
    exceptions=True,
)
def name_parts(tables: Tables) -> Iterator[Breach]:
    officials = tables["officials"]
    for row in officials.rows:
        name = row.cells.get("name", "").split()
        given, family = (row.cells.get(each) for each in ("given_names", "family_name"))
        after_given = _end_of((given or "").split(), name, 0)
        if after_given is None:
            message = f"found {given!r}, which is not part of {row.cells.get('name')!r}"
            yield Breach(officials, row, "given_names", message)
        elif _end_of((family or "").split(), name, after_given) is None:
            place = f"not part of {row.cells.get('name')!r}" + (
                f" after {given!r}" if given else ""
            )
            yield Breach(officials, row, "family_name", f"found {family!r}, which is {place}")


def _end_of(part: list[str], name: list[str], start: int) -> int | None:
    """The place after a part within the words of a name; None where it is not there."""
    for at in range(start, len(name) - len(part) + 1):
        if name[at : at + len(part)] == part:
            return at + len(part)
    return None


@rule(
    "spelled-once",
    "Every other spelling of a name differs from the name and from the other spellings.",
    family=Family.PERSONS,
)
def spelled_once(tables: Tables) -> Iterator[Breach]:
    officials = tables["officials"]
    for row in officials.rows:
        names = [row.cells[each] for each in ("name", "name_original") if each in row.cells]
        seen = {name.casefold() for name in names}
        for other in filter(None, row.cells.get("other_names", "").split(DELIMITER)):
            if other.casefold() in seen:
                message = f"found {other!r} again; allowed: each spelling once, beside the name"
                yield Breach(officials, row, "other_names", message)
            seen.add(other.casefold())


_LATIN = "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
_ARABIC = "\u0620-\u064a\u066e-\u06d3\u06d5\u06fa-\u06ff\u0750-\u077f"
_OTHERS = "\u0370-\u03ff\u0400-\u052f"
_NOT_LATIN = re.compile(rf"[^\W\d_{_LATIN}]")
_IN_LATIN = re.compile(rf"[{_LATIN}]")
_Form = tuple[re.Pattern[str] | None, str]
# The letters in which an original name of a country is not, and how a message calls them.
_OF_COUNTRY: dict[str, _Form] = {
    "IRN": (_IN_LATIN, "in Latin letters"),
    "CUB": (_NOT_LATIN, "in other than Latin letters"),
}
_ANY: _Form = (None, "")
_TWO_SCRIPTS = re.compile(
    rf"[{_LATIN}][{_ARABIC}{_OTHERS}]|[{_ARABIC}][{_LATIN}{_OTHERS}]|[{_OTHERS}][{_LATIN}{_ARABIC}]"
)
# Texts in the words of others, in whatever script those are.
_OF_SOURCES = {"name_original", "title_original", "other_names", "title", "reading", "row_id"}
# Names of countries in languages that are not written in Latin letters.
_NAMES_ELSEWHERE = ("name_ar", "name_fa", "name_ru", "name_zh")


class _Texts(NamedTuple):
    """The columns of a table that hold texts: all of them, and those in English."""

    all: tuple[str, ...]
    english: tuple[str, ...]


def _texts(tables: Tables, name: str) -> _Texts:
    fields = tables[name].schema.fields.values()
    texts = [each.name for each in fields if each.cell in (CellType.TEXT, CellType.TEXT_LIST)]
    quoted = _OF_SOURCES - ({"title"} if name == "agreements" else set()) | {*_NAMES_ELSEWHERE}
    return _Texts(tuple(texts), tuple(each for each in texts if each not in quoted))


@rule(
    "script",
    "Names and our own texts are in Latin letters, an original name is in its own script.",
    family=Family.PERSONS,
    exceptions=True,
)
def script(tables: Tables) -> Iterator[Breach]:
    for name, table in tables.items():
        for column in _texts(tables, name).english:
            for row in table.rows:
                text = row.cells.get(column, "")
                if not text.isascii() and (letter := _NOT_LATIN.search(text)):
                    message = f"found {letter.group()!r}, which is not a Latin letter, in {text!r}"
                    yield Breach(table, row, column, message)
    for table, row, column, (wrong, said) in _names_in_own_script(tables):
        name = row.cells.get(column, "")
        if wrong and wrong.search(name):
            message = f"found {name!r}, {said}; allowed: its own script, or blank"
            yield Breach(table, row, column, message)


def _names_in_own_script(tables: Tables) -> Iterator[tuple[RawTable, RawRow, str, _Form]]:
    for name in ("officials", "organizations"):
        for row in tables[name].rows:
            form = _OF_COUNTRY.get(row.cells.get("country_id", ""), _ANY)
            yield tables[name], row, "name_original", form
    for row in tables["countries"].rows:
        for column in _NAMES_ELSEWHERE:
            yield tables["countries"], row, column, _OF_COUNTRY["IRN"]


@rule(
    "one-script",
    "No word mixes letters of two scripts, such as a Cyrillic а among Latin letters.",
    family=Family.PERSONS,
    exceptions=True,
)
def one_script(tables: Tables) -> Iterator[Breach]:
    for name, table in tables.items():
        for column in _texts(tables, name).all:
            for row in table.rows:
                text = row.cells.get(column, "")
                if not text.isascii() and (mixed := _TWO_SCRIPTS.search(text)):
                    pair = " ".join(f"U+{ord(letter):04X}" for letter in mixed.group())
                    message = f"found letters of two scripts side by side, {pair}, in {text!r}"
                    yield Breach(table, row, column, message)


@rule(
    "speaker-known",
    "A speaker who is among the officials is named by identifier, not by name.",
    family=Family.PERSONS,
    exceptions=True,
)
def speaker_known(tables: Tables) -> Iterator[Breach]:
    statements = tables["statements"]
    known = tables.derived(_officials_by_name)
    for row in statements.rows:
        name = row.cells.get("speaker_name")
        if name and (official := known.get(folded(name))):
            message = f"found {name!r}, who is {official!r}; allowed: speaker_id {official}"
            yield Breach(statements, row, "speaker_name", message)


def _officials_by_name(tables: Tables) -> dict[str, str]:
    known: dict[str, str] = {}
    for row in tables["officials"].rows:
        for column in ("name", "name_original", "other_names"):
            for name in filter(None, row.cells.get(column, "").split(DELIMITER)):
                known.setdefault(folded(name), row.id)
    return known
