"""Words of a text and the keys under which spellings of the same name meet."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from bot.text import ZWNJ, fold, romanise

# Letters and digits, and the vowel signs that Python does not count as word characters.
_MARKS = "\u0300-\u036f\u0483-\u0487\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0980-\u0983\u09bc-\u09cd\u09d7\u0a01-\u0a03\u0a3c-\u0a51\u0a70\u0a71\u0b82\u0bbe-\u0bcd\u0bd7\u0c00-\u0c04\u0c3e-\u0c56\u0c81-\u0c83\u0cbc-\u0cd6\u0d00-\u0d03\u0d3b-\u0d4d\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u135d-\u135f"  # noqa: E501
_WORD = re.compile(f"(?:[^\\W_]|[{_MARKS}])+")
_APOSTROPHES = "'’ʼ‘`´" + ZWNJ
# Scripts written without blanks between words: every character is a token of its own.
_NO_BLANKS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
_UNSPACED = re.compile(f"[{_NO_BLANKS}]")
_PARTS = re.compile(f"[{_NO_BLANKS}]|[^{_NO_BLANKS}]+")
_CYRILLIC = str.maketrans({"і": "и", "ы": "и", "є": "е", "э": "е", "ґ": "г", "ь": None, "ъ": None})
_ALEF = {"ا": "a"}  # silent by itself in anyascii
_UMLAUTS = (("ä", "ae"), ("ö", "oe"), ("ü", "ue"))


class Token(NamedTuple):
    """One word: where it stands, its key, and what joins it to the word before.

    `glue` is "'" after an apostrophe, "-" after a hyphen, "" when nothing was between two
    characters of a script without blanks, " " otherwise.
    """

    start: int
    end: int
    text: str
    key: str
    glue: str

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital; always False in scripts without capitals."""
        return self.text[0].isupper()


@lru_cache(maxsize=8192)
def key(word: str) -> str:
    """The key of one word: folded, without Greek accents and Cyrillic soft signs."""
    folded = fold(word).translate(_CYRILLIC)
    if folded.isascii():
        return folded
    return "".join(_bare(c) for c in folded)


@lru_cache(maxsize=1024)
def _bare(character: str) -> str:
    parts = unicodedata.normalize("NFD", character)
    return parts[0] if "\u0370" <= parts[0] <= "\u03ff" else character


def tokens(text: str) -> list[Token]:
    """The words of a normalised text, in order."""
    found: list[Token] = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        if not _UNSPACED.search(match.group()):
            found.append(_token(text, start, end, _glue(text, start, found)))
            continue
        for part in _PARTS.finditer(match.group()):  # "44135附近" is a number and two signs
            first = start + part.start()
            glue = "" if part.start() else _glue(text, start, found)
            found.append(_token(text, first, start + part.end(), glue))
    return found


def _token(text: str, start: int, end: int, glue: str) -> Token:
    return Token(start, end, text[start:end], key(text[start:end]), glue)


def _glue(text: str, start: int, before: list[Token]) -> str:
    if not before:
        return " "
    between = text[before[-1].end : start]
    if not between:
        return ""
    if len(between) == 1 and between in _APOSTROPHES:
        return "'"
    return "-" if between in {"-", "‐", "–", "/"} else " "


def joined(words: list[Token]) -> str:
    """The key of several words together."""
    return " ".join(word.key for word in words)


def phrase_key(text: str) -> str:
    """The key of a name of one or more words."""
    return joined(tokens(text))


def letters_in(name: str) -> int:
    """How much a key says, in letters of an alphabet: an Ethiopic syllable counts as two of
    them, a Chinese character as three."""
    return sum(2 if "\u1200" <= c <= "\u139f" else 3 if c >= "\u2e80" else 1 for c in name)


def german_keys(name: str) -> set[str]:
    """Keys of a German name as typed with umlauts, without dots, and as ae, oe, ue."""
    spelled = name
    for umlaut, letters in _UMLAUTS:
        spelled = spelled.replace(umlaut, letters).replace(umlaut.upper(), letters.title())
    return {phrase_key(name), phrase_key(spelled)}


@lru_cache(maxsize=2048)
def latin(character: str) -> str:
    """One letter of any script in small Latin letters."""
    return _ALEF.get(character) or romanise(character).lower()
