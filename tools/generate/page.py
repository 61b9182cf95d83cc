"""Pages that people write, with generated blocks and, where it follows the data, example output."""

import re

from cubairan_data import dataset
from tools.generate.blocks import filled
from tools.generate.checkout import ROOT
from tools.generate.examples import rerun

# How-to pages whose examples write files or need other libraries; the tests run them in a folder.
IN_A_FOLDER = (
    "check-a-million-rows.md",
    "check-your-own-rows.md",
    "use-frames-elsewhere.md",
)


def with_blocks(name: str) -> str:
    """The whole of a page, by its path in the checkout, with fresh blocks."""
    return filled(name, (ROOT / name).read_text("utf-8"))


def with_version(name: str) -> str:
    """The whole of a page whose examples name the tag of a version, with that of this one."""
    return re.sub(r"\bv\d+\.\d+\.\d+\b", f"v{dataset.VERSION}", (ROOT / name).read_text("utf-8"))


def with_blocks_and_output(name: str) -> str:
    """The whole of a page with fresh blocks, and with fresh output of its examples."""
    return rerun(name, with_blocks(name))


def how_to_pages() -> list[str]:
    """Name the pages that show how to do one task each, in Python."""
    return sorted(
        f"docs/how-to/{file.name}"
        for file in (ROOT / "docs" / "how-to").glob("[a-z]*.md")
        # Pages on other programs have their own test, as have those in a folder.
        if ">>> " in file.read_text("utf-8") and file.name not in IN_A_FOLDER
    )
