"""Of which cells an engine can be sure that the contract allows them: one expression a type."""

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from cubairan_data.contract import patterns, texts, urls
from cubairan_data.contract.cell_kinds import CellType
from cubairan_data.contract.columns import Column
from cubairan_data.contract.lists import DELIMITER
from cubairan_data.validation.engines.date_expressions import is_day, is_edtf
from cubairan_data.validation.engines.dialect import Dialect

if TYPE_CHECKING:
    import ibis.expr.types as ir

Sure = Callable[["ir.StringValue", Column, Dialect], "ir.BooleanValue"]

# Letters of which an engine can be sure: Latin and Arabic, signs of punctuation, the euro. A text
# with others is looked at in Python.
_BLOCKS = ((0x20, 0x250), (0x600, 0x700), (0x2010, 0x2045), (0x20AC, 0x20AD))
_ARABIC = "\u0600-\u06ff"
# Python takes a long s for an s where case is of no matter.
_LEFT_OUT = "<\u017f"
# Shorter than what a float or 64 bits can hold.
_LONGEST_NUMBER, _LONGEST_COUNT = 300, 18
_TWO_BLANKS = "  "


def is_sure(text: "ir.StringValue", column: Column, dialect: Dialect) -> "ir.BooleanValue":
    """Express that a cell is surely right: blank where it may be, or of the type of its column."""
    import ibis

    allowed = ibis.coalesce(_FORMS[column.cell](text, column, dialect), ibis.literal(False))
    return allowed if column.required else text.isnull() | allowed


def _patterned(pattern: str) -> Sure:
    return lambda text, _, dialect: dialect.whole(text, pattern)


def _listed(pattern: str) -> Sure:
    return lambda text, _, dialect: _is_list(text, pattern, dialect)


def _is_list(text: "ir.StringValue", item: str, dialect: Dialect) -> "ir.BooleanValue":
    whole = dialect.whole(text, f"(?:{item})(?:{DELIMITER}(?:{item}))*")
    return whole & dialect.items_differ(text, DELIMITER)


def _code(text: "ir.StringValue", column: Column, dialect: Dialect) -> "ir.BooleanValue":
    return dialect.is_among(text, [code.value for code in column.codes or ()])


def _code_list(text: "ir.StringValue", column: Column, dialect: Dialect) -> "ir.BooleanValue":
    return _is_list(text, "|".join(re.escape(code.value) for code in column.codes or ()), dialect)


def _count(text: "ir.StringValue", _: Column, dialect: Dialect) -> "ir.BooleanValue":
    return dialect.whole(text, patterns.INTEGER) & (text.length() <= _LONGEST_COUNT)


def _number(text: "ir.StringValue", _: Column, dialect: Dialect) -> "ir.BooleanValue":
    return dialect.whole(text, patterns.NUMBER) & (text.length() <= _LONGEST_NUMBER)


def _date(text: "ir.StringValue", _: Column, dialect: Dialect) -> "ir.BooleanValue":
    return is_edtf(text, dialect)


def _day(text: "ir.StringValue", _: Column, dialect: Dialect) -> "ir.BooleanValue":
    return is_day(text, dialect)


def _text(text: "ir.StringValue", _: Column, __: Dialect) -> "ir.BooleanValue":
    return _is_plain(text) & _stands_for_something(text, "^", "$")


def _text_list(text: "ir.StringValue", _: Column, dialect: Dialect) -> "ir.BooleanValue":
    start, end = f"(?:^|{DELIMITER})", f"(?:{DELIMITER}|$)"
    # Items that are empty, or not trimmed.
    odd = f"^{DELIMITER}|{DELIMITER} |{DELIMITER}{DELIMITER}| {DELIMITER}|{DELIMITER}$"
    return (
        _is_plain(text, start, odd)
        & ~text.re_search(_placeholder(start, end))
        & dialect.items_differ(text, DELIMITER)
    )


