"""Text as people type it, brought into comparable forms."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from anyascii import anyascii

ZWNJ = "\u200c"  # separates letters inside a Persian word: kept, because it carries spelling
_DROPPED = {"Cc", "Cf", "Cs", "Co", "Cn"}
_BLANKS = re.compile(r"\s+")
# Letters that Arabic-script keyboards use for one another, and marks that are rarely typed.
_HARAKAT = "\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670\u0654\u0655"
_APOSTROPHES = dict.fromkeys(map(ord, "’‘ʼ`´′"), "'")
_ARABIC = str.maketrans(
    {
        **dict.fromkeys("يىئیېۍ", "ی"),
        **dict.fromkeys("ەہھۀةۃ", "ه"),
        **dict.fromkeys("كڪ", "ک"),
        **dict.fromkeys("أإآٱ", "ا"),
        "ؤ": "و",
        **dict.fromkeys(_HARAKAT, ""),
    }
)
_LETTERS_WITHOUT_DECOMPOSITION = str.maketrans(
    {"ß": "ss", "ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe"}
)
# Spelling variants of Ethiopic syllables that sound the same in Tigrinya and Amharic.
_ETHIOPIC = {
    ord(variant) + order: chr(ord(base) + order)
    for variant, base in (("ኀ", "ሐ"), ("ሠ", "ሰ"), ("ፀ", "ጸ"))
    for order in range(7)
}
_SCRIPT_NAMES = {
    "LATIN": "Latn", "CYRILLIC": "Cyrl", "ARABIC": "Arab", "ETHIOPIC": "Ethi", "GREEK": "Grek",
    "ARMENIAN": "Armn", "GEORGIAN": "Geor", "HEBREW": "Hebr", "DEVANAGARI": "Deva",
    "BENGALI": "Beng", "GURMUKHI": "Guru", "TAMIL": "Taml", "THAI": "Thai", "CJK": "Hani",
    "HIRAGANA": "Jpan", "KATAKANA": "Jpan", "HANGUL": "Kore", "SINHALA": "Sinh", "TELUGU": "Telu",
    "KHMER": "Khmr", "MYANMAR": "Mymr", "LAO": "Laoo", "TIBETAN": "Tibt", "GUJARATI": "Gujr",
    "MALAYALAM": "Mlym", "KANNADA": "Knda", "ORIYA": "Orya", "TIFINAGH": "Tfng", "THAANA": "Thaa",
}  # fmt: skip


def normalise(text: str) -> str:
    """NFKC, without control and invisible characters, every run of blanks as one blank."""
    text = unicodedata.normalize("NFKC", text)
    if text.isprintable():  # nothing invisible, and no blank but " "
        return _BLANKS.sub(" ", text).strip()
    kept = (c if unicodedata.category(c) not in _DROPPED or c == ZWNJ else _blank(c) for c in text)
    return _BLANKS.sub(" ", "".join(kept)).strip()


def _blank(character: str) -> str:
    return " " if character.isspace() else ""


@lru_cache(maxsize=65536)
def _fold_character(character: str) -> str:
    digit = unicodedata.digit(character, None)
    if digit is not None:
        return str(digit)
    parts = unicodedata.normalize("NFD", character)
    if "LATIN" in unicodedata.name(parts[0], "") or "CYRILLIC" in unicodedata.name(parts[0], ""):
        return "".join(part for part in parts if not unicodedata.combining(part))
    return character


def fold(text: str) -> str:
    """A form in which spellings of the same word meet: no case, no diacritics, one set of digits.

    Cyrillic й and ё, ї and і become и, е, і; Arabic-script keyboard variants and Ethiopic
    homophones become one letter. The result may be longer or shorter than the text.
    """
    text = normalise(text).casefold().translate(_ARABIC).translate(_ETHIOPIC)
    text = text.translate(_APOSTROPHES)
    text = text.translate(_LETTERS_WITHOUT_DECOMPOSITION)
    folded = "".join(map(_fold_character, text))
    return "".join(c for c in folded if not "\u0300" <= c <= "\u036f")


def romanise(text: str) -> str:
    """The text in Latin letters, as somebody without their keyboard would type it (anyascii)."""
    return str(anyascii(text))


@lru_cache(maxsize=65536)
def _script_of_character(character: str) -> str | None:
    if not character.isalpha():
        return None
    return _SCRIPT_NAMES.get(unicodedata.name(character, "").split(" ")[0])


def scripts_in(text: str) -> Counter[str]:
    """How many letters of each ISO 15924 script the text has."""
    return Counter(script for c in text if (script := _script_of_character(c)))


def script_of(text: str) -> str | None:
    """The ISO 15924 code of the script that most letters belong to; None without letters."""
    counts = scripts_in(text)
    return counts.most_common(1)[0][0] if counts else None
