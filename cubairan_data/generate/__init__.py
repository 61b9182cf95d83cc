"""Files that are generated from the contract: run ``python -m cubairan_data.generate`` to rewrite them."""

from collections.abc import Callable

from cubairan_data.generate import citation, codebook, descriptor, names

FILES: dict[str, Callable[[], str]] = {
    "datapackage.json": descriptor.text,
    "docs/codebook.md": codebook.text,
    "CITATION.cff": citation.text,
    "cubairan_data/loading/names.py": names.text,
}
