"""References as sentences, in three languages: APA (7th edition) and Chicago (author-date)."""

from cubairan_data.citation.csl import Item
from cubairan_data.contract.labels import ENGLISH, word

_APA_FORMS = ("dataset", "interview")


def apa(item: Item, language: str = ENGLISH) -> str:
    """A reference in APA style, plain text."""
    version = f" ({_version(item, language)})" if "version" in item else ""
    form = f" [{word('cite.' + item['type'], language)}]" if item["type"] in _APA_FORMS else ""
    title = item["title"] + version + form
    author = _apa_names(item.get("author", []), language)
    date = f"({_apa_date(item, language)})."
    lead = [_sentence(author), date, _sentence(title)] if author else [_sentence(title), date]
    read = _accessed(item, language) if "URL" in item else ""
    retrieved = word("cite.retrieved", language, day=read) if read else ""
    return " ".join(filter(None, [*lead, *_outlet(item), retrieved, item.get("URL")]))


def chicago(item: Item, language: str = ENGLISH) -> str:
    """A reference in Chicago author-date style, plain text."""
    authors = _chicago_names(item.get("author", []), language)
    outlet = item.get("container-title") or item.get("publisher")
    lead = authors or outlet or item["title"]
    parts = [_sentence(lead), _sentence(_years(item, language))]
    if lead != item["title"]:
        parts.append(_quoted(item["title"], language))
    if "version" in item:
        parts.append(f"{_version(item, language)}.")
    where = ", ".join(filter(None, (outlet if authors else None, _day(item, language))))
    read = _accessed(item, language)
    accessed = word("cite.accessed", language, day=read) if read else ""
    address = f"{item['URL']}." if "URL" in item else ""
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


def _outlet(item: Item) -> list[str]:
    outlet = item.get("container-title") or item.get("publisher")
    return [_sentence(outlet)] if outlet else []


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
    return " ".join("-".join(f"{part[0]}." for part in name.split("-") if part) for name in names)


def _apa_names(names: list[dict[str, str]], language: str) -> str:
    rendered = [
        name.get("literal") or f"{name['family']}, {_initials(name['given'])}" for name in names
    ]
    return _joined(rendered, "cite.apa_names", language)


def _chicago_names(names: list[dict[str, str]], language: str) -> str:
    if not names:
        return ""
    first = names[0].get("literal") or f"{names[0]['family']}, {names[0]['given']}"
    others = [name.get("literal") or f"{name['given']} {name['family']}" for name in names[1:]]
    return _joined([first, *others], "cite.chicago_names", language)


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
