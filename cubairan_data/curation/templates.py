"""Drafts as text: the blank one with its comments, and a filled one to be kept."""

import json
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from cubairan_data.contract.catalogue import MODELS
from cubairan_data.contract.columns import Column
from cubairan_data.curation.drafts import CONTRADICTION_KEYS, EXCEPTION_KEYS
from cubairan_data.curation.forms import (
    BLOCKS,
    companions,
    given_columns,
    needs_sources,
    takes_sources,
    when_blank,
)
from cubairan_data.curation.identifiers import key_column
from cubairan_data.storage.names import TableName

_WIDTH = 100
_PASSAGE = (
    "The words that say so: a passage, of which the first and the last words are kept, or these "
    'two by themselves, without commas: ["The minister arrived", "left for Caracas"].'
)
_SUPPORTS = {
    True: "The columns that it bears; blank: every sourced one filled above.",
    False: "The columns that it bears, such as date and places.",
}


def template(main: TableName) -> str:
    """Write the blank draft of a row, with what the contract says about every column.

    Args:
        main: the table of the row.

    Returns:
        TOML, to be filled.
    """
    return "\n".join(_template(main)).strip() + "\n"


def _template(main: TableName) -> Iterator[str]:
    block = BLOCKS[main]
    command = f"cubairan-data add {block} --from draft.toml"
    yield from _comment(f"{MODELS[main].META.description} Table: {main}.")
    yield "#"
    yield from _comment(
        "Fill in what the source says; whatever stays blank is left out, whole blocks too. A block "
        "in double brackets may be repeated. What the record has already is named by its "
        "identifier or by its name. Then look at the rows, and write them:"
    )
    yield f"#   {command} --dry-run"
    yield f"#   {command}"
    yield from _block(f"[{block}]", main, given_columns(main, main))
    if takes_sources(main):
        yield from _source(main)
    for table in companions(main):
        yield from _companion(table, main)
    if takes_sources(main):
        yield from _judgement()
        yield from _exception()


def _source(main: TableName) -> Iterator[str]:
    purpose = "A text that you read. Of one that the record has, source_id or url is enough."
    yield from _block("[[source]]", "sources", given_columns("sources", "sources"), purpose)
    if needs_sources(main):
        yield from _field("supports", _SUPPORTS[main != "evidence"], "[]")
        yield from _field("passage", _PASSAGE)
        yield from _field("passage_note", "What a reader should know about the passage.")
    purpose = "Only where the outlet is new; publisher_id then stays blank."
    publishers = given_columns("publishers", "publishers")
    yield from _block("[source.publisher]", "publishers", publishers, purpose)
    if needs_sources(main):
        yield from _heading("[[source.contradicts]]", "A value that the text gives otherwise.")
        declared = MODELS["evidence"].declared()
        yield from _field("column", "The one column concerned. Example: date")
        for column in map(declared.__getitem__, CONTRADICTION_KEYS[1:]):
            yield from _field(column.name, column.description, details=_definitions(column))
        yield from _field("passage", "Its words, where they differ from those above.")


def _companion(table: TableName, main: TableName) -> Iterator[str]:
    purposes = {
        "organizations": "A body that the record does not have yet.",
        "officials": "A person whom the record does not have yet; an office goes with it, below.",
        "tenures": "An office that the record does not have yet; attested blank means the date of "
        "the row, official_id blank the new person.",
        "visit_participants": "Who took part; the lead is entered by itself, but may be given here "
        "for the capacity.",
        "contact_participants": "Who took part, on both sides.",
    }
    columns = given_columns(table, main)
    yield from _block(f"[[{BLOCKS[table]}]]", table, columns, purposes[table])
    if takes_sources(main):
        yield from _field("source_id", "The text that says so; blank: the first one.")
        yield from _field("passage", "Its words; blank: those that bear the row.")


