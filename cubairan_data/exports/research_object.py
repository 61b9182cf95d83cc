"""RO-Crate: the tables with their Data Package descriptor and the crate's own metadata."""

from pathlib import Path

from cubairan_data import dataset
from cubairan_data.errors import CannotRunError
from cubairan_data.exports.contents import Contents
from cubairan_data.storage.locate import DESCRIPTOR
from cubairan_data.storage.names import TABLE_NAMES


def write_research_object(contents: Contents, folder: Path) -> None:
    """Write a crate: ``datapackage.json`` and the tables as they are, ``ro-crate-metadata.json``.

    Args:
        contents: what is exported.
        folder: the new folder.

    Raises:
        CannotRunError: only some tables are to be exported.
    """
    from rocrate.model import ContextEntity
    from rocrate.rocrate import ROCrate

    tables = [*contents.names, *contents.empty]
    if len(tables) < len(TABLE_NAMES):
        raise CannotRunError("an RO-Crate holds the whole record; export it without naming tables")
    known, root = contents.metadata, contents.record.root
    crate = ROCrate()
    crate.name, crate.description = known["title"], known["description"]
    crate.root_dataset["version"] = known["version"]
    crate.datePublished = f"{dataset.RELEASED}T00:00:00+00:00"
    crate.root_dataset["keywords"] = list(dataset.KEYWORDS)
    crate.root_dataset["citation"] = known["citation"]
    licence = crate.add(
        ContextEntity(
            crate,
            known["licence_url"],
            properties={"@type": "CreativeWork", "name": dataset.DATA_LICENSE_TITLE},
        )
    )
    crate.license = licence
    contributors = crate.add(
        ContextEntity(
            crate, "#contributors", properties={"@type": "Organization", "name": known["creators"]}
        )
    )
    crate.root_dataset["author"] = contributors
    crate.add_file(
        root / DESCRIPTOR,
        DESCRIPTOR,
        properties={"name": "Data Package descriptor", "encodingFormat": "application/json"},
    )
    for table in tables:
        schema = contents.schema(table)
        crate.add_file(
            root / schema.path,
            schema.path,
            properties={
                "name": contents.title(table),
                "description": contents.description(table),
                "encodingFormat": "text/csv",
            },
        )
    crate.write(folder)
