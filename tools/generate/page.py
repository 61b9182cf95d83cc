"""Pages that people write, with generated blocks and examples whose output is generated."""

from tools.generate.blocks import filled
from tools.generate.checkout import ROOT
from tools.generate.examples import rerun


def text(name: str) -> str:
    """The whole of a page, by its path in the checkout."""
    written = (ROOT / name).read_text("utf-8")
    return rerun(name, filled(name, written))
