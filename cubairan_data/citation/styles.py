"""References as sentences, in three languages: APA (7th edition) and Chicago (author-date)."""

from collections.abc import Callable

from cubairan_data.citation.csl import Item
from cubairan_data.contract.labels import ENGLISH, word

_APA_FORMS = ("dataset", "interview")


Isolate = Callable[[str], str]
"""Keeps a name or title of the other direction of reading from reordering what stands around it."""


def apa(item: Item, language: str = ENGLISH, isolate: Isolate = str) -> str:
    """A reference in APA style, plain text."""
    version = f" ({_version(item, language)})" if "version" in item else ""
    form = f" [{word('cite.' + item['type'], language)}]" if item["type"] in _APA_FORMS else ""
    title = isolate(item["title"]) + version + form
    author = _joined(_apa_names(item, isolate), "cite.apa_names", language)
    date = f"({_apa_date(item, language)})."
    lead = [_sentence(author), date, _sentence(title)] if author else [_sentence(title), date]
    read = _accessed(item, language) if "URL" in item else ""
    retrieved = word("cite.retrieved", language, day=read) if read else ""
    outlet = _sentence(isolate(_outlet(item))) if _outlet(item) else ""
    address = isolate(item["URL"]) if "URL" in item else ""
    return " ".join(filter(None, [*lead, outlet, retrieved, address]))


def chicago(item: Item, language: str = ENGLISH, isolate: Isolate = str) -> str:
    """A reference in Chicago author-date style, plain text."""
    authors = _joined(_chicago_names(item, isolate), "cite.chicago_names", language)
    outlet, title = isolate(_outlet(item)), isolate(item["title"])
    lead = authors or outlet or title
    parts = [_sentence(lead), _sentence(_years(item, language))]
    if lead != title:
        parts.append(_quoted(title, language))
    if "version" in item:
        parts.append(f"{_version(item, language)}.")
    where = ", ".join(filter(None, (outlet if authors else None, _day(item, language))))
    read = _accessed(item, language)
    accessed = word("cite.accessed", language, day=read) if read else ""
    address = f"{isolate(item['URL'])}." if "URL" in item else ""
    return " ".join(filter(None, [*parts, where and _sentence(where), accessed, address]))


def _version(item: Item, language: str) -> str:
    return word("cite.version", language, version=item["version"])


def _quoted(title: str, language: str) -> str:
    """A title between quotation marks; in English the stop stands before the second."""
    if language == ENGLISH:
        closing = "" if _closed(title) else "."
        return f"“{title.replace('“', '‘').replace('”', '’')}{closing}”"
    inner = title.replace("«", "“").replace("»", "”")
    return f"{word('cite.quoted', language, title=inner)}."


def _outlet(item: Item) -> str:
    return item.get("container-title") or item.get("publisher") or ""


def _accessed(item: Item, language: str) -> str:
    """The day of reading, which both styles ask for where a page shows no date of its own."""
    return (
        _written_day(item["accessed"]["date-parts"][0], language)
        if "issued" not in item and "accessed" in item
        else ""
    )


def _closed(text: str) -> bool:
    # The mark that ends an isolated text hides what it ends in.
    return text.rstrip("\u2069").endswith((".", "?", "!", "…", "؟"))


def _sentence(text: str) -> str:
    return text if _closed(text) else f"{text}."


def _initials(given: str) -> str:
    names = given.replace(".", " ").split()
    # A particle, as in "José A. de la", stays whole.
    return " ".join(name if name.islower() else _initial(name) for name in names)


def _initial(name: str) -> str:
    return "-".join(f"{part[0]}." for part in name.split("-") if part)


def _apa_names(item: Item, isolate: Isolate) -> list[str]:
    return [
        isolate(name.get("literal") or f"{name['family']}, {_initials(name['given'])}")
        for name in item.get("author", [])
    ]


def _chicago_names(item: Item, isolate: Isolate) -> list[str]:
    """The names; of the first the family name stands in front."""
    written: list[str] = []
    for name in item.get("author", []):
        whole = "{given} {family}" if written else "{family}, {given}"
        written.append(isolate(name.get("literal") or whole.format(**name)))
    return written


def _joined(names: list[str], last: str, language: str) -> str:
    if len(names) < 2:
        return "".join(names)
    listed = word("list.comma", language).join(names[:-1])
    return word(last, language, names=listed, last=names[-1])


def _apa_date(item: Item, language: str) -> str:
    if "issued" not in item:
        return word("cite.no_date", language)
    rendered = [_apa_part(parts, language) for parts in item["issued"]["date-parts"]]
    return _circa(item, language) + "–".join(rendered)


def _apa_part(parts: list[int], language: str) -> str:
    year, *rest = parts
    if not rest:
        return str(year)
    month = word(f"month.{rest[0]}", language)
    if len(rest) == 1:
        return word("cite.year_first_month", language, year=year, month=month)
    return word("cite.year_first_day", language, year=year, month=month, day=rest[1])


def _years(item: Item, language: str) -> str:
    if "issued" not in item:
        return word("cite.no_date", language)
    years = list(dict.fromkeys(str(parts[0]) for parts in item["issued"]["date-parts"]))
    return _circa(item, language) + "–".join(years)


def _circa(item: Item, language: str) -> str:
    return word("cite.circa", language) if item["issued"].get("circa") else ""


def _day(item: Item, language: str) -> str:
    if "issued" not in item or len(item["issued"]["date-parts"]) > 1:
        return ""
    return _written_day(item["issued"]["date-parts"][0], language)


def _written_day(parts: list[int], language: str) -> str:
    year, *rest = parts
    if not rest:
        return ""
    month = word(f"month.{rest[0]}", language)
    if len(rest) == 1:
        return word("cite.month", language, year=year, month=month)
    return word("cite.day", language, year=year, month=month, day=rest[1])
