"""Files that are generated: ``python -m tools.generate`` rewrites them."""

from collections.abc import Callable
from functools import partial

from tools.generate import (
    citation,
    codebook,
    croissant,
    descriptor,
    metadata,
    page,
    public_names,
    reference,
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
    "cubairan_data/__init__.pyi": public_names.text,
    "docs/reference.md": reference.text,
    # The examples of README are about one fixed case, and never record a fault of the data.
    "README.md": partial(page.with_blocks, "README.md"),
    "docs/evidence.md": partial(page.with_blocks_and_output, "docs/evidence.md"),
    **{
        f"docs/how-to/{name}.md": partial(page.with_blocks_and_output, f"docs/how-to/{name}.md")
        for name in ("find-rows", "count-and-sum", "cite-sources")
    },
    "docs/reliability.md": partial(page.with_blocks, "docs/reliability.md"),
}
