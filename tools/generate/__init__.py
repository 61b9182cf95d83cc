"""Files that are generated: ``python -m tools.generate`` rewrites them."""

from collections.abc import Callable
from functools import partial

from tools.generate import (
    citation,
    codebook,
    country_extents,
    croissant,
    descriptor,
    iso_lists,
    metadata,
    page,
    public_names,
    reference,
    row_types,
    rules,
    table_names,
)

# The descriptor comes first: what is loaded for the pages is read by it.
FILES: dict[str, Callable[[], str]] = {
    "datapackage.json": descriptor.text,
    "docs/codebook.md": codebook.text,
    "CITATION.cff": citation.text,
    ".zenodo.json": metadata.zenodo,
    "codemeta.json": metadata.codemeta,
    "docs/dataset.jsonld": metadata.schema_org,
    "croissant.json": croissant.text,
    "cubairan_data/storage/table_names.py": table_names.text,
    "cubairan_data/contract/typed_objects.py": row_types.typed_objects,
    "cubairan_data/contract/__init__.pyi": row_types.models,
    "cubairan_data/contract/iso_lists.py": iso_lists.text,
    "cubairan_data/contract/country_extents.py": country_extents.text,
    "cubairan_data/__init__.pyi": public_names.text,
    "docs/reference.md": reference.text,
    "docs/rules.md": rules.text,
    # The examples of README are about one fixed case, and never record a fault of the data.
    "README.md": partial(page.with_blocks, "README.md"),
    "docs/evidence.md": partial(page.with_blocks_and_output, "docs/evidence.md"),
    "docs/reliability.md": partial(page.with_blocks, "docs/reliability.md"),
    **{name: partial(page.with_blocks_and_output, name) for name in page.how_to_pages()},
}
