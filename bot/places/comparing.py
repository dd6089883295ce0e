"""Names compared loosely: one letter wrong, or the same sound in another script."""

from __future__ import annotations

from collections import defaultdict

from rapidfuzz.distance import OSA

from bot.places.evidence import LARGE, TOWN
from bot.places.gazetteer import Gazetteer
from bot.places.keys import phrase_key
from bot.places.sounds import Sounds, alike, classes_of, german, heard

SHORTEST = 6  # letters of a name that may be misspelt
_FUZZY_TOWN = 2 * TOWN
_PART = 3
# Consonants that a comparison by sound takes at least.
_SOUNDS, _VOWELLESS_SOUNDS, _LATIN_SOUNDS = 3, 4, 5
_VOWELS = frozenset("aeiouyаеиоуяюαεηιουωიაეოუ்")


class Comparing:
    """Indexes of the names of larger places for looser ways to compare them."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._beginning: dict[str, list[str]] = defaultdict(list)
        self._end: dict[str, list[str]] = defaultdict(list)
        self._sounds: dict[str, list[tuple[int, Sounds]]] = {}
        self._shortened: dict[str, list[int]] = {}
        self._gazetteer = gazetteer
        self._index_spellings()
        self._index_sounds()

    def _index_spellings(self) -> None:
        entries = self._gazetteer.entries
        for name in self._gazetteer.names:
            if " " in name:
                continue
            numbers = self._gazetteer.numbers(name)
            largest = max(entries[number].population for number in numbers)
            if largest >= TOWN and len(name) >= 5 and name[-1] in _VOWELS:
                self._shortened.setdefault(name[:-1], numbers)
            if len(name) < SHORTEST or not any(map(self._may_be_misspelt, numbers)):
                continue
            if name.isascii() and not self._misspelt_in_latin(name, numbers):
                continue
            self._beginning[name[:_PART]].append(name)
            self._end[name[-_PART:]].append(name)

    def _may_be_misspelt(self, number: int) -> bool:
        entry = self._gazetteer.entries[number]
        return entry.population >= (LARGE if entry.kind == "district" else _FUZZY_TOWN)

    def _misspelt_in_latin(self, name: str, numbers: list[int]) -> bool:
        """Latin names in use: the German ones and those of Länder, not every exonym there is."""
        if name in self._gazetteer.official:
            return True
        return any(self._gazetteer.entries[number].kind == "state" for number in numbers)

    def _index_sounds(self) -> None:
        for name in self._gazetteer.official:
            if " " in name:
                continue
            for number in self._gazetteer.official_numbers(name):
                entry = self._gazetteer.entries[number]
                smallest = LARGE if entry.kind == "district" else TOWN
                if entry.population < smallest:
                    continue
                for sounds in german(_umlauts(name, entry.name)):
                    self._sounds.setdefault(sounds.classes, []).append((number, sounds))

    def shortened(self, stem: str) -> list[int]:
        """The entries of a name of which only the last vowel is missing."""
        return self._shortened.get(stem, [])

    def misspelt(self, word: str) -> tuple[list[int], int]:
        """The entries whose name differs by one letter, and the letters of that name.

        One letter is left out, doubled, put in, wrong, or has changed places with the next. A
        wrong first letter counts as two letters less: nobody types it, and "verlangen" isn't
        Erlangen.
        """
        if len(word) < SHORTEST - 1:
            return [], 0
        near = [*self._beginning.get(word[:_PART], ()), *self._end.get(word[-_PART:], ())]
        names = {
            name
            for name in near
            if abs(len(name) - len(word)) <= 1 and OSA.distance(word, name, score_cutoff=1) <= 1
        }
        numbers = {number for name in names for number in self._gazetteer.numbers(name)}
        letters = (len(name) if name[0] == word[0] else len(name) - 2 for name in names)
        return sorted(numbers), min(letters, default=0)

    def sounding(self, word: str) -> tuple[list[int], int]:
        """The entries whose German name sounds like a word of another language, and how many
        consonants they have in common."""
        if word.isascii():
            return self._best([one for one in german(word) if len(one.classes) >= _LATIN_SOUNDS])
        if classes_of(word) not in self._sounds:
            return [], 0
        sounds = heard(word)
        enough = len(sounds.classes) >= (_VOWELLESS_SOUNDS if sounds.vowelless else _SOUNDS)
        return self._best([sounds] if enough else [])

    def _best(self, ways: list[Sounds]) -> tuple[list[int], int]:
        for sounds in ways:
            known = self._sounds.get(sounds.classes, ())
            if numbers := {number for number, name in known if alike(sounds, name)}:
                return sorted(numbers), len(sounds.classes)
        return [], 0


def _umlauts(key: str, name: str) -> str:
    """A key with its umlauts, which have sounds of their own, if the name begins with it."""
    beginning = name[: len(key)].lower()
    return beginning if phrase_key(beginning) == key else key
