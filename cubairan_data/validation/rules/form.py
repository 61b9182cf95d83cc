"""Rules about the files: one canonical form, so that a diff shows only what changed."""

from collections.abc import Iterator

from cubairan_data.contract.families import Family
from cubairan_data.storage.canonical import sort_key, written_anew
from cubairan_data.storage.folder import Tables
from cubairan_data.storage.raw import RawRow
from cubairan_data.validation.rules.registry import Breach, rule


@rule(
    "order",
    "Rows are in canonical order (date, then identifier).",
    family=Family.FORM,
)
def order(tables: Tables) -> Iterator[Breach]:
    for table in tables.values():
        previous = None
        for row in table.rows:
            current = sort_key(table.schema, row.cells)
            if previous is not None and current < previous[0]:
                message = f"found after {previous[1]!r}; run: cubairan-data format"
                yield Breach(table, row, table.schema.sort[0], message)
            previous = (current, row.id)


@rule(
    "canonical",
    "Files are UTF-8, LF, RFC 4180, quoted only where needed, without blank lines.",
    family=Family.FORM,
)
def canonical(tables: Tables) -> Iterator[Breach]:
    for table in tables.values():
        if table.findings or not table.content:
            continue
        expected = written_anew(cells for _, cells in table.lines)
        if table.content != expected:
            pairs = zip(table.content.split("\n"), expected.split("\n"), strict=False)
            lines = (line for line, (actual, right) in enumerate(pairs, 1) if actual != right)
            place = RawRow(line, "", {}) if (line := next(lines, 0)) else None
            yield Breach(table, place, None, "not in canonical form; run: cubairan-data format")
