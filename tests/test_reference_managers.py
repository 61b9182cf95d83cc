"""BibTeX, BibLaTeX and RIS: every source comes back from the parsers of others."""

from typing import Any, Literal

import pytest
from csl_items import INSTITUTION, NOBODY, PERSONS

import cubairan_data as cid
from cubairan_data.citation.csl import dataset_item
from cubairan_data.citation.reference_managers import biblatex, bibtex, ris


def test_a_translated_title_stands_in_the_title() -> None:
    item = {**PERSONS, "title": "روابط [Relations]"}
    for written in (bibtex(item), biblatex(item), ris(item)):
        assert "روابط [Relations]" in written


def test_what_tex_would_take_for_a_command_is_escaped() -> None:
    for written in (bibtex(NOBODY), biblatex(NOBODY)):
        assert r"A page \& 100\% \{odd\} \#1\_x" in written


def test_the_name_of_an_institution_is_kept_together() -> None:
    assert "author = {{وزارت امور خارجه}}" in bibtex(INSTITUTION)
    assert "AU  - وزارت امور خارجه" in ris(INSTITUTION)


@pytest.mark.oracle
@pytest.mark.slow
@pytest.mark.parametrize("style", ["bibtex", "biblatex"])
def test_pybtex_reads_every_entry(
    style: Literal["bibtex", "biblatex"], source_items: list[dict[str, Any]]
) -> None:
    database = pytest.importorskip("pybtex.database")
    parsed = database.parse_string(cid.cite("sources", style=style), "bibtex")
    assert set(parsed.entries) == {item["id"] for item in [dataset_item(), *source_items]}
    for item in source_items:
        people = parsed.entries[item["id"]].persons.get("author", [])
        assert len(people) == len(item.get("author", []))


@pytest.mark.oracle
@pytest.mark.slow
def test_rispy_reads_every_record(source_items: list[dict[str, Any]]) -> None:
    rispy = pytest.importorskip("rispy")
    records = rispy.loads(cid.cite("sources", style="ris"))
    assert [record["id"] for record in records[1:]] == [item["id"] for item in source_items]
    for item, record in zip(source_items, records[1:], strict=True):
        assert record["title"] == item["title"]
        assert record.get("authors", []) == [
            name.get("literal") or f"{name['family']}, {name['given']}"
            for name in item.get("author", [])
        ]
