"""The canonical form: one order, one quoting, cells trimmed, date bounds filled."""

import pytest

from cubairan_data.storage.canonical import (
    canonical_cells,
    canonical_text,
    sorted_text,
    with_bounds,
)
from cubairan_data.storage.schema import schemas

COUNTRIES, VISITS, TENURES = (schemas()[name] for name in ("countries", "visits", "tenures"))


def test_rows_are_sorted_by_the_columns_of_the_schema_blanks_last() -> None:
    rows = [
        {"visit_id": "c"},
        {"visit_id": "b", "date_earliest": "2001-01-01"},
        {"visit_id": "a", "date_earliest": "2002-01-01"},
        {"visit_id": "a", "date_earliest": "2001-01-01"},
    ]
    lines = sorted_text(VISITS, rows).splitlines()[1:]
    assert [line.split(",")[0] for line in lines] == ["a", "b", "a", "c"]


def test_cells_are_quoted_only_where_they_must_be() -> None:
    rows = [{"country_id": "CUB", "name": 'The "Pearl", as it is called'}]
    header, line = canonical_text(COUNTRIES, rows).removesuffix("\n").split("\n")
    assert header.startswith("country_id,alpha2,name,cow_code,gw_code,")
    assert line.rstrip(",") == 'CUB,,"The ""Pearl"", as it is called"'


def test_cells_are_trimmed_and_composed_and_empty_ones_left_out() -> None:
    cells = {"country_id": " CUB ", "name": "Peru\u0301", "alpha2": "  "}
    assert canonical_cells(COUNTRIES, cells) == {"country_id": "CUB", "name": "Perú"}


def test_texts_are_mended_and_other_cells_only_trimmed() -> None:
    cells = {"visit_id": "a ", "summary": "Talks\u00a0&amp;  more", "places": "Tehran;Qom\u200b"}
    assert canonical_cells(VISITS, cells) == {
        "visit_id": "a",
        "summary": "Talks & more",
        "places": "Tehran;Qom",
    }


def test_bounds_are_filled_over_what_stood_there() -> None:
    stale = {"date": "2001-05", "date_earliest": "1999-01-01", "date_latest": "1999-01-01"}
    filled = with_bounds(VISITS, stale)
    assert (filled["date_earliest"], filled["date_latest"]) == ("2001-05-01", "2001-05-31")
    assert with_bounds(VISITS, {"date_earliest": "1999-01-01"}) == {}


def test_an_open_end_leaves_its_bound_blank() -> None:
    filled = with_bounds(schemas()["measures"], {"period": "1962/.."})
    assert filled == {"period": "1962/..", "period_earliest": "1962-01-01"}


def test_a_date_that_cannot_be_read_is_an_error() -> None:
    with pytest.raises(ValueError, match="calendar"):
        canonical_cells(TENURES, {"started": "2001-02-30"})
