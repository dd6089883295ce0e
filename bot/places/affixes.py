"""Endings and prefixes that languages glue to the name of a place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from bot.places.keys import key
from bot.places.tables import table, words


class Stripped(NamedTuple):
    """A word without its ending or prefix.

    `sense` is what was taken off says: "in", "from" or None; `own` whether it belongs to the
    message's language; `dropped` whether a final vowel may be missing now; `article` whether an
    article was taken off, which names of towns don't have.
    """

    stem: str
    sense: str | None
    own: bool
    dropped: bool
    article: bool = False


_LONGEST = 9
_SHORTEST_STEM = 3
_GERMAN = "de"
_ARTICLES = ("ال", "لل")


class Affixes:
    """The affixes of every language of `data/endings.yml`."""

    def __init__(self) -> None:
        self._endings: dict[str, dict[str, str | None]] = {}
        self._prefixes: dict[str, dict[str, str | None]] = {}
        self._changes: dict[str, dict[str, str]] = {}
        for language, lists in table("endings").items():
            endings: dict[str, str | None] = {}
            prefixes: dict[str, str | None] = {}
            for sense in (None, "from", "in"):
                endings |= {key(e): sense for e in words(lists.get(sense or "other"))}
                name = f"prefixes_{sense}" if sense else "prefixes"
                prefixes |= {key(p): sense for p in words(lists.get(name))}
            self._endings[language], self._prefixes[language] = endings, prefixes
            changes = lists.get("changes", {})
            self._changes[language] = {key(end): key(new) for end, new in changes.items()}
        self._all_endings = _merged(self._endings)
        self._all_prefixes = _merged(self._prefixes)

    def strip(self, word: str, language: str | None) -> Iterator[Stripped]:
        """Every way to take an ending or a prefix, or both, off a word."""
        yield from self._without_ending(word, language)
        for one in self.without_prefix(word, language):
            yield one
            for inner in self._without_ending(one.stem, language):
                yield inner._replace(
                    sense=one.sense or inner.sense, own=one.own and inner.own, article=one.article
                )

    def without_prefix(self, word: str, language: str | None) -> Iterator[Stripped]:
        """Every way to take a prefix off a word."""
        for length in range(1, min(5, len(word) - _SHORTEST_STEM + 1)):
            prefix, rest = word[:length], word[length:]
            sense, own = self._sense(self._prefixes, self._all_prefixes, prefix, language)
            if sense != "":
                yield Stripped(rest, sense, own, False, prefix.endswith(_ARTICLES))

    def _without_ending(self, word: str, language: str | None) -> Iterator[Stripped]:
        for length in range(1, min(_LONGEST, len(word) - _SHORTEST_STEM) + 1):
            stem, ending = word[:-length], word[-length:]
            sense, own = self._sense(self._endings, self._all_endings, ending, language)
            if sense != "":
                yield Stripped(stem, sense, own, False)
                yield Stripped(stem, sense, own, True)
            changed = self._changes.get(language or "", {}).get(ending)
            if changed is not None:
                yield Stripped(stem + changed, None, True, False)

    @staticmethod
    def _sense(
        tables: dict[str, dict[str, str | None]],
        union: dict[str, str | None],
        affix: str,
        language: str | None,
    ) -> tuple[str | None, bool]:
        """What an affix says, and whether it is the language's own; "" for none at all."""
        for own in (language, _GERMAN):
            if own in tables and affix in tables[own]:
                return tables[own][affix], True
        if affix in union:
            # An ending of another language proves no sense of place.
            return (union[affix], True) if language is None else (None, False)
        return "", False

    def glued(self, ending: str, language: str | None) -> str | None:
        """What an ending behind an apostrophe says."""
        return self._sense(self._endings, self._all_endings, ending, language)[0] or None


def _merged(tables: dict[str, dict[str, str | None]]) -> dict[str, str | None]:
    union: dict[str, str | None] = {}
    for one in tables.values():
        for affix, sense in one.items():
            union[affix] = union.get(affix) or sense
    return union
