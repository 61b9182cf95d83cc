"""Citing: the dataset, a table, a row, or a list of these, in every style."""

import json
from collections.abc import Iterable
from typing import get_args

import pytest

import cubairan_data as cid
from cubairan_data.citation.cite import Citable
from cubairan_data.citation.style_names import Style


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
    with pytest.raises(cid.UnknownRowError):
        cid.cite([3])  # type: ignore[list-item]


def test_an_unknown_style_is_answered_with_the_known_ones() -> None:
    with pytest.raises(cid.UnknownNameError, match="apa, chicago"):
        cid.cite(style="mla")  # type: ignore[arg-type]
