"""An explanation shows the evidence for and against a value, as text, Markdown and HTML."""

from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
from small_record import Rows, small, write

import cubairan_data as cid

VISIT = "2001-05-lopez-tehran"


class Balanced(HTMLParser):
    """Fails where a tag is closed that is not the one open."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def disputed() -> Rows:
    """The small record with a contradicting line whose source has no address."""
    rows = small()
    source = {**rows["sources"][0], "source_id": "wire", "published": "2001-05-12"}
    del source["url"]
    rows["sources"].append(source)
    rows["evidence"].append(
        {
            "table_name": "visits",
            "row_id": VISIT,
            "columns": "date",
            "source_id": "wire",
            "verdict": "contradicts",
            "reading": "2001-05-08",
            "reason": "typo",
            "note": "a slip <4 of *one* day",
            "locator": "The minister arrived,on Tuesday",
        }
    )
    return rows


def test_every_source_of_a_row_is_named_in_every_form(
    frames: dict[cid.TableName, pd.DataFrame],
) -> None:
    for row_id in frames["visits"]["visit_id"].iloc[::7]:
        explanation = cid.explain("visits", row_id)
        links = cid.evidence("visits", row_id)["link"].nunique()
        for text in (str(explanation), explanation.to_markdown(), explanation.to_html()):
            assert text.count("text=") >= links, row_id
        parser = Balanced()
        parser.feed(explanation.to_html())
        assert parser.open == [], row_id


def test_a_rival_is_shown_with_the_reason_why_it_is_not_followed(rivals: pd.DataFrame) -> None:
    rival = rivals[rivals["table_name"] == "visits"].iloc[0]
    text = str(cid.explain("visits", rival["row_id"], rival["column"]))
    assert f"- {rival['reading']}, not followed ({rival['reason'].replace('_', ' ')}" in text
    assert f"{rival['column']}: {rival['value']}" in text


def test_text_gives_the_value_its_standing_and_the_passages_for_and_against(
    tmp_path: Path,
) -> None:
    explanation = cid.open(write(tmp_path, disputed())).explain("visits", VISIT, "date")
    assert str(explanation).splitlines() == [
        f"visits {VISIT}",
        "date: 2001-05-07/2001-05-10  (1 independent source)",
        "  + NA (C), 2001-05-11: “The minister arrived … talks on trade”",
        "    https://example.org/visit#:~:text=The%20minister%20arrived,talks%20on%20trade",
        "  - 2001-05-08, not followed (typo; a slip <4 of *one* day): NA (C), 2001-05-12: "
        "“The minister arrived … on Tuesday”",
    ]
    assert repr(explanation) == str(explanation)
    (value,) = explanation.values
    assert (len(value.supporting), len(value.contradicting)) == (1, 1)


def test_markdown_and_html_escape_what_a_cell_holds(tmp_path: Path) -> None:
    explanation = cid.open(write(tmp_path, disputed())).explain("visits", VISIT, "date")
    assert r"a slip \<4 of \*one\* day" in explanation.to_markdown()
    assert "a slip &lt;4 of *one* day" in explanation.to_html()
    assert explanation._repr_markdown_() == explanation.to_markdown()
    assert explanation._repr_html_() == explanation.to_html()


def test_a_row_is_explained_by_its_filled_columns_that_are_sourced_or_have_evidence(
    record: cid.Record,
) -> None:
    columns = [value.column for value in record.explain("visits", VISIT).values]
    lines = record.evidence("visits", VISIT)["columns"].iloc[0]
    assert columns == lines.split(";")


def test_a_coded_a_computed_and_a_blank_value_say_so(record: cid.Record) -> None:
    assert "(coded by the rule" in str(record.explain("visits", VISIT, "kind"))
    assert "(computed)" in str(record.explain("visits", VISIT, "date_earliest"))
    assert "delegation: blank" in str(record.explain("visits", VISIT, "delegation"))
