"""The names of countries and languages in the languages of the record, from the CLDR."""

import csv
from collections.abc import Iterable
from io import StringIO

from babel import Locale

from cubairan_data.contract.iso_lists import ALPHA2, SCRIPT_OF
from cubairan_data.contract.labels import LANGUAGES

_LOCALES = {language: Locale(language) for language in LANGUAGES}


def countries() -> str:
    """Write the countries by the code of three letters by which the record knows them."""
    named = ((code, _names("territories", alpha2)) for code, alpha2 in ALPHA2.items())
    return _file("country", named)


def languages() -> str:
    """Write the languages by their tags."""
    return _file("tag", ((code, _names("languages", code)) for code in SCRIPT_OF))


def _names(kind: str, code: str) -> list[str]:
    return [str(getattr(locale, kind).get(code) or "") for locale in _LOCALES.values()]


def _file(key: str, named: Iterable[tuple[str, list[str]]]) -> str:
    stream = StringIO(newline="")
    lines = csv.writer(stream, lineterminator="\n")
    lines.writerow([key, *LANGUAGES])
    # A name that the CLDR lacks in one language is left out in all.
    lines.writerows([code, *names] for code, names in sorted(named) if all(names))
    return stream.getvalue()
