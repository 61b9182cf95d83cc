"""Fill the numeric codes and the names of ``countries`` from ISO 3166 and the CLDR.

Usage: ``python -m tools.country_names``, in a checkout. The names are those that babel carries.
"""

from babel import Locale

from cubairan_data.contract.iso_lists import NUMERIC
from cubairan_data.storage.canonical import canonical_cells, sorted_text
from cubairan_data.storage.raw import Cells, read_table
from cubairan_data.storage.schema import schemas
from tools.generate.checkout import ROOT

LANGUAGES = ("es", "fa", "fr", "ru", "ar", "zh")


def named(cells: Cells) -> Cells:
    """Fill the numeric code of a country and its name in every language."""
    names = {
        f"name_{language}": Locale(language).territories[cells["alpha2"]] for language in LANGUAGES
    }
    return {**cells, "numeric": NUMERIC[cells["country_id"]], **names}


def main() -> None:
    """Fill the table of the checkout."""
    schema = schemas()["countries"]
    file = ROOT / schema.path
    rows = [named(row.cells) for row in read_table(schema, file, schema.path).rows]
    text = sorted_text(schema, [canonical_cells(schema, row) for row in rows])
    file.write_text(text, encoding="utf-8", newline="")


if __name__ == "__main__":
    main()
