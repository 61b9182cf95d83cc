"""What a reader is shown of tables, columns and codes, in each language.

English is in the descriptor, from the contract; the other languages are in ``contract/labels``.
"""

from cubairan_data.contract.labels import (
    ENGLISH,
    LANGUAGES,
    Language,
    Text,
    code_text,
    column_text,
    table_text,
    word,
)
from cubairan_data.errors import UnknownNameError, known_name
from cubairan_data.folding import folded
from cubairan_data.storage.schema import Field, Schema, schemas


def known_language(name: object, what: str = "language") -> Language:
    """Return a language in which the record is shown; raises UnknownNameError.

    Example:
        >>> known_language("de")
        Traceback (most recent call last):
        ...
        cubairan_data.UnknownNameError: no language 'de'; ... en, es, fa
    """
    for language in LANGUAGES:
        if isinstance(name, str) and name == language:
            return language
    known_name(UnknownNameError, what, name, LANGUAGES, "languages")
    raise AssertionError("a language that is known and is none")


def language_of_labels(labels: object) -> Language | None:
    """Return the language of the labels asked for, None for codes as they are.

    Raises:
        UnknownNameError: there are no labels in this language.
    """
    if labels is None or isinstance(labels, bool):
        return ENGLISH if labels else None
    return known_language(labels, "labels in language")


def of_table(schema: Schema, language: str) -> Text:
    """Give the title and description of a table."""
    if language == ENGLISH:
        return Text(schema.title, schema.description)
    return table_text(schema.name, language)


def of_column(schema: Schema, field: Field, language: str) -> Text:
    """Give the title and description of a column."""
    if language == ENGLISH:
        return Text(field.title, field.description)
    return column_text(schema.name, field.name, language, field.bound_of)


def of_code(field: Field, code: str, language: str = ENGLISH) -> Text:
    """Give the label and definition of a code of a column."""
    if language == ENGLISH:
        return Text(field.labels[code], field.codes[code])
    assert field.code_list
    return code_text(field.code_list, code, language)


def labels_of(field: Field, language: str) -> dict[str, str]:
    """Give the label of each code of a column."""
    return {code: of_code(field, code, language).label for code in field.codes}


def code_labelled(field: Field, text: str) -> str | None:
    """Find the code that a label of any language, in any spelling, stands for; None if none."""
    wanted = folded(text)
    for language in LANGUAGES:
        for code, named in labels_of(field, language).items():
            if folded(named) == wanted:
                return code
    return None


def label(table: str, column: str, code: str, language: str = ENGLISH) -> str:
    """Give the label of one code."""
    return of_code(schemas()[table].fields[column], code, language).label


def cell_kind(cell: str, language: str) -> str:
    """Name what a column holds, such as ``EDTF date``."""
    return word(f"cell.{_as_key(cell)}", language)


def unit_name(unit: str, language: str) -> str:
    """Name a unit."""
    return word(f"unit.{_as_key(unit)}", language)


def _as_key(text: str) -> str:
    return text.lower().replace(" ", "_")
