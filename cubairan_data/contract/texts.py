"""What a text may not be, and what of it can be mended for certain; free of pydantic."""

import html
import re
import unicodedata
from functools import lru_cache

LONGEST = 5000
_FORMULA = ("=", "+", "-", "@")
# What a spreadsheet takes for a formula once somebody has typed it anew, or has taken off a quote.
_DISGUISED_FORMULA = ("＝", "＋", "－", "＠", "'=", "'+", "'-", "'@", "’=")
PLACEHOLDER = re.compile(
    r"[\W_]*|n/a|nan|null|none|nil|tb[acd]|to be (?:announced|confirmed|done)|to ?do"
    r"|fixme|x{2,}|unknown|lorem ipsum.*",
    re.IGNORECASE,
)
LONGEST_PLACEHOLDER = 20
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]+|#[0-9]+|#[xX][0-9A-Fa-f]+);")
_TAGS = (
    "a|abbr|b|big|blockquote|body|br|center|cite|code|div|em|font|form|h[1-6]|head|hr|html|i|iframe"
    "|img|input|ins|li|link|meta|ol|p|pre|q|s|script|small|span|strike|strong|style|su[bp]|svg"
    "|table|tbody|td|th|thead|title|tr|u|ul"
)
_MARKUP = re.compile(rf"</?(?:{_TAGS})(?:[\s/][^<>]*)?>|<!--", re.IGNORECASE)
_DOUBLED = re.compile(" {2,}")
# Marks and letters that show nothing, beside those that are not printable: variation selectors,
# fillers, a joiner of graphemes, a blank of Braille. Then what stands where a character was lost.
_UNSEEN = "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0"
_SHOWS_NOTHING = re.compile(f"[{_UNSEEN}\U000e0100-\U000e01ef]")
_LOST = "\ufffc\ufffd"
_ODD = re.compile(f"[{_UNSEEN}{_LOST}\U000e0100-\U000e01ef]")
# The zero-width non-joiner belongs to Persian spelling and is allowed between Arabic letters only.
_NON_JOINER = re.compile("(?<=[\u0600-\u06ff])\u200c(?=[\u0600-\u06ff])")
_WITH_NON_JOINER = re.compile("[\u0600-\u06ff]\u200c(?=[\u0600-\u06ff])|.", re.DOTALL)
# Letters of scripts that look alike; within one word only one of the three can be meant.
_LATIN, _OTHER = "A-Za-z\u00c0-\u024f", "\u0370-\u03ff\u0400-\u052f"
_MIXED = re.compile(f"[{_LATIN}][{_OTHER}]|[{_OTHER}][{_LATIN}]")
# Cc, Zl and Zp are breaks; the others show nothing, or nothing that all readers see alike.
_BREAKS = ("Cc", "Zl", "Zp")
_BLANK = "Zs"


def check_text(value: str) -> str:
    """Refuse a text that is not one, or holds what a reader cannot see or a program mistakes.

    Args:
        value: the text of a cell, or of an item of a list.

    Returns:
        The text itself.

    Raises:
        ValueError: what is wrong with it: its length, blanks, normal form, characters, markup, a
            placeholder, or a formula.

    Example:
        >>> check_text("Havana")
        'Havana'
    """
    if len(value) > LONGEST:
        raise ValueError(f"a text of {len(value)} characters; allowed: {LONGEST} at most")
    if value != value.strip():
        raise ValueError(f"{value!r} begins or ends with a blank; allowed: trimmed text")
    if not value:
        raise ValueError("an empty text; allowed: leave the cell blank or fill it")
    _check_start(value)
    _check_characters(value)
    if "  " in value:
        raise ValueError(f"{value!r} holds two blanks in a row; allowed: one")
    if found := ("&" in value and _ENTITY.search(value)) or (
        "<" in value and _MARKUP.search(value)
    ):
        raise ValueError(f"{value!r} holds the markup {found.group()!r}; allowed: plain text")
    if len(value) <= LONGEST_PLACEHOLDER and PLACEHOLDER.fullmatch(value):
        raise ValueError(f"{value!r} is a placeholder; allowed: leave the cell blank or fill it")
    return value


def _check_start(value: str) -> None:
    """Refuse a formula, also one in disguise."""
    if value.startswith(_FORMULA) or value.startswith(_DISGUISED_FORMULA):
        raise ValueError(
            f"{value!r} begins with {value[0]!r}, which a spreadsheet takes for a formula; "
            "allowed: another first letter"
        )


def _check_characters(value: str) -> None:
    if value.isascii():
        if not value.isprintable():
            raise ValueError(f"{value!r} holds a line break or another control character")
        return
    if not unicodedata.is_normalized("NFC", value):
        raise ValueError(f"{value!r} is not in Unicode normal form NFC")
    if not value.isprintable() or _ODD.search(value):
        for character in _NON_JOINER.sub("", value):
            if fault := _fault_of(character):
                raise ValueError(f"{value!r} holds {fault}")
    if mixed := _MIXED.search(value):
        one, other = (unicodedata.name(letter).lower() for letter in mixed.group())
        raise ValueError(f"{value!r} mixes scripts in a word: a {one} beside a {other}")


@lru_cache(maxsize=4096)
def _fault_of(character: str) -> str | None:
    category, code = unicodedata.category(character), f"U+{ord(character):04X}"
    if category in _BREAKS:
        return "a line break or another control character"
    if category == _BLANK:
        return None if character == " " else f"the blank {code}; allowed: a plain one"
    if character in _LOST:
        return f"{code}, which stands where a character was lost"
    if _SHOWS_NOTHING.match(character) or category in ("Cf", "Cs"):
        return f"the invisible character {code}"
    if category in ("Cn", "Co"):
        return f"{code}, which is not a standard character"
    return None


def mended(text: str) -> str:
    """Mend of a text what can be mended for certain.

    Args:
        text: the text of a cell.

    Returns:
        The text trimmed, in NFC, with plain and single blanks, entities of HTML resolved and
        characters that show nothing left out. What may have been something else, such as a
        replacement character, stays, for validation to find.

    Example:
        >>> mended("Cuba\u00a0&amp;  Iran\u200b ")
        'Cuba & Iran'
    """
    if text.isascii() and "  " not in text and "&" not in text:
        return text.strip()
    while (plain := _ENTITY.sub(_resolved, text)) != text:
        text = plain
    seen = unicodedata.normalize("NFC", "".join(map(_seen, _WITH_NON_JOINER.findall(text))))
    return _DOUBLED.sub(" ", seen).strip()


def _resolved(entity: re.Match[str]) -> str:
    return html.unescape(entity.group())


def _seen(character: str) -> str:
    """Give a character, with a non-joiner where it belongs, as it is to be seen."""
    if len(character) > 1 or character.isascii():
        return character
    category = unicodedata.category(character)
    if category == _BLANK:
        return " "
    return "" if category == "Cf" or _SHOWS_NOTHING.match(character) else character
