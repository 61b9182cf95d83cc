"""Select rows and columns of a table by what the user typed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import typer

from cubairan_data.cli.conditions import condition
from cubairan_data.cli.nearest import nothing_found
from cubairan_data.cli.periods import Period, dated_by, is_chronological, starts
from cubairan_data.contract.labels import Language
from cubairan_data.errors import UnknownColumnError, unknown
from cubairan_data.folding import sort_key
from cubairan_data.storage.names import TableName
from cubairan_data.storage.schema import Schema, schemas

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Wanted:
    """What is wanted of a table: which rows, in what order, and how many of them."""

    where: Sequence[str] = ()
    since: str | None = None
    until: str | None = None
    sort: str | None = None
    first: int | None = None
    last: int | None = None
    language: Language = "en"
    """The language by whose alphabet texts are sorted."""


@dataclass(frozen=True)
class Selection:
    """The rows that are wanted, and what to say about them."""

    frame: "pd.DataFrame"
    remarks: Sequence[str]


def selection(frame: "pd.DataFrame", table: TableName, wanted: Wanted) -> Selection:
    """Select the rows that are wanted.

    Raises:
        typer.BadParameter: a condition or a date has another form, or the table has no dates.
        UnknownColumnError: the table has no such column.
        UnknownNameError: a value is not a code of its column.
    """
    if wanted.first and wanted.last:
        raise typer.BadParameter("found both --first and --last; allowed: one of them")
    schema = schemas()[table]
    conditions = [condition(schema, text) for text in wanted.where]
    kept = frame
    for each in conditions:
        kept = kept[each.met(kept)]
    remarks = [] if len(kept) else [nothing_found(table, frame, conditions)]
    if len(kept) and (wanted.since or wanted.until):
        kept, remarks = _within(kept, schema, Period(wanted.since, wanted.until))
    kept, unsorted = _cropped(kept, schema, wanted)
    return Selection(kept, [*remarks, *unsorted])


def labelled(selected: Selection, table: TableName, language: Language | None) -> Selection:
    """Put labels in place of the codes of the rows that were selected, None for the codes."""
    if language is None:
        return selected
    from cubairan_data.storage.labelled import with_labels

    return replace(selected, frame=with_labels(selected.frame, schemas()[table], language))


def _within(
    frame: "pd.DataFrame", schema: Schema, period: Period
) -> "tuple[pd.DataFrame, list[str]]":
    column = dated_by(schema)
    if column is None:
        raise typer.BadParameter(f"--since and --until: the rows of {schema.name} have no date")
    kept = frame[period.covers(frame, column)]
    by = "" if column == "date" else f" ({column})"
    remarks = [] if len(kept) else [f"no row of {schema.name} is dated {period}{by}"]
    if undated := int(frame[column].isna().sum()):
        remarks.append(f"left out: {_rows(undated)} without {column}")
    return kept, remarks


def _cropped(
    frame: "pd.DataFrame", schema: Schema, wanted: Wanted
) -> "tuple[pd.DataFrame, list[str]]":
    """Sort the rows and take the first or last of them; the last are never blank ones."""
    ordered_by = dated_by(schema) if is_chronological(schema) else None
    if wanted.sort:
        ordered_by = wanted.sort.removeprefix("-").strip()
        chosen_column(frame, ordered_by)
        is_ascending = not wanted.sort.startswith("-")
        frame = _sorted(frame, ordered_by, wanted.language, is_ascending=is_ascending)
    elif ordered_by and wanted.last:
        frame = frame.loc[starts(frame, ordered_by).sort_values(kind="stable").index]
    if wanted.first:
        return frame.head(wanted.first), []
    if not wanted.last:
        return frame, []
    remarks = []
    if ordered_by and (blank := frame[ordered_by].isna()).any() and not blank.all():
        frame = frame[~blank]
        remarks = [f"left out: {_rows(int(blank.sum()))} without {ordered_by}"]
    return frame.tail(wanted.last), remarks


def _sorted(
    frame: "pd.DataFrame", name: str, language: Language, *, is_ascending: bool
) -> "pd.DataFrame":
    by: pd.Series[Any] = frame[name]
    if f"{name}_earliest" in frame.columns:
        by = starts(frame, name)
    elif by.dtype == "string":
        by = by.map(lambda text: sort_key(text, language), na_action="ignore")
    return frame.loc[by.sort_values(ascending=is_ascending, kind="stable").index]


def chosen_column(frame: "pd.DataFrame", name: str) -> str:
    """Return the name of a column; raises UnknownColumnError."""
    if name not in frame.columns:
        raise unknown(UnknownColumnError, "column", name, list(frame.columns), "columns")
    return name


def chosen_columns(frame: "pd.DataFrame", names: str) -> list[str]:
    """Read names of columns with commas between them, blanks around them allowed.

    Raises:
        UnknownColumnError: the table has no such column.
        typer.BadParameter: there is no name.
    """
    chosen = [chosen_column(frame, name.strip()) for name in names.split(",") if name.strip()]
    if not chosen:
        raise typer.BadParameter(f"--columns {names!r}: found no name of a column")
    return list(dict.fromkeys(chosen))


def without_bounds(frame: "pd.DataFrame", table: TableName) -> "pd.DataFrame":
    """Drop the date bounds, which repeat what the dates say."""
    bounds = [bound.name for bound, _ in schemas()[table].bounds]
    return frame.drop(columns=bounds)


def rows_named(table: TableName, keys: Sequence[str]) -> "pd.DataFrame":
    """Return the rows of a table with these keys, or all rows if there are none.

    Raises:
        UnknownRowError: the table has no such row.
    """
    import cubairan_data as cid
    from cubairan_data.errors import UnknownRowError
    from cubairan_data.provenance.lines import row_ids

    frame = cid.load(table)
    if not keys:
        return frame
    ids = row_ids(table, frame)
    known = set(ids)
    for key in keys:
        if key not in known:
            raise unknown(UnknownRowError, f"row of {table}", key, known)
    return frame[ids.isin(keys)]


def _rows(count: int) -> str:
    return f"{count:,} row{'' if count == 1 else 's'}"
