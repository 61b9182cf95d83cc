"""Rules about the files themselves: one canonical form, so that a diff shows only what changed."""

from collections.abc import Iterator

from cubairan_data.validation.canonical import canonical_text, sort_key
from cubairan_data.validation.finding import Finding
from cubairan_data.validation.reading import Data
from cubairan_data.validation.rules.registry import rule


@rule("order", "Rows stand in the canonical order (date, then identifier).")
def order(data: Data) -> Iterator[Finding]:
    for table in data.values():
        previous = None
        for row in table.rows:
            current = sort_key(table.row, row.cells)
            if previous is not None and current < previous[0]:
                message = f"found after {previous[1]!r}; run: cubairan-data format"
                yield table.finding(row, table.row.TABLE.sort[0], "order", message)
            previous = (current, row.id)


@rule("canonical", "Files are UTF-8, LF, RFC 4180 with quotes only where needed, no blank lines.")
def canonical(data: Data) -> Iterator[Finding]:
    for table in data.values():
        if table.findings or not table.content:
            continue
        wanted = canonical_text(table.row, [row.cells for row in table.rows])
        if table.content == wanted:
            continue
        pairs = zip(table.content.split("\n"), wanted.split("\n"), strict=False)
        line = next(
            (number for number, (found, right) in enumerate(pairs, 1) if found != right), None
        )
        finding = table.finding(
            None, None, "canonical", "not in canonical form; run: cubairan-data format"
        )
        yield Finding(
            finding.table,
            finding.file,
            line,
            None,
            None,
            finding.rule,
            finding.severity,
            finding.message,
        )
