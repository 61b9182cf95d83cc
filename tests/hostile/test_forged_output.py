"""Nothing that is printed can pass for what it is not: one helper a medium, held for any text."""

import json
import re
import unicodedata
from html.parser import HTMLParser
from typing import Any, get_args
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from nasty import NASTY

from cubairan_data import escaping
from cubairan_data.citation.csl import Item, dataset_item
from cubairan_data.citation.reference_managers import biblatex, bibtex, ris
from cubairan_data.contract.catalogue import MODELS
from cubairan_data.storage.changes import TableChange
from cubairan_data.storage.diff import Diff
from cubairan_data.storage.finding import Finding, Report
from cubairan_data.storage.schema import Field, schemas
from cubairan_data.validation.report_formats import ReportFormat, rendered
from cubairan_data.validation.row_layer import cell_fault

HIDDEN = {"Cc", "Cf", "Zl", "Zp", "Cs", "Co", "Cn"}
FINDINGS = st.builds(
    Finding,
    table=NASTY,
    file=NASTY,
    line=st.none() | st.integers(1, 9),
    row_id=st.none() | NASTY,
    column=st.none() | NASTY,
    rule=st.just("code"),
    message=NASTY,
)
REPORTS = st.lists(FINDINGS, min_size=1, max_size=3).map(Report)


def hidden(text: str) -> list[str]:
    """What of a text nobody sees, the non-joiner of Persian aside."""
    return [
        letter
        for letter in text
        if unicodedata.category(letter) in HIDDEN and letter not in "\n\u200c"
    ]


