"""References as records for reference managers: BibTeX, BibLaTeX, RIS."""

import re

from cubairan_data.citation.csl import Item
from cubairan_data.escaping import tex, without_hidden

# What would end a name, or divide it, where BibTeX reads a list of names.
_NAME_BREAK = re.compile(r",|\band\b", re.IGNORECASE)
_LANGID = {
    "en": "english",
    "es": "spanish",
    "fa": "persian",
    "pt": "portuguese",
    "it": "italian",
    "fr": "french",
    "de": "german",
    "ru": "russian",
    "ar": "arabic",
    "tr": "turkish",
}
_BIBLATEX_TYPES = {
    "article-journal": "article",
    "article-magazine": "article",
    "book": "book",
    "chapter": "incollection",
    "thesis": "thesis",
    "report": "report",
    "dataset": "dataset",
}
_RIS_TYPES = {
    "article-newspaper": "NEWS",
    "article-magazine": "MGZN",
    "article-journal": "JOUR",
    "post-weblog": "BLOG",
    "book": "BOOK",
    "chapter": "CHAP",
    "thesis": "THES",
    "report": "RPRT",
    "dataset": "DATA",
    "entry-encyclopedia": "ENCYC",
    "legislation": "STAT",
    "regulation": "STAT",
    "hearing": "HEAR",
    "webpage": "ELEC",
}


def bibtex(item: Item) -> str:
    """A BibTeX entry."""
    fields = _tex_fields(item)
    if dates := item.get("issued", {}).get("date-parts"):
        fields["year"] = str(dates[0][0])
        if len(dates[0]) > 1:
            fields["month"] = str(dates[0][1])
    fields["howpublished"] = tex(_outlet(item) or "")
    if "URL" in item:
        fields["url"] = item["URL"].replace("%", r"\%").replace("#", r"\#")
    if "version" in item:
        fields["note"] = f"Version {tex(item['version'])}"
    return _entry("misc", item["id"], fields)


def biblatex(item: Item) -> str:
    """A BibLaTeX entry; dates stay EDTF, verbatim addresses as they are."""
    fields = _tex_fields(item)
    if "issued" in item:
        fields["date"] = _edtf(item["issued"]["date-parts"]) + (
            "~" if item["issued"].get("circa") else ""
        )
    kind = _BIBLATEX_TYPES.get(item["type"], "online")
    outlet_field = {
        "article": "journaltitle",
        "incollection": "booktitle",
        "thesis": "institution",
        "report": "institution",
    }
    fields[outlet_field.get(kind, "organization" if kind == "online" else "publisher")] = tex(
        _outlet(item) or ""
    )
    if "URL" in item:
        fields["url"] = item["URL"]
    if "accessed" in item:
        fields["urldate"] = _edtf(item["accessed"]["date-parts"])
    if language := _LANGID.get(item["language"].split("-")[0]):
        fields["langid"] = language
    if "version" in item:
        fields["version"] = tex(item["version"])
    return _entry(kind, item["id"], fields)


def ris(item: Item) -> str:
    """An RIS record."""
    lines = [("TY", _RIS_TYPES.get(item["type"], "GEN")), ("ID", item["id"])]
    lines += [
        ("AU", name.get("literal") or f"{name['family']}, {name['given']}")
        for name in item.get("author", [])
    ]
    lines.append(("TI", item["title"]))
    if outlet := _outlet(item):
        lines.append(("T2" if "container-title" in item else "PB", outlet))
    if "issued" in item:
        first = item["issued"]["date-parts"][0]
        lines += [("PY", str(first[0])), ("DA", _slashed(first))]
    if "URL" in item:
        lines.append(("UR", item["URL"]))
    if "accessed" in item:
        lines.append(("Y2", _slashed(item["accessed"]["date-parts"][0])))
    if "version" in item:
        lines.append(("ET", item["version"]))
    lines += [("LA", item["language"]), ("ER", "")]
    return "\n".join(f"{tag}  - {without_hidden(text)}" for tag, text in lines)


def _outlet(item: Item) -> str | None:
    outlet: str | None = item.get("container-title") or item.get("publisher")
    return outlet


def _tex_fields(item: Item) -> dict[str, str]:
    names = [_tex_name(name) for name in item.get("author", [])]
    return {"author": " and ".join(names), "title": f"{{{tex(item['title'])}}}"}


def _tex_name(name: dict[str, str]) -> str:
    literal = name.get("literal")
    if literal:
        return f"{{{tex(literal)}}}"
    return f"{_tex_part(name['family'])}, {_tex_part(name['given'])}"


def _tex_part(part: str) -> str:
    return f"{{{tex(part)}}}" if _NAME_BREAK.search(part) else tex(part)


def _entry(kind: str, key: str, fields: dict[str, str]) -> str:
    rendered = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@{kind}{{{key},\n{rendered}}}"


def _edtf(dates: list[list[int]]) -> str:
    return "/".join("-".join(f"{part:02d}" for part in parts) for parts in dates)


def _slashed(parts: list[int]) -> str:
    return "/".join(f"{part:02d}" for part in parts)
