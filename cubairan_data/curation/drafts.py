"""A draft: one row with its sources and whom it names, read from TOML and checked for form."""

import math
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cubairan_data.contract.cell_kinds import CellType
from cubairan_data.contract.codes.judgements import JudgementKind
from cubairan_data.contract.columns import Column
from cubairan_data.contract.lists import DELIMITER
from cubairan_data.curation.forms import (
    BLOCKS,
    DraftError,
    companions,
    given_columns,
    needs_sources,
    takes_sources,
)
from cubairan_data.curation.passages import locator
from cubairan_data.errors import did_you_mean
from cubairan_data.storage.names import TableName
from cubairan_data.storage.raw import Cells, shortened

# What a block holds beside the columns of its table.
SOURCE_EXTRAS = ("supports", "passage", "passage_note", "publisher", "contradicts")
CONTRADICTION_KEYS = ("column", "reading", "reason", "note")
# The fields that name the row which a new one is not, and the questions that they answer.
SETTLED_BY = {
    "not_the_same_as": (JudgementKind.IDENTITY,),
    "independent_of": (JudgementKind.INDEPENDENCE, JudgementKind.ORIGIN),
}
# The columns of an exception that a draft gives; the row is the main one unless it says another.
EXCEPTION_KEYS = ("column", "rule", "kind", "source_id", "note")
# The types of TOML that a cell may have beside a text, and how a message calls each of them.
_ALSO: dict[CellType, tuple[type, ...]] = {
    CellType.EDTF: (date, int),
    CellType.DAY: (date,),
    CellType.YEAR: (int,),
    CellType.COUNT: (int,),
    CellType.NUMBER: (int, float),
    CellType.FLAG: (bool,),
}
_CALLED: dict[type, str] = {
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    date: "a date",
    list: "a list of texts",
}
_LONGEST_NUMBER = 18


@dataclass(frozen=True)
class RowBlock:
    """A new row as drafted; ``source`` and ``passage`` where another than the first bears it."""

    path: str
    table: TableName
    cells: Cells
    source: str = ""
    passage: str = ""


@dataclass(frozen=True)
class Contradiction:
    """Another reading of one column, as drafted."""

    path: str
    cells: Cells
    passage: str


@dataclass(frozen=True)
class SourceBlock:
    """A text as drafted, and what it says about the row."""

    path: str
    cells: Cells
    publisher: Cells = field(default_factory=dict)
    supports: tuple[str, ...] = ()
    passage: str = ""
    passage_note: str = ""
    contradicts: tuple[Contradiction, ...] = ()


@dataclass(frozen=True)
class JudgementBlock:
    """Why a row is not the one that it looks like; ``row`` where several look like that one."""

    path: str
    settled_by: str
    other: str
    reason: str
    row: str = ""
    table: str = ""


@dataclass(frozen=True)
class ExceptionBlock:
    """Why a cell of a new row breaks a rule and is right; ``row`` where it is not the main one."""

    path: str
    cells: Cells
    row: str = ""
    table: str = ""


@dataclass(frozen=True)
class Draft:
    """One row with its sources, the new rows that come along, what they are not and may be."""

    main: RowBlock
    companions: tuple[RowBlock, ...] = ()
    sources: tuple[SourceBlock, ...] = ()
    judgements: tuple[JudgementBlock, ...] = ()
    exceptions: tuple[ExceptionBlock, ...] = ()


def parse(text: str, main: TableName) -> Draft:
    """Read a draft.

    Raises:
        DraftError: it is not TOML, or a block or a field is not one of this table's draft.
    """
    try:
        return read(_content(text), main)
    except RecursionError as error:
        raise DraftError("the draft", "is nested too deeply") from error


