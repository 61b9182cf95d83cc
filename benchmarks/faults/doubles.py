"""Doubles: what the record has already, entered again under another key."""

import random
from collections.abc import Callable

from cubairan_data.contract.catalogue import MODELS
from cubairan_data.contract.families import Family
from cubairan_data.contract.lists import DELIMITER
from faults.common import Fault, Row, Rows, entered_again, registered, row_id, settle

_AGAIN = {
    "visits": {},
    "agreements": {},
    "sessions": {"number": ""},
    "financial_flows": {},
    "projects": {},
    "statements": {},
    "measures": {},
    "contacts": {},
    "tenures": {},
}


def _entered_again(table: str, cells: dict[str, str]) -> None:
    def make(rows: Rows, chance: random.Random) -> Fault | None:
        key = MODELS[table].META.key[0]
        row = chance.choice(rows[table])
        again = entered_again(rows, table, row, **{key: f"{row[key]}-z"} | cells)
        # An office that is entered again overlaps with itself.
        return Fault(table, again, None if table == "tenures" else key)

    registered(Family.DOUBLES, f"row of {table} entered again", make)


for _table, _cells in _AGAIN.items():
    _entered_again(_table, _cells)


def _named_again(table: str, referring: tuple[str, str]) -> None:
    """Register a row entered again under another key, to which another row refers."""

    def make(rows: Rows, chance: random.Random) -> Fault | None:
        key, (other_table, column) = MODELS[table].META.key[0], referring
        used = {row[column] for row in rows[other_table]}
        row = chance.choice([row for row in rows[table] if row[key] in used])
        again = entered_again(rows, table, row, **{key: f"{row[key]}-z", "geonames_id": ""})
        again.pop("geonames_id")
        referrer = chance.choice([each for each in rows[other_table] if each[column] == row[key]])
        referrer[column] = again[key]
        settle(rows, other_table)
        return Fault(table, again, None)

    registered(Family.DOUBLES, f"row of {table} entered again and used", make)


_named_again("organizations", ("tenures", "organization_id"))
_named_again("officials", ("tenures", "official_id"))
_named_again("publishers", ("sources", "publisher_id"))


def _source_again(name: str, to: Callable[[str], str], where: Callable[[Row], bool]) -> None:
    """Register a source entered again under an address that leads to the same page."""

    def make(rows: Rows, chance: random.Random) -> Fault | None:
        row = chance.choice([row for row in rows["sources"] if row["url"] and where(row)])
        again = {**row, "source_id": f"{row['source_id']}-z", "url": to(row["url"])}
        # With its own title and day, so that the address alone tells.
        again |= {"title": "Another title altogether", "published": "", "title_english": ""}
        again["title_english"] = "" if row["language"].startswith("en") else "A translation"
        again["language"] = "en" if row["language"].startswith("en") else "es"
        line = chance.choice([e for e in rows["evidence"] if e["source_id"] == row["source_id"]])
        rows["evidence"].append({**line, "source_id": again["source_id"]})
        rows["sources"].append(again)
        settle(rows, "evidence")
        settle(rows, "sources")
        return Fault("sources", again, "source_id")

    registered(Family.DOUBLES, f"source entered again {name}", make)


def _is_plain(row: Row) -> bool:
    return not {"?", "#"} & set(row["url"])


_source_again("with a slash", lambda url: f"{url}/", _is_plain)
_source_again("with a fragment", lambda url: f"{url}#top", _is_plain)
_source_again("with a tracking parameter", lambda url: f"{url}?utm_source=x", _is_plain)
_source_again("with the parameter of a network", lambda url: f"{url}?fbclid=IwAR0", _is_plain)
_source_again("for a telephone", lambda url: f"{url}?amp=1", _is_plain)
_source_again(
    "by another scheme",
    lambda url: url.replace("https:", "http:"),
    lambda row: row["url"].startswith("https:"),
)
_source_again(
    "without www",
    lambda url: url.replace("://www.", "://"),
    lambda row: "://www." in row["url"],
)
_source_again(
    "with a port",
    lambda url: "https://" + url.removeprefix("https://").replace("/", ":443/", 1),
    lambda row: row["url"].startswith("https://") and row["url"].count("/") > 2,
)


def _title_again(rows: Rows, chance: random.Random) -> Fault | None:
    row = chance.choice([row for row in rows["sources"] if row["published"]])
    again = {**row, "source_id": f"{row['source_id']}-z", "url": ""}
    line = chance.choice([e for e in rows["evidence"] if e["source_id"] == row["source_id"]])
    rows["evidence"].append({**line, "source_id": again["source_id"]})
    rows["sources"].append(again)
    settle(rows, "evidence")
    settle(rows, "sources")
    return Fault("sources", again, "source_id")


registered(Family.DOUBLES, "source entered again without its address", _title_again)


def _summary_copied(table: str) -> None:
    def make(rows: Rows, chance: random.Random) -> Fault | None:
        key = MODELS[table].META.key[0]
        one, other = sorted(chance.sample(rows[table], 2), key=lambda row: row[key])
        other["summary"] = one["summary"]
        return Fault(table, other, key)

    registered(Family.DOUBLES, f"summary of {table} copied into another row", make)


for _table in ("visits", "agreements", "financial_flows", "projects", "statements", "measures"):
    _summary_copied(_table)


def _line_again(name: str, to: Callable[[Row], Row]) -> None:
    def make(rows: Rows, chance: random.Random) -> Fault | None:
        lines = [line for line in rows["evidence"] if line["verdict"] == "supports"]
        lines = [line for line in lines if not line["reading"] and line["locator"][0].isascii()]
        line = chance.choice(lines)
        again = to(line)
        if row_id("evidence", again) == row_id("evidence", line):
            return None
        rows["evidence"].append(again)
        settle(rows, "evidence")
        return Fault("evidence", again, None)

    registered(Family.DOUBLES, f"line of evidence entered again {name}", make)


_line_again("in other case", lambda line: {**line, "locator": line["locator"].swapcase()})
_line_again(
    "for one of its columns",
    lambda line: {**line, "columns": line["columns"].split(DELIMITER)[-1]},
)
