"""The list of terms: what the labels say is what sources of the record say."""

import csv
from pathlib import Path

import pytest

import cubairan_data as cid
from cubairan_data.contract.labels import code_text
from cubairan_data.folding import folded


@pytest.fixture
def terms(root: Path) -> list[dict[str, str]]:
    with (root / "docs" / "terms.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def without_spaces(text: str) -> str:
    return folded(text).replace(" ", "")


@pytest.mark.parametrize("language", ["es", "fa"])
def test_a_source_of_a_term_uses_it(terms: list[dict[str, str]], language: str) -> None:
    sources = cid.load("sources").set_index("source_id")
    passages = cid.load("evidence").groupby("source_id")["locator"].agg(" ".join)
    for term in terms:
        if source := term[f"{language}_source"]:
            row = sources.loc[source]
            assert str(row["language"]).startswith(language), source
            text = f"{row['title']} {passages.get(source, '')}"
            assert without_spaces(term[language]) in without_spaces(text), source


@pytest.mark.parametrize("language", ["es", "fa"])
def test_a_label_is_the_term(terms: list[dict[str, str]], language: str) -> None:
    for term in terms:
        if term["code"]:
            code_list, code = term["code"].split(".")
            text = code_text(code_list, code, language)
            assert folded(term[language]) in folded(f"{text.label} {text.definition}"), term


def test_most_terms_have_a_source_in_both_languages(terms: list[dict[str, str]]) -> None:
    for language in ("es", "fa"):
        sourced = [term for term in terms if term[f"{language}_source"]]
        assert len(sourced) >= 2 * len(terms) / 3, language
