"""Rows that all look alike are compared and told in proportion to their number, not its square."""

from collections import Counter
from pathlib import Path

import pytest
from limits import ends
from small_record import Rows, edit, small, write

import cubairan_data as cid
from cubairan_data.matching.candidates import unsettled
from cubairan_data.matching.pair import NEIGHBOURS, pairs_of
from cubairan_data.storage.folder import Tables
from cubairan_data.validation.rules import registry

MANY = 700


def alike(table: str, key: str) -> Rows:
    rows = small()
    rows[table] += [{**rows[table][0], key: f"zz-{number:05}"} for number in range(MANY)]
    return rows


@pytest.mark.parametrize(
    ("table", "key"),
    [
        ("officials", "official_id"),
        ("organizations", "organization_id"),
        ("publishers", "publisher_id"),
        ("visits", "visit_id"),
        ("financial_flows", "flow_id"),
        ("sources", "source_id"),
    ],
)
def test_each_row_is_named_with_a_few_of_those_that_it_looks_like(
    tmp_path: Path, table: str, key: str
) -> None:
    with ends():
        pairs = unsettled(Tables(write(tmp_path, alike(table, key))))
    counts = Counter((pair.kind, pair.table, pair.first_id) for pair in pairs)
    assert len(counts) >= MANY - 1
    assert max(counts.values()) <= 20


def test_of_very_many_only_neighbours_are_compared() -> None:
    ids = [f"{number:05}" for number in range(5 * NEIGHBOURS)]
    pairs = list(pairs_of(ids))
    assert len(pairs) < len(ids) * NEIGHBOURS
    assert len(list(pairs_of(ids[:NEIGHBOURS]))) == NEIGHBOURS * (NEIGHBOURS - 1) // 2


def test_a_rule_that_is_broken_everywhere_stops_and_says_so(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry, "_MOST", 2)
    edit(package, "visits", "CUB,IRN", "XXX,YYY")
    edit(package, "visits", "ana-lopez,", "nobody,")
    found = cid.validate(package, quick=True, rule="reference").findings
    assert len(found) == 2
    assert (
        sum("2 breaches were found, and no more were looked for" in str(each) for each in found)
        == 1
    )


def test_a_chain_as_long_as_a_table_is_followed_once(tmp_path: Path) -> None:
    rows = small()
    flow = rows["financial_flows"][0]
    rows["financial_flows"] += [
        {**flow, "flow_id": f"f-{at:05}", "part_of_id": f"f-{at + 1:05}"} for at in range(20_000)
    ]
    with ends():
        assert cid.validate(write(tmp_path, rows), quick=True, rule="cycle").valid
