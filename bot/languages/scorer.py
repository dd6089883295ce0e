"""A linear model over the n-grams of one script's words: how much each language fits a message.

Multinomial logistic regression on hashed n-grams. Every pass of training cuts a fresh fragment of
one to a few words out of every text, so short messages are what it learns from most.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from bot.languages.ngrams import grams_of

LEAST = 2  # occurrences that make an n-gram worth a row of weights
BATCH = 1024
RATE = 0.5
START = 0.1  # of Adagrad's sums
LENGTH_POWER = 0.35  # features are divided by (their number)^this: between a sum and a mean
WHOLE_SHARE = 0.15  # of the fragments are up to LONGEST words, the others up to SHORT
LONGEST, SHORT = 14, 7
LOAN_SHARE = 0.12  # of the fragments get a German loan word that says nothing
BALANCE = 0.4  # exponent: how far rare languages are weighted up
TEXTS_AT_ONCE = 64  # more don't fit into the processor's cache

Words = Sequence[str]


@dataclass(frozen=True)
class Rows:
    """Texts to learn from: their words, the language of each and how much each counts."""

    words: Sequence[Words]
    languages: Sequence[str]
    loans: Sequence[str] = ()


class Scorer:
    """`numbers`: uint32, sorted, the n-grams known; `weights`: (numbers, classes); `bias`."""

    def __init__(
        self, classes: Sequence[str], numbers: np.ndarray, weights: np.ndarray, bias: np.ndarray
    ) -> None:
        self.classes = list(classes)
        self.numbers = numbers
        self.weights = weights
        self.bias = bias

    def score(self, texts: Sequence[Words]) -> tuple[np.ndarray, np.ndarray]:
        """Probabilities (texts, classes), and the share of each text's n-grams that are known."""
        parts = [
            self._score(texts[start : start + TEXTS_AT_ONCE])
            for start in range(0, len(texts), TEXTS_AT_ONCE)
        ]
        if len(parts) == 1:
            return parts[0]
        return np.concatenate([p for p, _ in parts]), np.concatenate([c for _, c in parts])

    def _score(self, texts: Sequence[Words]) -> tuple[np.ndarray, np.ndarray]:
        count = len(texts)
        grams = grams_of([word for words in texts for word in words])
        owners = np.repeat(np.arange(count), [len(words) for words in texts])[grams.words]
        columns, known = find(self.numbers, grams.numbers)
        total = np.bincount(owners, minlength=count)
        owners, columns = owners[known], columns[known]
        found = np.bincount(owners, minlength=count)
        logits = np.tile(self.bias, (count, 1))
        some = np.flatnonzero(found)
        if len(some):
            if count > 1:
                columns = columns[np.argsort(owners, kind="stable")]
            firsts = (np.cumsum(found) - found)[some]
            sums = np.add.reduceat(self.weights[columns], firsts, axis=0, dtype=np.float32)
            logits[some] += sums / found[some, None] ** np.float32(LENGTH_POWER)
        return softmax(logits), found / np.maximum(total, 1)


def softmax(logits: np.ndarray) -> np.ndarray:
    """Probabilities along the last axis."""
    exponentials = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return exponentials / exponentials.sum(axis=-1, keepdims=True)


