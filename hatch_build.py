"""Build hook: the project's addresses in the package metadata, all from ``dataset.HOMEPAGE``."""

import runpy
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface


class Addresses(MetadataHookInterface):
    """Fills ``[project.urls]``, which pyproject.toml declares dynamic."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Add the addresses to the metadata of the build."""
        dataset = runpy.run_path(str(Path(self.root) / "cubairan_data" / "dataset.py"))
        homepage = dataset["HOMEPAGE"]
        metadata["urls"] = {
            "Homepage": homepage,
            "Source": homepage,
            "Documentation": f"{homepage}/tree/main/docs",
            "Changelog": f"{homepage}/blob/main/CHANGELOG.md",
            "Issues": f"{homepage}/issues",
        }
