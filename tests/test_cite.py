"""Citing: the dataset, a table, a row, or a list of these, in every style."""

import json
import pickle
from collections.abc import Iterable
from typing import Literal, get_args

import pandas as pd
import pytest

import cubairan_data as cid
from cubairan_data.citation.parts import Citable
from cubairan_data.citation.style_names import Style
from cubairan_data.contract.labels import word


def cited(what: Citable | Iterable[Citable]) -> set[str]:
    return {item["id"] for item in json.loads(cid.cite(what, style="csl-json"))[1:]}


@pytest.mark.parametrize("style", get_args(Style))
def test_without_argument_the_dataset_is_cited_with_its_version(style: Style) -> None:
    text = cid.cite(style=style)
    assert cid.__version__ in text
    assert "Relations between Cuba and Iran" in text


@pytest.mark.parametrize("style", get_args(Style))
def test_the_dataset_comes_first_in_every_style(style: Style) -> None:
    text = cid.cite("visits", style=style)
    dataset = cid.cite(style=style)
    assert text.startswith(dataset.removesuffix("\n]"))
    assert len(text) > len(dataset)


def test_a_row_is_cited_by_the_sources_about_it_also_those_that_contradict() -> None:
    lines = cid.evidence("visits")
    row_id = lines.loc[lines["verdict"] == "contradicts", "row_id"].iloc[0]
    assert cited(row_id) == set(cid.evidence("visits", row_id)["source_id"])


def test_a_table_is_cited_by_its_name() -> None:
    assert cited("visits") == set(cid.evidence("visits")["source_id"])


def test_the_parts_of_a_list_are_cited_together() -> None:
    row_id = cid.load("agreements")["agreement_id"].iloc[0]
    visits = cid.load("visits").head(3)
    together = cited("sessions") | cited(row_id) | cited(visits)
    assert cited(["sessions", row_id, visits]) == together
    assert cited([]) == set()


def test_what_is_neither_a_table_nor_a_row_is_an_error() -> None:
    with pytest.raises(cid.UnknownRowError, match="no table or row with evidence 'nobody'"):
        cid.cite("nobody")
    with pytest.raises(cid.UnknownRowError, match="did you mean 'visits'"):
        cid.cite("visit")
    for wrong in ([3], 3, [None], 2.5):
        with pytest.raises(cid.UnknownRowError, match="no table or row with evidence"):
            cid.cite(wrong)  # type: ignore[arg-type]


def test_an_unknown_style_is_answered_with_the_known_ones() -> None:
    with pytest.raises(cid.UnknownNameError, match="apa, chicago"):
        cid.cite(style="mla")  # type: ignore[arg-type]
    with pytest.raises(cid.UnknownNameError, match=r"no per_row 'fewest'; .*all, best, min"):
        cid.cite(per_row="fewest")  # type: ignore[arg-type]


def test_the_best_source_of_a_row_is_one_that_supports_it_and_the_most_reliable() -> None:
    rows = cid.load("visits").head(30)
    best = {item["id"] for item in cid.cite(rows, per_row="best").items[1:]}
    for row_id in rows["visit_id"]:
        lines = cid.evidence("visits", row_id)
        supporting = lines[lines["verdict"] == "supports"]
        own = supporting[supporting["source_id"].isin(best)]
        assert own["reliability"].astype(str).min() == supporting["reliability"].astype(str).min()
    assert len(best) <= len(rows)
    assert best < cited(rows)


def test_the_fewest_sources_bear_every_value_that_all_bear() -> None:
    rows = cid.load("visits").head(30)
    fewest = {item["id"] for item in cid.cite(rows, per_row="min").items[1:]}
    assert fewest < cited(rows)
    for row_id in rows["visit_id"]:
        lines = cid.evidence("visits", row_id)
        supporting = lines[lines["verdict"] == "supports"]
        borne = set(";".join(supporting["columns"]).split(";"))
        own = supporting[supporting["source_id"].isin(fewest)]
        assert set(";".join(own["columns"]).split(";")) == borne


def test_references_are_a_text_that_knows_its_parts() -> None:
    references = cid.cite("2023-06-raisi-havana")
    assert isinstance(references, str)
    assert repr(references) == str(references)
    assert references.style == "apa"
    assert references.untraced == ()
    assert len(references.items) == len(references.splitlines())
    again = pickle.loads(pickle.dumps(references))
    assert again == references
    assert again.items == references.items


def test_in_notebooks_references_are_a_list_and_records_are_code() -> None:
    references = cid.cite("2023-06-raisi-havana")
    shown = references._repr_markdown_()
    assert len(shown.splitlines()) == len(references.items)
    assert shown.startswith("- the cubairan-data contributors")
    assert cid.cite(style="bibtex").to_markdown() == f"```\n{cid.cite(style='bibtex')}\n```"


@pytest.mark.parametrize("style", ["apa", "chicago"])
def test_a_title_from_right_to_left_is_isolated_where_it_is_shown(style: Style) -> None:
    sources = cid.load("sources")
    persian = sources[(sources["language"] == "fa") & sources["published"].notna()].head(3)
    references = cid.cite(persian, style=style)
    assert "\u2068" not in references
    for line, item in zip(
        references.to_markdown().splitlines()[1:], references.items[1:], strict=True
    ):
        plain = line.replace("\\", "")
        assert f"\u2068{item['title']}\u2069" in plain
        assert plain[2:].replace("\u2068", "").replace("\u2069", "") in references


def test_what_was_not_traced_is_told_below_the_list() -> None:
    mixed = pd.concat([cid.load("visits").head(2), pd.DataFrame({"summary": ["Own."]})])
    with pytest.warns(UserWarning, match="not cited"):
        references = cid.cite(mixed)
    assert references.to_markdown().splitlines()[-1].startswith("*Not traced:* 1 of 3 rows")


@pytest.mark.parametrize("style", ["apa", "chicago"])
def test_a_list_in_another_language_has_the_same_sources_without_english_words(
    style: Literal["apa", "chicago"],
) -> None:
    row = "2023-06-raisi-havana"
    english = cid.cite(row, style)
    for language in ("es", "fa"):
        listed = cid.cite(row, style, language=language)
        assert [item["id"] for item in listed.items] == [item["id"] for item in english.items]
        for left in ("Retrieved", "Accessed", "n.d.", "Data set", "Version ", "contributors"):
            assert left not in listed
        dataset = listed.items[0]["title"]
        assert dataset == f"cubairan-data: {word('dataset.title', language)}"


def test_a_title_that_the_reader_understands_has_no_translation() -> None:
    titles = {item["id"]: item["title"] for item in cid.cite("2023-06-raisi-havana").items}
    spanish = cid.cite("2023-06-raisi-havana", language="es").items
    shorter = [item for item in spanish[1:] if item["title"] != titles[item["id"]]]
    assert {item["language"] for item in shorter} == {"es"}
    for item in shorter:
        assert titles[item["id"]].startswith(f"{item['title']} [")


def test_in_persian_what_is_latin_is_isolated_for_the_screen() -> None:
    listed = cid.cite("2023-06-raisi-havana", language="fa")
    assert "\u2068" not in listed
    assert "\u2068https://" in listed.for_screen
    assert "\u2068" in listed.to_markdown()
