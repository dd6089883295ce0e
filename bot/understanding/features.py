"""Sparse features of a message: hashed n-grams, and its words once more for its own language.

A feature is the 31-bit MurmurHash of a character n-gram (2 to 5, inside word boundaries) or a
word n-gram (1 to 2); a word of one language has a further number, mixed with the language's. So
no vocabulary of strings is kept: a trained model holds a sorted array of the numbers it saw twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction import FeatureHasher
from sklearn.utils import murmurhash3_32

from bot.text import normalise

SPACE = 2**31 - 1  # FeatureHasher's largest; collisions among a million features stay under 0.1 %
CHARACTERS = range(2, 6)
# Vowel signs of Indic and other scripts, accents and the joiners of Persian belong to their word.
_MARKS = (
    r"\u0300-\u036f\u0900-\u0963\u0966-\u0dff\u0e31-\u0e4e\u1000-\u109f\u135d-\u135f"
    r"\u1780-\u17d3\u200c\u200d"
)
_WORD = re.compile(rf"[\w{_MARKS}]+|[^\w\s]")
# Chinese and kana: each character counts as a word. Thai, Lao and Khmer have no blanks either, but
# their letters mean nothing alone: n-grams cross the boundaries of their words.
_SIGNS = re.compile(r"([\u3040-\u30ff\u3400-\u9fff])")
_UNSPACED = re.compile(r"([\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff])")
_HASHER = FeatureHasher(SPACE, input_type="string", alternate_sign=False, dtype=np.float32)
_MIX = 2654435761  # Knuth's multiplicative constant: spreads a language's number over the space


def prepare(text: str) -> str:
    """The text as features see it: NFKC, casefolded, Chinese with blanks between."""
    return _SIGNS.sub(r" \1 ", normalise(text).casefold())


def words_of(prepared: str) -> list[str]:
    """The words and signs of a prepared text."""
    return _WORD.findall(prepared)


def is_unspaced(text: str) -> bool:
    """Whether a text has letters of a script without blanks between words."""
    return bool(_UNSPACED.search(text))


def pieces_of(folded: str) -> list[str]:
    """Words as lexicons know them: scripts without blanks between words are cut into letters."""
    return words_of(_UNSPACED.sub(r" \1 ", folded))


def tokens(prepared: str) -> Iterator[str]:
    """The n-grams of a prepared text; those of words begin with a blank sign of their own."""
    words = words_of(prepared)
    for word in words:
        padded = f" {word} "
        for size in CHARACTERS:
            if size > len(padded):
                break
            for start in range(len(padded) - size + 1):
                yield padded[start : start + size]
        yield "\x01" + word
    for first, second in pairwise(words):
        yield f"\x01{first}\x01{second}"


def _language_number(language: str) -> int:
    return int(murmurhash3_32(language, seed=7, positive=True))


def count(texts: Sequence[str], languages: Sequence[str | None]) -> csr_matrix:
    """Counts of shape (texts, SPACE): all features and, where a language is given, its words."""
    prepared = [prepare(text) for text in texts]
    shared = _HASHER.transform(map(tokens, prepared))
    words = _HASHER.transform(["\x01" + word for word in words_of(text)] for text in prepared)
    own = _rows(words)
    numbers = np.array([_language_number(l) if l else -1 for l in languages], dtype=np.int64)[own]
    tagged = numbers >= 0
    mixed = (words.indices.astype(np.int64) * _MIX + numbers * 31) % SPACE
    indices = np.concatenate([shared.indices, mixed[tagged]])
    data = np.concatenate([shared.data, words.data[tagged]])
    rows = np.concatenate([_rows(shared), own[tagged]])
    # Made from triples, it sums what occurs several times.
    return csr_matrix((data, (rows, indices)), shape=shared.shape, dtype=np.float32)


def _rows(matrix: csr_matrix) -> np.ndarray:
    """The row of each stored value."""
    return np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))


class FeatureSpace:
    """The features a model knows: their hashed numbers, sorted, with their inverse frequency.

    `numbers`: int32, sorted, shape (n,). `idf`: float32, shape (n,).
    """

    def __init__(self, numbers: np.ndarray, idf: np.ndarray) -> None:
        self.numbers = numbers
        self.idf = idf

    @classmethod
    def fit(cls, counts: csr_matrix, least: int = 2) -> FeatureSpace:
        """Keep what occurs in at least `least` rows; idf as in scikit-learn, smoothed."""
        numbers, frequency = np.unique(counts.indices, return_counts=True)
        kept = frequency >= least
        idf = np.log((1 + counts.shape[0]) / (1 + frequency[kept])) + 1
        return cls(numbers[kept].astype(np.int32), idf.astype(np.float32))

    def weigh(self, counts: csr_matrix) -> csr_matrix:
        """TF-IDF (logarithmic counts, unit length) of shape (rows, n)."""
        columns = np.searchsorted(self.numbers, counts.indices)
        columns[columns == len(self.numbers)] = 0
        known = self.numbers[columns] == counts.indices
        rows = _rows(counts)[known]
        columns = columns[known]
        data = (1 + np.log(counts.data[known])) * self.idf[columns]
        norm = np.sqrt(np.bincount(rows, data**2, counts.shape[0]))
        data = (data / norm[rows]).astype(np.float32)
        shape = (counts.shape[0], len(self.numbers))
        return csr_matrix((data, (rows, columns)), shape=shape)
