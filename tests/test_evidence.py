"""Asking the evidence: lines, explanations, rivals, counts; on the record itself, where the rules are easy to see."""

import re
from html.parser import HTMLParser
from urllib.parse import unquote

import pandas as pd
import pytest

import cubairan_data as cid
from cubairan_data.provenance.independence import independent_groups
from cubairan_data.provenance.passage_links import passage_link
from cubairan_data.storage.folder import Tables

RECORD_TABLES = sorted(cid.load("evidence")["table"].unique())


@pytest.mark.parametrize("table", RECORD_TABLES)
def test_every_line_of_a_table_is_given_once(table: str) -> None:
    raw = cid.load("evidence")
    assert len(cid.evidence(table)) == (raw["table"] == table).sum()


def test_lines_are_chosen_by_row_and_column() -> None:
    line = cid.load("evidence").query("verdict == 'supports'").iloc[0]
    column = line["columns"].split(";")[0]
    found = cid.evidence(line["table"], line["row_id"], column)
    assert line["source_id"] in set(found["source_id"])
    assert all(column in columns.split(";") for columns in found["columns"])


def test_a_wrong_row_or_column_is_answered_with_near_ones() -> None:
    row = cid.load("visits")["visit_id"].iloc[0]
    with pytest.raises(cid.UnknownRowError, match=re.escape(row)):
        cid.evidence("visits", row[:-1])
    with pytest.raises(cid.UnknownColumnError, match="places"):
        cid.evidence("visits", row, "place")
    with pytest.raises(cid.UnknownRowError):
        cid.explain("visits", "nobody")


def test_links_open_the_page_at_the_passage() -> None:
    lines = cid.evidence("visits")
    with_address = lines[lines["link"].notna()]
    for link, locator in zip(with_address["link"], with_address["locator"], strict=True):
        directive = link.split(":~:text=")[1]
        assert "-" not in directive
        assert [unquote(end) for end in directive.split(",")] == locator.split(",")


@pytest.mark.parametrize(
    ("url", "locator", "link"),
    [
        ("https://a.org/x", "one two", "https://a.org/x#:~:text=one%20two"),
        ("https://a.org/x#part", "one,two", "https://a.org/x#part:~:text=one,two"),
        ("https://a.org/x", "R&D 5%", "https://a.org/x#:~:text=R%26D%205%25"),
        ("https://a.org/x", "تهران", "https://a.org/x#:~:text=%D8%AA%D9%87%D8%B1%D8%A7%D9%86"),
    ],
)
def test_links_are_encoded_by_the_specification(url: str, locator: str, link: str) -> None:
    assert passage_link(url, locator) == link


def test_rivals_lists_every_contradiction_with_value_reading_and_reason() -> None:
    raw = cid.load("evidence")
    rivals = cid.rivals()
    assert len(rivals) == (raw["verdict"] == "contradicts").sum()
    assert rivals[["value", "reading", "reason"]].notna().all().all()
    assert (rivals["value"] != rivals["reading"]).all()
    assert set(cid.rivals("visits")["table"]) <= {"visits"}


@pytest.mark.parametrize("number", range(len(cid.rivals())))
def test_any_rival_reading_can_be_put_in_the_place_of_the_value(number: int) -> None:
    rival = cid.rivals().iloc[number]
    frame = cid.load(rival["table"])
    changed = cid.substitute(frame, rival)
    assert list(changed.dtypes) == list(frame.dtypes)
    differing = (changed.astype("string").fillna("") != frame.astype("string").fillna("")).any()
    names = set(differing[differing].index)
    assert rival["column"] in names
    assert names <= {rival["column"], f"{rival['column']}_earliest", f"{rival['column']}_latest"}


def test_a_reading_of_another_table_is_refused() -> None:
    rival = cid.rivals("visits").iloc[0]
    with pytest.raises(ValueError, match="no column"):
        cid.substitute(cid.load("measures"), rival)
    with pytest.raises(ValueError, match="no row"):
        cid.substitute(cid.load("visits").iloc[:0], rival)


def test_reprints_are_one_group() -> None:
    """The rule of CONTRIBUTING.md, on every source that names what it repeats."""
    sources = cid.load("sources").set_index("source_id")
    group_of = independent_groups(Tables(cid.Record.installed_root()))
    for source, origin in sources["derived_from"].dropna().items():
        assert group_of[str(source)] == group_of[origin]
    agencies = sources["origin_agency"].dropna().str.split(";").explode()
    for _, group in agencies.groupby(agencies.str.casefold()):
        assert len({group_of[source] for source in group.index}) == 1
    alone = sources[sources["derived_from"].isna() & sources["origin_agency"].isna()]
    roots = set(sources["derived_from"].dropna())
    assert len({group_of[source] for source in alone.index if source not in roots}) == sum(
        ~alone.index.isin(roots)
    )


