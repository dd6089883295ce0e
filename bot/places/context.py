"""What stands round a name: "in", "near", "from" in the language of the message."""

from __future__ import annotations

import re

from bot.places.keys import Token, joined, phrase_key
from bot.places.tables import table, words

_LONGEST = 6  # characters, in scripts without blanks
_GERMAN = "de"
_CODE = re.compile("[0-9]{5}")  # a postal code stands before its town


class Context:
    """The words of `data/context.yml`."""

    def __init__(self) -> None:
        self._before: dict[str, dict[str, str]] = {}
        self._after: dict[str, set[str]] = {}
        for language, lists in table("context").items():
            senses = {phrase_key(word): "in" for word in words(lists.get("in"))}
            senses |= {phrase_key(word): "from" for word in words(lists.get("from"))}
            self._before[language] = senses
            self._after[language] = {phrase_key(word) for word in words(lists.get("after"))}
        tables = self._before.values()
        self._before_any = {key: sense for one in tables for key, sense in one.items()}
        self._after_any = set().union(*self._after.values())

    def before(self, found: list[Token], start: int, language: str | None) -> str | None:
        """What the words directly before word `start` say: "in", "from" or None."""
        if start and _CODE.fullmatch(found[start - 1].key):
            return "in"
        tables = self._tables(language)
        for size in range(min(_LONGEST, start), 0, -1):
            phrase = joined(found[start - size : start])
            for senses in tables:
                if phrase in senses:
                    return senses[phrase]
        return None

    def after(self, found: list[Token], end: int, language: str | None) -> bool:
        """Whether the word behind is one that follows names of places."""
        known = self._after.get(language, set()) if language else self._after_any
        return end < len(found) and found[end].key in known

    def _tables(self, language: str | None) -> list[dict[str, str]]:
        if language not in self._before:
            return [self._before_any]
        # German words are mixed into every language.
        return [self._before[language], self._before[_GERMAN]]
