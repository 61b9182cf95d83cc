"""The tables as plain CSV files, as the record has them or with labels."""

import csv
from pathlib import Path

from cubairan_data.exports.contents import Contents


def write_csv(contents: Contents, table: str, path: Path, *, labelled: bool = True) -> None:
    """Write one table.

    Args:
        contents: what is exported.
        table: name of the table.
        path: the new file, UTF-8.
        labelled: codes as labels, where the export has a language.
    """
    with path.open("w", encoding="utf-8", newline="") as stream:
        lines = csv.writer(stream, lineterminator="\n")
        lines.writerow(contents.schema(table).fields)
        for row in contents.texts(table, labelled=labelled):
            lines.writerow("" if text is None else text for text in row)
