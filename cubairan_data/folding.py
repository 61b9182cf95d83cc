"""Folding texts and names to what stays the same across spellings."""

import re
import unicodedata
from functools import lru_cache
from typing import Any

# Applied to what NFKD leaves, so that letters that are written with a mark are known here without.
_SAME_LETTERS = str.maketrans(
    {
        "ي": "ی",
        "ى": "ی",
        "ك": "ک",
        "ة": "ه",
        "ٱ": "ا",
        "ø": "o",
        "Ø": "o",
        "ł": "l",
        "Ł": "l",
        "đ": "d",
        "Đ": "d",
        **dict.fromkeys("\u200c-_‐‑‒–—―−", " "),
        **dict.fromkeys("'’‘ʿʾʼ`´\u0640\u200d\u00ad"),
        **{digit: str(at % 10) for at, digit in enumerate("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")},
    }
)


class _Letters(dict[int, Any]):
    """What becomes of each letter: most stay, and marks go; learnt as letters are met.

    A letter without an entry would cost `str.translate` an exception each time.
    """

    def __missing__(self, code: int) -> int | None:
        letter = self[code] = None if unicodedata.combining(chr(code)) else code
        return letter


_LETTERS = _Letters(_SAME_LETTERS)
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
    return " ".join(_plain(text).split())


def folded_with_places(text: str) -> tuple[str, list[int]]:
    """Fold a text, and give for each letter that is left the place from which it comes.

    Example:
        >>> folded_with_places("Díaz - Canel")[1]
        [0, 1, 2, 3, 4, 7, 8, 9, 10, 11]
    """
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        for plain in _plain(letter):
            if plain.isspace():
                if not letters or letters[-1] == " ":
                    continue
                plain = " "
            letters.append(plain)
            places.append(place)
    if letters and letters[-1] == " ":
        letters.pop()
        places.pop()
    return "".join(letters), places


def _plain(text: str) -> str:
    """Take off accents and case, and bring letters that are read as one to one."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
    return text.translate(_LETTERS).casefold()


def words(text: str) -> list[str]:
    """Give the folded words of a text, without punctuation."""
    return _WORD.findall(folded(text))


# Folding would make ا of آ, the first letter of the Persian alphabet, and n of ñ. Whatever bears a
# hamza is sorted as one, after ا (ISIRI 6219, as the CLDR has it).
_ALEF_MADDA, _AFTER_N = "\uf8f0", "\uf8f1"
_KEPT_APART = str.maketrans(
    {
        "آ": _ALEF_MADDA,
        **dict.fromkeys("ñÑ", f"n{_AFTER_N}"),
        **dict.fromkeys("أإؤئ", "ء"),
        "\u200c": None,
    }
)
# A blank comes before everything, and digits before letters.
_PERSIAN = f" 0123456789{_ALEF_MADDA}اءبپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"
# Places in the order of the alphabet, before those of other scripts or after them.
_FIRST, _LAST = 0x01, 0xE001

_AT_FIRST = {ord(letter): at for at, letter in enumerate(_PERSIAN, _FIRST)}
_AT_LAST = {ord(letter): at for at, letter in enumerate(_PERSIAN.lstrip(" 0123456789"), _LAST)}


@lru_cache(maxsize=1 << 15)
def sort_key(text: str, language: str) -> str:
    """Give the text by which a text is sorted in a language, accents and case apart.

    Spanish has ñ after n; Persian has its own alphabet, which stands before the Latin one.

    Example:
        >>> sorted(["Ñico", "nube", "Álvarez", "Zoe"], key=lambda text: sort_key(text, "es"))
        ['Álvarez', 'nube', 'Ñico', 'Zoe']
        >>> "".join(sorted("گیلان", key=lambda text: sort_key(text, "fa")))
        'اگلنی'
    """
    letters = folded(text.translate(_KEPT_APART))
    if language != "es":
        letters = letters.replace(_AFTER_N, "")
    return letters.translate(_AT_FIRST if language == "fa" else _AT_LAST)


@lru_cache(maxsize=1 << 15)
def romanised(word: str) -> str:
    """Bring the usual romanisations of a word to one.

    Example:
        >>> romanised("hossein") == romanised("hosein")
        True
    """
    for spelling, letter in _ROMANISATIONS:
        word = word.replace(spelling, letter)
    return _DOUBLED.sub(r"\1", word)


@lru_cache(maxsize=1 << 15)
def skeleton(word: str) -> str:
    """Give the first letter and the consonants of a word, which spellings rarely change.

    Example:
        >>> skeleton("mohammad"), skeleton("muhamed")
        ('mhmd', 'mhmd')
    """
    return _VOWELS.sub("", romanised(word))
