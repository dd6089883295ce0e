"""Words and phrases of the lexicons, found among the words of a message."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from bot.places.keys import Token, tokens


class Match(NamedTuple):
    """A phrase found: number of words, its value, letters written out, whether the end was open."""

    words: int
    value: Any
    letters: int
    open: bool


class PhraseTable:
    """Phrases with a value each; a word that ends in `*` stands for any ending."""

    def __init__(self, entries: list[list[Any]] | None = None) -> None:
        """`entries` as `as_json` returned them."""
        self._exact: dict[str, list[tuple[list[list[Any]], Any]]] = {}
        self._stems: dict[str, list[tuple[list[list[Any]], Any]]] = {}
        self._entries: list[list[Any]] = []
        for pattern, value in entries or []:
            self._insert(pattern, value)

    def add(self, phrase: str, value: Any) -> None:
        """Adds a phrase; one without any letter is ignored."""
        pattern: list[list[Any]] = []
        for part in phrase.split():
            words = [[token.key, False] for token in tokens(part.rstrip("*"))]
            if words and part.endswith("*"):
                words[-1][1] = True
            pattern += words
        if pattern:
            self._insert(pattern, value)

    def _insert(self, pattern: list[list[Any]], value: Any) -> None:
        first, is_open = pattern[0]
        table = self._stems if is_open else self._exact
        table.setdefault(first, []).append((pattern, value))
        self._entries.append([pattern, value])

    def as_json(self) -> list[list[Any]]:
        """The phrases, for `__init__`."""
        return self._entries

    def at(self, words: list[Token], start: int) -> Iterator[Match]:
        """Every phrase that begins with the word number `start`."""
        first = words[start].key
        yield from self._matching(self._exact.get(first, ()), words, start)
        for length in range(2, len(first) + 1):
            if (found := self._stems.get(first[:length])) is not None:
                yield from self._matching(found, words, start)

    @staticmethod
    def _matching(entries: Any, words: list[Token], start: int) -> Iterator[Match]:
        for pattern, value in entries:
            size = len(pattern)
            if start + size > len(words):
                continue
            if all(
                word.key.startswith(part) if is_open else word.key == part
                for word, (part, is_open) in zip(words[start : start + size], pattern, strict=True)
            ):
                letters = sum(len(part) for part, _ in pattern)
                yield Match(size, value, letters, pattern[-1][1])
