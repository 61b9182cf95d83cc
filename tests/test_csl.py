"""CSL items: of the dataset and of sources, no more exact than the record."""

from typing import Any

import pandas as pd
import pytest

import cubairan_data as cid
from cubairan_data.citation.csl import csl_date, dataset_item, source_items


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2023-06-16", {"date-parts": [[2023, 6, 16]]}),
        ("2006-01", {"date-parts": [[2006, 1]]}),
        ("2019/2020", {"date-parts": [[2019], [2020]]}),
        ("2019/..", {"date-parts": [[2019]]}),
        ("199X", {"date-parts": [[1990], [1999]], "circa": True}),
        ("2021-11?", {"date-parts": [[2021, 11]], "circa": True}),
    ],
)
def test_a_date_is_no_more_exact_than_its_source(text: str, date: object) -> None:
    assert csl_date(text) == date


def test_the_dataset_states_its_version() -> None:
    item = dataset_item()
    assert (item["type"], item["version"]) == ("dataset", cid.__version__)
    assert item["id"].endswith(cid.__version__)


def test_the_dataset_of_a_folder_is_what_its_descriptor_states() -> None:
    stated = {"version": "1.2.0", "title": "Visits alone", "created": "2027-03-01T00:00:00Z"}
    item = dataset_item(stated)
    assert item["id"] == "cubairan-data-1.2.0"
    assert (item["version"], item["title"]) == ("1.2.0", "cubairan-data: Visits alone")
    assert item["issued"] == {"date-parts": [[2027, 3, 1]]}
    assert dataset_item({"version": 3, "created": "in spring"}) == dataset_item()


def test_a_source_carries_what_its_row_holds(record: cid.Record) -> None:
    (item,) = source_items(record.load("sources"), record.load("publishers"))
    assert item == {
        "id": "agency-2001-visit",
        "type": "article-newspaper",
        "title": "Minister in Tehran",
        "container-title": "NA",
        "issued": {"date-parts": [[2001, 5, 11]]},
        "URL": "https://example.org/visit",
        "language": "en",
    }


def test_a_title_is_followed_by_its_translation_and_a_list_of_authors_is_taken_apart(
    record: cid.Record,
) -> None:
    sources = record.load("sources").assign(
        title="روابط ایران و کوبا",
        title_english="Relations of Iran and Cuba",
        authors="Giambertoni, Marzia;Redacción",
        accessed=pd.Timestamp("2026-11-23"),
    )
    (item,) = source_items(sources, record.load("publishers"))
    assert item["title"] == "روابط ایران و کوبا [Relations of Iran and Cuba]"
    assert item["author"] == [
        {"family": "Giambertoni", "given": "Marzia"},
        {"literal": "Redacción"},
    ]
    assert item["accessed"] == {"date-parts": [[2026, 11, 23]]}


def test_what_an_outlet_publishes_itself_names_it_as_publisher(record: cid.Record) -> None:
    sources = record.load("sources").assign(kind="report")
    (item,) = source_items(sources, record.load("publishers"))
    assert item["publisher"] == "NA"
    assert "container-title" not in item


@pytest.mark.oracle
@pytest.mark.slow
def test_citeproc_accepts_every_item(source_items: list[dict[str, Any]]) -> None:
    citeproc = pytest.importorskip("citeproc.source.json")
    accepted = set(citeproc.CiteProcJSON([dataset_item(), *source_items]))
    assert accepted >= {item["id"] for item in source_items}
