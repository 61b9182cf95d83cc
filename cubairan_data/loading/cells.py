"""Tables as the plain texts of their cells, for asking: no dtypes, so a tenth of the cost of a frame."""

import csv
from functools import cache

from cubairan_data.loading import descriptor
from cubairan_data.loading.names import TableName, known_table

Cells = dict[str, str]


@cache
def cells(table: TableName) -> dict[str, Cells]:
    """The filled cells of each row by column, under the identifier by which evidence knows the row."""
    key = descriptor.resource(known_table(table))["schema"]["primaryKey"]
    with descriptor.path(table).open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        header = next(lines)
        places = [header.index(name) for name in key]
        return {
            "/".join(line[place] for place in places): {
                name: cell for name, cell in zip(header, line, strict=True) if cell
            }
            for line in lines
        }
