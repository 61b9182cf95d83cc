"""How many of some sources are independent: reprints count once, separate dispatches apart."""

import random
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_record import Rows, small, write

import cubairan_data as cid
from cubairan_data.provenance.independence import count_independent


def test_without_sources_nothing_is_independent() -> None:
    assert count_independent(set(), {}) == 0


@pytest.mark.parametrize(
    ("origins", "count"),
    [
        ({"a": "x", "b": "y"}, 2),
        ({"a": "x", "b": "x"}, 1),
        ({"a": "x", "b": "xy", "c": "y"}, 2),
        ({"a": "xy", "b": "yz", "c": "zx"}, 1),
        ({"a": "ab", "b": "bc", "c": "cd", "d": "de"}, 2),
        (dict.fromkeys("abcdefghijklmnopqrst", "same"), 1),
        ({name: name for name in "abcdefghijklmnopqrst"}, 20),
    ],
)
def test_as_many_count_as_share_no_origin(origins: dict[str, str], count: int) -> None:
    letters = {name: frozenset(text) for name, text in origins.items()}
    assert count_independent(set(origins), letters) == count


@given(
    st.dictionaries(
        st.sampled_from("abcdefgh"), st.frozensets(st.sampled_from("vwxyz"), min_size=1)
    )
)
def test_the_count_is_that_of_trying_every_choice(origins: dict[str, frozenset[str]]) -> None:
    best = max(
        len(choice)
        for size in range(len(origins) + 1)
        for choice in combinations(origins, size)
        if all(not origins[one] & origins[other] for one, other in combinations(choice, 2))
    )
    assert count_independent(set(origins), origins) == best


def test_very_many_sources_are_counted_too() -> None:
    unrelated = {str(number): frozenset({str(number)}) for number in range(2000)}
    assert count_independent(set(unrelated), unrelated) == 2000
    chance = random.Random(1)
    tangled = {str(n): frozenset(chance.sample("abcdefghijklmnopqrst", 3)) for n in range(200)}
    assert 1 <= count_independent(set(tangled), tangled) <= 6


def with_sources(*sources: dict[str, str]) -> Rows:
    """The small record, its visit borne by further sources, each a passage for date and places."""
    rows = small()
    for number, source in enumerate(sources):
        source_id = source.get("source_id", f"paper-{number}")
        rows["sources"].append(
            {
                **rows["sources"][0],
                "title": f"Story {number}",
                "url": f"https://example.org/{source_id}",
                "source_id": source_id,
                **{name: cell for name, cell in source.items() if name != "columns"},
            }
        )
        rows["evidence"].append(
            {
                "table_name": "visits",
                "row_id": "2001-05-lopez-tehran",
                "columns": source.get("columns", "date"),
                "source_id": source_id,
                "verdict": "supports",
                "locator": f"Words {number}",
            }
        )
    return rows


def counts(folder: Path, rows: Rows) -> tuple[int, dict[str, int]]:
    """The independent sources of the visit as a row, and of its date and places."""
    record = cid.open(write(folder, rows))
    (whole,) = record.corroboration("visits")["independent_sources"]
    by_cell = record.corroboration("visits", by="cell").set_index("column")["independent_sources"]
    return int(whole), {name: int(by_cell[name]) for name in ("date", "places")}


AFP, IRNA = {"origin_agency": "AFP"}, {"origin_agency": "IRNA"}
CASES: dict[str, tuple[list[dict[str, str]], int, int]] = {
    "separate accounts": ([{}, {}], 3, 3),
    "one agency's story in two papers": ([AFP, AFP], 2, 2),
    "two agencies": ([AFP, IRNA], 3, 3),
    "a text that draws on both agencies adds nothing": (
        [AFP, IRNA, {"origin_agency": "AFP;IRNA"}],
        3,
        3,
    ),
    "agencies are named in any case": ([AFP, {"origin_agency": "afp"}], 2, 2),
    "a reprint": ([{"derived_from": "agency-2001-visit"}], 1, 1),
    "a reprint of a reprint": (
        [
            {"source_id": "first", "derived_from": "agency-2001-visit"},
            {"source_id": "second", "derived_from": "first"},
        ],
        1,
        1,
    ),
    "two reprints of a text that is cited for nothing here": (
        [
            {"source_id": "root", "columns": "summary"},
            {"derived_from": "root"},
            {"derived_from": "root"},
        ],
        2,
        2,
    ),
    "the agency of the text that is reprinted": (
        [{"source_id": "root", **AFP}, {"derived_from": "root"}, AFP],
        2,
        2,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_sources_that_share_an_origin_count_once(tmp_path: Path, case: str) -> None:
    sources, by_row, of_date = CASES[case]
    whole, cells = counts(tmp_path, with_sources(*sources))
    assert (whole, cells["date"]) == (by_row, of_date)


def test_a_cell_counts_only_what_bears_it(tmp_path: Path) -> None:
    whole, cells = counts(tmp_path, with_sources({"columns": "places"}, {"columns": "places"}))
    assert (whole, cells) == (3, {"date": 1, "places": 3})


def test_what_joins_two_sources_elsewhere_does_not_join_them_here(tmp_path: Path) -> None:
    """A text that draws on two agencies bears another row only."""
    rows = with_sources(AFP, IRNA, {"source_id": "both", "origin_agency": "AFP;IRNA"})
    line = rows["evidence"][-1]
    line.update(table_name="financial_flows", row_id="2001-credit", columns="period")
    whole, _ = counts(tmp_path, rows)
    assert whole == 3


def test_rows_are_kept_by_the_weakest_of_the_columns_that_matter(tmp_path: Path) -> None:
    record = cid.open(write(tmp_path, with_sources({"columns": "places"})))
    assert len(record.load("visits", min_independent=2)) == 1
    assert len(record.load("visits", min_independent=2, columns=["places"])) == 1
    assert len(record.load("visits", min_independent=2, columns="date")) == 0
    assert len(record.load("visits", min_independent=2, columns=["places", "date"])) == 0
    assert len(record.load("visits", min_independent=1, columns=["purpose"])) == 0
    with pytest.raises(cid.UnknownColumnError, match="did you mean 'places'"):
        record.load("visits", min_independent=2, columns=["place"])


@pytest.mark.parametrize(
    ("letters", "best"), [("F", "F"), ("FE", "E"), ("FD", "D"), ("CB", "B"), ("AF", "A")]
)
def test_f_cannot_be_judged_and_is_not_worse_than_e(
    tmp_path: Path, letters: str, best: str
) -> None:
    rows = with_sources(*({"publisher_id": f"paper-{letter.lower()}"} for letter in letters))
    rows["publishers"][0]["reliability"] = "F"
    for letter in letters:
        outlet = {"publisher_id": f"paper-{letter.lower()}", "name": f"Paper {letter}"}
        rows["publishers"].append({**rows["publishers"][0], **outlet, "reliability": letter})
    record = cid.open(write(tmp_path, rows))
    assert list(record.corroboration("visits")["best_reliability"]) == [best]


def test_the_count_of_a_cell_stands_in_its_explanation(tmp_path: Path) -> None:
    record = cid.open(write(tmp_path, with_sources(AFP, AFP, IRNA)))
    explanation = record.explain("visits", "2001-05-lopez-tehran", "date")
    assert "(3 independent sources)" in str(explanation)
