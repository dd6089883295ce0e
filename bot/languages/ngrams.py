"""Character n-grams of words as numbers, for many texts at once.

The hash of any stretch of characters comes from one running sum over all texts (a polynomial hash
modulo 2^64), so n-grams and whole words cost a few numpy operations, whatever their length.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

_SIZES = np.arange(1, 5)  # of n-grams
_BASE = 0x9E3779B97F4A7C15  # odd, so it has an inverse modulo 2^64
_INVERSE = pow(_BASE, -1, 2**64)
_SPREAD = np.uint64(0xD6E8FEB86659FD93)
_WORD_MARK = np.uint64(0x2545F4914F6CDD1D)  # a whole word differs from the n-gram with its letters
_APOSTROPHES = "'\u2018\u2019\u02bc\u02b9\u00b4`"


class _Letters(dict[int, str]):
    """A table for str.translate: keeps letters, marks and digits, makes apostrophes one."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if character in _APOSTROPHES:
            kept = "'"
        elif (category := unicodedata.category(character)) == "Cf":
            kept = ""  # invisible, or the joiner in a Persian word, which many don't type
        else:
            kept = character if category[0] in "LMN" else " "
        self[code] = kept
        return kept


_LETTERS = _Letters()


def words_of(text: str) -> list[str]:
    """The words of a text, casefolded, in NFKC; Arabizi digits count in, numbers do not."""
    candidates = unicodedata.normalize("NFKC", text).casefold().translate(_LETTERS).split()
    stripped = (word.strip("'") for word in candidates)
    return [word for word in stripped if word and not word.isnumeric()]


@dataclass(frozen=True)
class Grams:
    """Hashed features of words: `numbers` (uint32) and the word each stems from (`words`)."""

    numbers: np.ndarray
    words: np.ndarray
    count: int


def grams_of(words: Sequence[str]) -> Grams:
    """The n-grams of every word, padded with a blank at both ends, and the word itself."""
    joined = " " + " ".join(words) + " "
    codes = np.frombuffer(joined.encode("utf-32-le", "replace"), dtype=np.uint32).astype(np.uint64)
    powers, inverses = _powers(len(codes))
    sums = np.zeros(len(codes) + 1, dtype=np.uint64)
    np.cumsum((codes * _SPREAD ^ codes >> np.uint64(3)) * powers, out=sums[1:])
    blank = codes == 32
    starts = np.flatnonzero(blank)
    owner = np.cumsum(blank) - 1  # the blank before a word belongs to it
    # How many characters from each place to the closing blank of its word, that one included.
    reach = starts[np.minimum(owner + 1, len(starts) - 1)] + 1 - np.arange(len(codes))
    fits = reach >= _SIZES[:, None]
    fits[0] = ~blank
    sizes, at = fits.nonzero()
    sizes += 1
    numbers = (sums[at + sizes] - sums[at]) * inverses[at] + sizes.astype(np.uint64)
    firsts = starts[:-1] + 1
    whole = (sums[starts[1:]] - sums[firsts]) * inverses[firsts] ^ _WORD_MARK
    mixed = np.concatenate([numbers, whole]) * _SPREAD
    owners = np.concatenate([owner[at], np.arange(len(words))])
    return Grams((mixed >> np.uint64(32)).astype(np.uint32), owners, len(words))


_table = (np.ones(1, dtype=np.uint64), np.ones(1, dtype=np.uint64))


def _powers(length: int) -> tuple[np.ndarray, np.ndarray]:
    """The powers of the base and of its inverse, kept for the next call."""
    global _table
    if len(_table[0]) < length:
        size = max(length, 4096)
        _table = (_series(_BASE, size), _series(_INVERSE, size))
    return _table[0][:length], _table[1][:length]


def _series(base: int, length: int) -> np.ndarray:
    factors = np.full(length, base, dtype=np.uint64)
    factors[0] = 1
    return np.cumprod(factors)
