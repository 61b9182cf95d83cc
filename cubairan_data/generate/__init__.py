"""Files that are generated from the contract: run ``python -m cubairan_data.generate`` to rewrite them."""

from collections.abc import Callable

from cubairan_data.generate import citation, codebook, croissant, descriptor, metadata, names

FILES: dict[str, Callable[[], str]] = {
    "datapackage.json": descriptor.text,
    "docs/codebook.md": codebook.text,
    "CITATION.cff": citation.text,
    ".zenodo.json": metadata.zenodo,
    "codemeta.json": metadata.codemeta,
    "docs/dataset.jsonld": metadata.schema_org,
    "croissant.json": croissant.text,
    "cubairan_data/loading/table_names.py": names.text,
}
