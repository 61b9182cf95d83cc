"""A title for every dated row, also where its table has none."""

from collections.abc import Callable, Mapping

from cubairan_data.contract.lists import DELIMITER
from cubairan_data.storage.raw import Cells
from cubairan_data.storage.reader import Reader
from cubairan_data.storage.wording import label

# What happened needs no word; all else stands behind the title.
_DONE = ("took_place", "held")
# More people than these are not named one by one.
_MOST_NAMED = 5
_SIDES = {"CUB": "cuban", "IRN": "iranian"}


def title_of(reader: Reader, table: str, cells: Cells) -> str:
    """Give the title of a row, made of its cells where the table has no such column."""
    make = _MAKERS.get(table)
    if make is None:
        return reader.title(cells) if "title" in cells else reader.isolated(cells.get("name", ""))
    title = make(Maker(reader, table, cells))
    status = cells.get("status") if table in ("visits", "sessions", "contacts") else None
    if not status or status in _DONE:
        return title
    return f"{title} ({status if reader.is_english else label_of(reader, table, cells, 'status')})"


def label_of(reader: Reader, table: str, cells: Cells, column: str) -> str:
    """Give the label of the code in a cell, as within a sentence."""
    return label(table, column, cells[column], reader.language).lower()


class Maker:
    """Makes the title of one row of one table."""

    def __init__(self, reader: Reader, table: str, cells: Cells) -> None:
        self.reader, self.table, self.cells = reader, table, cells

    def get(self, column: str) -> str | None:
        """Give a cell, None if it is blank."""
        return self.cells.get(column)

    def name(self, table: str, column: str) -> str:
        """Give the name of what a cell refers to."""
        return self.reader.name(table, self.cells.get(column))

    def label(self, column: str) -> str:
        """Give the label of a code, as at the beginning of a title."""
        return label(self.table, column, self.cells[column], self.reader.language)

    def lower(self, column: str) -> str:
        """Give the label of a code, as within a title."""
        return label_of(self.reader, self.table, self.cells, column)

    def joined(self, *parts: str) -> str:
        """Join the parts of a title by commas."""
        return self.reader.listed(list(parts))


def _visit(made: Maker) -> str:
    reader = made.reader
    places = [reader.place(each) for each in (made.get("places") or "").split(DELIMITER) if each]
    where = reader.listed(places) or made.name("countries", "host_id")
    sender = _SIDES.get(made.get("sender_id") or "")
    who = made.name("officials", "lead_official_id") or reader.word(
        f"title.{sender}_delegation" if sender else "title.meeting"
    )
    return reader.word("title.in_place", who=who, place=where)


def _contact(made: Maker) -> str:
    reader, place = made.reader, made.get("place")
    what = made.joined(made.label("occasion"), made.lower("mode"))
    people = [reader.name("officials", each) for each in reader.people_of(made.cells["contact_id"])]
    if not people:
        return made.joined(what, reader.place(place)) if place else what
    *others, last = people[:_MOST_NAMED]
    if len(people) > _MOST_NAMED:
        who = reader.word("title.and_others", people=made.joined(*others, last))
    elif others:
        who = reader.word("title.two_people", first=made.joined(*others), second=last)
    else:
        who = last
    return f"{who}: {what.lower()}"


def _session(made: Maker) -> str:
    reader, number, place = made.reader, made.get("number"), made.get("place")
    numbered = reader.word("title.session_number", number=number) if number else ""
    where = f"{reader.word('list.comma')}{reader.place(place)}" if place else ""
    return reader.word("title.session", number=numbered, place=where)


def _flow(made: Maker) -> str:
    what = made.joined(made.label("kind"), made.lower("stage"))
    amounts = ("amount_low", "amount", "amount_high")
    sums = [f"{int(made.cells[name]):,}" for name in amounts if name in made.cells]
    if sums:
        low, *high = sums
        between = made.reader.word("title.range", low=low, high=high[-1]) if high else low
        return f"{what}: {between} {made.get('currency') or ''}"
    if "quantity" in made.cells:
        number = f"{float(made.cells['quantity']):,.12g}"
        unit = made.lower("quantity_unit")
        return f"{what}: {made.reader.word('title.quantity', number=number, unit=unit)}"
    goods = made.get("goods")
    return f"{what}: {made.reader.isolated(goods)}" if goods else what


def _statement(made: Maker) -> str:
    who = (
        made.name("officials", "speaker_id")
        or made.get("speaker_name")
        or made.name("organizations", "speaker_org_id")
    )
    return f"{who}: {made.joined(made.lower('kind'), made.label('topic'))}"


def _measure(made: Maker) -> str:
    imposer, target = (
        made.name("organizations", f"{side}_org_id") or made.name("countries", f"{side}_country_id")
        for side in ("imposing", "target")
    )
    return made.reader.word(
        "title.measure", kind=made.label("kind"), imposer=imposer, target=target
    )


def _tenure(made: Maker) -> str:
    office = made.reader.isolated(made.cells["office"])
    return f"{made.name('officials', 'official_id')}: {office}"


_MAKERS: Mapping[str, Callable[[Maker], str]] = {
    "visits": _visit,
    "contacts": _contact,
    "sessions": _session,
    "financial_flows": _flow,
    "statements": _statement,
    "measures": _measure,
    "tenures": _tenure,
}
