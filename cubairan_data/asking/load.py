"""Loading one table, whole or only what the evidence bears well enough."""

from collections.abc import Iterable

import pandas as pd

from cubairan_data.loading.frames import read_frame
from cubairan_data.loading.names import TableName


def load(
    table: TableName, *, min_independent: int | None = None, exclude_publishers: Iterable[str] = ()
) -> pd.DataFrame:
    """Load one table.

    Args:
        table: name of the table, as listed by `tables`.
        min_independent: keep only rows that at least so many independent witnesses support (see `corroboration`).
        exclude_publishers: leave these publishers (identifiers) or kinds of publishers (codes, as ``content_farm``)
            out of account; rows that nobody else supports are left out.

    Returns:
        A new DataFrame: identifiers, texts, lists (items joined by ``;``) and EDTF dates as ``string``, codes as
        ``category`` with every allowed code, counts, years and amounts (whole units) as ``Int64``, quantities and
        values as ``Float64``, flags as ``boolean``, date bounds as ``datetime64[s]``. Blank cells are missing; the
        text ``NA`` is a text.

    Raises:
        UnknownTableError: no table has this name.
        ValueError: the table does not rest on evidence lines, so it cannot be filtered by them, or a publisher is
            unknown.

    Example:
        >>> import cubairan_data as cid
        >>> visits = cid.load("visits")
        >>> str(visits["date_earliest"].dtype), str(visits["kind"].dtype), str(visits["date"].dtype)
        ('datetime64[s]', 'category', 'string')
        >>> len(cid.load("visits", min_independent=2)) < len(visits)
        True
    """
    frame = read_frame(table)
    excluded = (
        (exclude_publishers,) if isinstance(exclude_publishers, str) else tuple(exclude_publishers)
    )
    if min_independent is None and not excluded:
        return frame
    from cubairan_data.asking.witnesses import corroboration

    witnesses = corroboration(table, exclude_publishers=excluded)["independent_sources"]
    wanted = 1 if min_independent is None else min_independent
    return frame[(witnesses >= wanted).to_numpy(bool)].reset_index(drop=True)
