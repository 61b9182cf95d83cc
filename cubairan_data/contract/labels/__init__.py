"""The texts of the contract in Spanish and Persian, and the fixed words in every language.

English stays where a table, column or code is declared. The other languages are written in the CSV
files of this folder, which are read when they are first asked for: loading a table needs none.
"""

import csv
from functools import cache
from importlib.resources import files
from io import StringIO
from typing import Literal, NamedTuple, get_args

Language = Literal["en", "es", "fa"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
"""The languages in which the record is shown."""
ENGLISH: Language = "en"
TRANSLATIONS: tuple[Language, ...] = ("es", "fa")
RIGHT_TO_LEFT = ("fa",)
# The codes of these lists are names of tables, whose texts are written once.
LISTS_OF_TABLES = ("EvidencedTable", "IdentifiedTable", "RuledTable")
_FOLDER = "cubairan_data/contract/labels"
_WORDS = ("words.csv", "site.csv")

Row = dict[str, str]


class Text(NamedTuple):
    """What a reader is shown of a table, a column or a code."""

    label: str
    definition: str


class MissingTextError(LookupError):
    """Something has no text in a language; the message says where to write it."""

    def __init__(self, what: str, language: str, file: str) -> None:
        super().__init__(f"{what} has no text in {language!r}; write it in {_FOLDER}/{file}")


def word(key: str, language: str, /, **values: object) -> str:
    """Give a fixed word or sentence.

    Args:
        key: its key in ``words.csv`` or ``site.csv``.
        language: one of `LANGUAGES`.
        values: what stands in place of ``{name}`` in it.

    Raises:
        MissingTextError: it is not written in this language.

    Example:
        >>> word("independent_sources_one", "es")
        '1 fuente independiente'
    """
    text = _words().get(key, {}).get(language)
    if not text:
        raise MissingTextError(f"the word {key!r}", language, _WORDS[0])
    return text.format(**values) if values else text


def directed(line: str, language: str) -> str:
    """Begin a line for a screen in the direction of its language, whatever its first letter is."""
    return f"\u200f{line}" if language in RIGHT_TO_LEFT else line


def table_text(table: str, language: str) -> Text:
    """Give the title and description of a table; raises MissingTextError.

    Example:
        >>> table_text("visits", "es").label
        'Visitas'
    """
    return _text("tables.csv", (table,), language, f"the table {table!r}")


def column_text(table: str, column: str, language: str, bound_of: str | None = None) -> Text:
    """Give the title and description of a column; raises MissingTextError.

    Args:
        table: name of its table.
        column: its own name.
        language: one of `TRANSLATIONS`.
        bound_of: the date of which it holds the first or last day; such columns need no row.

    Example:
        >>> column_text("agreements", "kind", "es").label
        'Tipo'
        >>> column_text("visits", "date_latest", "es", "date").label
        'Fecha: último día'
    """
    if bound_of:
        label = column_text(table, bound_of, language).label
        return bound_text(column, bound_of, label, language)
    return _text("columns.csv", (table, column), language, f"the column {table}.{column}")


def bound_text(name: str, column: str, label: str, language: str) -> Text:
    """Give the title and description of a column that holds the first or last day of another."""
    end = f"bound.{name.rpartition('_')[2]}"
    return Text(
        word(f"{end}.title", language, column=column, label=label),
        word(f"{end}.description", language, column=column),
    )


def code_text(code_list: str, code: str, language: str) -> Text:
    """Give the label and definition of a code; raises MissingTextError.

    Example:
        >>> code_text("AgreementKind", "memorandum", "es").label
        'Memorando de entendimiento'
    """
    if code_list in LISTS_OF_TABLES:
        label = table_text(code, language).label
        return Text(label, f"{label}.")
    return _text("codes.csv", (code_list, code), language, f"the code {code!r} of {code_list}")


def place_name(name: str, language: str) -> str | None:
    """Give the name of a city in another language, by its usual English name.

    Example:
        >>> place_name("Havana", "es")
        'La Habana'
    """
    return _rows("places.csv").get((name,), {}).get(language)


def language_name(tag: str, language: str) -> str | None:
    """Give the name of a language by its tag, as the CLDR has it.

    Example:
        >>> language_name("fa", "es")
        'persa'
    """
    return _rows("languages.csv").get((tag,), {}).get(language)


def file_names() -> list[str]:
    """Name the files of texts."""
    return sorted(file.name for file in files(__package__).iterdir() if file.name.endswith(".csv"))


def rows(file: str) -> list[Row]:
    """Read the rows of a file of texts."""
    text = (files(__package__) / file).read_text("utf-8")
    return list(csv.DictReader(StringIO(text, newline="")))


def _text(file: str, key: tuple[str, ...], language: str, what: str) -> Text:
    row = _rows(file).get(key, {})
    label, definition = row.get(f"label_{language}"), row.get(f"definition_{language}")
    if not label or not definition:
        raise MissingTextError(what, language, file)
    return Text(label, definition)


@cache
def _rows(file: str) -> dict[tuple[str, ...], Row]:
    """Read the rows of a file by their key: the columns before the first text."""
    found = rows(file)
    header = list(found[0])
    keys = [name for name in header if name not in LANGUAGES and "_" not in name]
    return {tuple(row[name] for name in keys): row for row in found}


@cache
def _words() -> dict[str, Row]:
    there = [name for name in _WORDS if (files(__package__) / name).is_file()]
    return {row["key"]: row for name in there for row in rows(name)}
