"""Dates: what is accepted, which days a text spans, and that the edtf library agrees."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cubairan_data.contract.edtf import span

years = st.integers(1900, 2099).map(str)
months = st.dates(date(1900, 1, 1), date(2099, 12, 31)).map(lambda day: f"{day:%Y-%m}")
days = st.dates(date(1900, 1, 1), date(2099, 12, 31)).map(date.isoformat)
decades = st.integers(190, 209).map(lambda decade: f"{decade}X")
plain = years | months | days | decades
simple = st.builds(str.__add__, plain, st.sampled_from(["", "~", "?", "%"]))


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2006", date(2006, 1, 1), date(2006, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-06-15", date(2023, 6, 15), date(2023, 6, 15)),
        ("1995~", date(1995, 1, 1), date(1995, 12, 31)),
        ("2024-04-27?", date(2024, 4, 27), date(2024, 4, 27)),
        ("198X", date(1980, 1, 1), date(1989, 12, 31)),
        ("2023-06-14/2023-06-15", date(2023, 6, 14), date(2023, 6, 15)),
        ("2025/..", date(2025, 1, 1), None),
        ("../1999-05", None, date(1999, 5, 31)),
    ],
)
def test_a_text_spans_the_days_that_it_admits(text: str, earliest: date, latest: date) -> None:
    assert span(text) == (earliest, latest)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2024-13",
        "2024-13-45",
        "2023-02-30",
        "2023-02-29",
        "15/06/2023",
        "2023-6-15",
        "June 2023",
        "2023-06-15/2023-06-14",
        "2023/2023",
        "../..",
        "2023-06-15T10:00",
        "9999-99-99",
        " 2023",
        "2023\n",
        "٢٠٢٣",
    ],
)
def test_anything_else_is_refused_with_a_reason(text: str) -> None:
    with pytest.raises(ValueError, match=r"not a date|calendar|ends before|same start"):
        span(text)


def _oracle(text: str) -> tuple[date, date]:
    parsed = pytest.importorskip("edtf").parse_edtf(text)
    first, last = parsed.lower_strict(), parsed.upper_strict()
    return date(*first[:3]), date(*last[:3])


@pytest.mark.oracle
@given(simple)
def test_the_edtf_library_gives_the_same_days(text: str) -> None:
    assert span(text) == _oracle(text)


@pytest.mark.oracle
@given(st.tuples(days | months | years, days | months | years))
def test_the_edtf_library_gives_the_same_days_for_intervals(ends: tuple[str, str]) -> None:
    start, end = sorted(ends, key=lambda text: _oracle(text)[0])
    if start != end:
        assert span(f"{start}/{end}") == (_oracle(start)[0], _oracle(end)[1])


@given(st.dates(date(1900, 1, 2), date(2099, 12, 31)), st.integers(1, 1000))
def test_an_interval_never_runs_backwards(end: date, back: int) -> None:
    start = end + timedelta(days=back)
    with pytest.raises(ValueError, match="ends before"):
        span(f"{start}/{end}")
