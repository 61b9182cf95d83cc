"""What changed: since an earlier version where one is given, else by the days of change."""

from site_builder.site_record import SiteRecord
from site_builder.site_words import Language
from site_builder.spoken_dates import spoken


def counted_changes(record: SiteRecord, language: Language) -> list[str]:
    """Say in a few lines what changed in this release."""
    if record.difference is None:
        latest = max(record.changed.values(), default="")
        count = sum(day == latest for day in record.changed.values())
        return (
            [language.word("changes.latest", day=spoken(latest, language), n=f"{count:,}")]
            if latest
            else []
        )
    return [
        language.word(
            "changes.counts",
            table=language.table(change.table),
            added=len(change.added),
            changed=len(change.changed),
            removed=len(change.removed),
        )
        for change in record.difference.tables
    ]
