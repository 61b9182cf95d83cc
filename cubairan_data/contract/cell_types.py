"""The types of a cell: how the text of a CSV cell becomes a value, and what it may not be."""

import re
import unicodedata
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BeforeValidator

from cubairan_data.contract import edtf
from cubairan_data.contract.lists import DELIMITER

SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
ROW_ID = r"[a-z0-9]+(?:[-_/][a-z0-9]+)*"
LANGUAGE = r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?"
COUNTRY = r"[A-Z]{3}"
URL = r"https?://[^\s]+"
INTEGER = r"-?(?:0|[1-9]\d*)"
NUMBER = r"-?(?:0|[1-9]\d*)(?:\.\d+)?"
DAY = r"\d{4}-\d{2}-\d{2}"
_END = r"[^\s,]+(?: [^\s,]+){0,5}"
LOCATOR = rf"{_END}(?:,{_END})?"
TEXT_ITEM = r"[^;\s](?:[^;]*[^;\s])?"
COLUMN_NAME = r"[a-z][a-z0-9_]*"


class CellType(StrEnum):
    """What a column holds; the descriptor, the codebook and the dtypes follow from it."""

    IDENTIFIER = "identifier"
    ROW_IDENTIFIER = "row identifier"
    COUNTRY = "country code"
    CODE = "code"
    TEXT = "text"
    EDTF = "EDTF date"
    DAY = "ISO date"
    YEAR = "year"
    COUNT = "count"
    NUMBER = "number"
    FLAG = "true or false"
    URL = "address"
    LANGUAGE = "language tag"
    LOCATOR = "text fragment"
    TEXT_LIST = "list of texts"
    CODE_LIST = "list of codes"
    LANGUAGE_LIST = "list of language tags"
    NAME_LIST = "list of column names"


# Invisible characters that change a text: directional marks, zero-width spaces, soft hyphens. The
# zero-width non-joiner belongs to Persian spelling and is allowed between Arabic letters only.
_UNSEEN = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200d-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
    "|(?<![\u0600-\u06ff])\u200c|\u200c(?![\u0600-\u06ff])"
)
_LONGEST = 5000
_FORMULA = ("=", "+", "-", "@")


def check_text(value: str) -> str:
    """Refuse a text that is untrimmed, not NFC, invisible in part, or a formula to a spreadsheet.

    Raises:
        ValueError: what is wrong with it.

    Example:
        >>> check_text("Havana")
        'Havana'
    """
    if len(value) > _LONGEST:
        raise ValueError(f"a text of {len(value)} characters; allowed: {_LONGEST} at most")
    if value != value.strip():
        raise ValueError(f"{value!r} has blanks at an end; allowed: trimmed text")
    if not value.isascii() and not unicodedata.is_normalized("NFC", value):
        raise ValueError(f"{value!r} is not in Unicode normal form NFC")
    if not value.isprintable() and any(
        unicodedata.category(character) in ("Cc", "Zl", "Zp") for character in value
    ):
        raise ValueError(f"{value!r} holds a line break or another control character")
    if not value.isascii() and (unseen := _UNSEEN.search(value)):
        raise ValueError(f"{value!r} holds the invisible character U+{ord(unseen.group()):04X}")
    if value.startswith(_FORMULA):
        raise ValueError(
            f"{value!r} begins with {value[0]!r}, which a spreadsheet takes for a formula; "
            "allowed: another first letter"
        )
    if not value:
        raise ValueError("an empty text; allowed: leave the cell blank or fill it")
    return value


def _shape(pattern: str, what: str) -> AfterValidator:
    compiled = re.compile(pattern)

    def check(value: str) -> str:
        if not compiled.fullmatch(value):
            raise ValueError(f"{value!r} is not {what}")
        return value

    return AfterValidator(check)


def _edtf(value: str) -> str:
    edtf.span(value)
    return value


def _plain(pattern: str, what: str) -> BeforeValidator:
    compiled = re.compile(pattern)

    def check(value: Any) -> Any:
        if isinstance(value, str) and not compiled.fullmatch(value):
            raise ValueError(f"{value!r} is not {what}")
        return value

    return BeforeValidator(check)


def _split(value: Any) -> Any:
    return tuple(value.split(DELIMITER)) if isinstance(value, str) else value


Item = TypeVar("Item")


def _distinct(value: tuple[Item, ...]) -> tuple[Item, ...]:
    if len(set(value)) != len(value):
        raise ValueError(f"{DELIMITER.join(map(str, value))!r} names an item twice")
    return value


Text = Annotated[str, AfterValidator(check_text), CellType.TEXT]
Identifier = Annotated[
    str,
    _shape(SLUG, "an identifier; allowed: lower-case a-z, 0-9 and single hyphens"),
    CellType.IDENTIFIER,
]
RowIdentifier = Annotated[
    str,
    _shape(ROW_ID, "a row identifier; allowed: a key, its parts joined by '/'"),
    CellType.ROW_IDENTIFIER,
]
CountryCode = Annotated[
    str, _shape(COUNTRY, "an ISO 3166-1 alpha-3 code such as CUB"), CellType.COUNTRY
]
Edtf = Annotated[str, AfterValidator(_edtf), CellType.EDTF]
Day = Annotated[date, _plain(DAY, "an ISO date such as 2023-06-15"), CellType.DAY]
Year = Annotated[int, _plain(r"[12]\d{3}", "a year of four digits"), CellType.YEAR]
Count = Annotated[int, _plain(INTEGER, "a whole number without separators"), CellType.COUNT]
Number = Annotated[float, _plain(NUMBER, "a decimal number without separators"), CellType.NUMBER]
Flag = Annotated[bool, _plain("true|false", "true or false"), CellType.FLAG]
Url = Annotated[str, _shape(URL, "an http or https address"), CellType.URL]
Language = Annotated[str, _shape(LANGUAGE, "a BCP 47 language tag such as es"), CellType.LANGUAGE]
Locator = Annotated[
    str,
    AfterValidator(check_text),
    _shape(
        LOCATOR,
        "a text fragment; allowed: at most six words, or at most six, one comma, at most six, "
        "separated by single spaces",
    ),
    CellType.LOCATOR,
]
TextList = Annotated[
    tuple[Annotated[Text, _shape(TEXT_ITEM, "an item; allowed: text without ';'")], ...],
    BeforeValidator(_split),
    AfterValidator(_distinct),
    CellType.TEXT_LIST,
]
LanguageList = Annotated[
    tuple[Language, ...], BeforeValidator(_split), AfterValidator(_distinct), CellType.LANGUAGE_LIST
]
NameList = Annotated[
    tuple[Annotated[str, _shape(COLUMN_NAME, "a column name")], ...],
    BeforeValidator(_split),
    AfterValidator(_distinct),
    CellType.NAME_LIST,
]
CodeT = TypeVar("CodeT")
CodeList = Annotated[
    tuple[CodeT, ...], BeforeValidator(_split), AfterValidator(_distinct), CellType.CODE_LIST
]
