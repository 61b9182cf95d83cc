"""How a page is cited, in the forms that people and programs read."""

import json
from typing import Any, NamedTuple

from cubairan_data.citation.reference_managers import bibtex, ris
from cubairan_data.citation.styles import apa
from cubairan_data.escaping import escaped_json
from site_builder.addresses import HOME
from site_builder.site_record import SiteRecord


class CiteBox(NamedTuple):
    """The citation of one page."""

    text: str
    bibtex: str
    ris: str
    csl: str
    item: dict[str, Any]

    @classmethod
    def of(cls, item: dict[str, Any], text: str) -> "CiteBox":
        """Write an item in every form."""
        csl = escaped_json(json.dumps([item], ensure_ascii=False))
        return cls(text, bibtex(item), ris(item), csl, item)


def cite_box(record: SiteRecord, title: str, path: str) -> CiteBox:
    """Cite a page of the record, by the address of its archived copy."""
    item = dict(record.own_item)
    item["id"] = "-".join([item["id"], *path.strip("/").split("/")]) if path else item["id"]
    if path:
        item["container-title"] = item["title"]
        item["title"] = title
    item["URL"] = archived(record, path)
    return CiteBox.of(item, apa(item))


def archived(record: SiteRecord, path: str) -> str:
    """Give the address of the archived copy of a page."""
    return f"{HOME}v{record.version}/{path}"
