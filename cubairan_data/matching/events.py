"""Events of one table that may be one: near in time, with people, sums or words in common."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

from cubairan_data.contract.edtf import Span, span
from cubairan_data.folding import folded
from cubairan_data.matching.pair import NEIGHBOURS, Pair, identity
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.raw import Cells

_ALIKE_TITLES = 88
# Of these, what else they have in common tells enough where one of the two has no date.
_TELLING_UNDATED = ("agreements", "financial_flows", "projects")
_ANY_DAY = Span(None, None)

Alike = Callable[[Cells, Cells], bool]


def like_events(tables: Tables) -> Iterator[Pair]:
    """Find events of one table that are near in time and alike in what they are."""
    yield from _near(tables, "visits", "date", 3, _same_journey(_travellers(tables)))
    yield from _near(tables, "contacts", "date", 2, _same_contact(_present(tables)))
    yield from _near(tables, "agreements", "signed", 31, _same_title("title", "kind"))
    yield from _near(tables, "statements", "date", 2, _same_words)
    yield from _near(tables, "financial_flows", "period", 366, _same_sum)
    yield from _near(tables, "measures", "period", 2, _same_target)
    yield from _near(tables, "projects", "period", 366, _same_title("name", "sector"))
    yield from _near(tables, "sessions", "date", 31, lambda one, other: True)


def _near(tables: Tables, table: str, column: str, days: int, alike: Alike) -> Iterator[Pair]:
    """Compare every event with those that begin before it is long over."""
    rows = tables.cells(table)
    dated = sorted(
        (when.earliest or date.min, when.latest or date.max, row_id)
        for row_id, cells in rows.items()
        if (when := _days(cells, column) or (_ANY_DAY if table in _TELLING_UNDATED else None))
    )
    for place, (_, ends, one) in enumerate(dated):
        for begins, _, other in dated[place + 1 : place + 1 + NEIGHBOURS]:
            if begins - min(ends, begins) > timedelta(days=days):
                break
            if alike(rows[one], rows[other]):
                dates = ", ".join(rows[each].get(column, "undated") for each in (one, other))
                yield identity(table, one, other, f"near in time ({dates})")


def _days(cells: Cells, column: str) -> Span | None:
    try:
        return span(cells[column])
    except (KeyError, ValueError):
        return None


def _present(tables: Tables) -> Mapping[str, set[str]]:
    """Who took part in each contact."""
    people: dict[str, set[str]] = {}
    for row in tables["contact_participants"].rows:
        contact, official = row.cells.get("contact_id", ""), row.cells.get("official_id", "")
        people.setdefault(contact, set()).add(official)
    return people


def _travellers(tables: Tables) -> Mapping[str, set[str]]:
    """Who travelled on each visit."""
    people: dict[str, set[str]] = {}
    for row in tables["visit_participants"].rows:
        visit, official = row.cells.get("visit_id", ""), row.cells.get("official_id", "")
        if row.cells.get("role") in ("lead", "member"):
            people.setdefault(visit, set()).add(official)
    return people


def _same_journey(participants: Mapping[str, set[str]]) -> Alike:
    def alike(one: Cells, other: Cells) -> bool:
        if any(one.get(name) != other.get(name) for name in ("sender_id", "host_id")):
            return False
        travellers, others = (
            participants.get(each.get("visit_id", ""), set()) for each in (one, other)
        )
        return bool(travellers & others) or not (travellers and others)

    return alike


def _same_contact(people: Mapping[str, set[str]]) -> Alike:
    """Two contacts may be one where the same people met, or nobody is named for one of them."""

    def alike(one: Cells, other: Cells) -> bool:
        present, others = (people.get(each.get("contact_id", ""), set()) for each in (one, other))
        few = min(len(present), len(others))
        return one.get("mode") == other.get("mode") and len(present & others) >= min(few, 2)

    return alike


def _same_title(title: str, kind: str) -> Alike:
    from rapidfuzz import fuzz

    def alike(one: Cells, other: Cells) -> bool:
        titles = folded(one.get(title, "")), folded(other.get(title, ""))
        return one.get(kind) == other.get(kind) and fuzz.token_sort_ratio(*titles) >= _ALIKE_TITLES

    return alike


def _same_words(one: Cells, other: Cells) -> bool:
    speakers = ("speaker_id", "speaker_org_id", "speaker_name")
    speaks = any(name in one and one[name] == other.get(name) for name in speakers)
    return (
        speaks and one.get("topic") == other.get("topic") and one.get("kind") == other.get("kind")
    )


def _same_sum(one: Cells, other: Cells) -> bool:
    """Whether two flows are one sum, or one delivery of as much of the same."""
    figure = "amount" if "amount" in one else "quantity" if "quantity" in one else "goods"
    same = ("kind", "stage", "currency", "quantity_unit", "provider_id", "receiver_id", figure)
    return figure in one and all(one.get(name) == other.get(name) for name in same)


def _same_target(one: Cells, other: Cells) -> bool:
    same = ("kind", "imposing_country_id", "target_country_id", "target_org_id")
    return all(one.get(name) == other.get(name) for name in same)
