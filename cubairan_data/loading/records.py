"""Tables as validated objects."""

import csv

from cubairan_data.contract.catalogue import TABLES
from cubairan_data.contract.row import Row
from cubairan_data.loading import descriptor
from cubairan_data.loading.names import TableName


def records(table: TableName) -> list[Row]:
    """Load one table as objects of its pydantic class.

    Args:
        table: name of the table, as listed by `tables`.

    Returns:
        One frozen object a row, in the order of the file: codes are enumeration members, lists tuples, bounds dates,
        blank cells None.

    Raises:
        UnknownTableError: no table has this name.
        pydantic.ValidationError: a row breaks the contract (an installed record does not).

    Example:
        >>> import cubairan_data as cid
        >>> cid.records("countries")[0].country_id.isupper()
        True
    """
    with descriptor.path(table).open(encoding="utf-8", newline="") as file:
        return [TABLES[table].model_validate(filled(row)) for row in csv.DictReader(file)]


def filled(row: dict[str, str]) -> dict[str, str]:
    """The cells of a CSV row that are not blank."""
    return {name: cell for name, cell in row.items() if cell != ""}
