"""The names of places, countries and cities abroad that a message really means."""

from __future__ import annotations

from bot.places.context import Context
from bot.places.evidence import Mention, Surroundings, believable
from bot.places.gazetteer import Gazetteer
from bot.places.keys import Token, joined, phrase_key
from bot.places.phrases import PhraseTable
from bot.places.reading import EVERY, Reader
from bot.places.tables import table, words
from bot.text import script_of

_CASED = {"Latn", "Cyrl", "Grek", "Armn"}
_SENTENCE_ENDS = ".!?…:\n።؟"


class Recogniser:
    """Finds mentions. `ordinary` are, per language, words that are names only after "in" or so."""

    def __init__(
        self, gazetteer: Gazetteer, phrases: PhraseTable, ordinary: dict[str, set[str]]
    ) -> None:
        self._gazetteer = gazetteer
        self._reader = Reader(gazetteer, phrases)
        self._context = Context()
        self._ordinary = ordinary
        self._ordinary_any = set().union(*ordinary.values()) if ordinary else set()
        self._streets = {phrase_key(word) for word in words(table("context")["de"]["streets"])}

    def mentions(self, text: str, found: list[Token], language: str | None) -> list[Mention]:
        """What the message names, from left to right, without overlaps."""
        mentions: list[Mention] = []
        number = 0
        while number < len(found):
            mention = self._at(text, found, number, language)
            if mention is None:
                number += 1
                continue
            mentions.append(mention)
            number = mention.end + mention.apostrophe
        return mentions

    def readings(self, found: list[Token], language: str | None) -> list[Mention]:
        """What the first word could name, whatever speaks for it."""
        mentions = list(self._reader.readings(found, 0, language))
        for mention in mentions:
            self._describe(mention, found, None, language)
        return mentions

    def _at(
        self, text: str, found: list[Token], start: int, language: str | None
    ) -> Mention | None:
        before: str | None = None
        asked = False
        for mention in self._reader.readings(found, start, language):
            if not asked:
                before, asked = self._context.before(found, start, language), True
            self._describe(mention, found, before, language)
            around = self._surroundings(text, found, mention, language)
            if not self._is_street(found, mention) and believable(mention, around):
                return mention
        return None

    def _describe(
        self, mention: Mention, found: list[Token], before: str | None, language: str | None
    ) -> None:
        """Adds what the largest meaning is and what the words round the mention say."""
        entries = self._gazetteer.entries
        largest = max((entries[number] for number in mention.numbers), key=lambda e: e.population)
        mention.population = largest.population
        mention.kind = "city" if largest.kind == "district" else largest.kind
        behind = found[mention.end] if mention.end < len(found) else None
        if behind and behind.glue == "'":
            mention.apostrophe = True
            mention.sense = mention.sense or self._reader.affixes.glued(behind.key, language)
        if before is None and self._context.after(found, mention.end, language):
            before = "in"
        mention.preposition = before is not None
        mention.sense = mention.sense or before

    def _surroundings(
        self, text: str, found: list[Token], mention: Mention, language: str | None
    ) -> Surroundings:
        token = found[mention.start]
        word = joined(found[mention.start : mention.end])
        before = text[: token.start].rstrip()
        return Surroundings(
            capital=token.capital,
            cased=script_of(token.text) in _CASED,
            first=not before or before[-1] in _SENTENCE_ENDS,
            ordinary=self._is_ordinary(word, language) and not _is_adjective(found, mention),
            words=len(found),
            german=language == "de",
            latin=token.key.isascii(),
        )

    def _is_ordinary(self, word: str, language: str | None) -> bool:
        if language not in self._ordinary:
            return word in self._ordinary_any
        return any(word in self._ordinary.get(one, ()) for one in (language, "de", EVERY))

    def _is_street(self, found: list[Token], mention: Mention) -> bool:
        """Whether it is the first word of a street's name: "Berliner Straße"."""
        if mention.end >= len(found) or not found[mention.end - 1].key.endswith("er"):
            return False
        return found[mention.end].key in self._streets


def _is_adjective(found: list[Token], mention: Mention) -> bool:
    """Whether a noun follows that the name describes: "Hamburger Jobcenter"."""
    if mention.how != "inflected" or mention.end >= len(found):
        return False
    word = found[mention.start]
    return word.capital and word.key.endswith("er") and found[mention.end].capital
