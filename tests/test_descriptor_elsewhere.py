"""The descriptor as other tools use it: databases, and the libraries for packages of others.

Two environment variables name what is not installed beside the package: CUBAIRAN_NODE_MODULES a
folder with the npm packages ``datapackage`` and ``frictionless.js``, CUBAIRAN_OLD_DATAPACKAGE the
Python of an environment with the library ``datapackage``, which reads version 1 of the standard.
"""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from cubairan_data.storage.folder import Tables
from cubairan_data.storage.locate import DESCRIPTOR
from cubairan_data.storage.schema import installed_descriptor

pytestmark = [pytest.mark.slow, pytest.mark.oracle]


def test_no_pattern_has_a_group_that_sqlalchemy_takes_for_a_parameter() -> None:
    text = json.dumps([each["schema"] for each in installed_descriptor()["resources"]])
    assert "(?:" not in text


def test_frictionless_publishes_every_table_to_sqlite_as_the_page_says(
    root: Path, tmp_path: Path
) -> None:
    pytest.importorskip("frictionless", reason="frictionless is not installed")
    pytest.importorskip("sqlalchemy", reason="frictionless publishes by SQLAlchemy")
    page = (root / "docs" / "how-to" / "sql-and-datasette.md").read_text("utf-8")
    program = page.partition("```python\n")[2].partition("```")[0]
    shutil.copy(root / DESCRIPTOR, tmp_path)
    shutil.copytree(root / "seeds", tmp_path / "seeds")
    subprocess.run([sys.executable, "-c", program], cwd=tmp_path, check=True)
    with closing(sqlite3.connect(tmp_path / "record.db")) as database:
        counts = {
            name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
            for name in counts_of(root)
        }
    assert counts == counts_of(root)


COUNT_BY_DATAPACKAGE = """
const {Package} = require("datapackage");
Package.load("datapackage.json").then(async (record) => {
  if (!record.valid) throw new Error(record.errors.join());
  const counts = {};
  for (const each of record.resources) counts[each.name] = (await each.read()).length;
  console.log(JSON.stringify(counts));
});
"""
COUNT_BY_FRICTIONLESS_JS = """
const {Dataset} = require("frictionless.js");
Dataset.load("datapackage.json").then(async (record) => {
  const counts = {};
  for (const each of record.resources) {
    let rows = 0;
    for await (const row of await each.rows({keyed: true})) rows += 1;
    counts[each.descriptor.name] = rows;
  }
  console.log(JSON.stringify(counts));
});
"""
COUNT_BY_OLD_DATAPACKAGE = """
import json, datapackage
record = datapackage.Package("datapackage.json")
assert record.valid, record.errors
print(json.dumps({each.name: len(each.read()) for each in record.resources}))
"""


def counts_of(root: Path) -> dict[str, int]:
    return {name: len(table.rows) for name, table in Tables(root).items()}


@pytest.mark.parametrize("program", [COUNT_BY_DATAPACKAGE, COUNT_BY_FRICTIONLESS_JS])
def test_node_reads_every_row(root: Path, program: str) -> None:
    modules, node = os.environ.get("CUBAIRAN_NODE_MODULES"), shutil.which("node")
    if not modules or not node:
        pytest.skip("Node or its packages datapackage and frictionless.js are not on this machine")
    counted = subprocess.run(
        [node, "-e", program],
        cwd=root,
        env={**os.environ, "NODE_PATH": modules},
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(counted.stdout) == counts_of(root)


def test_the_library_for_version_1_reads_every_row(root: Path) -> None:
    python = os.environ.get("CUBAIRAN_OLD_DATAPACKAGE")
    if not python:
        pytest.skip("no environment with the library datapackage is named")
    counted = subprocess.run(
        [python, "-c", COUNT_BY_OLD_DATAPACKAGE],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(counted.stdout) == counts_of(root)


@pytest.mark.parametrize(
    ("old", "new", "code"), [("", "", 0), (",state,", ",statal,", 1), ("2023-06-", "2023-6-", 1)]
)
def test_a_project_with_the_descriptor_alone_holds_its_table_to_it(
    root: Path, tmp_path: Path, old: str, new: str, code: int
) -> None:
    pytest.importorskip("frictionless", reason="frictionless is not installed")
    page = (root / "docs" / "validate-in-ci.md").read_text("utf-8")
    section = page.partition("## With the descriptor alone")[2]
    program = section.partition("```python\n")[2].partition("```")[0]
    shutil.copy(root / DESCRIPTOR, tmp_path)
    visits = (root / "seeds" / "record" / "visits.csv").read_text("utf-8")
    assert old in visits
    (tmp_path / "mine.csv").write_text(visits.replace(old, new) if old else visits, "utf-8")
    checked = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert checked.returncode == code, checked.stderr
    assert bool(checked.stdout) == bool(code)


def test_duckdb_reads_every_table_as_the_descriptor_says(root: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is not installed")
    types = {"integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"}
    with duckdb.connect() as database:
        counted = {}
        for resource in json.loads((root / DESCRIPTOR).read_text("utf-8"))["resources"]:
            columns = {
                field["name"]: types.get(field["type"], "VARCHAR")
                for field in resource["schema"]["fields"]
            }
            (counted[resource["name"]],) = database.execute(
                "SELECT count(*) FROM read_csv(?, header = true, columns = ?)",
                [str(root / resource["path"]), columns],
            ).fetchone()
    assert counted == counts_of(root)
