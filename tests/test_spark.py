"""Spark gives the verdicts of DuckDB, by keys; it is slow to start, and so asked once."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from test_engine_sources import rows
from test_engines import written

import cubairan_data as cid
from cubairan_data.storage.finding import Report

pytest.importorskip("ibis", reason="the extra scale is not installed")
pytest.importorskip("pyspark", reason="the extra spark is not installed")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.oracle,
    pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java"),
    # Of Spark, Ibis and what they bring.
    pytest.mark.filterwarnings("ignore"),
]


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[1]").config("spark.sql.shuffle.partitions", 1)
    session = builder.config("spark.ui.enabled", "false").getOrCreate()
    yield session
    session.stop()


def by_key(report: Report) -> list[tuple[Any, ...]]:
    """The verdicts without lines, keys that occur again left out: Spark knows of no first one."""
    return sorted(
        (f.row_id, f.column, f.rule, f.message, f.severity)
        for f in report.findings
        if f.rule != "key"
    )


def test_spark_gives_the_verdicts_of_duckdb(tmp_path: Path, session: Any) -> None:
    file = written(tmp_path / "mine.csv", "visits", rows())
    by_spark = cid.check(file, "visits", engine="spark")
    by_duckdb = cid.check(file, "visits", engine="duckdb")
    assert by_key(by_spark) == by_key(by_duckdb)
    (again,) = (found for found in by_spark.findings if found.rule == "key")
    assert again.message == "found '2030-01-somebody-havana-n2' in 2 rows"
    with file.open("a", encoding="utf-8") as stream:
        stream.write("a-b,1990\n")
    found = cid.check(file, "visits", engine="spark").findings
    (short,) = (each for each in found if each.rule == "cells")
    assert (short.row_id, short.message) == (
        "a-b",
        "found 2 cells; allowed: 14, as in the header",
    )
