"""The picture at the head of README: the relation by year, as `plot.relation_by_year` draws it.

Drawing takes long, and another version of the libraries writes another file. So the file names what
it was drawn from, the data and the code of the chart, and is drawn anew only where these changed.
"""

import json
from collections.abc import Iterator
from hashlib import sha256
from importlib.util import find_spec
from typing import Any

import cubairan_data as cid
from tools.generate.checkout import ROOT

FILE = "docs/pictures/relation-by-year.svg"
_CODE = ("drawing", "yearly")
_MARK = "<!-- drawn from {} -->"


def text() -> str:
    """The picture as SVG; as it stands, where the libraries that draw are missing."""
    file = ROOT / FILE
    found = file.read_text("utf-8") if file.is_file() else ""
    if not all(map(find_spec, ("altair", "vl_convert"))):
        return found
    spec = cid.open(ROOT).plot.relation_by_year().to_dict()
    mark = _MARK.format(_digest(spec))
    if found.rstrip().endswith(mark):
        return found
    import vl_convert

    return f"{vl_convert.vegalite_to_svg(spec)}\n{mark}\n"


def _digest(spec: dict[str, Any]) -> str:
    code = [(ROOT / f"cubairan_data/charts/{name}.py").read_text("utf-8") for name in _CODE]
    drawn = json.dumps([list(_values(spec)), code], sort_keys=True)
    return sha256(drawn.encode()).hexdigest()[:16]


def _values(spec: Any) -> Iterator[Any]:
    """Give the data of a chart, which it names where all its parts share them."""
    if isinstance(spec, list):
        for part in spec:
            yield from _values(part)
    elif isinstance(spec, dict):
        for name, part in spec.items():
            if name in ("values", "title"):
                yield part
            else:
                yield from _values(part)
