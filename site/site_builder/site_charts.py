"""The pictures of the site: the charts of `plot`, as SVG for light and dark pages."""

import re
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

from site_builder.site_record import SiteRecord

# What is dark on white becomes light on dark; the shades of the charts become lighter.
_DARK = {
    "white": "#14181d",
    "#ffffff": "#14181d",
    "black": "#e6e9ed",
    "#000": "#e6e9ed",
    "#1f5fa8": "#6aa7ea",
    "#1b7f5a": "#5cc49a",
    "#b35900": "#f0a24f",
    "#7a3e9d": "#c391e0",
    "#6b7280": "#a3abb8",
    "#ddd": "#333b45",
    "#888": "#8d97a5",
    "#8a5a44": "#c79a83",
    "#a3245b": "#e57aa8",
    "#3d7d8a": "#7fc0cd",
    "#5b6b1f": "#b3c56a",
    "#333333": "#c9ced6",
}
_COLOUR = re.compile(r'"(white|black|#[0-9a-fA-F]{3,6})"')
_SIZE = re.compile(r'<svg[^>]*? width="([0-9.]+)"[^>]*? height="([0-9.]+)"')
CHARTS = {
    "relation": "relation_by_year",
    "sectors": "agreements_by_sector",
    "credit": "credit_family",
    "measures": "measures_in_force",
    "votes": "votes",
}


@dataclass(frozen=True)
class Picture:
    """A chart in one language."""

    light: str
    dark: str
    width: int
    height: int


def are_possible() -> bool:
    """Whether the libraries that draw are installed."""
    return all(map(find_spec, ("altair", "vl_convert")))


def picture(record: SiteRecord, name: str, language: str) -> Picture | None:
    """Draw a chart; None where there is nothing to draw, which has no size."""
    svg = _svg(drawn(record, name, language))
    found = _SIZE.search(svg)
    if not found:
        return None
    return Picture(svg, dark(svg), round(float(found[1])), round(float(found[2])))


def drawn(record: SiteRecord, name: str, language: str) -> Any:
    """Give a chart of the site, as Altair has it."""
    method = getattr(record.record.plot, CHARTS[name])
    return method(language=language)


def card(record: SiteRecord) -> bytes:
    """Draw the picture that other sites show beside a link."""
    import vl_convert

    made = drawn(record, "relation", "en").to_dict()
    return bytes(vl_convert.vegalite_to_png(made, scale=1.5))


def _svg(chart: Any) -> str:
    import vl_convert

    return str(vl_convert.vegalite_to_svg(chart.to_dict()))


def dark(svg: str) -> str:
    """Give a chart the colours of a dark page."""

    def replaced(match: "re.Match[str]") -> str:
        return f'"{_DARK.get(match[1].lower(), match[1])}"'

    turned = _COLOUR.sub(replaced, svg)
    # Texts without a colour of their own are black.
    return re.sub(r"<text (?![^>]*\bfill=)", '<text fill="#e6e9ed" ', turned)
