"""What words could name: every reading, whatever speaks for it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from bot.places.affixes import Affixes, Stripped
from bot.places.comparing import SHORTEST, Comparing
from bot.places.evidence import Mention
from bot.places.gazetteer import Gazetteer
from bot.places.keys import Token, joined, letters_in, phrase_key
from bot.places.phrases import Match, PhraseTable
from bot.places.tables import table, words

EVERY = "*"  # language of phrases that any message may hold
LANGUAGE_NAME = -1  # in place of an entry's number
_IN_GERMANY = {"city", "district", "state"}
_LOOSE_PHRASE = 5  # letters from which a phrase of another language is taken
_LONGEST_NAME = 5  # words
_OWN_SPELLING = {"de", "en", None}  # languages that write German names as they are
_CACHED_WORDS = 8192  # words come again and again


class WordReading(NamedTuple):
    """One word as an inflected, misspelt or transliterated name."""

    numbers: list[int]
    how: str
    letters: int
    stripped: Stripped


class Reader:
    """Readings of the words of a message, by the list of places and the lexicons."""

    def __init__(self, gazetteer: Gazetteer, phrases: PhraseTable) -> None:
        self._gazetteer = gazetteer
        self._phrases = phrases
        self.affixes = Affixes()
        self._comparing = Comparing(gazetteer)
        self._capitals = words(table("official_names")["capitals"])
        self._word = lru_cache(_CACHED_WORDS)(self._word_readings)

    def readings(self, found: list[Token], start: int, language: str | None) -> Iterator[Mention]:
        """Readings of the words from `start`, the longest and strictest first."""
        strict = [*self._phrase_readings(found, start, language), *self._exact(found, start)]
        strict.sort(key=lambda mention: (mention.end, mention.how == "phrase"), reverse=True)
        yield from strict
        word = found[start].key
        if len(word) < 3 or word[0].isdigit():
            return
        yield from self._prefixed(found, start, language)
        yield from self._several(found, start, language)
        for numbers, how, letters, stripped in self._word(word, language):
            yield _mention(start, 1, numbers, how, letters, stripped)

    def _exact(self, found: list[Token], start: int) -> Iterator[Mention]:
        for size in range(self._longest(found, start), 0, -1):
            name = joined(found[start : start + size])
            if numbers := self._gazetteer.numbers(name):
                german = name in self._gazetteer.official
                how = "exonym" if name.isascii() and not german else "exact"
                letters = letters_in(name)
                yield Mention(start, start + size, numbers, how, letters, official=german)
        if found[start].text in self._capitals:
            name = table("official_names")["capitals"][found[start].text]
            numbers = self._gazetteer.official_numbers(phrase_key(name))
            yield Mention(start, start + 1, numbers[:1], "phrase", 4)

    def _longest(self, found: list[Token], start: int) -> int:
        return min(self._gazetteer.longest.get(found[start].key, 1), len(found) - start)

    def _phrase_readings(
        self, found: list[Token], start: int, language: str | None
    ) -> Iterator[Mention]:
        matches = list(self._phrases.at(found, start))
        spoken = [m.letters for m in matches if m.value[0] == LANGUAGE_NAME and m.words == 1]
        for match in matches:
            number, of = match.value
            if number == LANGUAGE_NAME or self._is_language(match, found[start], spoken):
                continue
            german = "de" if self._gazetteer.entries[number].kind in _IN_GERMANY else EVERY
            own = language is None or of in {language, EVERY, german}
            if own or match.letters >= _LOOSE_PHRASE + match.open:
                end = start + match.words
                how = "phrase" if own else "inflected"
                letters = max(match.letters, 4) if of == EVERY else match.letters
                sense = self._ending_sense(found[end - 1].key, language) if match.open else None
                numbers = self._namesakes(number, found[start:end])
                yield Mention(start, end, numbers, how, letters, sense, own=own)

    def _namesakes(self, number: int, found: list[Token]) -> list[int]:
        """The place of a lexicon, and the others that have the same German name."""
        official = self._gazetteer.official_numbers(joined(found))
        return official if number in official else [number]

    def _is_language(self, match: Match, word: Token, spoken: list[int]) -> bool:
        """Whether a word that begins like a country is the name of a language ("ukrainisch")."""
        if match.words > 1 or self._gazetteer.entries[match.value[0]].kind != "country":
            return False
        return any(letters > match.letters and len(word.key) - letters <= 1 for letters in spoken)

    def _ending_sense(self, word: str, language: str | None) -> str | None:
        """What the ending says that an open phrase left over."""
        endings = (word[-length:] for length in range(1, min(6, len(word))))
        return next((s for e in endings if (s := self.affixes.glued(e, language))), None)

    def _prefixed(self, found: list[Token], start: int, language: str | None) -> Iterator[Mention]:
        """Names of several words, or of the lexicons, with a prefix glued to the first."""
        first = found[start]
        for stripped in self.affixes.without_prefix(first.key, language):
            rest = [first._replace(key=stripped.stem), *found[start + 1 : start + _LONGEST_NAME]]
            for match in self._phrases.at(rest, 0):
                number, of = match.value
                own = language is None or of in {language, EVERY}
                if own and number != LANGUAGE_NAME and match.letters >= 3:
                    letters = match.letters
                    yield _mention(start, match.words, [number], "phrase", letters, stripped)
            for size in range(self._longest(rest, 0), 1, -1):
                name = joined(rest[:size])
                if numbers := self._gazetteer.numbers(name):
                    yield _mention(start, size, numbers, "inflected", letters_in(name), stripped)

    def _several(self, found: list[Token], start: int, language: str | None) -> Iterator[Mention]:
        """Names of several words of which the last is inflected."""
        for size in range(self._longest(found, start), 1, -1):
            first = joined(found[start : start + size - 1])
            for stripped in self.affixes.strip(found[start + size - 1].key, language):
                name = f"{first} {stripped.stem}"
                if not stripped.dropped and (numbers := self._gazetteer.numbers(name)):
                    yield _mention(start, size, numbers, "inflected", letters_in(name), stripped)

    def _word_readings(self, word: str, language: str | None) -> list[WordReading]:
        """One word as an inflected name, by its sound, and with a letter wrong."""
        stripped = list(self.affixes.strip(word, language))
        found = [reading for one in stripped if (reading := self._inflected(one))]
        if len(word) < SHORTEST - 1 and word.isascii():
            return found
        whole = Stripped(word, None, True, False)
        stems = [whole, *(one for one in stripped if one.own and not one.dropped)]
        if not word.isascii() or language not in _OWN_SPELLING:
            for one in stems:
                numbers, letters = self._comparing.sounding(one.stem)
                if numbers and not (one.article or one.sense == "from"):
                    found.append(WordReading(numbers, "sound", letters, one))
        for one in stems:
            numbers, letters = self._comparing.misspelt(one.stem)
            if numbers and (one is whole or letters > SHORTEST):
                found.append(WordReading(numbers, "fuzzy", letters, one))
        return found

    def _inflected(self, stripped: Stripped) -> WordReading | None:
        stem = stripped.stem
        if not stripped.dropped:
            numbers = self._gazetteer.numbers(stem)
        else:
            numbers = self._comparing.shortened(stem) if len(stem) >= 4 else []
        if not numbers or (stripped.dropped and stem.isascii() and self._is_abroad(numbers)):
            return None
        return WordReading(numbers, "inflected", letters_in(stem), stripped)

    def _is_abroad(self, numbers: list[int]) -> bool:
        return self._gazetteer.entries[numbers[0]].kind == "abroad"


def _mention(
    start: int, size: int, numbers: list[int], how: str, letters: int, stripped: Stripped
) -> Mention:
    official = how in {"fuzzy", "sound"}  # compared with German names
    end, sense, own = start + size, stripped.sense, stripped.own
    return Mention(start, end, numbers, how, letters, sense, own=own, official=official)
