"""EDTF dates as people say them."""

import re

from site_builder.site_words import Language

_PART = re.compile(r"(?P<year>-?[0-9X]{4})(?:-(?P<month>[0-9X]{2}))?(?:-(?P<day>[0-9X]{2}))?")
_MARKS = {"~": "about", "?": "perhaps", "%": "about"}


def spoken(text: str, language: Language) -> str:
    """Write a date in words; what cannot be read stays as it is.

    Example:
        >>> spoken("2006-09-19", Language("en")), spoken("1979~", Language("en"))
        ('19 September 2006', 'about 1979')
    """
    first, slash, last = text.partition("/")
    if not slash:
        return _one(text, language)
    if last == "..":
        return language.word("date.since", day=_one(first, language))
    if first == "..":
        return language.word("date.until", day=_one(last, language))
    return f"{_one(first, language)} – {_one(last, language)}"


def _one(text: str, language: Language) -> str:
    bare = text.rstrip("~?%")
    found = _PART.fullmatch(bare)
    if not found:
        return text
    said = _said(found["year"], found["month"], found["day"], language)
    marked = _MARKS.get(text[len(bare) : len(bare) + 1])
    return language.word(f"date.{marked}", day=said) if marked else said


def _said(year: str, month: str | None, day: str | None, language: Language) -> str:
    if year.endswith("X"):
        return language.word("date.decade", year=year.replace("X", "0"))
    if month is None or not month.isdigit():
        return year
    name = language.word(f"month.{int(month)}")
    if day is None or not day.isdigit():
        return language.word("date.month", month=name, year=year)
    return language.word("date.day", day=int(day), month=name, year=year)
