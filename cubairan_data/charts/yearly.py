"""Charts of what the panel counts by year."""

from typing import Any

import pandas as pd

from cubairan_data.analysis.panel import Form, panel
from cubairan_data.charts.code_labels import code_labels
from cubairan_data.charts.drawing import (
    BLUE,
    GREEN,
    ORANGE,
    PURPLE,
    WIDTH,
    Rows,
    altair,
    bar_of_year,
    chart,
    colours,
    finished,
    widened,
)
from cubairan_data.contract.labels import word
from cubairan_data.dataset import FIRST_YEAR
from cubairan_data.storage.folder import Tables

_DIRECTIONS = {
    "visits_cub_to_irn": BLUE,
    "visits_irn_to_cub": GREEN,
    "visits_third_country": ORANGE,
}
_MILLION = 1_000_000


def visits_by_year(tables: Tables, language: str) -> Any:
    """Draw the visits of each year, by direction."""
    drawn = _visits(_panel(tables), language).properties(width=WIDTH, height=240)
    return finished(drawn, word("plot.visits_by_year", language), language)


def relation_by_year(tables: Tables, language: str) -> Any:
    """Draw the visits, agreements, credit and measures of each year, one below the other."""
    counts = _panel(tables)
    # A record in which nothing was searched has no years.
    years = [int(year) for year in counts["year"]] or [FIRST_YEAR]
    parts = [
        _visits(counts, language),
        _agreements(counts, language),
        _credit(tables, language),
        _measures(counts, language),
    ]
    library = altair()
    same = library.Scale(domain=[years[0] - 0.5, years[-1] + 0.5], nice=False, zero=False)
    sized = [_with_scale(part, same).properties(width=WIDTH, height=84) for part in parts]
    drawn = library.vconcat(*sized, spacing=14).resolve_scale(
        color="independent", shape="independent"
    )
    return finished(drawn, word("plot.relation_by_year", language), language)


def measures_in_force(tables: Tables, language: str) -> Any:
    """Draw how many measures were in force in each year, between bounds."""
    drawn = _measures(_panel(tables), language).properties(width=WIDTH, height=240)
    return finished(drawn, word("plot.measures_in_force", language), language)


def _panel(tables: Tables) -> pd.DataFrame:
    # A bar shows what was found; how thoroughly a year was searched stands beside the chart.
    return panel(tables, Form(zeros="all"))


def _with_scale(part: Any, scale: Any) -> Any:
    for layer in getattr(part, "layer", [part]):
        layer.encoding.x.scale = scale
    return part


def _visits(counts: pd.DataFrame, language: str) -> Any:
    library = altair()
    names = {column: word(f"plot.{column}", language) for column in _DIRECTIONS}
    rows = [
        {"year": int(row["year"]), "direction": name, "visits": int(row[column])}
        for row in counts.to_dict("records")
        for column, name in names.items()
        if row[column]
    ]
    colour = colours(list(names.values()), list(_DIRECTIONS.values()))
    return (
        chart(widened(rows))
        .mark_bar()
        .encode(
            **bar_of_year(),
            y=library.Y("visits:Q", title=word("plot.visits", language), axis=_counted()),
            color=library.Color("direction:N", **colour),
            tooltip=["year:Q", "direction:N", "visits:Q"],
        )
    )


def _agreements(counts: pd.DataFrame, language: str) -> Any:
    library = altair()
    rows = _counts(counts, "agreements_signed")
    return (
        chart(widened(rows))
        .mark_bar(color=PURPLE)
        .encode(
            **bar_of_year(),
            y=library.Y("count:Q", title=word("plot.agreements_signed", language), axis=_counted()),
            tooltip=["year:Q", "count:Q"],
        )
    )


def _counts(counts: pd.DataFrame, column: str) -> Rows:
    known = counts[["year", column]].dropna()
    return [
        {"year": int(year), "count": int(count)} for year, count in known.itertuples(index=False)
    ]


def _credit(tables: Tables, language: str) -> Any:
    """Draw each credit by itself: most are told at several stages, so their sum means nothing."""
    library = altair()
    stages = code_labels("financial_flows", "stage", language)
    flows = tables.frame("financial_flows")
    lines = flows[flows["kind"].isin(["credit_line", "loan"]) & flows["period_earliest"].notna()]
    rows = [
        {
            "year": row["period_earliest"].year,
            "amount": int(amount) / _MILLION,
            "stage": stages[row["stage"]],
            "currency": row["currency"],
        }
        for row in lines.to_dict("records")
        if pd.notna(amount := row["amount"]) or pd.notna(amount := row["amount_high"])
    ]
    named = sorted({row["stage"] for row in rows})
    return (
        chart(rows)
        .mark_point(filled=True, size=70, opacity=0.8)
        .encode(
            x=library.X(
                "year:Q", title=None, axis=library.Axis(format="d", tickCount=10, grid=False)
            ),
            y=library.Y(
                "amount:Q", title=word("plot.credit_in_millions", language), axis=_counted()
            ),
            color=library.Color("stage:N", **colours(named, [GREEN, BLUE, ORANGE, PURPLE])),
            shape=library.Shape("currency:N", title=None),
            tooltip=["year:Q", "amount:Q", "currency:N", "stage:N"],
        )
    )


def _measures(counts: pd.DataFrame, language: str) -> Any:
    library = altair()
    columns = ["measures_in_force_low", "measures_in_force_high"]
    known = counts[["year", *columns]].dropna()
    rows = [
        {"year": int(year), "low": int(low), "high": int(high)}
        for year, low, high in known.itertuples(index=False)
    ]
    x = library.X("year:Q", title=None, axis=library.Axis(format="d", tickCount=10, grid=False))
    base = chart(rows).encode(x=x)
    title = word("plot.measures_in_force_bounds", language)
    band = base.mark_area(color=ORANGE, opacity=0.35).encode(
        y=library.Y("low:Q", title=title, axis=_counted()), y2="high:Q"
    )
    line = base.mark_line(color=ORANGE).encode(y=library.Y("low:Q", title=title))
    return library.layer(band, line)


def _counted() -> Any:
    return altair().Axis(tickCount=4, tickMinStep=1, format="d", grid=True)
