"""A record of a few rows that is valid as a whole; tests change one thing and look at it."""

import copy
import csv
import io
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from cubairan_data.storage.canonical import canonical_text, sorted_text, with_bounds
from cubairan_data.storage.locate import DESCRIPTOR, installed_root
from cubairan_data.storage.schema import schemas

Rows = dict[str, list[dict[str, str]]]

_OFFICIALS = [
    {"official_id": "ana-lopez", "name": "Ana López", "country_id": "CUB"},
    {"official_id": "reza-amini", "name": "Reza Amini", "country_id": "IRN"},
]
_VISIT = {
    "visit_id": "2001-05-lopez-tehran",
    "date": "2001-05-07/2001-05-10",
    "kind": "official",
    "sender_id": "CUB",
    "host_id": "IRN",
    "places": "Tehran;Isfahan",
    "level": "minister",
    "lead_official_id": "ana-lopez",
    "status": "took_place",
    "summary": "Talks on trade.",
}
_CONTACT = {
    "contact_id": "2001-05-lopez-amini-call",
    "date": "2001-05-11",
    "mode": "telephone",
    "occasion": "talks",
    "level": "minister",
    "status": "took_place",
    "summary": "Ana López and Reza Amini spoke about trade.",
}
_FLOW = {
    "flow_id": "2001-credit",
    "kind": "credit_line",
    "stage": "agreed",
    "period": "2001",
    "provider_id": "IRN",
    "receiver_id": "CUB",
    "amount": "20000000",
    "currency": "EUR",
    "is_additive": "true",
    "summary": "20 million euros.",
}
SMALL: Rows = {
    "countries": [
        {"country_id": "CUB", "alpha2": "CU", "name": "Cuba", "cow_code": "40", "gw_code": "40"},
        {"country_id": "IRN", "alpha2": "IR", "name": "Iran", "cow_code": "630", "gw_code": "630"},
    ],
    "places": [
        {
            "place_id": "isfahan",
            "name": "Isfahan",
            "country_id": "IRN",
            "other_names": "Esfahan;اصفهان",
            "latitude": "32.65246",
            "longitude": "51.67462",
            "geonames_id": "418863",
        },
        {"place_id": "havana", "name": "Havana", "country_id": "CUB"},
        {"place_id": "tehran", "name": "Tehran", "country_id": "IRN"},
    ],
    "organizations": [
        {
            "organization_id": "ministry-of-trade",
            "name": "Ministry of Trade",
            "country_id": "CUB",
            "kind": "ministry",
        },
    ],
    "officials": _OFFICIALS,
    "tenures": [
        {
            "tenure_id": f"{person['official_id']}-minister",
            "official_id": person["official_id"],
            "office": "Minister of Trade",
            "office_kind": "minister",
            **body,
            "started": "2000",
            "ended": "2003",
            "attested": "2001-05",
        }
        for person, body in zip(
            _OFFICIALS, ({"organization_id": "ministry-of-trade"}, {}), strict=True
        )
    ],
    "visits": [_VISIT],
    "visit_participants": [
        {"visit_id": _VISIT["visit_id"], "official_id": "ana-lopez", "role": "lead"},
        {"visit_id": _VISIT["visit_id"], "official_id": "reza-amini", "role": "host"},
    ],
    "contacts": [_CONTACT],
    "contact_participants": [
        {"contact_id": _CONTACT["contact_id"], "official_id": "ana-lopez", "role": "initiator"},
        {"contact_id": _CONTACT["contact_id"], "official_id": "reza-amini", "role": "addressee"},
    ],
    "financial_flows": [_FLOW],
    "indicators": [
        {
            "indicator": "un_votes_joint",
            "year": "2001",
            "value": "60",
            "unit": "roll_call",
            "source_id": "agency-2001-visit",
        }
    ],
    "publishers": [
        {
            "publisher_id": "agency",
            "name": "NA",
            "kind": "news_agency",
            "domains": "example.org",
            "reliability": "C",
        }
    ],
    "sources": [
        {
            "source_id": "agency-2001-visit",
            "title": "Minister in Tehran",
            "publisher_id": "agency",
            "kind": "article-newspaper",
            "published": "2001-05-11",
            "url": "https://example.org/visit",
            "language": "en",
        }
    ],
}


def small() -> Rows:
    """Copy the small record, with the evidence that its cells need."""
    rows = copy.deepcopy(SMALL)
    rows["evidence"] = [
        line
        for name in schemas()
        for row in rows.get(name, [])
        if (line := evidence_for(name, row))["columns"]
    ]
    return rows


def evidence_for(table: str, row: dict[str, str]) -> dict[str, str]:
    """Write the line of evidence that bears every filled sourced cell of a row."""
    schema = schemas()[table]
    sourced = [name for name, field in schema.fields.items() if field.role == "sourced"]
    return {
        "table_name": table,
        "row_id": schema.row_id(row),
        "columns": ";".join(name for name in sourced if name in row),
        "source_id": "agency-2001-visit",
        "verdict": "supports",
        "locator": "The minister arrived,talks on trade",
    }


def write(folder: Path, rows: Rows, *, unsorted: str = "", fill: bool = True) -> Path:
    """Write rows as a package: the descriptor and all tables, sorted but for one named unsorted."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(installed_root() / DESCRIPTOR, folder / DESCRIPTOR)
    for name, schema in schemas().items():
        table = [dict(row) for row in rows.get(name, [])]
        if fill:
            table = [{**with_bounds(schema, row), **row} for row in table]
        written = canonical_text if name == unsorted else sorted_text
        file = folder / schema.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(written(schema, table), encoding="utf-8", newline="")
    return folder


def raw(folder: Path, table: str) -> Path:
    """Find the file of a table in a written package."""
    return folder / schemas()[table].path


def edit(folder: Path, table: str, old: str, new: str) -> Path:
    """Replace a text, which must be there, in the file of a table."""
    file = raw(folder, table)
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8", newline="")
    return file


@contextmanager
def edited_descriptor(folder: Path) -> Iterator[dict[str, Any]]:
    """Open the descriptor of a package for changes, and write it back."""
    file = folder / DESCRIPTOR
    descriptor: dict[str, Any] = json.loads(file.read_text("utf-8"))
    yield descriptor
    file.write_text(json.dumps(descriptor), encoding="utf-8")


def snapshot(folder: Path) -> dict[str, bytes]:
    """Read every file of a folder."""
    return {str(file): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def cells(folder: Path, table: str) -> list[dict[str, str]]:
    """Read the rows of a written table as texts."""
    return list(csv.DictReader(io.StringIO(raw(folder, table).read_text("utf-8"))))
