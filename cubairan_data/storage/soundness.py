"""Whether a table may be read: the first fault of its place in the descriptor, file or cells."""

from pathlib import Path

from cubairan_data.errors import InvalidTableError
from cubairan_data.storage.cell_check import faulty_cells
from cubairan_data.storage.finding import Finding
from cubairan_data.storage.raw import RawTable, is_harmless


def first_unreadable(table: RawTable, of_descriptor: list[Finding]) -> Finding | None:
    """Find what keeps a table from being read whole, a byte order mark aside.

    Args:
        table: the table.
        of_descriptor: the faults of the descriptor.
    """
    faults = [found for found in of_descriptor if found.table == table.name]
    faults += [found for found in table.findings if not is_harmless(found)]
    return next(iter(faults), None)


def first_faulty_row(table: RawTable) -> Finding | None:
    """Find the first cell that the contract does not allow, or the first key that is repeated."""
    for row, field, fault in faulty_cells(table):
        return table.finding(row, field.name, "format", fault)
    lines: dict[str, int] = {}
    for row in table.rows:
        if row.id in lines:
            message = f"found {row.id!r} again; it is on line {lines[row.id]} already"
            return table.finding(row, table.schema.key[0], "key", message)
        lines[row.id] = row.line
    return None


def refusal(doing: str, fault: Finding, root: Path) -> InvalidTableError:
    """Build the error for a table that breaks its contract.

    Args:
        doing: what cannot be done, as a verb with its object.
        fault: the first fault.
        root: the folder of the table.
    """
    hint = f"`cubairan-data validate {root}` lists every fault"
    return InvalidTableError(f"cannot {doing}: {fault}; {hint}")
