"""The identifier of a new row, proposed by the pattern that its column describes."""

import re
import unicodedata
from collections.abc import Callable, Iterator

from cubairan_data.contract.lists import DELIMITER
from cubairan_data.curation.known import Known
from cubairan_data.storage.raw import Cells
from cubairan_data.storage.schema import schemas

_SMALL_WORDS = frozenset(
    {"a", "al", "and", "at", "by", "con", "da", "das", "de", "del", "der", "des", "di", "die", "du"}
    | {"e", "el", "en", "for", "from", "in", "la", "las", "le", "les", "los", "of", "on", "or"}
    | {"para", "por", "se", "the", "to", "und", "una", "with", "y"}
)
_MILLION = 1_000_000
_DATE = re.compile(r"(\d{4})(-\d{2})?(-\d{2})?|(\d{3})X")


def proposed(table: str, cells: Cells, known: Known) -> str:
    """Propose the identifier of a new row.

    Args:
        table: its table.
        cells: its other cells, references as keys.
        known: the rows of the record and those added so far.

    Returns:
        An identifier that no row has or had; empty where the cells do not suffice for one.
    """
    if table not in _PARTS:
        return ""
    base = "-".join(filter(None, map(slug, _PARTS[table](cells, known))))
    candidate, number = base, 1
    while base and (known.has(table, candidate) or known.is_retired(table, candidate)):
        number += 1
        candidate = f"{base}-{number}"
    return candidate


def key_column(table: str) -> str | None:
    """Name the column for which an identifier is proposed."""
    return schemas()[table].key[0] if table in _PARTS else None


def slug(text: str) -> str:
    """Write a text in lower-case ASCII letters and digits, joined by hyphens.

    Example:
        >>> slug("Díaz-Canel's visit")
        'diaz-canels-visit'
    """
    plain = unicodedata.normalize("NFKD", text.replace("'", "").replace("’", ""))
    letters = plain.encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")


def short(text: str, words: int = 4) -> str:
    """Keep the first words that say something.

    Example:
        >>> short("Memorandum of understanding on the cooperation of customs")
        'memorandum-understanding-cooperation-customs'
    """
    telling = [word for word in slug(text).split("-") if word not in _SMALL_WORDS]
    return "-".join(telling[:words])


def _date(text: str | None, parts: int) -> str:
    """Give the year, month or day with which an EDTF text begins, as far as it goes."""
    found = _DATE.search(text or "")
    if not found:
        return ""
    if found[4]:
        return f"{found[4]}0s"
    return "".join(part or "" for part in found.groups()[:parts])


def _family(official_id: str | None, known: Known) -> str:
    cells = known.row("officials", official_id or "")
    return cells.get("family_name") or cells.get("name", "").rpartition(" ")[2]


def _country(country_id: str | None, known: Known) -> str:
    return known.row("countries", country_id or "").get("name", "")


def _agreement(cells: Cells, known: Known) -> Iterator[str]:
    yield _date(cells.get("signed"), 2)
    yield short(cells.get("title", ""))


def _visit(cells: Cells, known: Known) -> Iterator[str]:
    yield _date(cells.get("date"), 2)
    lead = _family(cells.get("lead_official_id"), known)
    yield lead or f"{_country(cells.get('sender_id'), known)} {cells.get('level', '')}"
    places = cells.get("places")
    yield places.split(DELIMITER)[0] if places else _country(cells.get("host_id"), known)


def _contact(cells: Cells, known: Known) -> Iterator[str]:
    yield _date(cells.get("date"), 2)
    yield cells.get("occasion", "")
    yield cells.get("place") or cells.get("mode", "")


def _session(cells: Cells, known: Known) -> Iterator[str]:
    yield "joint-commission"
    if "number" in cells:
        yield cells["number"]
    else:
        yield _date(cells.get("date"), 1)
        yield cells.get("place", "")


def _flow(cells: Cells, known: Known) -> Iterator[str]:
    yield _date(cells.get("period"), 1)
    yield short(cells["goods"], 3) if "goods" in cells else cells.get("kind", "")
    amount = cells.get("amount", "")
    if amount.isdigit() and int(amount) >= _MILLION:
        yield f"{int(amount) / _MILLION:g} million"


def _project(cells: Cells, known: Known) -> Iterator[str]:
    yield short(cells.get("name", ""))


def _statement(cells: Cells, known: Known) -> Iterator[str]:
    yield _date(cells.get("date"), 3)
    speaker = _family(cells.get("speaker_id"), known)
    yield speaker or cells.get("speaker_name") or cells.get("speaker_org_id", "")
    yield cells.get("topic", "")


def _measure(cells: Cells, known: Known) -> Iterator[str]:
    yield _date(cells.get("period"), 1)
    imposing = known.row("countries", cells.get("imposing_country_id", ""))
    yield imposing.get("alpha2") or cells.get("imposing_org_id", "")
    yield cells.get("kind", "")
    yield _country(cells.get("target_country_id"), known) or cells.get("target_org_id", "")


def _name(cells: Cells, known: Known) -> Iterator[str]:
    yield cells.get("name", "")


def _official(cells: Cells, known: Known) -> Iterator[str]:
    if "family_name" in cells and "given_names" in cells:
        yield cells["given_names"]
        yield cells["family_name"]
    else:
        yield cells.get("name", "")


def _tenure(cells: Cells, known: Known) -> Iterator[str]:
    yield cells.get("official_id", "")
    yield short(cells.get("office", ""))


def _source(cells: Cells, known: Known) -> Iterator[str]:
    yield cells.get("publisher_id", "")
    yield _date(cells.get("published"), 3)
    yield short(cells.get("title_english") or cells.get("title", ""), 3)


_PARTS: dict[str, Callable[[Cells, Known], Iterator[str]]] = {
    "agreements": _agreement,
    "visits": _visit,
    "contacts": _contact,
    "sessions": _session,
    "financial_flows": _flow,
    "projects": _project,
    "statements": _statement,
    "measures": _measure,
    "places": _name,
    "organizations": _name,
    "officials": _official,
    "tenures": _tenure,
    "publishers": _name,
    "sources": _source,
}
