"""Metadata for machines says what the dataset says, in forms that others read."""

import json
from pathlib import Path
from typing import Any

import pytest

import cubairan_data as cid
from cubairan_data import dataset


def read(root: Path, name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((root / name).read_text("utf-8"))
    return content


@pytest.mark.parametrize(
    "name",
    ["datapackage.json", ".zenodo.json", "codemeta.json", "docs/dataset.jsonld", "croissant.json"],
)
def test_version_and_description_are_the_same_everywhere(root: Path, name: str) -> None:
    content = read(root, name)
    assert content["version"] == dataset.VERSION
    assert content["description"] == dataset.DESCRIPTION


def test_the_dataset_is_described_to_search_engines_with_every_table(root: Path) -> None:
    content = read(root, "docs/dataset.jsonld")
    assert content["@type"] == "Dataset"
    assert {(root / file["contentUrl"]).is_file() for file in content["distribution"]} == {True}
    assert len(content["distribution"]) == len(cid.tables())


@pytest.mark.oracle
@pytest.mark.slow
def test_mlcroissant_reads_every_table(root: Path) -> None:
    mlcroissant = pytest.importorskip("mlcroissant")
    described = mlcroissant.Dataset(str(root / "croissant.json"))
    assert not described.metadata.issues.errors
    for name, rows in cid.tables().set_index("name")["rows"].items():
        if rows:
            assert len(list(described.records(name))) == rows, name
