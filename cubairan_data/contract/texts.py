"""What a text may not be; free of pydantic."""

import re
import unicodedata

# Invisible characters that change a text: directional marks, zero-width spaces, soft hyphens. The
# zero-width non-joiner belongs to Persian spelling and is allowed between Arabic letters only.
_UNSEEN = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200d-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
    "|(?<![\u0600-\u06ff])\u200c|\u200c(?![\u0600-\u06ff])"
)
_LONGEST = 5000
_FORMULA = ("=", "+", "-", "@")


def check_text(value: str) -> str:
    """Refuse a text that is untrimmed, not NFC, invisible in part, or a formula to a spreadsheet.

    Raises:
        ValueError: what is wrong with it.

    Example:
        >>> check_text("Havana")
        'Havana'
    """
    if len(value) > _LONGEST:
        raise ValueError(f"a text of {len(value)} characters; allowed: {_LONGEST} at most")
    if value != value.strip():
        raise ValueError(f"{value!r} has blanks at an end; allowed: trimmed text")
    if not value.isascii() and not unicodedata.is_normalized("NFC", value):
        raise ValueError(f"{value!r} is not in Unicode normal form NFC")
    if not value.isprintable() and any(
        unicodedata.category(character) in ("Cc", "Zl", "Zp") for character in value
    ):
        raise ValueError(f"{value!r} holds a line break or another control character")
    if not value.isascii() and (unseen := _UNSEEN.search(value)):
        raise ValueError(f"{value!r} holds the invisible character U+{ord(unseen.group()):04X}")
    if value.startswith(_FORMULA):
        raise ValueError(
            f"{value!r} begins with {value[0]!r}, which a spreadsheet takes for a formula; "
            "allowed: another first letter"
        )
    if not value:
        raise ValueError("an empty text; allowed: leave the cell blank or fill it")
    return value
