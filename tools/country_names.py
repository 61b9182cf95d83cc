"""Fill the numeric codes and the names of ``countries`` from ISO 3166 and the CLDR.

Usage: ``python -m tools.country_names``, in a checkout. The names are those that babel carries.
"""

from babel import Locale

from cubairan_data.contract.iso_lists import NUMERIC
from cubairan_data.storage.raw import Cells
from tools.filling import fill

LANGUAGES = ("es", "fa", "fr", "ru", "ar", "zh")


def named(cells: Cells) -> Cells:
    """Fill the numeric code of a country and its name in every language."""
    names = {
        f"name_{language}": Locale(language).territories[cells["alpha2"]] for language in LANGUAGES
    }
    return {**cells, "numeric": NUMERIC[cells["country_id"]], **names}


if __name__ == "__main__":
    fill("countries", named)