@pytest.mark.parametrize("table", RECORD_TABLES)
def test_corroboration_counts_what_the_lines_say(table: str) -> None:
    found = cid.corroboration(table).set_index("row_id")
    assert len(found) == len(cid.load(table))
    lines = cid.evidence(table)
    supports = lines[lines["verdict"] == "supports"]
    group_of = independent_groups(Tables(cid.Record.installed_root()))
    for row_id, group in supports.groupby("row_id"):
        assert found.loc[row_id, "sources"] == group["source_id"].nunique()
        assert found.loc[row_id, "independent_sources"] == len(
            {group_of[source] for source in group["source_id"]}
        )
        assert found.loc[row_id, "best_reliability"] == min(group["reliability"])
    disputed = set(lines.loc[lines["verdict"] == "contradicts", "row_id"])
    assert set(found.index[found["is_disputed"]]) == disputed


def test_publishers_can_be_left_out_of_account() -> None:
    whole = cid.corroboration("statements")["sources"].sum()
    assert (
        cid.corroboration("statements", exclude_publishers={"state_media"})["sources"].sum() < whole
    )


def test_tables_are_filtered_by_their_evidence() -> None:
    visits, counts = cid.load("visits"), cid.corroboration("visits")
    kept = cid.load("visits", min_independent=2)
    assert list(kept["visit_id"]) == list(
        visits["visit_id"][(counts["independent_sources"] >= 2).to_numpy(bool)]
    )
    assert list(kept.dtypes) == list(visits.dtypes)
    without = cid.load("statements", exclude_publishers={"content_farm"})
    assert len(cid.load("statements", exclude_publishers="content_farm")) == len(without)


def test_a_filter_that_means_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="content_farm"):
        cid.load("visits", exclude_publishers={"content-farm"})
    with pytest.raises(ValueError, match="does not rest on lines"):
        cid.load("publishers", min_independent=1)


class _Balanced(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("row_id", list(cid.load("visits")["visit_id"])[:20])
def test_an_explanation_names_each_source_in_text_markdown_and_html(row_id: str) -> None:
    explanation = cid.explain("visits", row_id)
    for text in (str(explanation), explanation.to_markdown(), explanation.to_html()):
        assert text.count("text=") >= cid.evidence("visits", row_id)["link"].nunique()
    parser = _Balanced()
    parser.feed(explanation.to_html())
    assert parser.open == []


def test_an_explanation_of_one_value_tells_the_rival_and_why_it_was_not_followed() -> None:
    rival = cid.rivals("visits").iloc[0]
    text = str(cid.explain("visits", rival["row_id"], rival["column"]))
    assert f"- {rival['reading']}, not followed ({rival['reason'].replace('_', ' ')}" in text
    assert f"{rival['column']}: {rival['value']}" in text


def test_resolved_dates_are_an_explicit_choice() -> None:
    frame = pd.DataFrame(
        {
            "date": ["2001-05-07/2001-05-10", "2001", "2001/..", None],
            "date_earliest": pd.to_datetime(
                ["2001-05-07", "2001-01-01", "2001-01-01", None]
            ).astype("datetime64[s]"),
            "date_latest": pd.to_datetime(["2001-05-10", "2001-12-31", None, None]).astype(
                "datetime64[s]"
            ),
        }
    )
    days = {
        how: cid.resolve_dates(frame, how)["date_resolved"].iloc[0]
        for how in ("earliest", "latest", "midpoint")
    }
    assert days == {
        "earliest": pd.Timestamp("2001-05-07"),
        "latest": pd.Timestamp("2001-05-10"),
        "midpoint": pd.Timestamp("2001-05-08"),
    }
    resolved = cid.resolve_dates(frame, "earliest")["date_resolved"]
    assert resolved.isna().tolist() == [False, True, True, True]
    wide = cid.resolve_dates(frame, "latest", max_width="366D")["date_resolved"]
    assert wide.isna().tolist() == [False, False, True, True]
    assert str(wide.dtype) == "datetime64[s]"


def test_resolve_dates_refuses_what_is_not_clear() -> None:
    with pytest.raises(ValueError, match="earliest, latest, midpoint"):
        cid.resolve_dates(cid.load("visits"), how="mean")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="start, end, attested"):
        cid.resolve_dates(cid.load("tenures"), how="earliest")
    with pytest.raises(ValueError, match="not a date column of the frame"):
        cid.resolve_dates(cid.load("visits"), how="earliest", column="when")
