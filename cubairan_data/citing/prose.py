"""References as sentences: APA (7th edition) and Chicago (author-date)."""

from cubairan_data.citing.items import Item

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def apa(item: Item) -> str:
    """A reference in APA style, plain text."""
    title = f"{item['title']} (Version {item['version']}) [Data set]" if "version" in item else item["title"]
    author = _apa_names(item.get("author", []))
    date = f"({_apa_date(item)})."
    lead = [_sentence(author), date, _sentence(title)] if author else [_sentence(title), date]
    return " ".join([*lead, *_outlet(item), *_address(item)])


def chicago(item: Item) -> str:
    """A reference in Chicago author-date style, plain text."""
    authors = _chicago_names(item.get("author", []))
    outlet = item.get("container-title") or item.get("publisher")
    lead = authors or outlet or item["title"]
    parts = [_sentence(lead), _sentence(_years(item))]
    if lead != item["title"]:
        closing = "" if _closed(item["title"]) else "."
        parts.append(f"“{item['title'].replace('“', '‘').replace('”', '’')}{closing}”")
    if "version" in item:
        parts.append(f"Version {item['version']}.")
    day = _day(item)
    where = ", ".join(part for part in ((outlet if authors else None), day) if part)
    return " ".join([*parts, *([_sentence(where)] if where else []), *_address(item)])


def _outlet(item: Item) -> list[str]:
    outlet = item.get("container-title") or item.get("publisher")
    return [_sentence(outlet)] if outlet else []


def _address(item: Item) -> list[str]:
    return [item["URL"]] if "URL" in item else []


def _closed(text: str) -> bool:
    return text.endswith((".", "?", "!", "…", "؟"))


def _sentence(text: str) -> str:
    return text if _closed(text) else f"{text}."


def _initials(given: str) -> str:
    return " ".join("-".join(f"{part[0]}." for part in name.split("-") if part) for name in given.split())


def _apa_names(names: list[dict[str, str]]) -> str:
    told = [name.get("literal") or f"{name['family']}, {_initials(name['given'])}" for name in names]
    return told[0] if len(told) == 1 else f"{', '.join(told[:-1])}, & {told[-1]}" if told else ""


def _chicago_names(names: list[dict[str, str]]) -> str:
    if not names:
        return ""
    first = names[0].get("literal") or f"{names[0]['family']}, {names[0]['given']}"
    others = [name.get("literal") or f"{name['given']} {name['family']}" for name in names[1:]]
    if not others:
        return first
    return f"{', '.join([first, *others[:-1]])}, and {others[-1]}"


def _apa_date(item: Item) -> str:
    if "issued" not in item:
        return "n.d."
    told = [_apa_part(parts) for parts in item["issued"]["date-parts"]]
    return f"{'ca. ' if item['issued'].get('circa') else ''}{'–'.join(told)}"


def _apa_part(parts: list[int]) -> str:
    year, *rest = parts
    if not rest:
        return str(year)
    day = f" {rest[1]}" if len(rest) > 1 else ""
    return f"{year}, {MONTHS[rest[0] - 1]}{day}"


def _years(item: Item) -> str:
    if "issued" not in item:
        return "n.d."
    years = list(dict.fromkeys(str(parts[0]) for parts in item["issued"]["date-parts"]))
    return f"{'ca. ' if item['issued'].get('circa') else ''}{'–'.join(years)}"


def _day(item: Item) -> str:
    if "issued" not in item or len(item["issued"]["date-parts"]) > 1:
        return ""
    year, *rest = item["issued"]["date-parts"][0]
    if not rest:
        return ""
    day = f" {rest[1]}" if len(rest) > 1 else ""
    return f"{MONTHS[rest[0] - 1]}{day}, {year}" if day else f"{MONTHS[rest[0] - 1]} {year}"
