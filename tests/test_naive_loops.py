"""What users write without a thought over all tables works, also over one that is empty."""

import io
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from small_record import small, write

import cubairan_data as cid
from cubairan_data.storage.dtypes import TEXT, TEXT_WITHOUT_ROWS

LOOPS: dict[str, Callable[[Any], Any]] = {
    "select texts": lambda frame: frame.select_dtypes("string").columns,
    "look into every text": lambda frame: [
        frame[name].str.contains("vaccine").any() for name in frame.select_dtypes("string")
    ],
    "look into all texts at once": lambda frame: frame[
        frame.select_dtypes("string").apply(lambda c: c.str.contains("vaccine")).any(axis=1)
    ],
    "compare with a word": lambda frame: frame[frame.isin(["Havana"]).any(axis=1)],
    "longest text": lambda frame: frame.select_dtypes("string").apply(lambda c: c.str.len().max()),
    "years": lambda frame: [
        frame[name].dt.year.max() for name in frame.columns if name.endswith("_earliest")
    ],
    "count by the first column": lambda frame: frame.groupby(
        frame.columns[0], observed=True
    ).size(),
    "sort by all": lambda frame: frame.sort_values(list(frame.columns)),
    "describe": lambda frame: frame.describe(include="all"),
    "as text": lambda frame: frame.astype("string").fillna(""),
    "drop duplicates": lambda frame: frame.drop_duplicates(),
    "CSV": lambda frame: frame.to_csv(),
    "JSON": lambda frame: frame.to_json(orient="records", date_format="iso", date_unit="s"),
    "Parquet": lambda frame: frame.to_parquet(io.BytesIO()),
    "HTML": lambda frame: frame.to_html(),
    "concatenate": lambda frame: pd.concat([frame, frame]),
    "merge": lambda frame: frame.merge(frame, on=list(frame.columns)),
}


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> dict[cid.TableName, pd.DataFrame]:
    """A record most of whose tables have no row."""
    return cid.open(write(tmp_path_factory.mktemp("package"), small())).load_all()


def skip_what_is_not_possible(loop: str) -> None:
    if loop == "Parquet":
        pytest.importorskip("pyarrow")
    if loop == "look into all texts at once" and TEXT_WITHOUT_ROWS == TEXT:
        pytest.skip("pandas before 2.3 cannot reduce texts without rows")


@pytest.mark.parametrize("loop", LOOPS)
def test_a_loop_over_all_tables_runs(frames: dict[cid.TableName, pd.DataFrame], loop: str) -> None:
    skip_what_is_not_possible(loop)
    for frame in frames.values():
        LOOPS[loop](frame.head(50))


@pytest.mark.parametrize("loop", LOOPS)
def test_it_runs_over_tables_without_rows(
    empty: dict[cid.TableName, pd.DataFrame], loop: str
) -> None:
    skip_what_is_not_possible(loop)
    assert any(frame.empty for frame in empty.values())
    for frame in empty.values():
        LOOPS[loop](frame)
