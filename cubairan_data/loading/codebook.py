"""The codebook as a DataFrame."""

import pandas as pd

from cubairan_data.loading import descriptor
from cubairan_data.loading.frames import TEXT
from cubairan_data.loading.names import TableName


def codebook(table: TableName) -> pd.DataFrame:
    """Describe the columns of one table.

    Args:
        table: name of the table, as listed by `tables`.

    Returns:
        One row a column of the table, all ``string``: ``column``, ``type``, ``description``, ``codes`` (one ``code:
        definition`` a line), ``unit``, ``example``, ``key`` (``primary``, or the table referred to), ``role`` (what
        must stand behind a value: sourced, coded, derived, recorded).

    Raises:
        UnknownTableError: no table has this name.

    Example:
        >>> import cubairan_data as cid
        >>> book = cid.codebook("visits").set_index("column")
        >>> book.loc["lead_official_id", "key"]
        'references officials'
    """
    schema = descriptor.resource(table)["schema"]
    references = {
        key["fields"][0]: f"references {key['reference'].get('resource', table)}"
        for key in schema.get("foreignKeys", [])
    }
    rows = [
        {
            "column": field["name"],
            "type": field["cell"],
            "description": field["description"],
            "codes": "\n".join(
                f"{code['value']}: {code['definition']}" for code in field.get("codes", [])
            )
            or pd.NA,
            "unit": field.get("unit", pd.NA),
            "example": field["example"],
            "key": "primary"
            if field["name"] in schema["primaryKey"]
            else references.get(field["name"], pd.NA),
            "role": field["role"],
        }
        for field in descriptor.fields(table)
    ]
    return pd.DataFrame(rows, dtype=TEXT)
