"""Frames with labels in place of codes, for the forms that have no place for both."""

from typing import TYPE_CHECKING

from cubairan_data.exports.contents import Contents

if TYPE_CHECKING:
    import pandas as pd


def labelled_frame(contents: Contents, table: str) -> "pd.DataFrame":
    """Give the frame of a table, its codes as labels where the export has a language.

    Args:
        contents: what is exported.
        table: name of the table.

    Returns:
        A new frame: coded columns stay categories, lists of codes stay texts.
    """
    from cubairan_data.storage.dtypes import TEXT

    frame = contents.frames[table].copy()
    for name, labels in contents.labels(table).items():
        if contents.schema(table).fields[name].is_list:
            items = frame[name].str.split(";")
            frame[name] = items.map(
                lambda each, labels=labels: ";".join(labels[code] for code in each),
                na_action="ignore",
            ).astype(TEXT)
        else:
            frame[name] = frame[name].cat.rename_categories(labels)
    return frame
