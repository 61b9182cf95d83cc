"""Sorting in each language, held to the library of Unicode."""

import re
from itertools import pairwise

import pytest

import cubairan_data as cid
from cubairan_data.folding import sort_key


def names(language: str) -> list[str]:
    """Names and titles of the record, without what ICU places apart: punctuation."""
    sources = cid.load("sources")
    found = {*sources.loc[sources["language"] == language, "title"]}
    column = "name_original" if language == "fa" else "name"
    for frame in (cid.load("officials"), cid.load("organizations")):
        found |= {*frame[column].dropna()}
    script = "^[^A-Za-z]*$" if language == "fa" else "^[A-Za-z\u00c0-\u00ff ]*$"
    plain = {" ".join(re.sub("[^\\w\\s\u200c]", " ", name).split()) for name in found}
    return [name for name in plain if re.search(script, name)]


def test_persian_has_its_own_alphabet() -> None:
    words = [
        "گیلان",
        "کرج",
        "پارس",
        "بندر",
        "چالوس",
        "آبادان",
        "اهواز",
        "Zanjan",
        "یزد",
        "وان",
        "همدان",
    ]
    assert sorted(words, key=lambda each: sort_key(each, "fa")) == [
        *("آبادان", "اهواز", "بندر", "پارس", "چالوس", "کرج", "گیلان", "وان", "همدان", "یزد"),
        "Zanjan",
    ]


def test_spanish_has_an_additional_letter_and_no_accents() -> None:
    words = ["Ñico", "Ozores", "nube", "Álvarez", "Núñez", "Nunzio", "alba"]
    assert sorted(words, key=lambda each: sort_key(each, "es")) == [
        "alba", "Álvarez", "nube", "Nunzio", "Núñez", "Ñico", "Ozores",
    ]  # fmt: skip


@pytest.mark.oracle
@pytest.mark.parametrize("language", ["es", "fa"])
def test_the_order_is_that_of_icu(language: str) -> None:
    icu = pytest.importorskip("icu", reason="PyICU is not installed")
    collator = icu.Collator.createInstance(icu.Locale(language))
    collator.setStrength(icu.Collator.PRIMARY)
    ours = sorted(names(language), key=lambda each: sort_key(each, language))
    assert len(ours) > 100
    wrong = [pair for pair in pairwise(ours) if collator.compare(*pair) > 0]
    assert wrong == []
