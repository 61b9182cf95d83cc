"""One valid row of each table that has rules of its own; tests change a cell and look at it."""

from small_record import SMALL

from cubairan_data.contract.catalogue import MODELS
from cubairan_data.contract.edtf import bound

VALID = {table: rows[0] for table, rows in SMALL.items()} | {
    "agreements": {
        "agreement_id": "2001-05-trade-memorandum",
        "title": "Memorandum on trade",
        "kind": "memorandum",
        "sectors": "trade",
        "signed": "2001-05-07",
        "in_force": "2001-06/..",
        "status": "in_force",
        "document_count": "1",
        "summary": "Regular talks on trade.",
    },
    "statements": {
        "statement_id": "2001-05-08-lopez-trade",
        "date": "2001-05-08",
        "kind": "position",
        "topic": "economic_cooperation",
        "speaker_id": "ana-lopez",
        "standing": "uncontested",
        "summary": "Welcomes the memorandum.",
    },
    "measures": {
        "measure_id": "1962-embargo",
        "period": "1962/..",
        "kind": "embargo",
        "imposing_country_id": "USA",
        "target_country_id": "CUB",
        "summary": "Prohibits trade.",
    },
    "sessions": {
        "session_id": "joint-commission-3",
        "number": "3",
        "date": "2001-05-08/2001-05-09",
        "host_id": "IRN",
        "status": "held",
        "summary": "A session on trade.",
    },
    "projects": {
        "project_id": "joint-plant",
        "name": "Joint plant",
        "sector": "health",
        "period": "2001/2002",
        "status": "under_way",
        "summary": "A plant.",
    },
    "coverage": {
        "table_name": "visits",
        "period": "1999/2002",
        "languages": "en;es",
        "kinds_of_sources": "news_agency",
        "depth": "partial",
        "note": "Looked for journeys.",
    },
    "judgements": {
        "kind": "identity",
        "table_name": "officials",
        "first_id": "ana-lopez",
        "second_id": "reza-amini",
        "verdict": "different",
        "reason": "Two countries.",
        "judged": "2026-11-28",
    },
    "exceptions": {
        "table_name": "officials",
        "row_id": "reza-amini",
        "column": "name",
        "rule": "alias",
        "kind": "reviewed",
        "note": "Cousins of one name.",
        "judged": "2026-11-28",
    },
    "identifiers": {
        "table_name": "officials",
        "row_id": "ana-lopez",
        "scheme": "wikidata",
        "value": "Q1",
        "source_id": "agency-2001-visit",
    },
    "evidence": {
        "table_name": "visits",
        "row_id": "2001-05-lopez-tehran",
        "columns": "date",
        "source_id": "agency-2001-visit",
        "verdict": "contradicts",
        "reading": "2001-05-08",
        "reason": "typo",
        "locator": "The minister arrived,on Tuesday",
    },
}


def full(table: str, **changes: str | None) -> dict[str, str]:
    """Give the valid row of a table with some cells changed, None for blank, and its bounds."""
    row = {**VALID[table], **changes}
    cells = {name: cell for name, cell in row.items() if cell is not None}
    for name, text in MODELS[table].bound_columns():
        try:
            day = bound(cells[text], name) if text in cells else None
        except ValueError:
            continue
        if day:
            cells.setdefault(name, day.isoformat())
    return cells
