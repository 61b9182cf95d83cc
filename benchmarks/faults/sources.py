"""Faults of sources and evidence: what cannot be found again, and passages that bear too much."""

import random
from collections.abc import Callable

from cubairan_data.contract.catalogue import MODELS
from cubairan_data.contract.families import Family
from cubairan_data.contract.lists import DELIMITER
from faults.common import Fault, Row, Rows, changed, mutation, registered, settle

_URL, _LANGUAGE, _AUTHORS = (("sources", name) for name in ("url", "language", "authors"))
for _name, _url in {
    "without a host": "https://?",
    "of a file": "http://C:/Users/me/page.html",
    "of this machine": "http://localhost/page.html",
    "of a network of one's own": "http://192.168.0.7/page.html",
    "with a password": "https://me:secret@www.granma.cu/page.html",
    "with markup": 'https://example.org/"><script>alert(1)</script>',
    "with a character from right to left": "https://example.org/\u202egpj.exe",
    "with an escape": "https://example.org/\x1b[31mred",
    "of 100,000 letters": f"https://example.org/{'a' * 100_000}",
    "without a scheme": "www.granma.cu/page.html",
    "of another protocol": "ftp://ftp.granma.cu/page.html",
}.items():
    changed(Family.SOURCES, f"address {_name}", _URL, _url)
changed(
    Family.SOURCES,
    "address with an unseen character",
    _URL,
    lambda row: row["url"].replace(".", ".\u200b", 1),
)
changed(Family.SOURCES, "address at another host", _URL, "https://news.example.com/2020/story")


def _is_latin(row: Row) -> bool:
    return row["language"] in ("es", "pt", "it", "de", "fr")


_TAGS = {"of no language": "zz", "of three letters": "spa", "in words": "Spanish"}
for _name, _tag in _TAGS.items():
    changed(Family.SOURCES, f"language tag {_name}", _LANGUAGE, _tag)
changed(
    Family.SOURCES,
    "language of three letters for Persian",
    _LANGUAGE,
    lambda row: random.Random(row["source_id"]).choice(["fas", "per"]),
    lambda row: row["language"] == "fa",
)
changed(Family.SOURCES, "Persian with a title in Latin letters", _LANGUAGE, "fa", _is_latin)
changed(
    Family.SOURCES,
    "Russian with a title in Persian letters",
    _LANGUAGE,
    "ru",
    lambda row: row["language"] in ("fa", "ar"),
)
changed(
    Family.SOURCES,
    "title not translated",
    ("sources", "title_english"),
    lambda row: row["title"],
)
changed(
    Family.SOURCES,
    "title without its translation",
    ("sources", "title_english"),
    "",
    lambda row: not row["language"].startswith("en"),
)
for _name, _author in {
    "joined without a blank": "Castro,Fidel",
    "among others": "Castro, Fidel;et al.",
    "that is a comma": ",",
    "without a given name": "Castro, ,",
}.items():
    changed(Family.SOURCES, f"author {_name}", _AUTHORS, _author)


@mutation(Family.SOURCES)
def source_with_neither_address_nor_date(rows: Rows, chance: random.Random) -> Fault | None:
    row = chance.choice([row for row in rows["sources"] if row["url"]])
    row["url"], row["published"] = "", ""
    settle(rows, "sources")
    return Fault("sources", row, "url")


@mutation(Family.SOURCES)
def domain_without_a_source(rows: Rows, chance: random.Random) -> Fault | None:
    row = chance.choice(rows["publishers"])
    row["domains"] = f"{row['domains']};nothing.example.com".strip(DELIMITER)
    return Fault("publishers", row, "domains")


def _borne_by(rows: Rows, chance: random.Random, wanted: str) -> tuple[Row, Row] | None:
    """Draw a supporting line, and the row that it bears, with a filled column of some name."""
    lines = [
        line
        for line in rows["evidence"]
        if line["verdict"] == "supports" and wanted in line["columns"].split(DELIMITER)
    ]
    line = chance.choice(lines)
    key = MODELS[line["table_name"]].META.key
    for row in rows[line["table_name"]]:
        if "/".join(row[part] for part in key) == line["row_id"]:
            return line, row
    return None


@mutation(Family.SOURCES)
def one_cell_supported_and_contradicted(rows: Rows, chance: random.Random) -> Fault | None:
    found = _borne_by(rows, chance, "summary")
    return _contradicted(rows, found, "summary", "Something else was said.", "verdict")


def _contradicted(
    rows: Rows, found: tuple[Row, Row] | None, column: str, reading: str, at: str
) -> Fault | None:
    if found is None:
        return None
    line = {
        **found[0],
        "columns": column,
        "verdict": "contradicts",
        "reading": reading,
        "reason": "sources_disagree",
        "locator": "another passage,of the same page",
    }
    rows["evidence"].append(line)
    settle(rows, "evidence")
    return Fault("evidence", line, at)


def _reading(name: str, column: str, to: Callable[[str], str], *, same: bool = False) -> None:
    """Register a contradicting reading that is no other value, or the very same."""

    def make(rows: Rows, chance: random.Random) -> Fault | None:
        found = _borne_by(rows, chance, column)
        if found is None or ((reading := to(found[1][column])) == found[1][column] and not same):
            return None
        return _contradicted(rows, found, column, reading, "reading")

    registered(Family.SOURCES, name, make)


_reading(
    "reading that includes the value", "date", lambda text: text[:7] if len(text) == 10 else text
)
_reading("reading that is the year of the value", "signed", lambda text: text[:4])
_reading("reading in another order", "places", lambda text: ";".join(reversed(text.split(";"))))
_reading("reading in other case", "summary", str.upper)
_reading("reading that leads nowhere", "lead_official_id", lambda text: f"{text}-x")
_reading("reading that is the value", "summary", lambda text: text, same=True)


def _line_changed(name: str, at: str, to: Callable[[Row], Row], reason: str = "") -> None:
    def make(rows: Rows, chance: random.Random) -> Fault | None:
        lines = [line for line in rows["evidence"] if line["reason"] == reason]
        line = chance.choice(lines)
        line |= to(line)
        settle(rows, "evidence")
        return Fault("evidence", line, at)

    registered(Family.SOURCES, name, make)


_line_changed(
    "passage that bears a key",
    "columns",
    lambda line: {"columns": f"{line['columns']};{_key(line['table_name'])}"},
)
_line_changed(
    "passage that bears what is coded",
    "columns",
    lambda line: {"columns": f"{line['columns']};{_coded(line['table_name'])}"},
)
_line_changed("locator of one letter", "locator", lambda line: {"locator": "a"})
_line_changed("locator of figures", "locator", lambda line: {"locator": "12,2023"})
_line_changed("locator of one endless word", "locator", lambda line: {"locator": "x" * 1000})
_line_changed(
    "locator with two equal ends", "locator", lambda line: {"locator": "some words,some words"}
)
_line_changed("verdict without a reading", "reading", lambda line: {"reading": ""}, "typo")
_line_changed(
    "other reason without a note", "note", lambda line: {"reason": "other", "note": ""}, "typo"
)


def _key(table: str) -> str:
    return MODELS[table].META.key[0]


def _coded(table: str) -> str:
    codes = [column.name for column in MODELS[table].declared().values() if column.codes]
    return next(iter(codes), _key(table))