class Trainer:
    """Fits a Scorer; training can go on later with more rows over the same n-grams."""

    def __init__(self, rows: Rows, seed: int = 0) -> None:
        self.random = np.random.default_rng(seed)
        self.lengths = np.array([len(words) for words in rows.words])
        self.starts = np.concatenate([[0], np.cumsum(self.lengths)])[:-1]
        self.classes = sorted(set(rows.languages))
        place = {code: i for i, code in enumerate(self.classes)}
        self.truth = np.array([place[code] for code in rows.languages])
        tokens = [word for words in rows.words for word in words]
        types = {word: i for i, word in enumerate(dict.fromkeys([*tokens, *rows.loans]))}
        self.tokens = np.array([types[word] for word in tokens])
        self.loans = np.array([types[word] for word in rows.loans], dtype=int)
        self.telling = np.ones(len(types), dtype=bool)
        self.telling[self.loans] = False
        counts = np.bincount(self.tokens, minlength=len(types))
        self.numbers, self.word_grams = _word_grams(list(types), counts)
        shape = (len(self.numbers), len(self.classes))
        self.weights = np.zeros(shape, np.float32)
        self.slopes = np.full(shape[0], START, np.float32)  # Adagrad's sums, one for an n-gram
        self.bias = np.zeros(shape[1], np.float32)
        sizes = np.bincount(self.truth, minlength=shape[1])
        self.class_weights = ((sizes.max() / sizes) ** BALANCE).astype(np.float32)
        self.german = np.array([code == "de" for code in self.classes])

    def run(self, passes: int, rows: np.ndarray) -> None:
        """So many passes over the rows with these numbers."""
        for _ in range(passes if len(self.classes) > 1 else 0):
            order = self.random.permutation(rows)
            for start in range(0, len(order), BATCH):
                self._step(order[start : start + BATCH])

    def scorer(self) -> Scorer:
        """The model as it stands, with half the memory."""
        return Scorer(self.classes, self.numbers, self.weights.astype(np.float16), self.bias.copy())

    def _step(self, rows: np.ndarray) -> None:
        features, telling = self._fragments(rows)
        used, places = np.unique(features.indices, return_inverse=True)
        shape = (len(rows), len(used))
        features = csr_matrix((features.data, places, features.indptr), shape=shape)
        weights = self.weights[used]
        errors = softmax(features @ weights + self.bias)
        truth = self.truth[rows]
        errors[np.arange(len(rows)), truth] -= 1
        errors *= (self.class_weights[truth] * telling)[:, None]
        slope = features.T @ errors
        self.slopes[used] += np.einsum("ij,ij->i", slope, slope)
        slope *= (RATE / np.sqrt(self.slopes[used]))[:, None]
        weights -= slope
        self.weights[used] = weights
        self.bias -= 0.01 * errors.mean(axis=0)

    def _fragments(self, rows: np.ndarray) -> tuple[csr_matrix, np.ndarray]:
        """A fresh piece of each row's text as features, and whether it tells its language.

        Nothing but German words out of a text in another language tells nothing.
        """
        count = len(rows)
        whole = self.random.random(count) < WHOLE_SHARE
        wanted = np.where(whole, LONGEST, self.random.integers(1, SHORT + 1, count))
        sizes = np.minimum(self.lengths[rows], wanted)
        free = self.lengths[rows] - sizes + 1
        first = self.starts[rows] + (self.random.random(count) * free).astype(int)
        owners = np.repeat(np.arange(count), sizes)
        within = np.arange(len(owners)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        words = self.tokens[np.repeat(first, sizes) + within]
        german = self.german[self.truth[rows]]
        telling = german | (np.bincount(owners, self.telling[words], count) > 0)
        if len(self.loans):
            mixed = np.flatnonzero((self.random.random(count) < LOAN_SHARE) & ~german)
            owners = np.concatenate([owners, mixed])
            words = np.concatenate([words, self.random.choice(self.loans, len(mixed))])
        chosen = csr_matrix(
            (np.ones(len(words), np.float32), (owners, np.arange(len(words)))),
            shape=(count, len(words)),
        )
        features = chosen @ self.word_grams[words]
        found = np.asarray(features.sum(axis=1)).ravel()
        scale = (1 / np.maximum(found, 1) ** LENGTH_POWER).astype(np.float32)
        features.data *= np.repeat(scale, np.diff(features.indptr))
        return features, telling


def _word_grams(words: Words, counts: np.ndarray) -> tuple[np.ndarray, csr_matrix]:
    """The n-grams worth keeping, and which of them each word has: (words, n-grams)."""
    grams = grams_of(words)
    numbers, places = np.unique(grams.numbers, return_inverse=True)
    numbers = numbers[np.bincount(places, counts[grams.words]) >= LEAST]
    columns, known = find(numbers, grams.numbers)
    data = np.ones(int(known.sum()), np.float32)
    shape = (len(words), len(numbers))
    return numbers, csr_matrix((data, (grams.words[known], columns[known])), shape=shape)


def find(numbers: np.ndarray, wanted: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where each wanted number stands among the sorted ones, and whether it is there at all."""
    columns = np.searchsorted(numbers, wanted)
    columns[columns == len(numbers)] = 0
    return columns, numbers[columns] == wanted
