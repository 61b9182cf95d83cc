"""The name of a table is checked where it comes in, and a wrong one is answered with the right."""

from collections.abc import Callable

import pytest

import cubairan_data as cid
from cubairan_data.storage.names import TABLE_NAMES, known_table

TAKE_A_TABLE: list[Callable[[cid.TableName], object]] = [
    cid.load,
    cid.codebook,
    cid.objects,
    cid.evidence,
    cid.rivals,
    cid.corroboration,
    lambda name: cid.explain(name, "x"),
    lambda name: cid.check("x.csv", name),
    lambda name: cid.cite(table=name),
]


def test_every_table_is_known_by_its_name() -> None:
    assert [known_table(name) for name in TABLE_NAMES] == list(TABLE_NAMES)


@pytest.mark.parametrize("method", TAKE_A_TABLE)
def test_a_wrong_name_is_answered_with_the_nearest_and_all_others(
    method: Callable[[cid.TableName], object],
) -> None:
    with pytest.raises(cid.UnknownTableError, match=r"did you mean 'visits'.*agreements"):
        method("visit")  # type: ignore[arg-type]


def test_a_name_like_no_other_is_answered_with_all() -> None:
    with pytest.raises(cid.UnknownTableError, match=r"no table 'zzz'; tables: agreements, visits"):
        cid.load("zzz")  # type: ignore[arg-type]
    with pytest.raises(cid.UnknownTableError):
        cid.load("Visits")  # type: ignore[arg-type]
