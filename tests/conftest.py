"""What several test files share: the checkout, the published record and a small one."""

import json
import os
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import settings
from small_record import small, write

import cubairan_data as cid

ROOT = Path(__file__).resolve().parents[1]

# How long an example takes depends on the machine, and says nothing about the code.
settings.register_profile("without deadline", deadline=None)
settings.load_profile("without deadline")
# `make fuzz` takes this one: as many inputs as there is time for.
settings.register_profile(
    "fuzz", deadline=None, max_examples=int(os.environ.get("EXAMPLES", "20000"))
)


@pytest.fixture
def root() -> Path:
    """The checkout; what needs it is skipped where only the installed package is at hand."""
    if not (ROOT / "pyproject.toml").is_file():
        pytest.skip("runs in a checkout only")
    return ROOT


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A folder with the small record, for a test to spoil."""
    return write(tmp_path, small())


@pytest.fixture
def record(package: Path) -> cid.Record:
    """The small record, opened."""
    return cid.open(package)


@pytest.fixture(scope="session")
def frames() -> dict[cid.TableName, pd.DataFrame]:
    """Every table of the published record. Shared; do not modify."""
    return cid.load_all()


@pytest.fixture(scope="session")
def rivals() -> pd.DataFrame:
    """Every rival reading in the published record. Shared; do not modify."""
    return cid.rivals()


@pytest.fixture(scope="session")
def source_items() -> list[dict[str, Any]]:
    """Every source of the published record as a CSL item. Shared; do not modify."""
    items: list[dict[str, Any]] = json.loads(cid.cite("sources", style="csl-json"))
    return items[1:]
