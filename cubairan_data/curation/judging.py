"""Pairs that look alike because of new rows, and what a draft says of them."""

from collections.abc import Sequence

from cubairan_data.contract.codes.judgements import JudgementKind, JudgementVerdict
from cubairan_data.curation.drafts import SETTLED_BY, JudgementBlock
from cubairan_data.curation.forms import DraftError
from cubairan_data.curation.known import Known
from cubairan_data.matching.candidates import unsettled
from cubairan_data.matching.pair import Pair, second_table
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.raw import Cells, RawRow, RawTable
from cubairan_data.storage.schema import schemas


def open_pairs(known: Known) -> list[Pair]:
    """Find the pairs that look alike only with the new rows and that nobody has judged."""
    before = {pair.key for pair in unsettled(known.tables)}
    return [pair for pair in unsettled(_with_added(known)) if pair.key not in before]


def judged_pair(block: JudgementBlock, pairs: Sequence[Pair], known: Known) -> Pair:
    """Find the pair that a block of a draft is about.

    Args:
        block: the block.
        pairs: the pairs that look alike.
        known: the record with the new rows.

    Returns:
        The pair.

    Raises:
        DraftError: the block fits none of the pairs, or several.
    """
    fitting = [pair for pair in pairs if _is_about(block, pair, known)]
    if len(fitting) == 1:
        return fitting[0]
    path, found = f"{block.path}.{block.settled_by}", f"found {block.other!r}"
    if fitting:
        listed = _listed(fitting, known)
        raise DraftError(path, f"{found}, which fits {listed}; give table and row")
    row = f" {block.row!r}" if block.row else ""
    hint = f"; alike are {_listed(pairs, known)}" if pairs else ""
    raise DraftError(path, f"{found}, but no new row{row} looks like it{hint}")


def row_and_other(pair: Pair, known: Known) -> tuple[str, str]:
    """Give the row of a pair that is new, and the one that it looks like."""
    ids = pair.first_id, pair.second_id
    new = known.added[pair.table]
    is_first = pair.kind is JudgementKind.ORIGIN or (ids[0] in new and ids[1] not in new)
    return ids if is_first else ids[::-1]


def kept_apart(pair: Pair, reason: str) -> Cells:
    """Give the cells of the judgement that the two rows of a pair are two, but for its day."""
    is_identity = pair.kind is JudgementKind.IDENTITY
    verdict = JudgementVerdict.DIFFERENT if is_identity else JudgementVerdict.INDEPENDENT
    key = dict(zip(schemas()["judgements"].key, pair.key, strict=True))
    return {**key, "verdict": verdict.value, "reason": reason}


def settling(pair: Pair, known: Known, reason: str = "") -> Cells:
    """Write the block of a draft by which the two rows of a pair stay two."""
    row, other = row_and_other(pair, known)
    settled_by = next(field for field, kinds in SETTLED_BY.items() if pair.kind in kinds)
    return {"table": pair.table, "row": row, settled_by: other, "reason": reason}


def _is_about(block: JudgementBlock, pair: Pair, known: Known) -> bool:
    if pair.kind not in SETTLED_BY[block.settled_by] or block.table not in ("", pair.table):
        return False
    first = pair.table, pair.first_id
    second = second_table(pair.kind, pair.table), pair.second_id
    orders = [(first, second)]
    if pair.kind is not JudgementKind.ORIGIN:
        orders.append((second, first))
    return any(
        _is_named(*other, block.other, known)
        and (not block.row or _is_named(*row, block.row, known))
        for row, other in orders
    )


def _is_named(table: str, row_id: str, text: str, known: Known) -> bool:
    return row_id in known.named(table, text)


def _listed(pairs: Sequence[Pair], known: Known) -> str:
    return "; ".join(f"{pair.table} {' and '.join(row_and_other(pair, known))}" for pair in pairs)


def _with_added(known: Known) -> Tables:
    tables = known.tables
    for name, new in known.added.items():
        table = tables[name]
        rows = [*table.rows, *(RawRow(0, row_id, cells) for row_id, cells in new.items())]
        around = RawTable(table.schema, table.file, table.path, table.header, rows=rows)
        tables = tables.with_table(around)
    return tables
