"""Concepts of the field: the same keys in every language, so that languages teach one another.

`data/concepts/<lang>.yml` lists for each concept (`landlord`, `unpaid`, `hit`) the words by which
its speakers say it. Which concepts a message holds is a set of features that all languages share:
what the utterances of one language teach of a concept holds for the others, and a word that no
utterance has still counts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix

from bot.text import fold
from bot.understanding.features import pieces_of
from bot.understanding.lexicon import Entry, Lexicon
from bot.yaml_files import read_yaml

SECTION = "concept"


def read_concepts(folder: Path) -> list[Entry]:
    """The words of every language's concepts. Raises OperatorError that names a broken file."""
    return [entry for path in sorted(folder.glob("*.yml")) for entry in _read(path)]


def read_keys(path: Path) -> dict[str, list[str]]:
    """One language's concepts: key -> words as written."""
    content = read_yaml(path, strings=True) or {}  # "no" and "on" are words here
    return {
        key: [form.strip() for form in re.split("[,،]", str(forms)) if form.strip()]
        for key, forms in content.items()
    }


def _read(path: Path) -> list[Entry]:
    listed = read_keys(path)
    made = (_entry(form, key, path.stem) for key, forms in listed.items() for form in forms)
    return [entry for entry in made if entry.words]


def _entry(form: str, key: str, language: str) -> Entry:
    words = re.sub(r" \*", "*", " ".join(pieces_of(fold(form)))).split()
    return Entry(tuple(words), SECTION, key, language)


class Concepts:
    """Finds the concepts of messages; `keys` are the columns of its features."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.keys = tuple(sorted({entry.value for entry in lexicon.entries}))
        self._column = {key: i for i, key in enumerate(self.keys)}

    def find(self, text: str, language: str | None) -> list[str]:
        """The concepts of a text, in the order of words; the longest form where several fit."""
        return self._find(fold(text), language)

    def _find(self, folded: str, language: str | None) -> list[str]:
        taken: set[int] = set()
        found = []
        for hit in self.lexicon.find(pieces_of(folded), language):
            covered = set(range(hit.first, hit.last + 1))
            if len(covered) > 1 or not covered & taken:
                found.append(hit)
                taken |= covered if len(covered) > 1 else set()
        return [hit.value for hit in sorted(found, key=lambda hit: hit.first)]

    def features(self, texts: Sequence[str], languages: Sequence[str | None]) -> csr_matrix:
        """float32 (texts, concepts): each row of unit length, zero where no concept is found."""
        rows, columns, values = [], [], []
        known: dict[tuple[str, str | None], set[str]] = {}  # copies of an utterance fold alike
        for row, (text, language) in enumerate(zip(texts, languages, strict=True)):
            folded = fold(text)
            if (folded, language) not in known:
                known[folded, language] = set(self._find(folded, language))
            keys = known[folded, language]
            rows += [row] * len(keys)
            columns += [self._column[key] for key in keys]
            values += [1 / max(1.0, len(keys)) ** 0.5] * len(keys)
        shape = (len(texts), len(self.keys))
        return csr_matrix((np.array(values, np.float32), (rows, columns)), shape=shape)
