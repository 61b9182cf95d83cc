"""Folding texts and names to what stays the same across spellings."""

import re
import unicodedata
from functools import lru_cache

_SAME_LETTERS = str.maketrans(
    {
        "ي": "ی",
        "ك": "ک",
        "ى": "ی",
        "ة": "ه",
        "أ": "ا",
        "إ": "ا",
        "\u200c": " ",
        "-": " ",
        "_": " ",
        "'": None,
        "’": None,
        "‘": None,
        "ʿ": None,
        "ʾ": None,
    }
)
# Romanisations of one Persian or Arabic letter, longest first; a doubled letter counts once.
_ROMANISATIONS = (
    ("kh", "x"),
    ("gh", "q"),
    ("sh", "s"),
    ("zh", "z"),
    ("ch", "c"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("ei", "i"),
    ("ey", "i"),
    ("ay", "i"),
    ("ai", "i"),
    ("aa", "a"),
    ("v", "w"),
)
_DOUBLED = re.compile(r"(.)\1")
_VOWELS = re.compile(r"(?<=\w)[aeiouy]")
_WORD = re.compile(r"\w+")


@lru_cache(maxsize=1 << 15)
def folded(text: str) -> str:
    """Fold case, accents, hyphens, half-spaces and the two forms of Arabic letters.

    Example:
        >>> folded("Miguel Díaz-Canel") == folded("miguel diaz canel")
        True
    """
    text = text.translate(_SAME_LETTERS)
    if not text.isascii():
        plain = unicodedata.normalize("NFKD", text)
        text = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(text.casefold().split())


def words(text: str) -> list[str]:
    """Give the folded words of a text, without punctuation."""
    return _WORD.findall(folded(text))


def romanised(word: str) -> str:
    """Bring the usual romanisations of a word to one.

    Example:
        >>> romanised("hossein") == romanised("hosein")
        True
    """
    for spelling, letter in _ROMANISATIONS:
        word = word.replace(spelling, letter)
    return _DOUBLED.sub(r"\1", word)


def skeleton(word: str) -> str:
    """Give the first letter and the consonants of a word, which spellings rarely change.

    Example:
        >>> skeleton("mohammad"), skeleton("muhamed")
        ('mhmd', 'mhmd')
    """
    return _VOWELS.sub("", romanised(word))
