"""Two versions of the small record side by side."""

from pathlib import Path

from small_record import Rows, edited_descriptor, evidence_for, small, write


def two(folder: Path, rows: Rows, old: str, new: str) -> tuple[Path, Path]:
    """Write the small record as one version, and rows as the next."""
    folders = folder / "old", folder / "new"
    for path, tables, version in zip(folders, (small(), rows), (old, new), strict=True):
        path.mkdir()
        with edited_descriptor(write(path, tables)) as descriptor:
            descriptor["version"] = version
    return folders


def with_another_country() -> Rows:
    """The small record with one more row in one table."""
    rows = small()
    rows["countries"].append({"country_id": "USA", "alpha2": "US", "name": "United States"})
    return rows


def with_a_changed_name() -> Rows:
    """The small record with one changed cell."""
    rows = small()
    rows["officials"][0]["name"] = "Ana María López"
    return rows


def without_the_flow() -> Rows:
    """The small record without its financial flow and the evidence for it."""
    rows = small()
    line = evidence_for("financial_flows", rows["financial_flows"].pop())
    rows["evidence"] = [other for other in rows["evidence"] if other["row_id"] != line["row_id"]]
    return rows
