"""Entering one new row: its references resolved, its identifier proposed, its cells checked."""

from collections.abc import Iterable, Mapping

from cubairan_data.contract.catalogue import MODELS
from cubairan_data.contract.columns import Column, Role
from cubairan_data.contract.lists import DELIMITER
from cubairan_data.curation.forms import DraftError
from cubairan_data.curation.identifiers import key_column, proposed
from cubairan_data.curation.known import Known
from cubairan_data.errors import did_you_mean
from cubairan_data.storage.raw import Cells
from cubairan_data.storage.schema import schemas
from cubairan_data.validation.row_layer import cell_fault


class Entries:
    """The new rows of a draft, each entered among all that the record knows."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.notes: list[str] = []

    def enter(self, path: str, table: str, given: Cells) -> str:
        """Take in a new row.

        Args:
            path: its block in the draft.
            table: its table.
            given: its cells as drafted, references by key or by name.

        Returns:
            Its key.

        Raises:
            DraftError: a cell is missing or wrong, or the row is there already.
        """
        columns = MODELS[table].declared()
        cells = {
            name: self._resolved(f"{path}.{name}", columns[name], text)
            for name, text in given.items()
        }
        key = key_column(table)
        if key and key not in cells and (row_id := proposed(table, cells, self.known)):
            cells[key] = row_id
        check_cells(path, table, cells)
        row_id = schemas()[table].row_id(cells)
        if self.known.has(table, row_id):
            field = f"{path}.{schemas()[table].key[0]}"
            raise DraftError(field, f"found {row_id!r}, which is in {table} already")
        return self.known.add(table, {name: cells[name] for name in columns if name in cells})

    def reference(self, path: str, table: str, text: str) -> str:
        """Find the row that a text means by its key, one of its names, or its address.

        Raises:
            DraftError: there is none, or more than one.
        """
        found = self.known.named(table, text)
        if len(found) == 1:
            return found[0]
        if found:
            labels = " or ".join(self.known.label(table, row_id) for row_id in found)
            raise DraftError(path, f"found {text!r}, which may be {labels}; give the identifier")
        near = ", ".join(self.known.label(table, row_id) for row_id in self.known.near(table, text))
        hint = f"; nearest: {near}" if near else ""
        raise DraftError(path, f"found {text!r}, which is not in {table}{hint}")

    def _resolved(self, path: str, column: Column, text: str) -> str:
        if column.is_list:
            text = DELIMITER.join(item.strip() for item in text.split(DELIMITER))
        return self.reference(path, column.references, text) if column.references else text


def check_cells(
    path: str, table: str, cells: Cells, fields: Mapping[str, str] | None = None
) -> None:
    """Refuse a row with a blank that is needed, or with a cell of the wrong form.

    Args:
        path: the block of the draft from which it comes.
        table: its table.
        cells: its cells.
        fields: what the draft calls a column where it has another name there.

    Raises:
        DraftError: the message begins with the field.
    """
    for column in MODELS[table].declared().values():
        field = f"{path}.{(fields or {}).get(column.name, column.name)}"
        if column.name in cells:
            check_cell(field, table, column.name, cells[column.name])
        elif column.required and column.role is not Role.DERIVED:
            raise DraftError(field, f"blank; needed: {column.description}")


def check_cell(path: str, table: str, column: str, text: str) -> None:
    """Refuse a text that is not a cell of a column; raises DraftError."""
    if fault := cell_fault(MODELS[table], column, text):
        raise DraftError(path, fault.message)


def check_columns(path: str, table: str, names: Iterable[str], filled: Cells) -> None:
    """Refuse columns that a line of evidence cannot be about; raises DraftError."""
    fields = schemas()[table].fields
    for name in names:
        if name not in fields:
            raise DraftError(path, f"no column {name!r}{did_you_mean(name, fields, 'columns')}")
        if fields[name].role == "derived":
            raise DraftError(path, f"found {name!r}, which is computed from another column")
        if name not in filled:
            raise DraftError(path, f"found {name!r}, which is blank in the row")
