"""Typed columns of a database, of Parquet or Arrow as the texts of cells."""

from typing import TYPE_CHECKING, Any

from cubairan_data.contract.lists import DELIMITER
from cubairan_data.errors import CannotRunError
from cubairan_data.escaping import plain
from cubairan_data.storage.schema import Schema

if TYPE_CHECKING:
    import ibis.expr.types as ir

# Whole numbers up to here are written without an exponent.
_LARGEST_FLOAT = 2**53


def texts_of(table: "ir.Table", schema: Schema, name: str) -> dict[str, Any]:
    """Write the columns of a table that the contract knows as the texts of cells.

    Raises:
        CannotRunError: a column is of a type that no cell has.
    """
    texts: dict[str, Any] = {}
    for column in table.columns:
        if column in schema.fields:
            texts[column] = _of_database(table[column])
            if texts[column] is None:
                found = f"found {plain(name)}.{column} of type {table[column].type()}"
                allowed = "texts, numbers, dates, true and false"
                raise CannotRunError(f"{found}; allowed: {allowed}")
    return texts


def as_text(column: Any) -> "ir.StringValue | None":
    """Write a column as the texts of cells, null where they are blank; None if none can be made."""
    import ibis

    kind = column.type()
    if kind.is_string():
        text = column
    elif kind.is_boolean():
        text = ibis.ifelse(column, "true", "false")
        text = ibis.ifelse(column.isnull(), ibis.null(str), text)
    elif kind.is_integer():
        text = column.cast(str)
    elif kind.is_floating():
        text = _float(column)
    elif kind.is_date():
        text = column.strftime("%Y-%m-%d")
    elif kind.is_null():
        text = ibis.null(str)
    elif kind.is_array() and kind.value_type.is_string():
        text = column.filter(lambda item: item.notnull() & (item != "")).join(DELIMITER)
    else:
        return None
    return text.nullif("")


def _of_database(column: Any) -> "ir.StringValue | None":
    """Write a column of a database as texts; a frame has neither decimals nor bare moments."""
    import ibis

    if column.type().is_decimal():
        text = column.cast(str)
        return ibis.ifelse(text.contains("."), text.re_replace(r"\.?0*$", ""), text)
    if column.type().is_timestamp():
        return column.strftime("%Y-%m-%d %H:%M:%S").replace(" 00:00:00", "")
    return as_text(column)


def _float(column: Any) -> Any:
    import ibis

    is_whole = (column == column.floor()) & (column.abs() < _LARGEST_FLOAT)
    number = ibis.ifelse(is_whole, column.cast("int64").cast(str), column.cast(str))
    return ibis.ifelse(column.isnan(), ibis.null(str), number)


def is_odd(column: Any) -> "ir.BooleanValue | None":
    """Express where a number would be written in another form than in Python; None if nowhere."""
    if not column.type().is_floating():
        return None
    size = column.abs()
    return ~column.isnan() & (size != 0) & ((size < 1e-3) | (size > 1e14))
