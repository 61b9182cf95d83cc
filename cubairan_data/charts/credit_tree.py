"""The rows about one credit as a tree: what was agreed, drawn, raised, repaid, and told again."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from cubairan_data.charts.code_labels import code_labels
from cubairan_data.charts.drawing import BLUE, GREY, WIDTH, altair, chart, colours, finished
from cubairan_data.contract.labels import word
from cubairan_data.errors import UnknownRowError, unknown
from cubairan_data.escaping import without_isolates
from cubairan_data.retrieval.titles import title_of
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.raw import Cells
from cubairan_data.storage.reader import Reader

_ROW = 22
_LABEL = 340
_INDENT = "·  "
_MILLION = 1_000_000


class Branch(NamedTuple):
    """One flow of a family, and how deep it hangs below the first."""

    flow_id: str
    depth: int
    cells: Cells


def root_of(flows: Mapping[str, Cells], flow_id: str) -> str:
    """Name the flow with which a chain of ``part_of_id`` begins."""
    seen = {flow_id}
    while (parent := flows[flow_id].get("part_of_id")) in flows and parent not in seen:
        flow_id = str(parent)
        seen.add(flow_id)
    return flow_id


def families(tables: Tables) -> dict[str, list[Branch]]:
    """Give the families of more than one flow by their first, the largest in front."""
    flows = tables.cells("financial_flows")
    parts: dict[str, list[str]] = defaultdict(list)
    for flow_id, cells in flows.items():
        if cells.get("part_of_id") in flows:
            parts[cells["part_of_id"]].append(flow_id)
    roots = [flow_id for flow_id in parts if root_of(flows, flow_id) == flow_id]
    found = {root: list(_branches(flows, parts, root, 0)) for root in roots}
    return dict(sorted(found.items(), key=lambda item: (-len(item[1]), item[0])))


def _branches(
    flows: Mapping[str, Cells], parts: Mapping[str, list[str]], flow_id: str, depth: int
) -> Iterator[Branch]:
    yield Branch(flow_id, depth, flows[flow_id])
    for part in sorted(parts.get(flow_id, ()), key=lambda each: _when(flows[each])):
        yield from _branches(flows, parts, part, depth + 1)


def _when(cells: Cells) -> str:
    return cells.get("period_earliest", "9999")


def credit_family(tables: Tables, flow: str | None, language: str) -> Any:
    """Draw the sums of one family that are told in its main currency, each row by itself.

    Raises:
        UnknownRowError: there is no such flow.
    """
    library = altair()
    members, currency = _of_one_currency(_members(tables, flow))
    stages = code_labels("financial_flows", "stage", language)
    rows = [
        {
            "at": at,
            "low": low / _MILLION,
            "high": high / _MILLION,
            "stage": stages[cells["stage"]],
            "additive": word(
                "plot.counted" if cells["is_additive"] == "true" else "plot.not_counted", language
            ),
        }
        for at, (_, _, cells) in enumerate(members)
        for low, high in [_amounts(cells)]
    ]
    # Two rows may have one name, so the axis is of places, with names for labels.
    reader = Reader(tables, language)
    names = [f"{_INDENT * depth}{_label(reader, cells)}" for _, depth, cells in members]
    axis = library.Axis(
        labelExpr=f"{json.dumps(names)}[datum.value]",
        labelLimit=_LABEL,
        labelAlign="left",
        labelPadding=_LABEL,
        ticks=False,
        domain=False,
    )
    title = f"{word('plot.amount_in_millions', language)} {currency}"
    counted = [word(key, language) for key in ("plot.counted", "plot.not_counted")]
    drawn = (
        chart(rows)
        .mark_bar(height=10)
        .encode(
            x=library.X("low:Q", title=title),
            x2="high:Q",
            y=library.Y("at:O", title=None, axis=axis),
            color=library.Color("additive:N", **colours(counted, [BLUE, GREY])),
            tooltip=["low:Q", "high:Q", "stage:N"],
        )
        .properties(width=WIDTH - 280, height={"step": _ROW})
    )
    return finished(drawn, word("plot.credit_family", language), language)


def _of_one_currency(members: list[Branch]) -> tuple[list[Branch], str]:
    """Keep the rows with a sum in the currency in which most are told."""
    told = [branch for branch in members if _amounts(branch.cells)[1]]
    counted = Counter(branch.cells.get("currency", "") for branch in told)
    currency = counted.most_common(1)[0][0] if counted else ""
    return [branch for branch in told if branch.cells.get("currency") == currency], currency


def _members(tables: Tables, flow: str | None) -> list[Branch]:
    flows = tables.cells("financial_flows")
    known = families(tables)
    if flow is None:
        return next(iter(known.values()), [])
    if flow not in flows:
        raise unknown(UnknownRowError, "row of financial_flows", flow, flows)
    root = root_of(flows, flow)
    return known.get(root, [Branch(root, 0, flows[root])])


def _amounts(cells: Cells) -> tuple[int, int]:
    """Give the ends of the bar; a single sum is a bar from nothing, as is one with no lower end."""
    low, high = cells.get("amount_low"), cells.get("amount_high")
    if low and high:
        return int(low), int(high)
    return 0, int(cells.get("amount") or high or low or 0)


def _label(reader: Reader, cells: Cells) -> str:
    title = without_isolates(title_of(reader, "financial_flows", cells))
    return f"{cells.get('period', '')} {title}".strip()
