"""References as sentences: APA (7th edition) and Chicago (author-date)."""

from cubairan_data.citation.csl import Item

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


_APA_FORMS = {"dataset": " [Data set]", "interview": " [Interview]"}


def apa(item: Item) -> str:
    """A reference in APA style, plain text."""
    version = f" (Version {item['version']})" if "version" in item else ""
    title = item["title"] + version + _APA_FORMS.get(item["type"], "")
    author = _apa_names(item.get("author", []))
    date = f"({_apa_date(item)})."
    lead = [_sentence(author), date, _sentence(title)] if author else [_sentence(title), date]
    retrieved = f"Retrieved {_accessed(item)}, from" if "URL" in item and _accessed(item) else ""
    return " ".join(filter(None, [*lead, *_outlet(item), retrieved, item.get("URL")]))


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
    accessed = f"Accessed {_accessed(item)}." if _accessed(item) else ""
    return " ".join(
        filter(
            None,
            [
                *parts,
                where and _sentence(where),
                accessed,
                f"{item['URL']}." if "URL" in item else "",
            ],
        )
    )


def _outlet(item: Item) -> list[str]:
    outlet = item.get("container-title") or item.get("publisher")
    return [_sentence(outlet)] if outlet else []


def _accessed(item: Item) -> str:
    """The day of reading, which both styles ask for where a page shows no date of its own."""
    return (
        _written_day(item["accessed"]["date-parts"][0])
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


def _apa_names(names: list[dict[str, str]]) -> str:
    rendered = [
        name.get("literal") or f"{name['family']}, {_initials(name['given'])}" for name in names
    ]
    return (
        rendered[0]
        if len(rendered) == 1
        else f"{', '.join(rendered[:-1])}, & {rendered[-1]}"
        if rendered
        else ""
    )


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
    rendered = [_apa_part(parts) for parts in item["issued"]["date-parts"]]
    return f"{'ca. ' if item['issued'].get('circa') else ''}{'–'.join(rendered)}"


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
    return _written_day(item["issued"]["date-parts"][0])


def _written_day(parts: list[int]) -> str:
    year, *rest = parts
    if not rest:
        return ""
    return (
        f"{MONTHS[rest[0] - 1]} {rest[1]}, {year}"
        if len(rest) > 1
        else f"{MONTHS[rest[0] - 1]} {year}"
    )
