"""Rules about judgements: every pair that looks alike is judged, and what was decided is done."""

from collections.abc import Iterator

from cubairan_data.contract.codes.judgements import JudgementKind, JudgementVerdict
from cubairan_data.contract.families import Family
from cubairan_data.matching.candidates import unsettled
from cubairan_data.matching.pair import second_table
from cubairan_data.provenance.independence import origins_of_sources
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.raw import RawRow
from cubairan_data.validation.rules.registry import Breach, rule

_ORIGIN_COLUMNS = {"derived_from", "origin_agency"}


@rule(
    "unsettled-pair",
    "Rows that look like one, or sources like one text, are judged or linked.",
    family=Family.DOUBLES,
)
def unsettled_pair(tables: Tables) -> Iterator[Breach]:
    for pair in unsettled(tables):
        table = tables[pair.table]
        is_origin = pair.kind is JudgementKind.ORIGIN
        place, other = (
            (pair.first_id, pair.second_id) if is_origin else (pair.second_id, pair.first_id)
        )
        message = f"looks like {other!r} ({pair.likeness}); allowed: link them, or judge the pair"
        row, column = table.by_id[place], table.schema.key[0]
        yield Breach(table, row, column, f"found {place!r}, which {message} in judgements")


@rule(
    "judgement-rows",
    "A judgement is about rows that exist or are retired.",
    family=Family.DECISIONS,
)
def judgement_rows(tables: Tables) -> Iterator[Breach]:
    judgements = tables["judgements"]
    retired = {
        (row.cells.get("table_name"), row.cells.get("old_id")) for row in tables["retired_ids"].rows
    }
    for row in judgements.rows:
        table = row.cells.get("table_name", "")
        named = {"first_id": table, "second_id": second_table(row.cells.get("kind", ""), table)}
        for column, name in named.items():
            row_id = row.cells.get(column, "")
            known = tables[name].by_id if name in tables else {}
            if row_id not in known and (name, row_id) not in retired:
                yield Breach(judgements, row, column, f"found {row_id!r}, which is not in {name}")


@rule(
    "judgement-done",
    "The record is as it was judged: merged, linked, or neither.",
    family=Family.DECISIONS,
)
def judgement_done(tables: Tables) -> Iterator[Breach]:
    judgements = tables["judgements"]
    for row in judgements.rows:
        if message := _contradiction(tables, row):
            yield Breach(judgements, row, "verdict", message)


def _contradiction(tables: Tables, row: RawRow) -> str | None:
    """Say how the record contradicts a judgement."""
    verdict = row.cells.get("verdict")
    if verdict == JudgementVerdict.SAME and not _is_merged(tables, row):
        return "found same, but neither row is retired in favour of the other; allowed: merge them"
    if verdict == JudgementVerdict.DIFFERENT and _is_merged(tables, row):
        return "found different, but one of the two is retired in favour of the other"
    if verdict == JudgementVerdict.REPRINT and not _is_linked(tables, row):
        return "found reprint, but the sources name no common origin; allowed: fill derived_from"
    if verdict == JudgementVerdict.INDEPENDENT and _is_linked(tables, row):
        return "found independent, but the sources name a common origin"
    return None


def _is_merged(tables: Tables, row: RawRow) -> bool:
    """Whether one of two rows is retired in favour of the other, or both of a third."""
    table = row.cells.get("table_name", "")
    ids = [row.cells.get(name, "") for name in ("first_id", "second_id")]
    first, second = (_successor(tables, table, row_id) for row_id in ids)
    return first == second


def _successor(tables: Tables, table: str, row_id: str) -> str:
    """Follow an identifier through those in favour of which it was retired."""
    retired = tables.derived(_successors)
    seen = {row_id}
    while (following := retired.get((table, row_id))) and following not in seen:
        row_id = following
        seen.add(row_id)
    return row_id


def _successors(tables: Tables) -> dict[tuple[str, str], str]:
    return {
        (cells["table_name"], cells["old_id"]): cells["new_id"]
        for cells in (row.cells for row in tables["retired_ids"].rows)
        if {"table_name", "old_id", "new_id"} <= cells.keys()
    }


def _is_linked(tables: Tables, row: RawRow) -> bool:
    first, second = row.cells.get("first_id", ""), row.cells.get("second_id", "")
    if row.cells.get("kind") == JudgementKind.ORIGIN:
        return bool(_ORIGIN_COLUMNS & tables.cells("sources").get(first, {}).keys())
    origins = origins_of_sources(tables)
    return bool(origins.get(first, frozenset()) & origins.get(second, frozenset()))