def _judgement() -> Iterator[str]:
    purpose = (
        "Only where a new row looks like another and is not, or a source does not repeat another "
        "text that it looks like; without it, `add` shows the block that is needed."
    )
    declared = MODELS["judgements"].declared()
    yield from _heading("[[judgement]]", purpose)
    yield from _field("not_the_same_as", "The row that the new one is not.")
    yield from _field("independent_of", "Of a source: the text or outlet that it does not repeat.")
    yield from _field("reason", _described("judgements", declared["reason"]))
    yield from _field("row", "The new row; blank where no other looks like that one.")
    yield from _field("table", "Their table; blank where no other has such rows.")


def _exception() -> Iterator[str]:
    purpose = (
        "Only where a new cell breaks a rule about sense and is right all the same; without it, "
        "`add` says which rule and column it is."
    )
    declared = MODELS["exceptions"].declared()
    yield from _heading("[[exception]]", purpose)
    for column in map(declared.__getitem__, EXCEPTION_KEYS):
        codes = f" ({' '.join(code.value for code in column.codes)})" if column.codes else ""
        yield from _field(column.name, _described("exceptions", column) + codes)
    yield from _field("row", "The new row; blank for the main one.")
    yield from _field("table", "Its table; blank for that of the main one.")


def _block(
    heading: str, table: TableName, columns: list[Column], purpose: str = ""
) -> Iterator[str]:
    """Write the fields of a block; its codes with their definitions where it is the main one."""
    yield from _heading(heading, purpose)
    for column in columns:
        description = _described(table, column)
        if column.codes and purpose:
            description += f" ({' '.join(code.value for code in column.codes)})"
        details = [] if purpose else _definitions(column)
        yield from _field(column.name, description, "[]" if column.is_list else '""', details)


def _definitions(column: Column) -> list[str]:
    return [f"{code.value}: {code.definition}" for code in column.codes or ()]


def _heading(heading: str, purpose: str) -> Iterator[str]:
    yield ""
    yield heading
    if purpose:
        yield from _comment(purpose)


def _field(
    name: str, description: str, blank: str = '""', details: Iterable[str] = ()
) -> Iterator[str]:
    yield from _comment(f"{name}: {description}")
    for detail in details:
        yield from _comment(detail, "#   - ")
    yield f"{name} = {blank}"


def _described(table: str, column: Column) -> str:
    """Say of a column whether it is needed, what it holds, and what that looks like."""
    parts = [column.description, f"Example: {column.example}"]
    if column.name == key_column(table):
        parts.insert(0, "proposed where blank.")
    elif default := when_blank(table).get(column.name):
        parts.insert(0, f"{default} where blank.")
    elif column.required and column.name != "attested":
        parts.insert(0, "needed.")
    return " ".join(parts)


def _comment(text: str, indent: str = "# ") -> list[str]:
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=indent,
        subsequent_indent="# ".ljust(len(indent)),
        break_long_words=False,
        break_on_hyphens=False,
    )


def written(content: Mapping[str, Any]) -> str:
    """Write a filled draft as TOML.

    Example:
        >>> print(written({"visit": {"host_id": "CUB"}, "source": [{"url": "https://x.org"}]}))
        [visit]
        host_id = "CUB"
        <BLANKLINE>
        [[source]]
        url = "https://x.org"
        <BLANKLINE>
    """
    return "\n".join(line for name in content for line in _tables(name, content[name]))


def _tables(path: str, value: Any) -> Iterator[str]:
    for block in value if isinstance(value, list) else [value]:
        yield f"[[{path}]]" if isinstance(value, list) else f"[{path}]"
        nested = {name: each for name, each in block.items() if _is_table(each)}
        for name, each in block.items():
            if name not in nested:
                yield f"{name} = {json.dumps(each, ensure_ascii=False)}"
        yield ""
        for name, each in nested.items():
            yield from _tables(f"{path}.{name}", each)


def _is_table(value: Any) -> bool:
    return isinstance(value, dict) or (
        isinstance(value, list) and any(isinstance(item, dict) for item in value)
    )