def _content(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    # A fault of TOML, or a number longer than Python reads.
    except ValueError as error:
        raise DraftError("the draft", f"cannot be read as TOML: {error}") from error


def read(content: Mapping[str, Any], main: TableName) -> Draft:
    """Read the content of a draft; raises DraftError."""
    beside = {BLOCKS[table]: table for table in companions(main)}
    allowed = [BLOCKS[main], *beside]
    if takes_sources(main):
        allowed.insert(1, "source")
        allowed += [BLOCKS["judgements"], BLOCKS["exceptions"]]
    for name in content:
        if name not in allowed:
            blocks = did_you_mean(name, allowed, "blocks")
            raise DraftError(name, f"no block of a draft of {main}{blocks}")
    if isinstance(content.get(BLOCKS[main]), list):
        raise DraftError(BLOCKS[main], "found several; allowed: one row per draft")
    main_rows = _blocks(content, BLOCKS[main])
    if not main_rows:
        raise DraftError(BLOCKS[main], f"blank; a draft of {main} fills it")
    sources = tuple(_source(block, path) for path, block in _blocks(content, "source"))
    judgements, exceptions = (
        _blocks(content, BLOCKS[table]) if takes_sources(main) else []
        for table in ("judgements", "exceptions")
    )
    if not sources and needs_sources(main):
        raise DraftError("source", "blank; nothing enters the record without a passage")
    return Draft(
        _row(main_rows[0][1], BLOCKS[main], main, main),
        tuple(
            _row(block, path, table, main)
            for name, table in beside.items()
            for path, block in _blocks(content, name)
        ),
        sources,
        tuple(_judgement(block, path) for path, block in judgements),
        tuple(_exception(block, path) for path, block in exceptions),
    )


def _blocks(content: Mapping[str, Any], name: str, within: str = "") -> list[tuple[str, Any]]:
    """Give the filled blocks of one name, each with its path."""
    found = content.get(name, [])
    listed = found if isinstance(found, list) else [found]
    path = f"{within}.{name}" if within else name
    blocks = []
    for place, block in enumerate(listed):
        if not isinstance(block, dict):
            raise DraftError(path, f"found {block!r}; allowed: a block with columns, [{path}]")
        if _is_filled(block):
            blocks.append((f"{path}[{place}]", block))
    return blocks


def _is_filled(value: Any) -> bool:
    if isinstance(value, dict):
        return any(map(_is_filled, value.values()))
    if isinstance(value, list):
        return any(map(_is_filled, value))
    return bool(value.strip()) if isinstance(value, str) else value is not None


def _row(block: dict[str, Any], path: str, table: TableName, main: TableName) -> RowBlock:
    is_borne = table != main and takes_sources(main)
    columns = given_columns(table, main)
    if not is_borne:
        return RowBlock(path, table, _texts(block, path, columns, ()))
    source = _text(block.get("source_id", ""), f"{path}.source_id")
    texts = _texts(block, path, columns, ("source_id", "passage"))
    return RowBlock(path, table, texts, source, _passage(block, path))


def _source(block: dict[str, Any], path: str) -> SourceBlock:
    cells = _texts(block, path, given_columns("sources", "sources"), SOURCE_EXTRAS)
    publishers = _blocks(block, "publisher", path)
    columns = given_columns("publishers", "publishers")
    supports = _text(block.get("supports", ""), f"{path}.supports", (list,))
    return SourceBlock(
        path,
        cells,
        _texts(publishers[0][1], f"{path}.publisher", columns, ()) if publishers else {},
        tuple(filter(None, supports.split(DELIMITER))),
        _passage(block, path),
        _text(block.get("passage_note", ""), f"{path}.passage_note"),
        tuple(_contradiction(each, where) for where, each in _blocks(block, "contradicts", path)),
    )


def _contradiction(block: dict[str, Any], path: str) -> Contradiction:
    # A reading is of whatever type its column is.
    taken = {name: tuple(_CALLED) if name == "reading" else () for name in CONTRADICTION_KEYS}
    return Contradiction(path, _read(block, path, taken, ["passage"]), _passage(block, path))


def _judgement(block: dict[str, Any], path: str) -> JudgementBlock:
    texts = _read(block, path, dict.fromkeys(("table", "row", *SETTLED_BY, "reason"), ()), ())
    given = [name for name in SETTLED_BY if name in texts]
    if len(given) != 1:
        found = " and ".join(given) or "neither"
        raise DraftError(path, f"found {found}; needed: one of {' and '.join(SETTLED_BY)}")
    if "reason" not in texts:
        raise DraftError(f"{path}.reason", "blank; needed: what decides it, in short")
    return JudgementBlock(path, given[0], texts.pop(given[0]), **texts)


def _exception(block: dict[str, Any], path: str) -> ExceptionBlock:
    texts = _read(block, path, dict.fromkeys((*EXCEPTION_KEYS, "row", "table"), ()), ())
    cells = {name: texts[name] for name in EXCEPTION_KEYS if name in texts}
    return ExceptionBlock(path, cells, texts.get("row", ""), texts.get("table", ""))


def _texts(
    block: Mapping[str, Any], path: str, columns: Iterable[Column], extras: Iterable[str]
) -> Cells:
    """Read the filled columns of a block as the texts of cells."""
    taken = {
        column.name: (list,) if column.is_list else _ALSO.get(column.cell, ()) for column in columns
    }
    return _read(block, path, taken, extras)


def _read(
    block: Mapping[str, Any],
    path: str,
    taken: Mapping[str, tuple[type, ...]],
    extras: Iterable[str],
) -> Cells:
    """Read the filled fields of a block as texts.

    Args:
        block: the block.
        path: where it is in the draft.
        taken: the fields to read, each with the types that it may have beside a text.
        extras: the fields that the block may have besides.
    """
    allowed = [*taken, *extras]
    for name in block:
        if name not in allowed:
            fields = did_you_mean(name, allowed, "fields")
            raise DraftError(f"{path}.{name}", f"no field of this block{fields}")
    texts = {
        name: _text(block[name], f"{path}.{name}", taken[name]) for name in block if name in taken
    }
    return {name: text for name, text in texts.items() if text}


def _text(value: Any, path: str, also: tuple[type, ...] = ()) -> str:
    """Write a value of TOML as the text of a cell, if it is a text or of another type allowed."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value.strip())
    if isinstance(value, int) and abs(value) >= 10**_LONGEST_NUMBER:
        raise DraftError(path, f"found a number of more than {_LONGEST_NUMBER} digits")
    # By the very type, since true is an int to Python, and a time of day on a date is a date.
    if type(value) not in also or (isinstance(value, float) and not math.isfinite(value)):
        allowed = " or ".join(["a text", *(_CALLED[each] for each in also)])
        raise DraftError(path, f"found {_shown(value)}; allowed: {allowed}")
    if isinstance(value, list):
        return DELIMITER.join(filter(None, (_text(item, path) for item in value)))
    return str(value).lower() if isinstance(value, bool) else str(value)


def _shown(value: Any) -> str:
    """Show a value as a draft has it, or as Python does where that differs much."""
    if isinstance(value, (bool, float)):
        return str(value).lower()
    return shortened(repr(value) if isinstance(value, (dict, list)) else str(value))


def _passage(block: Mapping[str, Any], path: str) -> str:
    """Read a passage: the whole of it in one text, or its first and its last words in a list."""
    passage, path = block.get("passage", ""), f"{path}.passage"
    if not isinstance(passage, list):
        return locator(_text(passage, path))
    ends = [end for item in passage if (end := _text(item, path))]
    if len(ends) > 2 or any("," in end for end in ends):
        found = shortened(str(ends))
        raise DraftError(
            path, f"found {found}; allowed: first words and last words, without commas"
        )
    return ",".join(ends)
