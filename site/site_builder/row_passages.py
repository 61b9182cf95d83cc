"""The passages about a row, numbered as its page shows them."""

from typing import Any, NamedTuple

from cubairan_data.contract.lists import DELIMITER
from site_builder.addresses import snapshot, web
from site_builder.site_record import Place, SiteRecord


class Passage(NamedTuple):
    """One passage of one source."""

    number: int
    supports: bool
    columns: tuple[str, ...]
    source: Place
    publisher: str
    reliability: str
    published: str
    language: str
    opening: str
    closing: str
    link: str | None
    archive: str | None
    note: str
    reading: str
    reason: str


def passages(record: SiteRecord, place: Place) -> list[Passage]:
    """Give the passages about a row, those for it first."""
    return [
        _passage(record, number, line) for number, line in enumerate(record.lines.get(place, ()), 1)
    ]


def _passage(record: SiteRecord, number: int, line: dict[str, Any]) -> Passage:
    source = record.cells("sources")[line["source_id"]]
    opening, _, closing = line["locator"].partition(",")
    return Passage(
        number,
        line["verdict"] == "supports",
        tuple(line["columns"].split(DELIMITER)),
        Place("sources", line["source_id"]),
        line["publisher"],
        line["reliability"],
        line["published"] or "",
        line["language"],
        opening,
        closing,
        web(line["link"]),
        snapshot(source.get("url"), source.get("accessed")),
        line["note"] or "",
        line["reading"] or "",
        line["reason"] or "",
    )
