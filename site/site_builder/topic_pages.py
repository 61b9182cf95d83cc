"""The pages of one topic each: agreements by sector, money, measures, votes."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

import pandas as pd
from markupsafe import Markup

from cubairan_data.charts.credit_tree import Branch, families
from cubairan_data.contract.lists import DELIMITER
from cubairan_data.errors import MixedFlowsError
from site_builder.rendering import Page, Renderer
from site_builder.site_charts import Picture
from site_builder.site_record import Place, SiteRecord
from site_builder.site_words import Language
from site_builder.spoken_dates import spoken

Pictures = dict[tuple[str, str], Picture]
_VOTES = ("un_votes_identical", "un_votes_partly", "un_votes_opposed", "un_votes_joint")
_FIGURES = ("amount", "amount_low", "amount_high")


class Cell(NamedTuple):
    """A cell of a table below a chart."""

    text: str
    url: str = ""


Table = tuple[str, list[str], list[list[Cell]]]


def topic_pages(
    record: SiteRecord, renderer: Renderer, pictures: Pictures
) -> Iterator[tuple[Page, str]]:
    """Render the page of each topic."""
    language = renderer.language
    topics = (
        ("agreements-by-sector/", "sectors", "agreements_by_sector", "topic.html", _sectors),
        ("money/", "credit", "money", "money.html", _money),
        ("measures-in-force/", "measures", "measures_in_force", "topic.html", _measures),
        ("un-votes/", "votes", "un_votes", "topic.html", _votes),
    )
    for path, chart, key, template, tables in topics:
        page = Page(path, language.word(key), language.word(f"{key}.what"))
        context: dict[str, Any] = {
            "figure": figure(renderer, page, chart, language.word(f"{key}.chart"), pictures),
            "how": language.word(f"{key}.how"),
            "tables": tables(record, language),
        }
        if template == "money.html":
            context["families"] = _families(record, language)
        yield page, renderer.render(template, page, **context)


def figure(renderer: Renderer, page: Page, chart: str, caption: str, pictures: Pictures) -> Markup:
    """Show a chart with what it shows in words; nothing where no chart was drawn."""
    picture = pictures.get((chart, renderer.language.code))
    if picture is None:
        return Markup("")
    text = renderer.render(
        "figure.html",
        page,
        name=chart,
        alt=caption,
        caption=caption,
        width=picture.width,
        height=picture.height,
    )
    return Markup(text)


def _sectors(record: SiteRecord, language: Language) -> list[Table]:
    counted: Counter[tuple[str, str]] = Counter()
    for cells in record.cells("agreements").values():
        for sector in cells.get("sectors", "").split(DELIMITER):
            if sector:
                counted[sector, cells["status"]] += 1
    statuses = list(dict.fromkeys(status for _, status in sorted(counted)))
    sectors = Counter[str]()
    for (sector, _), number in counted.items():
        sectors[sector] += number
    rows = [
        [
            Cell(
                language.label("agreements", "sectors", sector),
                f"agreements/index.html?sector={sector}",
            ),
            Cell(str(total)),
            *(Cell(str(counted[sector, status] or "")) for status in statuses),
        ]
        for sector, total in sectors.most_common()
    ]
    headers = [
        language.column("agreements", "sectors"),
        language.word("all"),
        *(language.label("agreements", "status", status) for status in statuses),
    ]
    return [(language.word("table_below"), headers, rows)]


def _measures(record: SiteRecord, language: Language) -> list[Table]:
    panel = record.record.panel(zeros="all")
    columns = ["year", "measures_in_force_low", "measures_in_force_high"]
    years = [
        [
            Cell(str(year), f"timeline/{year}/index.html" if year in record.by_year else ""),
            Cell(str(low)),
            Cell(str(high)),
        ]
        for year, low, high in panel[columns].dropna().itertuples(index=False)
    ]
    headers = [language.word("year"), language.word("certain"), language.word("at_most")]
    still = [
        (place, cells)
        for row_id, cells in record.cells("measures").items()
        if cells.get("period", "").endswith("/..")
        and record.whens.get(place := Place("measures", row_id))
    ]
    rows = [
        [
            Cell(record.titles[place], f"{place.path}index.html"),
            Cell(spoken(cells["period"], language)),
            Cell(language.label("measures", "kind", cells["kind"])),
        ]
        for place, cells in still
    ]
    of_rows = [
        language.word("row"),
        language.column("measures", "period"),
        language.column("measures", "kind"),
    ]
    return [
        (language.word("open_measures"), of_rows, rows),
        (language.word("table_below"), headers, years[::-1]),
    ]


def _votes(record: SiteRecord, language: Language) -> list[Table]:
    by_year: dict[str, dict[str, str]] = {}
    for cells in record.cells("indicators").values():
        if cells["indicator"] in _VOTES:
            by_year.setdefault(cells["year"], {})[cells["indicator"]] = cells["value"]
    headers = [
        language.word("year"),
        *(language.label("indicators", "indicator", each) for each in _VOTES),
    ]
    rows = [
        [
            Cell(year),
            *(
                Cell(values[kind], f"indicators/{kind}/{year}/index.html")
                if kind in values
                else Cell("")
                for kind in _VOTES
            ),
        ]
        for year, values in sorted(by_year.items(), reverse=True)
    ]
    return [(language.word("table_below"), headers, rows)]


def _money(record: SiteRecord, language: Language) -> list[Table]:
    flows = record.record.load("financial_flows")
    known = flows[flows[list(_FIGURES)].notna().any(axis=1)]
    groups = known.groupby(
        ["kind", "stage", "provider_id", "receiver_id", "currency"], observed=True
    )
    rows = [
        row
        for group, own in groups
        if (row := _total(record, language, tuple(map(str, group)), own))
    ]
    headers = [
        language.word("money.kind"),
        language.word("direction"),
        language.word("at_least"),
        language.word("at_most"),
        language.column("financial_flows", "currency"),
    ]
    return [(language.word("totals"), headers, rows)]


def _total(
    record: SiteRecord, language: Language, group: tuple[str, ...], own: pd.DataFrame
) -> list[Cell] | None:
    kind, stage, giver, taker, currency = group
    try:
        total = record.record.total(own, currency)
    except MixedFlowsError:
        return None
    labels = [
        language.label("financial_flows", name, code)
        for name, code in (("kind", kind), ("stage", stage))
    ]
    countries = [record.name(Place("countries", each)) for each in (giver, taker)]
    return [
        Cell(", ".join(labels), f"financial_flows/index.html?kind={kind}"),
        Cell(" → ".join(countries)),
        Cell("" if total.low is None else f"{total.low:,}"),
        Cell("" if total.high is None else f"{total.high:,}"),
        Cell(currency),
    ]


def _families(record: SiteRecord, language: Language) -> list[list[dict[str, Any]]]:
    """Give each family of flows as a tree."""
    return [_tree(record, language, members) for members in families(record.tables).values()]


def _tree(record: SiteRecord, language: Language, members: list[Branch]) -> list[dict[str, Any]]:
    roots: list[dict[str, Any]] = []
    path: list[dict[str, Any]] = []
    for flow_id, depth, cells in members:
        place = Place("financial_flows", flow_id)
        reason = cells.get("additive_reason")
        node: dict[str, Any] = {
            "path": place.path,
            "title": record.titles[place],
            "when": spoken(cells["period"], language) if "period" in cells else "",
            "why": language.label("financial_flows", "additive_reason", reason) if reason else "",
            "parts": [],
        }
        del path[depth:]
        (path[-1]["parts"] if path else roots).append(node)
        path.append(node)
    return roots
