"""What a column holds; free of pydantic, since much that reads tables asks for it."""

from enum import StrEnum


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
    COLUMN_NAME = "column name"
    NAME_LIST = "list of column names"