class Seen(HTMLParser):
    """What a browser makes of a text: its tags and what is read."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.tags.append(("comment", {}))


def seen(markdown: str) -> Seen:
    return Seen(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(markdown))


def words(text: str) -> str:
    return " ".join(text.split())


@given(NASTY)
def test_a_plain_text_is_one_line_in_which_nothing_is_hidden(text: str) -> None:
    shown = escaping.plain(text)
    assert hidden(shown) == []
    assert "\n" not in shown
    assert "##[" not in shown
    assert not shown.lstrip().startswith("::")
    if text.isprintable() and "##[" not in text and not text.lstrip().startswith("::"):
        assert shown == text


@given(REPORTS)
def test_a_report_for_a_reader_has_a_line_a_finding(report: Report) -> None:
    lines = rendered(report, "text", 10).split("\n")
    assert len(lines) == len(report.findings) + 1
    assert lines[-1] == report.summary
    assert not any(line.lstrip().startswith("::") or "##[" in line for line in lines)
    assert hidden("".join(lines)) == []


@given(REPORTS)
def test_a_report_for_github_has_a_command_a_finding(report: Report) -> None:
    lines = rendered(report, "github", 10).split("\n")
    assert len(lines) == len(report.findings)
    for line in lines:
        properties = re.fullmatch(r"::error ([^:]*?)::(.*)", line)
        assert properties
        names = [part.split("=")[0] for part in properties.group(1).split(",")]
        assert set(names) <= {"file", "line", "title"}
        assert len(set(names)) == len(names)


@given(REPORTS)
def test_a_report_in_markdown_has_a_row_a_finding_and_nothing_but_text(report: Report) -> None:
    page = seen(rendered(report, "markdown", 10))
    tags = [tag for tag, _ in page.tags]
    assert set(tags) == {"p", "strong", "table", "thead", "tbody", "tr", "th", "td"}
    assert tags.count("tr") == len(report.findings) + 1
    assert tags.count("td") == 5 * len(report.findings)


@given(REPORTS)
def test_a_report_in_xml_holds_a_line_a_finding(report: Report) -> None:
    suite = ElementTree.fromstring(rendered(report, "junit", 10))
    (failure,) = suite.iter("failure")
    assert (failure.text or "").count("\n") == len(report.findings) - 1


@given(REPORTS)
def test_sarif_and_json_hide_nothing_and_sarif_names_files_by_addresses(report: Report) -> None:
    for output_format in ("json", "sarif"):
        text = rendered(report, output_format, 10)
        assert hidden(text) == []
        json.loads(text)
    for result in json.loads(rendered(report, "sarif", 10))["runs"][0]["results"]:
        place = result["locations"][0]["physicalLocation"]["artifactLocation"]
        assert re.fullmatch(r"[A-Za-z0-9_.~/%-]*", place["uri"])


@pytest.mark.parametrize("output_format", get_args(ReportFormat))
def test_the_row_of_the_report_that_owned_a_terminal_owns_none(
    output_format: ReportFormat,
) -> None:
    row_id = "x\x1b[2J\x1b]0;owned\x07\nvalid: no findings\n::stop-commands::pwn"
    report = Report([Finding("visits", "v.csv", 2, row_id, "visit_id", "format", "found it")])
    lines = rendered(report, output_format, 10).split("\n")
    assert "valid: no findings" not in lines
    assert not any(line.startswith("::stop") for line in lines)
    assert hidden("".join(lines)) == []


@given(NASTY)
def test_markdown_shows_a_text_and_no_markup(text: str) -> None:
    page = seen(f"a {escaping.markdown(text)} b")
    assert [tag for tag, _ in page.tags] == ["p"]
    assert words(page.text) == words(f"a {escaping.plain(text)} b")


@given(NASTY)
def test_a_text_that_begins_a_paragraph_or_an_item_is_one_too(text: str) -> None:
    for before, tags in (("", {"p"}), ("- ", {"ul", "li"})):
        page = seen(f"{before}{escaping.markdown(text)}")
        assert {tag for tag, _ in page.tags} <= tags


@given(NASTY)
def test_nothing_breaks_out_of_a_link(text: str) -> None:
    target = escaping.link_target(f"https://example.org/{text}")
    page = seen(f"([passage]({target}))")
    assert [tag for tag, _ in page.tags] == ["p", "a"]
    assert page.text.strip() == "(passage)"
    assert (page.tags[1][1]["href"] or "").startswith("https://example.org/")
    shown = Seen(f'<a href="{escaping.html(escaping.address("https://e.org/" + text))}">x</a>')
    assert [tag for tag, _ in shown.tags] == ["a"]
    assert shown.text == "x"


@given(NASTY)
def test_html_shows_a_text_and_no_markup(text: str) -> None:
    page = Seen(f'<td title="{escaping.html(text)}">{escaping.html(text)}</td>')
    assert page.tags == [("td", {"title": escaping.plain(text)})]
    assert page.text == escaping.plain(text)


@given(st.lists(NASTY, min_size=6, max_size=6))
def test_a_diff_has_a_line_a_change(texts: list[str]) -> None:
    change = TableChange("visits", [texts[0]], [texts[1]], {texts[2]: {"date": (texts[3], None)}})
    shown = Diff(texts[4], texts[5], [change], [])
    assert len(str(shown).split("\n")) == 4
    assert hidden(str(shown)) == []
    json.loads(shown.to_json())
    tags = {tag for tag, _ in seen(shown.to_markdown()).tags}
    assert tags <= {"p", "ul", "li", "code"}


def item(title: str, family: str, given_names: str, literal: str, url: str) -> Item:
    return {
        "id": "a-source",
        "type": "article-newspaper",
        "title": title,
        "author": [{"family": family, "given": given_names}, {"literal": literal}],
        "container-title": title,
        "URL": escaping.address(f"https://example.org/{url}"),
        "issued": {"date-parts": [[2001, 5, 7]]},
        "language": "en",
    }


ITEMS = st.builds(
    item,
    NASTY,
    NASTY.filter(lambda text: bool(escaping.without_hidden(text).strip())),
    NASTY.filter(lambda text: bool(escaping.without_hidden(text).strip())),
    NASTY.filter(lambda text: bool(escaping.without_hidden(text).strip())),
    NASTY,
)
LAST = item("The last", "Castro", "Fidel", "Agency", "x")


@given(ITEMS)
def test_one_source_does_not_spoil_a_bibliography(source: Item) -> None:
    pybtex = pytest.importorskip("pybtex.database")
    for write in (bibtex, biblatex):
        text = f"{write(source)}\n\n{write({**LAST, 'id': 'last'})}"
        parsed = pybtex.parse_string(text, "bibtex")
        assert list(parsed.entries) == ["a-source", "last"]
        assert len(parsed.entries["a-source"].persons["author"]) == 2
        last = parsed.entries["last"]
        assert set(parsed.entries["a-source"].fields) <= set(last.fields)


@given(ITEMS)
def test_one_source_is_one_record_of_ris(source: Item) -> None:
    rispy = pytest.importorskip("rispy")
    text = f"{ris(source)}\n\n{ris({**LAST, 'id': 'last'})}"
    assert [each["id"] for each in rispy.loads(text)] == ["a-source", "last"]


@given(NASTY)
def test_the_title_of_a_strange_folder_hides_nothing_in_its_citation(title: str) -> None:
    described: dict[str, Any] = dataset_item({"title": title, "version": title})
    assert hidden(described["title"] + described["version"]) == []


FIELDS = [(table, field) for table, schema in schemas().items() for field in schema.fields.values()]


@given(st.sampled_from(FIELDS), st.sampled_from(["=", "+", "-", "@", "\t", "\r", "=cmd|"]), NASTY)
def test_no_cell_that_the_contract_allows_is_a_formula_to_a_spreadsheet(
    place: tuple[str, Field], start: str, rest: str
) -> None:
    """So tables, and what is printed of them as CSV, need no escape that reading would not undo."""
    table, field = place
    text = start + rest
    if field.type not in ("integer", "number"):
        assert cell_fault(MODELS[table], field.name, text) is not None
