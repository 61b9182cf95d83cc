"""Files that are generated: ``python -m tools.generate`` rewrites them."""

from collections.abc import Callable

from tools.generate import (
    citation,
    codebook,
    croissant,
    descriptor,
    metadata,
    public_names,
    table_names,
)

FILES: dict[str, Callable[[], str]] = {
    "datapackage.json": descriptor.text,
    "docs/codebook.md": codebook.text,
    "CITATION.cff": citation.text,
    ".zenodo.json": metadata.zenodo,
    "codemeta.json": metadata.codemeta,
    "docs/dataset.jsonld": metadata.schema_org,
    "croissant.json": croissant.text,
    "cubairan_data/storage/table_names.py": table_names.text,
    "cubairan_data/__init__.pyi": public_names.text,
}
