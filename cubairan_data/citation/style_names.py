"""The names of the citation styles."""

from typing import Literal

Style = Literal["apa", "chicago", "bibtex", "biblatex", "ris", "csl-json"]
