"""Iranian dates: held to another library, and missed with a sentence where there is none."""

import subprocess
import sys
from datetime import date, timedelta

import pytest

import cubairan_data as cid
from cubairan_data.storage.iranian_calendar import with_iranian_date


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2023-06-15", "2023-06-15 (1402-03-25)"),
        ("2019-09-15~", "2019-09-15~ (1398-06-24~)"),
        ("2022-05-14/2022-05-18", "2022-05-14/2022-05-18 (1401-02-24/1401-02-28)"),
        # The first day of a leap year, and the day before.
        ("2021-03-20", "2021-03-20 (1399-12-30)"),
        ("2021-03-21", "2021-03-21 (1400-01-01)"),
        ("2006", "2006"),
        ("2006-01", "2006-01"),
        ("198X", "198X"),
        ("2006-01-17/..", "2006-01-17/.."),
    ],
)
def test_whole_days_have_an_iranian_date(text: str, written: str) -> None:
    pytest.importorskip("persiantools", reason="persiantools is not installed")
    assert with_iranian_date(text) == written


@pytest.mark.oracle
def test_another_library_gives_the_same_dates() -> None:
    pytest.importorskip("persiantools", reason="persiantools is not installed")
    jdatetime = pytest.importorskip("jdatetime", reason="jdatetime is not installed")
    day = date(1979, 1, 1)
    while day < date(2031, 1, 1):
        other = jdatetime.date.fromgregorian(date=day).isoformat()
        assert with_iranian_date(day.isoformat()) == f"{day} ({other})"
        day += timedelta(days=1)


def test_an_explanation_in_persian_has_both_dates() -> None:
    pytest.importorskip("persiantools", reason="persiantools is not installed")
    explained = cid.explain("visits", "2023-06-raisi-havana", "date", language="fa")
    assert "2023-06-14/2023-06-15 (1402-03-24/1402-03-25)" in str(explained)


def test_without_the_library_a_sentence_says_what_to_install() -> None:
    program = (
        "import sys; sys.modules['persiantools'] = None\n"
        "import cubairan_data as cid\n"
        "print(cid.codebook('visits', language='fa').shape[0])\n"
        "cid.explain('visits', '2023-06-raisi-havana', 'date', language='fa')"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.stdout == f"{len(cid.codebook('visits'))}\n"
    assert done.stderr.splitlines()[-1] == (
        "cubairan_data.CannotRunError: Iranian dates need persiantools, which is missing; "
        'run: pip install "cubairan-data[fa]"'
    )
