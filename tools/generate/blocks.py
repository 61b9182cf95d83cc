"""The generated blocks inside pages that people write.

A block stands between a line ``<!-- generated: NAME -->`` and a line ``<!-- /generated -->``.
"""

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

import cubairan_data as cid
from cubairan_data.citation.csl import dataset_item
from cubairan_data.citation.styles import apa
from cubairan_data.contract.catalogue import MODELS, path_of
from cubairan_data.contract.codes.exception_kinds import ExceptionKind
from cubairan_data.validation.rule_catalogue import by_family, catalogue
from tools.generate import second_reading, third_reading
from tools.generate.checkout import ROOT
from tools.generate.diagram import overview

if TYPE_CHECKING:
    import pandas as pd

_DATED: dict[cid.TableName, str] = {
    "visits": "date",
    "contacts": "date",
    "agreements": "signed",
    "sessions": "date",
    "financial_flows": "period",
    "projects": "period",
    "statements": "date",
    "measures": "period",
}
_ENOUGH = 2
_MARKER = re.compile(r"^([ \t]*<!--[^\n]*\bgenerated\b[^\n]*)$", re.MULTILINE)
_OPENING = re.compile(r"<!-- generated: ([a-z][a-z-]*) -->")
_CLOSING = "<!-- /generated -->"


class BlockError(Exception):
    """A page cannot be generated; the message names the file and the block."""


def filled(page: str, text: str) -> str:
    """Fill every block of a page.

    Args:
        page: name of the page, for messages.
        text: the page as it stands.

    Returns:
        The page with fresh blocks, all else unchanged.

    Raises:
        BlockError: a marker is malformed, has no partner, or names no block.
    """
    start, *rest = _MARKER.split(text)
    markers, following = rest[::2], rest[1::2]
    names = [_block_opened(page, marker) for marker in markers]
    _check_paired(page, names)
    parts = [start]
    for marker, name, body in zip(markers, names, following, strict=True):
        parts += [marker, f"\n\n{_content(page, name)}\n\n" if name else body]
    return "".join(parts)


def _block_opened(page: str, marker: str) -> str | None:
    """Return the name of the block that a marker opens, None for a closing one."""
    if marker == _CLOSING:
        return None
    if opening := _OPENING.fullmatch(marker):
        return opening.group(1)
    raise BlockError(f"{page}: malformed marker {marker!r}")


def _check_paired(page: str, names: list[str | None]) -> None:
    inside = None
    for name in names:
        if name and inside:
            raise BlockError(f"{page}: block {inside!r} is not closed before the next one")
        if not name and not inside:
            raise BlockError(f"{page}: {_CLOSING} closes no block")
        inside = name
    if inside:
        raise BlockError(f"{page}: block {inside!r} is not closed")


def _content(page: str, name: str) -> str:
    if name not in BLOCKS:
        raise BlockError(f"{page}: no block {name!r}; blocks: {', '.join(BLOCKS)}")
    return BLOCKS[name]()


def citation() -> str:
    """The citation of the dataset."""
    return f"> {apa(dataset_item())}"


def table_list() -> str:
    """Every table with its number of rows."""
    rows = (
        f"| [{name}](docs/codebook.md#{name}) | {model.META.group} "
        f"| {len(_records(path_of(model))):,} | {model.META.description} |"
        for name, model in MODELS.items()
    )
    return _table(("table", "group", "rows", "description"), rows)


def differences(table: str) -> str:
    """The cells that two coders coded differently, and how each was settled."""
    records = _records(f"docs/second-coding/{table}.csv")
    key = next(iter(records[0]))
    rows = (
        f"| {record[key]} | `{record['column']}` | {record['first'] or 'blank'} "
        f"| {record['second'] or 'blank'} | {record['settled'] or 'blank'} | {record['how']} |"
        for record in records
        if record["how"]
    )
    return _table((key.removesuffix("_id"), "column", "first", "second", "settled", "how"), rows)


def re_reading() -> str:
    """What the re-reading found in single rows."""
    rows = (
        f"| {record['table']} | {record['row_id']} | {record['settled']} |"
        for record in _records("docs/re-reading.csv")
        if record["settled"] and record["cells"]
    )
    return _table(("table", "row", "settled"), rows)


def second_readings() -> str:
    """What the second reading of the sources found."""
    return second_reading.summary(len(cid.open(ROOT).load("sources")))


def independence() -> str:
    """How many rows, and how many of their dates and summaries, two independent sources bear."""
    record = cid.open(ROOT)
    lines = []
    for table, date in _DATED.items():
        by_row = record.corroboration(table)["independent_sources"]
        by_cell = record.corroboration(table, by="cell").set_index("column")["independent_sources"]
        cells = [_share(by_cell[by_cell.index == column]) for column in (date, "summary")]
        lines.append(f"| {table} | {_share(by_row)} | {' | '.join(cells)} |")
    return _table(("table", "row", "date", "summary"), iter(lines))


def exceptions() -> str:
    """How many exceptions of each kind the rules of a family have."""
    rules = catalogue()
    kinds = [kind.value for kind in ExceptionKind]
    counts = Counter(
        (rules[row["rule"]].family, row["kind"])
        for row in _records(path_of(MODELS["exceptions"]))
        if row["rule"] in rules
    )
    admitting = Counter(rule.family for rule in rules.values() if rule.exceptions)
    lines = (
        f"| {family.value} | {len(listed)} | {admitting[family]} "
        f"| {' | '.join(str(counts[family, kind]) for kind in kinds)} |"
        for family, listed in by_family().items()
    )
    return _table(("family", "rules", "of them with exceptions", *kinds), lines)


def terms() -> str:
    """The terms of diplomacy and law in three languages, each with a source that uses it."""
    sources = {row["source_id"]: row for row in _records("seeds/evidence/sources.csv")}
    rows = (
        f"| {row['en']} | {row['es']}{_used_in(sources.get(row['es_source']))} "
        f"| {row['fa']}{_used_in(sources.get(row['fa_source']))} |"
        for row in _records("docs/terms.csv")
    )
    return _table(("English", "Spanish", "Persian"), rows)


def _used_in(source: dict[str, str] | None) -> str:
    return f" (`{source['source_id']}`)" if source else ""


def _share(counts: "pd.Series[int]") -> str:
    return f"{int((counts >= _ENOUGH).sum())} of {len(counts)}"


def _records(path: str) -> list[dict[str, str]]:
    with (ROOT / path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _table(header: tuple[str, ...], rows: Iterator[str]) -> str:
    return "\n".join([f"| {' | '.join(header)} |", f"|{'---|' * len(header)}", *rows])


BLOCKS: dict[str, Callable[[], str]] = {
    "citation": citation,
    "diagram": overview,
    "tables": table_list,
    "differences-visits": partial(differences, "visits"),
    "differences-agreements": partial(differences, "agreements"),
    "differences-flows": partial(differences, "financial_flows"),
    "re-reading": re_reading,
    "second-reading": second_readings,
    "third-reading": third_reading.cells,
    "blind-list": third_reading.facts,
    "independence": independence,
    "exceptions": exceptions,
    "terms": terms,
}
