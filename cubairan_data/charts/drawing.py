"""What all charts share: the library, its colours and type, and the direction of writing."""

from importlib.util import find_spec
from typing import Any

from cubairan_data.errors import CannotRunError

BLUE, GREEN, ORANGE, PURPLE, GREY = "#1f5fa8", "#1b7f5a", "#b35900", "#7a3e9d", "#6b7280"
WIDTH = 640
Rows = list[dict[str, Any]]


def altair() -> Any:
    """Import the library that draws.

    Raises:
        CannotRunError: it is not installed.
    """
    missing = [name for name in ("altair", "vl_convert") if find_spec(name) is None]
    if missing:
        install = 'pip install "cubairan-data[plot]"'
        raise CannotRunError(f"charts need {missing[0]}, which is missing; run: {install}")
    import altair

    return altair


def chart(rows: Rows) -> Any:
    """Begin a chart of rows; as values, of which there may be more than Altair takes of a frame."""
    library = altair()
    return library.Chart(library.Data(values=rows))


def finished(drawn: Any, title: str, language: str) -> Any:
    """Give a chart its title and type."""
    side = "end" if language == "fa" else "start"
    return (
        drawn.properties(title=title)
        .configure(font="Liberation Sans, Arial, sans-serif", background="white")
        .configure_title(anchor=side, fontSize=15, offset=12)
        .configure_axis(labelFontSize=11, titleFontSize=11, titleFontWeight="normal")
        .configure_legend(labelFontSize=11, titleFontSize=11, labelLimit=320, orient="bottom")
        .configure_view(stroke=None)
    )


def bar_of_year() -> dict[str, Any]:
    """Give the encodings that draw a bar from the middle of a year to that of the next."""
    library = altair()
    axis = library.Axis(format="d", tickCount=10, grid=False)
    scale = library.Scale(zero=False, nice=False)
    return {
        "x": library.X("from:Q", bin="binned", title=None, axis=axis, scale=scale),
        "x2": "to:Q",
    }


def widened(rows: Rows) -> Rows:
    """Add the ends of the bar of each row."""
    return [{**row, "from": row["year"] - 0.4, "to": row["year"] + 0.4} for row in rows]


def colours(domain: list[str], range_: list[str], title: str | None = None) -> Any:
    """Give one colour to each of a few names."""
    library = altair()
    scale = library.Scale(domain=domain, range=range_[: len(domain)])
    legend = library.Legend(title=title, columns=3)
    return {"scale": scale, "legend": legend, "title": title}
