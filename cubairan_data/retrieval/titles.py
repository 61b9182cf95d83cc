"""A title for every dated row, also where its table has none."""

from collections.abc import Callable

from cubairan_data.contract.lists import DELIMITER
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.raw import Cells
from cubairan_data.storage.wording import label

# What happened needs no word; all else stands behind the title.
_DONE = ("took_place", "held")
_SIDES = {"CUB": "Cuban", "IRN": "Iranian"}


def title_of(tables: Tables, table: str, cells: Cells) -> str:
    """Give the title of a row, made of its cells where the table has no such column."""
    make = _MAKERS.get(table)
    if make is None:
        return next((cells[name] for name in ("title", "name") if name in cells), "")
    title = make(tables, cells)
    status = cells.get("status") if table in ("visits", "sessions", "contacts") else None
    return f"{title} ({status})" if status and status not in _DONE else title


def _visit(tables: Tables, cells: Cells) -> str:
    who = name_of(tables, "officials", cells.get("lead_official_id"))
    where = _list(cells.get("places")) or name_of(tables, "countries", cells.get("host_id"))
    sender = _SIDES.get(cells.get("sender_id", ""))
    who = who or (f"{sender} delegation" if sender else "Meeting")
    return f"{who} in {where}"


def _contact(tables: Tables, cells: Cells) -> str:
    what = f"{_label('contacts', 'occasion', cells)}, {_lower('contacts', 'mode', cells)}"
    people = [
        name_of(tables, "officials", each["official_id"])
        for each in tables.cells("contact_participants").values()
        if each["contact_id"] == cells["contact_id"]
    ]
    return f"{' and '.join(people)}: {what.lower()}" if 0 < len(people) < 3 else what


def _session(tables: Tables, cells: Cells) -> str:
    number = f", session {cells['number']}" if "number" in cells else ""
    place = f", {cells['place']}" if "place" in cells else ""
    return f"Joint commission{number}{place}"


def _flow(tables: Tables, cells: Cells) -> str:
    what = (
        f"{_label('financial_flows', 'kind', cells)}, {_lower('financial_flows', 'stage', cells)}"
    )
    sums = [
        f"{int(cells[name]):,}" for name in ("amount_low", "amount", "amount_high") if name in cells
    ]
    if sums:
        return f"{what}: {' to '.join(sums)} {cells.get('currency', '')}"
    if "quantity" in cells:
        unit = _lower("financial_flows", "quantity_unit", cells)
        return f"{what}: {float(cells['quantity']):,.12g} {unit}s"
    return f"{what}: {cells['goods']}" if "goods" in cells else what


def _statement(tables: Tables, cells: Cells) -> str:
    who = (
        name_of(tables, "officials", cells.get("speaker_id"))
        or cells.get("speaker_name")
        or name_of(tables, "organizations", cells.get("speaker_org_id"))
    )
    topic = _label("statements", "topic", cells)
    return f"{who}: {_lower('statements', 'kind', cells)}, {topic}"


def _measure(tables: Tables, cells: Cells) -> str:
    imposer, target = (
        name_of(tables, "organizations", cells.get(f"{side}_org_id"))
        or name_of(tables, "countries", cells.get(f"{side}_country_id"))
        for side in ("imposing", "target")
    )
    return f"{_label('measures', 'kind', cells)} by {imposer}, against {target}"


def _tenure(tables: Tables, cells: Cells) -> str:
    return f"{name_of(tables, 'officials', cells['official_id'])}: {cells['office']}"


_MAKERS: dict[str, Callable[[Tables, Cells], str]] = {
    "visits": _visit,
    "contacts": _contact,
    "sessions": _session,
    "financial_flows": _flow,
    "statements": _statement,
    "measures": _measure,
    "tenures": _tenure,
}


def name_of(tables: Tables, table: str, row_id: str | None) -> str:
    """Give the name of a person, a body or a country; empty for None."""
    if row_id is None:
        return ""
    return tables.cells(table).get(row_id, {}).get("name", row_id)


def _label(table: str, column: str, cells: Cells) -> str:
    return label(table, column, cells[column])


def _lower(table: str, column: str, cells: Cells) -> str:
    return _label(table, column, cells).lower()


def _list(text: str | None) -> str:
    return ", ".join(text.split(DELIMITER)) if text else ""
