"""The changes of one table between two versions."""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass
class TableChange:
    """What changed in one table."""

    table: str
    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    changed: dict[str, dict[str, tuple[str | None, str | None]]] = field(default_factory=dict)
    columns_added: list[str] = field(default_factory=list)
    columns_removed: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return any(
            (self.added, self.removed, self.changed, self.columns_added, self.columns_removed)
        )

    def lines(self) -> Iterator[str]:
        """Describe the change, one line per row, cell or column."""
        yield from (f"{self.table}: + {row_id}" for row_id in self.added)
        yield from (f"{self.table}: - {row_id}" for row_id in self.removed)
        for row_id, cells in self.changed.items():
            for name, (old, new) in cells.items():
                yield f"{self.table}: {row_id} {name}: {old!r} -> {new!r}"
        yield from (f"{self.table}: + column {name}" for name in self.columns_added)
        yield from (f"{self.table}: - column {name}" for name in self.columns_removed)
