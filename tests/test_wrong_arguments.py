"""Whatever is passed where it does not belong is answered with one sentence of ours."""

import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from small_record import small, write

import cubairan_data as cid

VISIT = "2001-05-lopez-tehran"
# What no argument takes; None and the empty list are defaults of many.
NEVER_RIGHT: list[Any] = [5, 2.5, {"a": 1}, object(), b"x", (1, 2), pd.DataFrame({"a": [1]})]
RIGHT_FOR: dict[tuple[str, str], type] = {
    ("load", "min_independent"): int,
    ("check", "rows"): pd.DataFrame,
    ("check", "limit"): int,
}
# A flag is a flag to Python, whatever it is.
FLAGS = {("validate", "quick"), ("format", "check"), ("export", "force")}


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> cid.Record:
    return cid.open(write(tmp_path_factory.mktemp("package"), small()))


def calls(record: cid.Record) -> dict[str, dict[str, Any]]:
    """Every public function with arguments that are right."""
    visits, flows = record.load("visits"), record.load("financial_flows")
    return {
        "about": {"who": "ana-lopez"},
        "check": {"rows": visits, "table": "visits"},
        "cite": {"what": "visits"},
        "codebook": {"table": "visits"},
        "corroboration": {"table": "visits"},
        "diff": {"old": record.root, "new": record.root},
        "events": {},
        "evidence": {"table": "visits"},
        "export": {"path": record.root.parent / "record.csv", "force": True},
        "explain": {"table": "visits", "row_id": VISIT},
        "format": {"path": record.root, "check": True},
        "load": {"table": "visits"},
        "load_all": {},
        "objects": {"table": "visits"},
        "open": {"path": record.root},
        "panel": {},
        "resolve_dates": {"frame": visits, "how": "earliest"},
        "rivals": {"table": "visits"},
        "search": {"text": "trade"},
        "substitute": {"frame": visits, "rival": {}},
        "tables": {},
        "total": {"flows": flows},
        "validate": {"path": record.root, "quick": True},
    }


def function(record: cid.Record, name: str) -> Any:
    return getattr(record, name, None) or getattr(cid, name)


def wrong_values(name: str, parameter: str) -> Iterator[Any]:
    for value in NEVER_RIGHT:
        if not isinstance(value, RIGHT_FOR.get((name, parameter), ())):
            yield value


def test_every_public_function_is_tried(record: cid.Record) -> None:
    assert set(calls(record)) == set(FUNCTIONS)


FUNCTIONS = [name for name in cid.__all__ if inspect.isroutine(getattr(cid, name))]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_wrong_argument_is_answered_in_one_sentence(record: cid.Record, name: str) -> None:
    right = calls(record)[name]
    call = function(record, name)
    for parameter in inspect.signature(call).parameters:
        if (name, parameter) in FLAGS:
            continue
        for value in wrong_values(name, parameter):
            with pytest.raises(cid.CubairanDataError) as error:
                call(**{**right, parameter: value})
            message = str(error.value)
            assert len(message.splitlines()) == 1, (parameter, message)


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    file.touch()
    with pytest.raises(cid.CannotRunError, match="is not a folder; pass one that contains"):
        cid.open(file)
