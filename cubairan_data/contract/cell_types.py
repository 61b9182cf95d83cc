"""The types of a cell: how the text of a CSV cell becomes a value, and what it may not be."""

import re
from datetime import date
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, AllowInfNan, BeforeValidator, Field

from cubairan_data.contract import edtf, patterns
from cubairan_data.contract.cell_kinds import CellType
from cubairan_data.contract.lists import DELIMITER
from cubairan_data.contract.texts import check_text
from cubairan_data.contract.urls import check_url


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
    _shape(patterns.SLUG, "an identifier; allowed: lower-case a-z, 0-9 and single hyphens"),
    CellType.IDENTIFIER,
]
RowIdentifier = Annotated[
    str,
    _shape(patterns.ROW_ID, "a row identifier; allowed: a key, its parts joined by '/'"),
    CellType.ROW_IDENTIFIER,
]
CountryCode = Annotated[
    str, _shape(patterns.COUNTRY, "an ISO 3166-1 alpha-3 code such as CUB"), CellType.COUNTRY
]
Edtf = Annotated[str, AfterValidator(_edtf), CellType.EDTF]
Day = Annotated[date, _plain(patterns.DAY, "an ISO date such as 2023-06-15"), CellType.DAY]
Year = Annotated[int, _plain(patterns.YEAR, "a year of four digits"), CellType.YEAR]
Count = Annotated[
    int,
    _plain(patterns.INTEGER, "a whole number without separators"),
    Field(ge=patterns.SMALLEST, le=patterns.LARGEST),
    CellType.COUNT,
]
Number = Annotated[
    float,
    _plain(patterns.NUMBER, "a decimal number without separators"),
    # A number of hundreds of digits is infinite as a float.
    AllowInfNan(False),
    CellType.NUMBER,
]
Flag = Annotated[bool, _plain("true|false", "true or false"), CellType.FLAG]
Url = Annotated[
    str,
    _shape(patterns.URL, "an http or https address"),
    AfterValidator(check_url),
    CellType.URL,
]
Language = Annotated[
    str, _shape(patterns.LANGUAGE, "a BCP 47 language tag such as es"), CellType.LANGUAGE
]
Locator = Annotated[
    str,
    AfterValidator(check_text),
    _shape(
        patterns.LOCATOR,
        "a text fragment; allowed: at most six words, or at most six, one comma, at most six, "
        "separated by single spaces",
    ),
    CellType.LOCATOR,
]
TextList = Annotated[
    tuple[Annotated[Text, _shape(patterns.TEXT_ITEM, "an item; allowed: text without ';'")], ...],
    BeforeValidator(_split),
    AfterValidator(_distinct),
    CellType.TEXT_LIST,
]
LanguageList = Annotated[
    tuple[Language, ...], BeforeValidator(_split), AfterValidator(_distinct), CellType.LANGUAGE_LIST
]
ColumnName = Annotated[str, _shape(patterns.COLUMN_NAME, "a column name"), CellType.COLUMN_NAME]
NameList = Annotated[
    tuple[Annotated[str, _shape(patterns.COLUMN_NAME, "a column name")], ...],
    BeforeValidator(_split),
    AfterValidator(_distinct),
    CellType.NAME_LIST,
]
CodeT = TypeVar("CodeT")
CodeList = Annotated[
    tuple[CodeT, ...], BeforeValidator(_split), AfterValidator(_distinct), CellType.CODE_LIST
]
