"""Whether a cell holds what the contract allows in its column, without the models of the contract.

The record that comes with the package is validated before it is published, so loading it asks
nothing of this; a folder that somebody opens may hold anything.
"""

import re
from collections.abc import Iterator
from typing import Any

from cubairan_data.contract import edtf
from cubairan_data.contract.lists import DELIMITER
from cubairan_data.contract.texts import check_text
from cubairan_data.contract.urls import check_url
from cubairan_data.storage.raw import RawRow, RawTable, shortened
from cubairan_data.storage.schema import TEXTS, Field
from cubairan_data.storage.values import reader

_EDTF = "EDTF date"
_URL = "address"


def value_of(field: Field, text: str) -> Any:
    """Return the value of one cell, as in a DataFrame.

    Raises:
        ValueError: the contract does not allow the text in the column.
    """
    if fault := cell_fault(field, text):
        raise ValueError(fault)
    return reader(field)(text)


def cell_fault(field: Field, text: str) -> str | None:
    """Say what is wrong with the text of a cell: what was found and what is allowed."""
    found, allowed = f"found {shortened(text)!r}", _allowed(field)
    try:
        reader(field)(text)
    except (ValueError, KeyError):
        return f"{found}; allowed: {allowed}"
    if field.pattern and not re.fullmatch(field.pattern, text):
        return f"{found}; allowed: {allowed}"
    try:
        _check_content(field, text)
    except ValueError as error:
        return f"{found}; allowed: {allowed} ({error})"
    return None


def faulty_cells(table: RawTable) -> Iterator[tuple[RawRow, Field, str]]:
    """Find the cells that the contract does not allow, blank ones included."""
    # Many cells hold the same: each text of a column is looked at once.
    columns: list[tuple[Field, dict[str, str | None]]] = [
        (field, {}) for field in table.schema.fields.values()
    ]
    for row in table.rows:
        for field, seen in columns:
            text = row.cells.get(field.name)
            if text is None:
                if field.is_required:
                    yield row, field, f"found blank; allowed: {_allowed(field)}, as it is required"
                continue
            if text not in seen:
                seen[text] = cell_fault(field, text)
            if fault := seen[text]:
                yield row, field, fault


def _allowed(field: Field) -> str:
    return f"{field.cell}: {', '.join(field.codes)}" if field.codes else field.cell


def _check_content(field: Field, text: str) -> None:
    """Check what no pattern can say; raises ValueError."""
    if field.cell == _EDTF:
        edtf.span(text)
    if field.cell == _URL:
        check_url(text)
    items = text.split(DELIMITER) if field.is_list else [text]
    if field.cell in TEXTS:
        for item in items:
            check_text(item)
    if len(set(items)) < len(items):
        raise ValueError("an item is named twice")
