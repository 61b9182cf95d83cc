"""Lines of evidence that lead nowhere are errors to all that join them, and name the place."""

from collections.abc import Callable
from pathlib import Path

import pytest
from small_record import Rows, small, write

import cubairan_data as cid

VISIT = "2001-05-lopez-tehran"


def unknown_source(rows: Rows) -> None:
    rows["evidence"][-1]["source_id"] = "nobody-2001"


def unknown_publisher(rows: Rows) -> None:
    rows["sources"][0]["publisher_id"] = "nobody"


def twice(table: str) -> Callable[[Rows], None]:
    return lambda rows: rows[table].append(dict(rows[table][0]))


# What is wrong with the rows, and what the error says of it.
FAULTS: dict[str, tuple[Callable[[Rows], None], str]] = {
    "unknown source": (
        unknown_source,
        r"evidence\.csv:\d+: .* source_id: found 'nobody-2001', which is not in sources",
    ),
    "unknown publisher": (
        unknown_publisher,
        r"sources\.csv:2: .* publisher_id: found 'nobody', which is not in publishers",
    ),
    "source twice": (twice("sources"), r"sources\.csv:3: .* again; it is on line 2 already"),
    "publisher twice": (twice("publishers"), r"publishers\.csv:3: .* again; it is on line 2"),
    "line twice": (twice("evidence"), r"evidence\.csv:\d+: .* again; it is on line \d+ already"),
}
ASK: dict[str, Callable[[cid.Record], object]] = {
    "evidence": lambda record: record.evidence(),
    "corroboration": lambda record: record.corroboration("visits"),
    "filter": lambda record: record.load("visits", min_independent=1),
    "cite a table": lambda record: record.cite("visits"),
    "cite the sources": lambda record: record.cite("sources"),
    "cite a row": lambda record: record.cite(VISIT),
    "explain": lambda record: record.explain("visits", VISIT),
    "rivals": lambda record: record.rivals(),
    "rivals of a table": lambda record: record.rivals("visits"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_line_that_cannot_be_joined_is_an_error_that_says_where(
    tmp_path: Path, fault: str
) -> None:
    spoil, match = FAULTS[fault]
    rows = small()
    spoil(rows)
    record = cid.open(write(tmp_path, rows))
    for ask in ASK.values():
        with pytest.raises(cid.InvalidTableError, match=match) as error:
            ask(record)
        assert f"`cubairan-data validate {tmp_path}` lists every fault" in str(error.value)
    assert not record.validate(quick=True).valid


@pytest.mark.parametrize("name", ["corroboration", "filter", "explain", "rivals"])
def test_a_line_about_a_row_that_does_not_exist_is_no_silent_loss(
    tmp_path: Path, name: str
) -> None:
    rows = small()
    line = next(line for line in rows["evidence"] if line["table_name"] == "visits")
    contradiction = {"verdict": "contradicts", "reading": "2001", "reason": "typo"}
    rows["evidence"].append(line | contradiction | {"row_id": f"{VISIT}s", "columns": "date"})
    record = cid.open(write(tmp_path, rows))
    match = rf"evidence\.csv:\d+: .* row_id: found '{VISIT}s', which is not in visits"
    with pytest.raises(cid.InvalidTableError, match=match):
        ASK[name](record)
    assert len(record.corroboration("officials")) == 2


def test_a_row_that_is_there_twice_is_counted_by_nobody(tmp_path: Path) -> None:
    rows = small()
    twice("visits")(rows)
    record = cid.open(write(tmp_path, rows))
    for name in ("corroboration", "filter", "explain", "cite a table"):
        with pytest.raises(cid.InvalidTableError, match=f"found '{VISIT}' again"):
            ASK[name](record)
