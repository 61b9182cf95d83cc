"""The files behind the name of a source: one, those of a folder, or those that a pattern finds."""

import glob
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from cubairan_data.errors import CannotRunError
from cubairan_data.escaping import plain

PARQUET, CSV = "Parquet", "CSV"
_KINDS = {
    ".parquet": PARQUET,
    **dict.fromkeys((".csv", ".csv.gz", ".tsv", ".tsv.gz", ".tab", ".tab.gz"), CSV),
}
_WILD = set("*?[")
_NO_VALUE = "__HIVE_DEFAULT_PARTITION__"


@dataclass(frozen=True)
class SourceFile:
    """One file of a source, with the columns that the names of its folders give it.

    Example:
        >>> of_partition(("kind=official", "year=2030", "part-0.parquet"))
        {'kind': 'official', 'year': '2030'}
    """

    path: Path
    partition: dict[str, str] = field(default_factory=dict)

    @property
    def kind(self) -> str | None:
        """Whether it is Parquet or CSV by its name; None if neither."""
        name = self.path.name.lower()
        return next((kind for suffix, kind in _KINDS.items() if name.endswith(suffix)), None)


def is_of_many(path: Path) -> bool:
    """Whether a source is a folder, or a pattern of paths, rather than one file."""
    try:
        return path.is_dir() or (bool(_WILD & set(str(path))) and not path.exists())
    except (OSError, ValueError):
        return False


def source_files(path: Path) -> list[SourceFile]:
    """List the files of a source, sorted by their paths.

    Raises:
        CannotRunError: there is none, or they are of different kinds.
    """
    if not is_of_many(path):
        return [SourceFile(path)]
    files = list(_in_folder(path) if path.is_dir() else _found(str(path)))
    kinds = {str(file.kind) for file in files}
    if not files or len(kinds) > 1:
        found = "no CSV or Parquet file" if not files else " and ".join(sorted(kinds))
        allowed = "files of one kind, all of them CSV or all Parquet"
        raise CannotRunError(f"found {found} in {plain(str(path))}; allowed: {allowed}")
    return files


def _in_folder(folder: Path) -> Iterator[SourceFile]:
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        file = SourceFile(path, of_partition(parts))
        # What other programs write beside the data begins so.
        if file.kind and not any(part.startswith((".", "_")) for part in parts):
            yield file


def _found(pattern: str) -> Iterator[SourceFile]:
    for name in sorted(glob.glob(pattern, recursive=True)):  # noqa: PTH207 - may be absolute
        path = Path(name)
        if path.is_dir():
            yield from _in_folder(path)
        else:
            file = SourceFile(path, of_partition(path.parts))
            if file.kind:
                yield file


def of_partition(parts: tuple[str, ...]) -> dict[str, str]:
    """Read the columns that folders such as ``year=2030`` name."""
    named = (part.split("=", 1) for part in parts[:-1] if "=" in part)
    return {name: "" if value == _NO_VALUE else unquote(value) for name, value in named}
