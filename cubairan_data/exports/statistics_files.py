"""The tables for statistics packages: Stata (.dta) and SPSS (.sav), with labels."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from cubairan_data.errors import CannotRunError
from cubairan_data.exports.contents import Contents

if TYPE_CHECKING:
    import pandas as pd

# What the formats allow.
_LONGEST_LABEL = 80
_LONGEST_FIXED_TEXT = 128


def write_stata(contents: Contents, table: str, path: Path) -> None:
    """Write one table for Stata 14 or later, and for R's haven.

    Codes are numbers with value labels, columns have variable labels, bounds are daily dates, flags
    are 0 or 1 and long texts strL. A blank text is empty, as everywhere in Stata.

    Args:
        contents: what is exported; without a language the value labels are the codes.
        table: name of the table.
        path: the new file.

    Raises:
        CannotRunError: pandas before 3 cannot write a day before 1678 or after 2262.
    """
    from pandas.errors import OutOfBoundsDatetime

    frame, dates = _plain(contents, table), _dates(contents, table)
    texts = frame.select_dtypes("object")
    long = [name for name in texts if texts[name].str.len().max() > _LONGEST_FIXED_TEXT]
    try:
        frame.to_stata(
            path,
            write_index=False,
            version=118,
            convert_dates=dict.fromkeys(dates, "td"),
            convert_strl=long,
            variable_labels=_variable_labels(contents, table),
            data_label=contents.title(table)[:_LONGEST_LABEL],
        )
    except OutOfBoundsDatetime as error:
        allowed = "days from 1678 to 2262, or pandas 3"
        raise CannotRunError(f"{table}: {error}; allowed for Stata: {allowed}") from error


def write_spss(contents: Contents, table: str, path: Path) -> None:
    """Write one table for SPSS, and for R's haven.

    Args:
        contents: what is exported; without a language the value labels are the codes.
        table: name of the table.
        path: the new file.
    """
    import pyreadstat

    frame = _plain(contents, table)
    labels: dict[str, dict[int | float, str]] = {}
    for name in map(str, frame.select_dtypes("category")):
        labels[name] = dict(enumerate(frame[name].cat.categories))
        frame[name] = frame[name].cat.codes.where(frame[name].notna()).astype("float64")
    for name in _dates(contents, table):
        frame[name] = frame[name].dt.date.astype("object").where(frame[name].notna(), None)
    pyreadstat.write_sav(
        frame,
        path,
        file_label=contents.title(table),
        column_labels=list(_variable_labels(contents, table).values()),
        variable_value_labels=labels,
        variable_measure=dict.fromkeys(labels, "nominal"),
    )


def _plain(contents: Contents, table: str) -> "pd.DataFrame":
    """Give a frame of the dtypes that both formats know."""
    import pandas as pd

    frame = contents.frames[table]
    columns: dict[str, Any] = {}
    labels = contents.labels(table)
    for name, field in contents.schema(table).fields.items():
        column = frame[name]
        if field.codes and not field.is_list:
            named = column.cat.rename_categories(labels.get(name, {}))
            columns[name] = named.cat.set_categories(
                named.cat.categories.astype("object"), rename=True
            )
        elif field.type == "boolean":
            columns[name] = column.astype("Float64").to_numpy("float64", na_value=float("nan"))
        elif field.type in ("integer", "year", "number"):
            columns[name] = column.to_numpy("float64", na_value=float("nan"))
        elif field.type == "date":
            columns[name] = column
        else:
            columns[name] = column.fillna("").astype("object")
    return pd.DataFrame(columns, index=frame.index)


def _dates(contents: Contents, table: str) -> list[str]:
    return [name for name, field in contents.schema(table).fields.items() if field.type == "date"]


def _variable_labels(contents: Contents, table: str) -> dict[str, str]:
    titles = contents.titles(table)
    return {
        name: _shortened(f"{titles[name]}: {contents.meaning(table, field)}")
        for name, field in contents.schema(table).fields.items()
    }


def _shortened(text: str) -> str:
    if len(text) <= _LONGEST_LABEL:
        return text
    return text[: _LONGEST_LABEL - 1].rpartition(" ")[0] + "…"
