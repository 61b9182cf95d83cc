"""The tables as Parquet files that carry their descriptions, units, licence and citation."""

from pathlib import Path
from typing import TYPE_CHECKING

from cubairan_data.exports.contents import Contents

if TYPE_CHECKING:
    import pyarrow


def write_parquet(contents: Contents, table: str, path: Path) -> None:
    """Write one table, compressed with zstd.

    Args:
        contents: what is exported.
        table: name of the table.
        path: the new file.
    """
    import pyarrow.parquet

    pyarrow.parquet.write_table(_described(contents, table), path, compression="zstd")


def _described(contents: Contents, table: str) -> "pyarrow.Table":
    import pyarrow

    schema = contents.schema(table)
    frame = contents.frames[table]
    if contents.language:
        from cubairan_data.storage.labelled import with_labels

        frame = with_labels(frame, schema, contents.language)
    plain = pyarrow.Table.from_pandas(frame, preserve_index=False)
    titles = contents.titles(table)
    fields = [
        plain.schema.field(name).with_metadata(
            {
                "title": titles[name],
                "description": contents.meaning(table, field),
                "unit": contents.unit(field),
                "role": field.role,
            }
        )
        for name, field in schema.fields.items()
    ]
    about_table = {
        **(plain.schema.metadata or {}),
        **{f"dataset_{key}": value for key, value in contents.metadata.items()},
        "title": contents.title(table),
        "description": contents.description(table),
    }
    return pyarrow.Table.from_arrays(
        plain.columns, schema=pyarrow.schema(fields, metadata=about_table)
    )
