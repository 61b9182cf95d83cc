"""The descriptor as other tools use it: what a database makes of it, by plain frictionless."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from cubairan_data.storage.folder import Tables
from cubairan_data.storage.locate import DESCRIPTOR, installed_root
from cubairan_data.storage.schema import installed_descriptor

pytestmark = [pytest.mark.slow, pytest.mark.oracle]


def test_no_pattern_has_a_group_that_sqlalchemy_takes_for_a_parameter() -> None:
    text = json.dumps([each["schema"] for each in installed_descriptor()["resources"]])
    assert "(?:" not in text


def test_frictionless_publishes_every_table_to_sqlite(tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless", reason="frictionless is not installed")
    pytest.importorskip("sqlalchemy", reason="frictionless publishes by SQLAlchemy")
    package = frictionless.Package(str(installed_root() / DESCRIPTOR))
    for resource in package.resources:
        for field in resource.schema.fields:
            # Its REGEXP for SQLite fails on NULL, so a pattern stays where no cell is blank.
            if not field.required:
                field.constraints.pop("pattern", None)
    package.publish(f"sqlite:///{tmp_path / 'record.db'}")
    with closing(sqlite3.connect(tmp_path / "record.db")) as database:
        counts = {
            name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
            for name in package.resource_names
        }
    assert counts == {name: len(table.rows) for name, table in Tables(installed_root()).items()}
