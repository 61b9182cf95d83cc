"""Changes that enter a row of a table of which the small record has none, with its evidence."""

from rule_cases import Change, add
from small_record import Rows
from valid_rows import VALID


def entered(table: str, **cells: str) -> Change:
    """Enter a valid row of a table with some cells changed, an empty text for blank."""

    def change(rows: Rows) -> None:
        row = {name: cell for name, cell in {**VALID[table], **cells}.items() if cell}
        rows.setdefault(table, []).insert(0, row)
        add(rows, table)
        rows[table].pop(0)

    return change


def together(*changes: Change) -> Change:
    """Make several changes, one after the other."""

    def change(rows: Rows) -> None:
        for each in changes:
            each(rows)

    return change


def without(table: str, number: int, *columns: str) -> Change:
    """Leave cells of a row blank."""

    def change(rows: Rows) -> None:
        for column in columns:
            rows[table][number].pop(column, None)

    return change
