"""Filling columns of a table of the checkout."""

from collections.abc import Callable

from cubairan_data.storage.canonical import canonical_cells, sorted_text
from cubairan_data.storage.raw import Cells, read_table
from cubairan_data.storage.schema import schemas
from tools.generate.checkout import ROOT


def fill(table: str, filled: Callable[[Cells], Cells]) -> None:
    """Rewrite a table, each row as a function fills it, in canonical form."""
    schema = schemas()[table]
    file = ROOT / schema.path
    rows = [filled(row.cells) for row in read_table(schema, file, schema.path).rows]
    text = sorted_text(schema, [canonical_cells(schema, row) for row in rows])
    file.write_text(text, encoding="utf-8", newline="")
