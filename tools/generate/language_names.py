"""The names of languages in the languages of the record, from the CLDR."""

import csv
from io import StringIO

from babel import Locale

from cubairan_data.contract.iso_lists import SCRIPT_OF
from cubairan_data.contract.labels import LANGUAGES

_LOCALES = [Locale(language) for language in LANGUAGES]


def text() -> str:
    """Write the languages by their tags."""
    stream = StringIO(newline="")
    lines = csv.writer(stream, lineterminator="\n")
    lines.writerow(["tag", *LANGUAGES])
    for tag in sorted(SCRIPT_OF):
        names = [locale.languages.get(tag) for locale in _LOCALES]
        # A name that the CLDR lacks in one language is left out in all.
        if all(names):
            lines.writerow([tag, *names])
    return stream.getvalue()
