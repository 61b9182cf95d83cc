"""Shared fixtures."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def root() -> Path:
    """The checkout; a test that needs it is skipped where the tests run on an installed package alone."""
    if not (ROOT / "pyproject.toml").is_file():
        pytest.skip("runs in a checkout only")
    return ROOT