def _locator(text: "ir.StringValue", column: Column, dialect: Dialect) -> "ir.BooleanValue":
    return _text(text, column, dialect) & dialect.whole(text, patterns.LOCATOR)


def _is_plain(text: "ir.StringValue", start: str = "^", *odd: str) -> "ir.BooleanValue":
    """Express that a text holds plain characters in their places, and begins with no formula."""
    # One pattern, since an engine then reads a text once, however many things it looks for.
    pattern = "|".join([*_not_plain(), f"{start}['’]?[=+@-]", *odd])
    return ~text.re_search(pattern) & (text.length() <= texts.LONGEST)


@cache
def _not_plain() -> tuple[str, ...]:
    return (
        f"[^{_plain_characters()}\u200c]",
        f"^ |{_TWO_BLANKS}| $",
        f"(?:^|[^{_ARABIC}])\u200c|\u200c(?:[^{_ARABIC}]|$)",
        "&[A-Za-z#]",
    )


def _stands_for_something(text: "ir.StringValue", start: str, end: str) -> "ir.BooleanValue":
    import ibis

    is_long = text.length() > texts.LONGEST_PLACEHOLDER
    # An engine that computes a choice leaves out what is not chosen.
    return ibis.ifelse(is_long, True, ~text.re_search(_placeholder(start, end)))


def _placeholder(start: str, end: str) -> str:
    # To an engine no letter beyond ASCII belongs to a word: it takes more for a placeholder.
    return f"(?i){start}(?:{texts.PLACEHOLDER.pattern}){end}"


@cache
def _plain_characters() -> str:
    """List, for a regular expression, the characters that any text may hold anywhere."""
    plain = [
        chr(code)
        for first, end in _BLOCKS
        for code in range(first, end)
        if chr(code) not in _LEFT_OUT and _is_plain_character(chr(code))
    ]
    return "".join(f"\\{each}" if each in "\\]^-[&~" else each for each in plain)


def _is_plain_character(character: str) -> bool:
    # What combines with the letter before it may be no normal form.
    if unicodedata.category(character).startswith("M"):
        return False
    try:
        texts.check_text(f"x {character} x" if character != " " else "x x")
    except ValueError:
        return False
    return True


_PRIVATE = "|".join(sorted(urls.PRIVATE))
_HOST = r"(?:[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?\.)+[a-z]{2,}"
_ADDRESS = rf"https?://{_HOST}(?:[/?#][!#-;=?-\[\]_a-z~]*)?"


def _address(text: "ir.StringValue", _: Column, dialect: Dialect) -> "ir.BooleanValue":
    return (
        dialect.whole(text, _ADDRESS)
        & (text.length() <= urls.LONGEST)
        & ~text.re_search(rf"^https?://[^/?#]*\.(?:{_PRIVATE})(?:[/?#]|$)")
    )


_FORMS: dict[CellType, Sure] = {
    CellType.IDENTIFIER: _patterned(patterns.SLUG),
    CellType.ROW_IDENTIFIER: _patterned(patterns.ROW_ID),
    CellType.COUNTRY: _patterned(patterns.COUNTRY),
    CellType.CODE: _code,
    CellType.TEXT: _text,
    CellType.EDTF: _date,
    CellType.DAY: _day,
    CellType.YEAR: _patterned(patterns.YEAR),
    CellType.COUNT: _count,
    CellType.NUMBER: _number,
    CellType.FLAG: _patterned("true|false"),
    CellType.URL: _address,
    CellType.LANGUAGE: _patterned(patterns.LANGUAGE),
    CellType.LOCATOR: _locator,
    CellType.TEXT_LIST: _text_list,
    CellType.CODE_LIST: _code_list,
    CellType.LANGUAGE_LIST: _listed(patterns.LANGUAGE),
    CellType.COLUMN_NAME: _patterned(patterns.COLUMN_NAME),
    CellType.NAME_LIST: _listed(patterns.COLUMN_NAME),
}
