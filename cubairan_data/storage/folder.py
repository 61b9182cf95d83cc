"""A folder of tables: what its descriptor lists, each table read when it is first asked for."""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from cubairan_data.storage.description import Listing, listed, read_descriptor
from cubairan_data.storage.locate import DESCRIPTOR
from cubairan_data.storage.raw import Cells, RawTable, read_table
from cubairan_data.storage.schema import schemas

if TYPE_CHECKING:
    import pandas as pd

    from cubairan_data.storage.finding import Finding

T = TypeVar("T")


class Tables(Mapping[str, RawTable]):
    """The tables of one folder by name; all of the contract, even if a file is missing.

    Whatever could be read is given, since validation reports the rest; who must not be given half a
    table asks `SoundTables`. What is computed from the tables is cached here (see `derived`), so
    that two records never share a cache, and a record that is dropped frees its own.

    Args:
        root: the folder.
        descriptor: its descriptor, where that has been read already.

    Raises:
        CannotRunError: there is no descriptor, or it is not a Data Package.
    """

    def __init__(self, root: Path, descriptor: dict[str, Any] | None = None) -> None:
        self.root = root
        self.descriptor = descriptor or read_descriptor(root)
        self._read: dict[str, RawTable] = {}
        self._derived: dict[tuple[object, ...], Any] = {}

    def __getitem__(self, name: str) -> RawTable:
        if name not in self._read:
            if name not in schemas():
                raise KeyError(name)
            self._read[name] = self._table(name)
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(schemas())

    def __len__(self) -> int:
        return len(schemas())

    def __getstate__(self) -> dict[str, Any]:
        # What is derived may hold what cannot be pickled, and is computed again at little cost.
        return {**self.__dict__, "_derived": {}}

    # Two records are the same only where they are one object; a Mapping compares by content.
    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other

    @property
    def findings(self) -> "list[Finding]":
        """The faults of the descriptor."""
        return list(self._listed.findings)

    def is_part(self, path: Path) -> bool:
        """Say whether a path is the descriptor, a table, or a folder that holds one of them."""
        place = _without_links(path)
        for name in (DESCRIPTOR, *self._listed.paths.values()):
            file = _without_links(self.root / name)
            if place == file or place in file.parents:
                return True
        return False

    def whole(self, name: str) -> RawTable:
        """Return a table of which no row is missing."""
        return self[name]

    def sound(self, name: str) -> RawTable:
        """Return a table whose values can be used."""
        return self[name]

    def cells(self, name: str) -> dict[str, Cells]:
        """Return the filled cells of each row by column, under the row's key."""
        return self.derived(_cells, name)

    def frame(self, name: str) -> "pd.DataFrame":
        """Return a cached, shared DataFrame of a table. Do not modify it."""
        return self.derived(_frame, name)

    def derived(self, make: Callable[..., T], *arguments: object) -> T:
        """Compute ``make(self, *arguments)`` once and cache the result."""
        key = (make, *arguments)
        if key not in self._derived:
            self._derived[key] = make(self, *arguments)
        return cast("T", self._derived[key])

    def with_table(self, table: RawTable) -> "Tables":
        """Return the same tables with one of them replaced."""
        changed = Tables(self.root, self.descriptor)
        changed._read = {name: self[name] for name in self} | {table.name: table}
        changed.__dict__["_listed"] = self._listed
        return changed

    def _table(self, name: str) -> RawTable:
        schema, path = schemas()[name], self._listed.paths.get(name)
        if path is None:
            return RawTable(schema, schema.path, self.root / schema.path, is_read=False)
        return read_table(schema, self.root / path, path)

    @cached_property
    def _listed(self) -> Listing:
        return listed(self.root, self.descriptor)


class SoundTables(Tables):
    """The tables of one folder for all who use their values: a fault is an error, never a gap.

    Args:
        root: the folder.
        descriptor: its descriptor, where that has been read already.
        is_validated: the rows were validated before they got here, so only what could not be read
            is an error; looking at every cell would take longer than loading it.

    Raises:
        CannotRunError: there is no descriptor, or it is not a Data Package.
    """

    def __init__(
        self, root: Path, descriptor: dict[str, Any] | None = None, *, is_validated: bool = False
    ) -> None:
        super().__init__(root, descriptor)
        self.is_validated = is_validated

    def whole(self, name: str) -> RawTable:
        """Return a table of which no row is missing.

        Raises:
            InvalidTableError: it is listed wrongly, or its file cannot be read.
        """
        return self.derived(_whole, name)

    def sound(self, name: str) -> RawTable:
        """Return a table whose every cell is allowed and whose keys are unique.

        Raises:
            InvalidTableError: it is not whole, or it breaks its contract.
        """
        return self.derived(_sound, name)


def _without_links(path: Path) -> Path:
    # But for the last part: what replaces a link leaves alone where it leads.
    return path.parent.resolve() / path.name


def _cells(tables: Tables, name: str) -> dict[str, Cells]:
    return {row_id: row.cells for row_id, row in tables.sound(name).by_id.items()}


def _whole(tables: SoundTables, name: str) -> RawTable:
    table, of_descriptor = tables[name], tables.findings
    if table.findings or of_descriptor:
        from cubairan_data.storage.soundness import first_unreadable, refusal

        if fault := first_unreadable(table, of_descriptor):
            raise refusal(f"load {name}", fault, tables.root)
    return table


def _sound(tables: SoundTables, name: str) -> RawTable:
    table = tables.whole(name)
    return table if tables.is_validated else _checked(tables, table)


def _checked(tables: Tables, table: RawTable) -> RawTable:
    # Imported only here, since the installed record does not need it.
    from cubairan_data.storage.soundness import first_faulty_row, refusal

    if fault := first_faulty_row(table):
        raise refusal(f"load {table.name}", fault, tables.root)
    return table


def _frame(tables: Tables, name: str) -> "pd.DataFrame":
    from cubairan_data.storage.frames import to_frame

    table = tables.sound(name)
    try:
        return to_frame(table)
    except (ValueError, KeyError):
        # A checkout is the installed record of those who edit it.
        _checked(tables, table)
        raise
