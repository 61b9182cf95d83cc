"""The record by the numbers, for the home page."""

from statistics import median

from cubairan_data.storage.schema import schemas
from site_builder.site_record import SiteRecord
from site_builder.site_words import Language


def numbers(record: SiteRecord, language: Language) -> list[tuple[str, str]]:
    """Give each number with what it counts."""
    rows = sum(
        len(record.cells(name)) for name, schema in schemas().items() if schema.group == "record"
    )
    sources = record.cells("sources").values()
    of_record = [
        (place, count)
        for place, count in record.row_counts.items()
        if schemas()[place.table].group == "record"
    ]
    independent = [count.independent for _, count in of_record]
    both = [place for place, _ in of_record if {"Cuban", "Iranian"} <= record.sides[place]]
    disputed = [place for place, count in of_record if count.disputed]
    found = [
        (f"{rows:,}", "numbers.rows"),
        (f"{len(sources):,}", "numbers.sources"),
        (f"{len({cells['language'] for cells in sources})}", "numbers.languages"),
        (f"{len(record.cells('evidence')):,}", "numbers.passages"),
        (f"{median(independent or [0]):g}", "numbers.independent"),
        (_share(len(both), len(of_record)), "numbers.both_sides"),
        (_share(len(disputed), len(of_record)), "numbers.disputed"),
    ]
    if record.read_twice:
        found.append((_share(record.read_twice, len(sources)), "numbers.read_twice"))
    return [(number, language.word(key)) for number, key in found]


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "–"
