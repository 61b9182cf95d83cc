"""The forms of a cell as regular expressions, and the range of whole numbers; free of pydantic.

Digits are written ``[0-9]``: to Python, and so to frictionless, ``\\d`` is any decimal digit of
Unicode, such as a Persian one.
"""

SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
ROW_ID = r"[a-z0-9]+(?:[-_/][a-z0-9]+)*"
LANGUAGE = r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?"
COUNTRY = r"[A-Z]{3}"
URL = r"https?://[^\s]+"
INTEGER = r"-?(?:0|[1-9][0-9]*)"
NUMBER = r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?"
YEAR = r"[12][0-9]{3}"
DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_END = r"[^\s,]+(?: [^\s,]+){0,5}"
LOCATOR = rf"{_END}(?:,{_END})?"
TEXT_ITEM = r"[^;\s](?:[^;]*[^;\s])?"
COLUMN_NAME = r"[a-z][a-z0-9_]*"

# What a DataFrame can hold: 64 bits, signed.
SMALLEST, LARGEST = -(2**63), 2**63 - 1
